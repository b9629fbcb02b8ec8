package io.github.dataversealm.solution.promotion;

/** Whether a release is published: in a repository that others than this machine read from. */
public sealed interface Publication {

    /** @param sha256 of the zip that is published, in hexadecimal digits */
    record Published(String sha256) implements Publication {}

    /**
     * It certainly is not.
     *
     * @param places where it was looked for, for people
     */
    record Absent(String places) implements Publication {}

    /** It cannot be found out. @param advice what to do about that; may be empty */
    record Unknown(String problem, String advice) implements Publication {}
}
