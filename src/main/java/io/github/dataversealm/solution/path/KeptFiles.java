package io.github.dataversealm.solution.path;

/**
 * Files that people lay into a source folder beside components and that are no part of the solution: they are not packed, and
 * an unpack leaves them where they are.
 */
public final class KeptFiles {

    /** Decisions on findings of a check, for the folder that it lies in and those below. */
    public static final String SUPPRESSIONS = "dataverse-check-suppressions.json";

    private static final String KEY = CaseKey.of(SUPPRESSIONS);

    private KeptFiles() {}

    /** Whether a file of that name, without its folders, is such a file. */
    public static boolean isKept(String name) {
        return name.length() == KEY.length() && CaseKey.of(name).equals(KEY);
    }
}
