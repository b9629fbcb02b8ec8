package io.github.dataversealm.solution.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a way back takes from an environment.
 *
 * @param components that are gone afterwards
 * @param tables that are emptied or gone, with their rows; also those that the older version makes anew
 * @param columns that are emptied or gone in tables that stay
 * @param settings values of environment variables and connections that are gone, one line each
 * @param stopped processes that run now and then do not, one line each
 * @param dependents what else in the environment needs one of the components, one line each
 * @param unread what could not be found out, one line each; what it hides may be lost too
 */
public record Losses(
        List<LostComponent> components,
        List<Rows> tables,
        List<Values> columns,
        List<String> settings,
        List<String> stopped,
        List<Dependent> dependents,
        List<String> unread) {

    static final Losses NONE = new Losses(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** The rows of a table. */
    public record Rows(String table, Amount amount) {

        @Override
        public String toString() {
            return "table " + table + ": " + amount;
        }
    }

    /** The values of a column. */
    public record Values(String table, String column, Amount amount) {

        @Override
        public String toString() {
            String text = "column " + table + "." + column + ": " + amount;
            return amount.isUnread() ? text : text + (amount.number() == 1 ? " has a value" : " have a value");
        }
    }

    /**
     * Something that needs what would be gone.
     *
     * @param solution the unique name of the solution that it is in; empty when the service does not say
     * @param component that needs it
     */
    public record Dependent(String solution, UUID component, String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether rows, values or settings would surely be lost. */
    public boolean holdsData() {
        return tables.stream().anyMatch(rows -> rows.amount().isSome())
                || columns.stream().anyMatch(values -> values.amount().isSome())
                || !settings.isEmpty();
    }

    /** Whether rows or values may be lost that could not be read. */
    public boolean isUncertain() {
        return !unread.isEmpty()
                || tables.stream().anyMatch(rows -> rows.amount().isUnread())
                || columns.stream().anyMatch(values -> values.amount().isUnread());
    }

    /** Whether the user has to agree to losing data. */
    public boolean needsConsent() {
        return holdsData() || isUncertain();
    }

    /** What of it is data, or may be, one line each. */
    public List<String> data() {
        List<String> lines = new ArrayList<>();
        tables.stream()
                .filter(rows -> rows.amount().isSome() || rows.amount().isUnread())
                .forEach(rows -> lines.add(rows.toString()));
        columns.stream()
                .filter(values -> values.amount().isSome() || values.amount().isUnread())
                .forEach(values -> lines.add(values.toString()));
        lines.addAll(settings);
        lines.addAll(unread);
        return lines;
    }
}
