package io.github.dataversealm.solution.check.finding;

/**
 * The component that a finding is about.
 *
 * @param kind what a maker calls it: Table, Form, Web resource, Cloud flow ...
 * @param name what it is called; with the id of a component without a name of its own
 */
public record Subject(String kind, String name) {

    /** The package as a whole. */
    public static Subject solution(String uniqueName) {
        return new Subject("Solution", uniqueName);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
