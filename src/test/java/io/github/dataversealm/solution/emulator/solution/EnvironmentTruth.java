package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an environment really has, read from its store past everything that it tells its clients.
 *
 * @param components by id, what they are
 * @param rows how many rows each table has, by logical name
 * @param values how many rows have a value in each column of a solution, by {@code table.column}
 * @param settings the values of environment variables and the connections of connection references, by what they are
 */
public record EnvironmentTruth(
        Map<UUID, String> components,
        Map<String, Integer> rows,
        Map<String, Integer> values,
        Map<String, String> settings) {

    private static final String COLUMN = "2";

    public static EnvironmentTruth of(OrganizationContext context) throws IOException {
        return context.store().read(EnvironmentTruth::read);
    }

    private static EnvironmentTruth read(Transaction transaction) {
        Map<UUID, String> components = new HashMap<>();
        for (StoredComponent component : new ComponentStore(transaction).all()) {
            components.put(
                    component.objectId(),
                    component.type() + " " + component.parent() + "." + component.schemaName() + " "
                            + component.displayName());
        }
        Map<String, Integer> rows = new TreeMap<>();
        Map<String, Integer> values = new TreeMap<>();
        for (ObjectNode table : transaction.table("EntityDefinitions").all()) {
            String name = NewRow.text(table, "LogicalName");
            List<ObjectNode> all =
                    transaction.table(NewRow.text(table, "EntitySetName")).all();
            rows.put(name, all.size());
            for (ObjectNode row : all) {
                for (Map.Entry<String, JsonNode> value : row.properties()) {
                    String column = value.getKey().replaceFirst("^_(.*)_value$", "$1");
                    if (column.indexOf('_') > 0 && !value.getValue().isNull()) {
                        values.merge(name + "." + column, 1, Integer::sum);
                    }
                }
            }
        }
        return new EnvironmentTruth(components, rows, values, settings(transaction));
    }

    private static Map<String, String> settings(Transaction transaction) {
        Map<String, String> settings = new TreeMap<>();
        Map<UUID, String> variables = new HashMap<>();
        for (ObjectNode row :
                transaction.table("environmentvariabledefinitions").all()) {
            NewRow.id(row, "environmentvariabledefinitionid")
                    .ifPresent(id -> variables.put(id, NewRow.text(row, "schemaname")));
        }
        for (ObjectNode row : transaction.table("environmentvariablevalues").all()) {
            NewRow.id(row, "_environmentvariabledefinitionid_value")
                    .map(variables::get)
                    .ifPresent(name -> settings.put("environment variable " + name, NewRow.text(row, "value")));
        }
        for (ObjectNode row : transaction.table("connectionreferences").all()) {
            if (!NewRow.text(row, "connectionid").isBlank()) {
                settings.put(
                        "connection reference " + NewRow.text(row, "connectionreferencelogicalname"),
                        NewRow.text(row, "connectionid"));
            }
        }
        return settings;
    }

    /** The components that are not there later. */
    public Set<UUID> lostComponents(EnvironmentTruth later) {
        Set<UUID> lost = new TreeSet<>(components.keySet());
        lost.removeAll(later.components.keySet());
        return lost;
    }

    /** The columns that are not there later, as {@code table.column}, of tables that lose no rows. */
    public Set<String> lostColumns(EnvironmentTruth later) {
        Set<String> tables = lostRows(later).keySet();
        Set<String> lost = new TreeSet<>();
        for (UUID id : lostComponents(later)) {
            String[] words = components.get(id).split(" ", 3);
            String column = words[1].toLowerCase(Locale.ROOT);
            if (words[0].equals(COLUMN) && !tables.contains(column.substring(0, column.indexOf('.')))) {
                lost.add(column);
            }
        }
        return lost;
    }

    /** The tables with fewer rows later, and how many. */
    public Map<String, Integer> lostRows(EnvironmentTruth later) {
        return less(rows, later.rows);
    }

    /** The columns with fewer values later, and how many, in tables that lose no rows. */
    public Map<String, Integer> lostValues(EnvironmentTruth later) {
        Map<String, Integer> lost = less(values, later.values);
        Set<String> tables = lostRows(later).keySet();
        lost.keySet().removeIf(column -> tables.contains(column.substring(0, column.indexOf('.'))));
        return lost;
    }

    /** The variables and connection references that have a certain value or connection. */
    public Set<String> settingsOf(String value) {
        Set<String> found = new TreeSet<>(settings.keySet());
        found.removeIf(name -> !settings.get(name).equals(value));
        return found;
    }

    private static Map<String, Integer> less(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> less = new TreeMap<>();
        before.forEach((name, number) -> {
            int lost = number - after.getOrDefault(name, 0);
            if (lost > 0) {
                less.put(name, lost);
            }
        });
        return less;
    }
}
