package io.github.dataversealm.solution.localize;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in the bytes of a document, of ranges that do not overlap; what is not replaced stays as it is. */
final class Patch {

    private record Replacement(int start, int end, byte[] bytes) {}

    private final byte[] document;
    private final List<Replacement> replacements = new ArrayList<>();

    Patch(byte[] document) {
        this.document = document;
    }

    /** Replaces a range; insertions at one place keep the order in which they are made. */
    void replace(int start, int end, byte[] bytes) {
        replacements.add(new Replacement(start, end, bytes));
    }

    void insert(int at, byte[] bytes) {
        replace(at, at, bytes);
    }

    byte[] apply() {
        replacements.sort(Comparator.comparingInt(Replacement::start));
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + 1024);
        int at = 0;
        for (Replacement replacement : replacements) {
            out.write(document, at, replacement.start - at);
            out.writeBytes(replacement.bytes);
            at = replacement.end;
        }
        out.write(document, at, document.length - at);
        return out.toByteArray();
    }
}
