package io.github.dataversealm.solution.localize;

/**
 * A text in one language, as it stands in a file.
 *
 * @param key the key in SolutionPackager's form, {@link KeyPattern#TABLE} in place of the display name of a table; several
 *     labels may have it
 * @param place where it stands: the file without {@code .xml} and {@code _managed}, and the elements in it; with the key it
 *     tells labels apart
 * @param lcid the language
 * @param text the text
 * @param span where it stands in the bytes of the file
 */
record Label(String key, String place, int lcid, String text, Span span) {

    /** The key that no other label has. */
    String identity() {
        return key + '@' + place;
    }

    /**
     * Where a label stands in the bytes of a file: offsets in bytes.
     *
     * @param blanks where the blanks before its element begin
     * @param start where its element begins
     * @param tagEnd behind the start tag of its element
     * @param end behind its element
     * @param text where its text begins
     * @param textEnd behind its text
     * @param language where its language begins
     * @param languageEnd behind its language
     */
    record Span(int blanks, int start, int tagEnd, int end, int text, int textEnd, int language, int languageEnd) {}
}
