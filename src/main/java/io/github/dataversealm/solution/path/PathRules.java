package io.github.dataversealm.solution.path;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;

/**
 * What a relative path must be so that it is legal, and stays inside its folder, on Windows, macOS and Linux alike.
 * It is judged by its text alone, the same on every system. Percent-encoding is not looked at: who decodes a path
 * checks the decoded one again.
 */
public final class PathRules {

    /** The longest segment: NTFS and APFS count UTF-16 units, ext4 and its kin UTF-8 bytes. */
    private static final int MAX_SEGMENT = 255;

    /** ASCII characters that need no second look. */
    private static final boolean[] PLAIN = plainAscii();

    private PathRules() {}

    /**
     * Refuses a path that is not legal everywhere.
     *
     * @param relative the path with {@code /} between its segments
     * @param location where the path was found, for the message
     * @return the same path
     * @throws SolutionException when a rule is broken
     */
    public static String check(String relative, Location location) {
        String problem = problem(relative);
        if (problem != null) {
            throw new SolutionException(
                    location,
                    "The path \"" + Printable.of(relative) + "\" " + problem + ".",
                    "Rename it to a relative path that is legal on Windows, macOS and Linux alike.");
        }
        return relative;
    }

    /** Whether {@link #check} would accept the path. */
    public static boolean isLegal(String relative) {
        return problem(relative) == null;
    }

    private static String problem(String path) {
        int length = path.length();
        if (length == 0) {
            return "is empty";
        }
        char first = path.charAt(0);
        if (first == '/' || first == '\\') {
            return "is absolute";
        }
        if (length >= 2 && path.charAt(1) == ':' && isLetter(first)) {
            return "names a drive";
        }
        // an array and a table, since this runs over every name while the Java runtime is still cold
        char[] chars = path.toCharArray();
        int start = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c < PLAIN.length && PLAIN[c]) {
                continue;
            }
            String problem = c == '/' ? segmentProblem(path, start, i) : characterProblem(chars, i);
            if (problem != null) {
                return problem;
            }
            if (c == '/') {
                start = i + 1;
            }
        }
        return segmentProblem(path, start, length);
    }

    private static boolean[] plainAscii() {
        boolean[] plain = new boolean[0x7f];
        for (char c = ' '; c < plain.length; c++) {
            plain[c] = c != '/' && !FileNames.isIllegal(c);
        }
        return plain;
    }

    private static String characterProblem(char[] path, int index) {
        char c = path[index];
        if (c < ' ' || c == 0x7f) {
            return "holds a control character";
        }
        if (FileNames.isIllegal(c)) {
            return "holds the character " + c + " that Windows does not allow in a file name";
        }
        if (Character.isSurrogate(c) && !isPaired(path, index)) {
            return "holds half of a character (an unpaired surrogate)";
        }
        return null;
    }

    private static boolean isPaired(char[] path, int index) {
        return Character.isHighSurrogate(path[index])
                ? index + 1 < path.length && Character.isLowSurrogate(path[index + 1])
                : index > 0 && Character.isHighSurrogate(path[index - 1]);
    }

    private static String segmentProblem(String path, int start, int end) {
        if (start == end) {
            return "has an empty segment";
        }
        char last = path.charAt(end - 1);
        if (last == '.') {
            if (end - start == 1) {
                return "has the segment \".\"";
            }
            if (end - start == 2 && path.charAt(start) == '.') {
                return "has the segment \"..\"";
            }
            return "has a segment that ends with a dot";
        }
        if (last == ' ') {
            return "has a segment that ends with a blank";
        }
        if (3 * (end - start) > MAX_SEGMENT && utf8Length(path, start, end) > MAX_SEGMENT) {
            return "has a segment of more than " + MAX_SEGMENT + " bytes";
        }
        String device = WindowsDevices.find(path, start, end);
        return device == null ? null : "has a segment that is the Windows device " + device;
    }

    private static int utf8Length(String path, int start, int end) {
        int bytes = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
