package io.github.dataversealm.solution.deploy;

/**
 * What is known of the content that an environment has of a solution in the version of a zip. Dataverse compares versions
 * only; what tells contents apart are the import jobs, whose ids are computed from the bytes of the zip.
 *
 * @param evidence what it is known from, or why it is not: half a sentence for people
 */
public record InstalledContent(Standing standing, String evidence) {

    /** The environment has another version, so that nothing depends on it. */
    static final InstalledContent NOT_ASKED = new InstalledContent(Standing.NOT_ASKED, "");

    /** How it compares with the zip. */
    public enum Standing {
        NOT_ASKED,
        /** These very bytes were imported last. */
        SAME,
        /** A zip with other bytes was. */
        OTHER,
        /** It may be either. */
        UNKNOWN
    }

    boolean isOther() {
        return standing == Standing.OTHER;
    }

    boolean isUnknown() {
        return standing == Standing.UNKNOWN;
    }
}
