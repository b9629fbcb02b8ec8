package io.github.dataversealm.solution.path;

/** File names made from names of components. */
public final class FileNames {

    private FileNames() {}

    /**
     * The name with each character that no Windows file name may hold ({@code " < > | : * ? \ /} and 0 to 31) replaced by
     * {@code _}, on every system (solution-packager-behavior §0). The same object when nothing has to be replaced.
     * The result may still be no legal name, for example a device name; {@link PathRules#check} tells.
     */
    public static String legal(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '/' || isIllegal(c)) {
                return replaced(name, i);
            }
        }
        return name;
    }

    private static String replaced(String name, int first) {
        char[] chars = name.toCharArray();
        for (int i = first; i < chars.length; i++) {
            char c = chars[i];
            if (c < ' ' || c == '/' || isIllegal(c)) {
                chars[i] = '_';
            }
        }
        return new String(chars);
    }

    /** Whether the printable character is illegal in a path that has {@code /} between its segments. */
    static boolean isIllegal(char c) {
        switch (c) {
            case '"', '<', '>', '|', ':', '*', '?', '\\':
                return true;
            default:
                return false;
        }
    }
}
