package io.github.dataversealm.solution.check.finding;

/** What a finding does to a solution, for people who want to know what they must do first. */
public enum Impact {
    /** The import would fail, or do damage. */
    IMPORT("will not import"),
    /** It hurts at run time or in production. */
    RUNTIME("hurts later"),
    /** Nothing breaks; it costs somebody time. */
    HYGIENE("hygiene");

    private final String title;

    Impact(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
