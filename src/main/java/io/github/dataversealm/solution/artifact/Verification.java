package io.github.dataversealm.solution.artifact;

import java.util.Locale;

/** How much an artifact has to prove before it is imported. */
public enum Verification {
    /** Nothing. */
    OFF,

    /** What its metadata says must be true; an artifact without metadata is taken as it is, with a warning. */
    PRESENT,

    /**
     * The same, and an artifact without metadata is refused where it must have lost it: an earlier version has metadata. In
     * production it must have some.
     */
    ON,

    /** It must have metadata, and what the metadata says must be true. */
    REQUIRED;

    /** As a parameter says it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
