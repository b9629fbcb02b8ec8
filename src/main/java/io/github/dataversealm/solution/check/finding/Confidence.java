package io.github.dataversealm.solution.check.finding;

import java.util.Locale;

/** How certain a finding is (spec check-rules section 6). Only what is exact may be Critical. */
public enum Confidence {
    /** What it says follows from the files. */
    EXACT("very-high", 5),
    /**
     * It rests on something that is nearly always so and need not be: that names of the publisher's prefix are brought by no
     * other solution, that what looks like a key is one, that code does what it seems to.
     */
    HEURISTIC("medium", -5);

    private final String precision;
    private final int rank;

    Confidence(String precision, int rank) {
        this.precision = precision;
        this.rank = rank;
    }

    /** The word for reports and for {@code rules.txt}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The {@code precision} of a rule by which code scanning sorts. */
    public String precision() {
        return precision;
    }

    /** What it adds to the {@code rank} of SARIF 2.1.0, which severity decides first. */
    public int rank() {
        return rank;
    }
}
