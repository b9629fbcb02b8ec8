package io.github.dataversealm.solution.generate;

/**
 * What {@link SolutionGenerator} shall make.
 *
 * @param form what fills {@code customizations.xml}
 * @param customizationsBytes about how large {@code customizations.xml} shall be; there is at least one component of each kind
 * @param mostColumns the columns of the widest tables
 * @param managed whether the manifest says that it is managed
 * @param seed the same seed gives the same bytes
 */
public record GeneratedSolution(Form form, long customizationsBytes, int mostColumns, boolean managed, long seed) {

    /** What most of the bytes are. */
    public enum Form {
        /** A solution as large companies have them, with all kinds in their usual shares. */
        USUAL,
        /** One table with all the columns. */
        ONE_TABLE,
        /** One form of one table. */
        ONE_FORM,
        /** Relationships that all point to one table, whose file they share. */
        ONE_RELATIONSHIP_FILE,
        /** One component of a kind without a row, with a name. */
        ONE_GENERIC_COMPONENT,
        /** One element of a kind without a row, without a name. */
        ONE_UNNAMED_ELEMENT,
        /** One element among the tables that is no table. */
        ONE_STRAY_ELEMENT,
        /** One model-driven app with a list that the source folder holds sorted. */
        ONE_SORTED_LIST,
        /** The missing dependencies of {@code solution.xml}, another sorted list. */
        MANIFEST_LIST
    }

    /** A usual unmanaged solution. */
    public static GeneratedSolution usual(long customizationsBytes) {
        int columns = (int) Math.max(6, Math.min(400, customizationsBytes / 60_000));
        return new GeneratedSolution(Form.USUAL, customizationsBytes, columns, false, 20261123);
    }

    /** A solution that is nearly nothing but one large thing. */
    public static GeneratedSolution of(Form form, long bytes) {
        return new GeneratedSolution(form, bytes, 6, false, 20261123);
    }

    public GeneratedSolution asManaged() {
        return new GeneratedSolution(form, customizationsBytes, mostColumns, true, seed);
    }

    /** How large the customizations are that a {@link Form} other than USUAL adds its bytes to. */
    long usualBytes() {
        return form == Form.USUAL ? customizationsBytes : 0;
    }
}
