package io.github.dataversealm.solution.path;

/**
 * The names that Windows keeps for devices in every folder, in any letter case and with any extension
 * ("Naming Files, Paths, and Namespaces" of the Win32 documentation).
 */
final class WindowsDevices {

    private static final String[] NAMES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};

    private WindowsDevices() {}

    /** The device that {@code path[start, end)}, one segment, stands for; null when it is none. */
    static String find(String path, int start, int end) {
        int stem = start;
        while (stem < end && path.charAt(stem) != '.') {
            stem++;
        }
        // Windows takes "NUL .txt" for the device as well
        while (stem > start && path.charAt(stem - 1) == ' ') {
            stem--;
        }
        int length = stem - start;
        if (length < 3 || length > 7) {
            return null;
        }
        if (length == 4 && isPortDigit(path.charAt(start + 3))) {
            if (path.regionMatches(true, start, "COM", 0, 3) || path.regionMatches(true, start, "LPT", 0, 3)) {
                return path.substring(start, stem);
            }
        }
        for (String name : NAMES) {
            if (name.length() == length && path.regionMatches(true, start, name, 0, length)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isPortDigit(char c) {
        // Windows counts the superscripts one to three as digits here
        return c >= '0' && c <= '9' || c == '\u00b9' || c == '\u00b2' || c == '\u00b3';
    }
}
