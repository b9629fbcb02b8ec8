package io.github.dataversealm.solution.check.rule;

/**
 * A rule: an id, what kind of thing it looks at, and a look at one of them. Its texts and its severity are in
 * {@code rules.txt}, its page in {@code docs/rules}.
 *
 * @param <T> what it looks at: one of the types of {@link Scope}
 */
public record Rule<T>(String id, Scope<T> scope, Look<T> look) {

    /** Looks at one thing. A pure function: it keeps nothing, since it runs in several threads. */
    @FunctionalInterface
    public interface Look<T> {
        void at(T thing, Report report);
    }
}
