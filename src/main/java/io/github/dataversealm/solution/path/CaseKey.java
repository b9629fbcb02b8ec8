package io.github.dataversealm.solution.path;

import java.text.Normalizer;

/** The form of a path in which spellings that name the same file on a case-insensitive disk are equal. */
public final class CaseKey {

    private CaseKey() {}

    /**
     * Letters are folded one by one as {@link String#equalsIgnoreCase} and NTFS do; composed and decomposed letters are
     * the same, as they are on macOS.
     */
    public static String of(String path) {
        // an array, since this runs over every name while the Java runtime is still cold
        char[] chars = path.toCharArray();
        boolean changed = false;
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c >= 'A' && c <= 'Z') {
                chars[i] = (char) (c + ('a' - 'A'));
                changed = true;
            } else if (c >= 0x80) {
                return folded(Normalizer.normalize(path, Normalizer.Form.NFC));
            }
        }
        return changed ? new String(chars) : path;
    }

    private static String folded(String path) {
        StringBuilder key = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); ) {
            int letter = path.codePointAt(i);
            key.appendCodePoint(Character.toLowerCase(Character.toUpperCase(letter)));
            i += Character.charCount(letter);
        }
        return key.toString();
    }
}
