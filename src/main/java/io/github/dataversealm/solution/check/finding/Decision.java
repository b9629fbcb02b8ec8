package io.github.dataversealm.solution.check.finding;

/**
 * Why a finding does not count.
 *
 * @param reason why; empty when none was given
 * @param written where: {@code file:line}, or the parameter
 * @param inSource whether it is a comment in the file that the finding is in
 */
public record Decision(String reason, String written, boolean inSource) {

    /** Nothing was decided. */
    public static final Decision NONE = new Decision("", "", false);
}
