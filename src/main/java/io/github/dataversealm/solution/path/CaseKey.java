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
        int length = path.length();
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            if (c >= 0x80) {
                return folded(Normalizer.normalize(path, Normalizer.Form.NFC));
            }
            if (c >= 'A' && c <= 'Z') {
                return lowerAscii(path, i);
            }
        }
        return path;
    }

    private static String lowerAscii(String path, int first) {
        char[] chars = path.toCharArray();
        for (int i = first; i < chars.length; i++) {
            char c = chars[i];
            if (c >= 'A' && c <= 'Z') {
                chars[i] = (char) (c + ('a' - 'A'));
            } else if (c >= 0x80) {
                return folded(Normalizer.normalize(path, Normalizer.Form.NFC));
            }
        }
        return new String(chars);
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
