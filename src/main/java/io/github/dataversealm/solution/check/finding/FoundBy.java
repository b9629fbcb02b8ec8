package io.github.dataversealm.solution.check.finding;

/** Who found a finding. What both found is one finding and counts once. */
public enum FoundBy {
    /** The rules of this project. */
    OFFLINE("offline analysis"),
    /** Microsoft's checker service. */
    SERVICE("checker service"),
    BOTH("offline analysis and checker service");

    private final String title;

    FoundBy(String title) {
        this.title = title;
    }

    /** The words for reports. */
    public String title() {
        return title;
    }

    /** Whether the rules of this project found it, perhaps not alone. */
    public boolean offline() {
        return this != SERVICE;
    }

    /** Whether Microsoft's service found it, perhaps not alone. */
    public boolean service() {
        return this != OFFLINE;
    }
}
