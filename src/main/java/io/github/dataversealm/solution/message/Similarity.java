package io.github.dataversealm.solution.message;

/** Whether a name may be a misspelling of another: at most two characters are added, dropped or other ones. */
public final class Similarity {

    private static final int MOST = 2;

    private Similarity() {}

    /** Both in the same letter case. */
    public static boolean isNear(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MOST || Math.min(one.length(), other.length()) <= 2 * MOST) {
            return false;
        }
        int[] above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] here = new int[above.length];
            here[0] = row;
            for (int column = 1; column < here.length; column++) {
                int changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                here[column] = Math.min(above[column - 1] + changed, Math.min(above[column], here[column - 1]) + 1);
            }
            above = here;
        }
        return above[other.length()] <= MOST && isOtherThanItsNumber(one, other);
    }

    /** {@code site1} and {@code site2} are two names, not one misspelt. */
    private static boolean isOtherThanItsNumber(String one, String other) {
        return !one.replaceAll("[0-9]", "").equals(other.replaceAll("[0-9]", ""));
    }
}
