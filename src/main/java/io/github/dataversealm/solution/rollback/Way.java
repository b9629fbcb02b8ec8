package io.github.dataversealm.solution.rollback;

/** The ways back (spec dataverse-web-api §5). There is none that the service itself would call a downgrade. */
public enum Way {
    /** It is as it should be. */
    NOTHING("nothing"),
    /** The staged upgrade {@code <name>_Upgrade} is uninstalled. */
    DISCARD("discard"),
    /** The newest patch is uninstalled. */
    REMOVE_PATCH("remove-patch"),
    /** The older version is imported in place: what only the newer one has stays. */
    UPDATE("update"),
    /** The older version is imported as an upgrade, under a version above the installed one. */
    REPUBLISH("republish"),
    /** The solution is uninstalled, and the older version installed. */
    REINSTALL("reinstall");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
