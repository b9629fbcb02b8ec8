package io.github.dataversealm.solution.assembly;

/** The heaps of names and of blobs (ECMA-335 II.24.2.3 and 4); cells of the tables hold offsets into them. */
final class Heaps {

    /** Compilers stop at 1,023 bytes (the limit of the runtime); obfuscators have been longer than that. */
    private static final int MAX_NAME_BYTES = 4096;

    /** Names may share bytes, so that a small file could ask for any number of characters. */
    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;

    private final Bytes strings;
    private final Bytes blobs;
    private long characters;

    Heaps(Bytes strings, Bytes blobs) {
        this.strings = strings;
        this.blobs = blobs;
    }

    String string(long offset) throws MalformedImageException {
        if (offset == 0) {
            return "";
        }
        String text = strings.terminatedText(offset, MAX_NAME_BYTES);
        spend(text.length());
        return text;
    }

    /** Counts characters that are kept in memory because of this image. */
    void spend(int count) throws MalformedImageException {
        characters += count;
        if (characters > MAX_CHARACTERS) {
            throw new MalformedImageException("its names have more than " + MAX_CHARACTERS + " characters together");
        }
    }

    Bytes blob(long offset) throws MalformedImageException {
        if (offset == 0) {
            return blobs.slice("empty blob", 0, 0);
        }
        Bytes.CompressedNumber length = blobs.compressed(offset);
        return blobs.slice("blob at " + offset, offset + length.width(), length.value());
    }
}
