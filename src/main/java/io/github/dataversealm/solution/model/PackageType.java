package io.github.dataversealm.solution.model;

/** What kind of solution package is read or written; the names are those of SolutionPackager's {@code /packagetype}. */
public enum PackageType {
    /** The form of a solution that can be edited in its environment. */
    UNMANAGED("Unmanaged", "0"),
    /** The form that is delivered and can be uninstalled. */
    MANAGED("Managed", "1"),
    /** One source folder that both forms are packed from. */
    BOTH("Both", "2");

    private final String text;
    private final String manifestValue;

    PackageType(String text, String manifestValue) {
        this.text = text;
        this.manifestValue = manifestValue;
    }

    /** The text of {@code <Managed>} in {@code solution.xml}; 2 occurs only in source folders. */
    public String manifestValue() {
        return manifestValue;
    }

    /** {@code Unmanaged}, {@code Managed} or {@code Both}. */
    @Override
    public String toString() {
        return text;
    }
}
