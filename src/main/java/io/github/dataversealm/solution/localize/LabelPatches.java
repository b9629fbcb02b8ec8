package io.github.dataversealm.solution.localize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns edits of labels into replacements in the bytes of their file. */
final class LabelPatches {

    private final byte[] document;
    private final Patch patch;

    LabelPatches(byte[] document, Patch patch) {
        this.document = document;
        this.patch = patch;
    }

    /**
     * Adds the replacements.
     *
     * @param labels the labels of the file, in source order
     * @param edits the texts by label and language
     */
    void add(List<Label> labels, Map<String, TreeMap<Integer, String>> edits) {
        Map<String, List<Label>> byIdentity = new LinkedHashMap<>();
        for (Label label : labels) {
            if (edits.containsKey(label.identity())) {
                byIdentity
                        .computeIfAbsent(label.identity(), identity -> new ArrayList<>())
                        .add(label);
            }
        }
        byIdentity.forEach(
                (identity, languages) -> edits.get(identity).forEach((lcid, text) -> edit(languages, lcid, text)));
    }

    private void edit(List<Label> languages, int lcid, String text) {
        Label next = null;
        for (Label label : languages) {
            if (label.lcid() == lcid) {
                patch.replace(
                        label.span().text(),
                        label.span().textEnd(),
                        escape(text, label.span().text()));
                return;
            }
            if (next == null && label.lcid() > lcid) {
                next = label;
            }
        }
        if (next != null) {
            patch.insert(next.span().start(), join(element(next, lcid, text), blanks(next)));
        } else {
            Label last = languages.get(languages.size() - 1);
            patch.insert(last.span().end(), join(blanks(last), element(last, lcid, text)));
        }
    }

    /** The start tag of a label with another language and text, as an empty element. */
    private byte[] element(Label like, int lcid, String text) {
        Label.Span span = like.span();
        int from = span.start();
        byte[] tag = Arrays.copyOfRange(document, from, span.tagEnd());
        Patch copy = new Patch(tag);
        copy.replace(span.text() - from, span.textEnd() - from, escape(text, span.text()));
        copy.replace(
                span.language() - from,
                span.languageEnd() - from,
                String.valueOf(lcid).getBytes(StandardCharsets.US_ASCII));
        if (tag[tag.length - 2] != '/') {
            copy.replace(tag.length - 1, tag.length, " />".getBytes(StandardCharsets.US_ASCII));
        }
        return copy.apply();
    }

    private byte[] blanks(Label label) {
        return Arrays.copyOfRange(document, label.span().blanks(), label.span().start());
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** The value of an attribute as .NET writes it, for the quotes that stand at {@code at}. */
    private byte[] escape(String text, int at) {
        boolean single = document[at - 1] == '\'';
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&':
                    escaped.append("&amp;");
                    break;
                case '<':
                    escaped.append("&lt;");
                    break;
                case '>':
                    escaped.append("&gt;");
                    break;
                case '"':
                    escaped.append("&quot;");
                    break;
                case '\'':
                    escaped.append(single ? "&apos;" : "'");
                    break;
                case '\n':
                    escaped.append("&#xA;");
                    break;
                case '\r':
                    escaped.append("&#xD;");
                    break;
                case '\t':
                    escaped.append("&#x9;");
                    break;
                default:
                    escaped.append(c);
                    break;
            }
        }
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }
}
