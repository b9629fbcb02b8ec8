package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.odata.Annotations;
import io.github.dataversealm.solution.emulator.odata.Query;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes of a kept row what a client sees: the columns of the table, explicit nulls, the ETag, expanded rows and annotations. */
final class RowRenderer {

    private static final String FORMATTED = "OData.Community.Display.V1.FormattedValue";
    private static final String LOOKUP_TYPE = "Microsoft.Dynamics.CRM.lookuplogicalname";

    private final EntitySets sets;
    private final TableRows rows;
    private final Annotations annotations;

    RowRenderer(EntitySets sets, TableRows rows, Annotations annotations) {
        this.sets = sets;
        this.rows = rows;
        this.annotations = annotations;
    }

    /** Tells names that the table does not have. */
    void check(EntitySet set, Query query) {
        checkSelect(set, query.select());
        for (Query.Expand expand : query.expand()) {
            checkSelect(target(set, expand), expand.select());
        }
        for (Query.Order order : query.orderBy()) {
            if (set.column(order.column()).isEmpty()) {
                throw TableFault.noSuchProperty(set, order.column());
            }
        }
    }

    private static void checkSelect(EntitySet set, List<String> select) {
        for (String name : select) {
            if (set.column(name).isEmpty() && set.lookup(name).isEmpty()) {
                throw TableFault.noSuchProperty(set, name);
            }
        }
    }

    private EntitySet target(EntitySet set, Query.Expand expand) {
        String navigation = expand.navigation();
        EntitySet.Child child = set.children().get(navigation);
        return Optional.ofNullable(child)
                .map(EntitySet.Child::set)
                .or(() -> set.lookup(navigation).flatMap(Column::target))
                .flatMap(sets::find)
                .orElseThrow(() -> TableFault.noSuchProperty(set, navigation));
    }

    ObjectNode render(Transaction transaction, EntitySet set, ObjectNode row, Query query) {
        List<String> select = set.quirks().contains(EntitySet.Quirk.SELECT_IGNORED) ? List.of() : query.select();
        ObjectNode rendered = plain(transaction, set, row, select);
        for (Query.Expand expand : query.expand()) {
            rendered.set(expand.navigation(), expanded(transaction, set, row, expand));
        }
        return rendered;
    }

    static String etag(JsonNode row) {
        return "W/\"" + row.path("versionnumber").asText() + "\"";
    }

    private JsonNode expanded(Transaction transaction, EntitySet set, ObjectNode row, Query.Expand expand) {
        EntitySet target = target(set, expand);
        EntitySet.Child child = set.children().get(expand.navigation());
        if (child != null) {
            String key = row.path(set.key()).asText();
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            transaction
                    .table(child.set())
                    .where(candidate -> child.isOf(candidate, key))
                    .forEach(found -> array.add(plain(transaction, target, found, expand.select())));
            return array;
        }
        JsonNode id = row.path(set.lookup(expand.navigation()).orElseThrow().name());
        return id.isTextual()
                ? transaction
                        .table(target.name())
                        .find(UUID.fromString(id.asText()))
                        .map(found -> (JsonNode) plain(transaction, target, found, expand.select()))
                        .orElse(NullNode.getInstance())
                : NullNode.getInstance();
    }

    private ObjectNode plain(Transaction transaction, EntitySet set, ObjectNode row, List<String> select) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        if (row.has("versionnumber")) {
            rendered.put("@odata.etag", etag(row));
        }
        for (Column column : set.columns().values()) {
            if (select.isEmpty()
                    || select.contains(column.name())
                    || column.name().equals(set.key())
                    || column.target().isPresent() && select.contains(column.navigation())) {
                JsonNode value = row.path(column.name());
                annotate(transaction, column, value, rendered);
                rendered.set(column.name(), value.isMissingNode() ? NullNode.getInstance() : value);
            }
        }
        return rendered;
    }

    private void annotate(Transaction transaction, Column column, JsonNode value, ObjectNode rendered) {
        if (annotations.patterns().isEmpty() || value.isNull() || value.isMissingNode()) {
            return;
        }
        Optional<EntitySet> target = column.target().flatMap(sets::find);
        if (annotations.include(FORMATTED)) {
            formatted(transaction, column, target, value)
                    .ifPresent(text -> rendered.put(column.name() + "@" + FORMATTED, text));
        }
        if (target.isPresent() && annotations.include(LOOKUP_TYPE)) {
            rendered.put(column.name() + "@" + LOOKUP_TYPE, target.get().logicalName());
        }
    }

    private Optional<String> formatted(
            Transaction transaction, Column column, Optional<EntitySet> target, JsonNode value) {
        if (target.isPresent()) {
            return rows.find(transaction, target.get(), UUID.fromString(value.asText()))
                    .map(found -> found.path(target.get().nameColumn()).asText());
        }
        if (!column.labels().isEmpty()) {
            return Optional.ofNullable(column.labels().get(value.asInt()));
        }
        return switch (column.type()) {
            case BOOLEAN -> Optional.of(value.asBoolean() ? "Yes" : "No");
            case INTEGER, BIG_INTEGER, DOUBLE, DATE -> Optional.of(value.asText());
            case STRING, GUID -> Optional.empty();
        };
    }
}
