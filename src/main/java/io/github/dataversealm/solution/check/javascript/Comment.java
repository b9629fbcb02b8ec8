package io.github.dataversealm.solution.check.javascript;

/**
 * A comment of a script.
 *
 * @param line where it begins, from 1
 * @param endLine where it ends
 * @param block whether it is written with {@code /*}
 */
public record Comment(String text, int line, int endLine, boolean block) {}
