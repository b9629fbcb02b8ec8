package io.github.dataversealm.solution.check.finding;

import java.util.Locale;
import java.util.Optional;

/** How grave a finding is, in Microsoft's five steps; the worst first. */
public enum Severity {
    CRITICAL("Critical", 5, "error", "9.5"),
    HIGH("High", 4, "error", "8.0"),
    MEDIUM("Medium", 3, "warning", "5.5"),
    LOW("Low", 2, "note", "3.0"),
    INFORMATIONAL("Informational", 1, "note", "1.0");

    private final String title;
    private final int number;
    private final String level;
    private final String securityScore;

    Severity(String title, int number, String level, String securityScore) {
        this.title = title;
        this.number = number;
        this.level = level;
        this.securityScore = securityScore;
    }

    /** The word that users read and write. */
    public String title() {
        return title;
    }

    /** The number of the checker service. */
    public int number() {
        return number;
    }

    /** The level of SARIF 2.1.0. */
    public String level() {
        return level;
    }

    /** The {@code security-severity} that code scanning sorts security rules by. */
    public String securityScore() {
        return securityScore;
    }

    /** The middle of the {@code rank} of SARIF 2.1.0, which goes from 0 to 100. */
    public int rank() {
        return 20 * number - 10;
    }

    /** Whether this is as grave as the other one, or graver. */
    public boolean reaches(Severity other) {
        return number >= other.number;
    }

    /** The severity of that word in any case, or of that number of the service. */
    public static Optional<Severity> of(String text) {
        String wanted = text.trim().toLowerCase(Locale.ROOT);
        for (Severity severity : values()) {
            if (severity.title.toLowerCase(Locale.ROOT).equals(wanted)
                    || String.valueOf(severity.number).equals(wanted)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return title;
    }
}
