package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One table of the Web API.
 *
 * @param name the entity set
 * @param logicalName the entity type, as in messages
 * @param key the key column
 * @param nameColumn the column that names a row for people
 * @param alternateKeys columns that find a row besides the key
 * @param columns by name, in their order
 * @param children navigations to many rows: name to entity set and the lookup there
 * @param verbs what can be done besides reading
 * @param quirks where reading differs from other tables
 */
public record EntitySet(
        String name,
        String logicalName,
        String key,
        String nameColumn,
        Set<String> alternateKeys,
        Map<String, Column> columns,
        Map<String, Child> children,
        Set<Verb> verbs,
        Set<Quirk> quirks) {

    /** What changes rows. */
    public enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Differences of virtual tables, spec §3.6. */
    public enum Quirk {
        /** {@code $select} has no effect. */
        SELECT_IGNORED,
        /** A filter on a truth value answers 400. */
        NO_BOOLEAN_FILTER,
        /** {@code or} between two solutions answers 400. */
        ONE_SOLUTION_PER_QUERY,
        /** {@code $filter} can be refused, by switch. */
        FILTER_MAY_BE_REFUSED
    }

    /**
     * Rows that point here.
     *
     * @param lookup the column with the id of one row here, or, between many and many, with the list of their ids
     */
    public record Child(String set, String lookup) {

        public boolean isOf(JsonNode row, String id) {
            JsonNode value = row.path(lookup);
            if (!value.isArray()) {
                return value.asText().equals(id);
            }
            for (JsonNode element : value) {
                if (element.asText().equals(id)) {
                    return true;
                }
            }
            return false;
        }
    }

    public Optional<Column> column(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    /** The same table with more columns; those that it has stay as they are. */
    EntitySet with(Map<String, Column> more) {
        Map<String, Column> all = new LinkedHashMap<>(columns);
        more.forEach(all::putIfAbsent);
        return new EntitySet(
                name,
                logicalName,
                key,
                nameColumn,
                alternateKeys,
                Collections.unmodifiableMap(all),
                children,
                verbs,
                quirks);
    }

    /** The lookup whose navigation has the name, in whatever case: the service's own clients differ in it. */
    public Optional<Column> lookup(String navigation) {
        return columns.values().stream()
                .filter(column ->
                        column.target().isPresent() && column.navigation().equalsIgnoreCase(navigation))
                .findFirst();
    }

    static Builder of(String name, String logicalName, String key, String nameColumn) {
        return new Builder(name, logicalName, key, nameColumn);
    }

    /** Builds the row of the register. */
    static final class Builder {

        private final String name;
        private final String logicalName;
        private final String key;
        private final String nameColumn;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, Child> children = new LinkedHashMap<>();
        private final Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        private Set<String> alternateKeys = Set.of();

        private Builder(String name, String logicalName, String key, String nameColumn) {
            this.name = name;
            this.logicalName = logicalName;
            this.key = key;
            this.nameColumn = nameColumn;
            column(key, ColumnType.GUID, true);
        }

        /** What nearly every table has. */
        Builder usual() {
            return readOnly(ColumnType.DATE, "createdon modifiedon")
                    .readOnly(ColumnType.BIG_INTEGER, "versionnumber")
                    .readOnlyLookup("createdby", "systemusers")
                    .readOnlyLookup("modifiedby", "systemusers");
        }

        Builder owned() {
            return lookup("ownerid", "systemusers");
        }

        Builder strings(String names) {
            return writable(ColumnType.STRING, names);
        }

        Builder writable(ColumnType type, String names) {
            for (String column : names.split(" ")) {
                column(column, type, true);
            }
            return this;
        }

        Builder readOnly(ColumnType type, String names) {
            for (String column : names.split(" ")) {
                column(column, type, false);
            }
            return this;
        }

        private void column(String column, ColumnType type, boolean writable) {
            columns.put(column, new Column(column, type, writable, Optional.empty(), Map.of()));
        }

        /** A choice; its texts are in the order of its values, separated by {@code |}: {@code "0 Draft|1 Activated"}. */
        Builder choice(String column, String labels) {
            Map<Integer, String> texts = new LinkedHashMap<>();
            for (String label : labels.split("\\|")) {
                int blank = label.indexOf(' ');
                texts.put(Integer.valueOf(label.substring(0, blank)), label.substring(blank + 1));
            }
            columns.put(column, new Column(column, ColumnType.INTEGER, true, Optional.empty(), texts));
            return this;
        }

        Builder lookup(String navigation, String target) {
            return lookup(navigation, target, true);
        }

        Builder readOnlyLookup(String navigation, String target) {
            return lookup(navigation, target, false);
        }

        private Builder lookup(String navigation, String target, boolean writable) {
            String column = "_" + navigation + "_value";
            columns.put(column, new Column(column, ColumnType.GUID, writable, Optional.of(target), Map.of()));
            return this;
        }

        Builder child(String navigation, String set, String lookup) {
            children.put(navigation, new Child(set, lookup));
            return this;
        }

        Builder verbs(Verb... allowed) {
            verbs.addAll(List.of(allowed));
            return this;
        }

        Builder quirks(Quirk... own) {
            quirks.addAll(List.of(own));
            return this;
        }

        Builder alternateKey(String column) {
            alternateKeys = Set.of(column);
            return this;
        }

        EntitySet build() {
            return new EntitySet(
                    name,
                    logicalName,
                    key,
                    nameColumn,
                    alternateKeys,
                    Collections.unmodifiableMap(columns),
                    Collections.unmodifiableMap(children),
                    Collections.unmodifiableSet(verbs),
                    Collections.unmodifiableSet(quirks));
        }
    }
}
