package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.Literal;
import io.github.dataversealm.solution.emulator.odata.ODataFault;
import io.github.dataversealm.solution.emulator.odata.ResourcePath;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates, updates and deletes rows (spec dataverse-web-api §1.1, §1.2, §3). */
public final class TableWriter {

    private static final String BIND = "@odata.bind";
    private static final Pattern REFERENCE = Pattern.compile(".*\\(([0-9a-fA-F-]{36})\\)");

    private final EntitySets sets;
    private final TableRows rows;
    private final Clock clock;

    public TableWriter(EntitySets sets, Map<String, EntityRules> rules, Clock clock) {
        this.sets = sets;
        rows = new TableRows(rules);
        this.clock = clock;
    }

    /**
     * Conditions of a write.
     *
     * @param ifMatch {@code *} or an ETag
     * @param ifNoneMatch whether {@code *} is given: an existing row must not be updated
     */
    public record Conditions(Optional<String> ifMatch, boolean ifNoneMatch) {}

    /** @return the id of the new row */
    public UUID create(Transaction transaction, EntitySet set, ObjectNode payload, UUID user) throws IOException {
        demand(set, EntitySet.Verb.CREATE);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        apply(transaction, set, payload, row);
        return add(transaction, set, row, user);
    }

    /** Updates the row that the key means, or creates it. */
    public UUID upsert(
            Transaction transaction,
            EntitySet set,
            ResourcePath.Segment key,
            ObjectNode payload,
            Conditions conditions,
            UUID user)
            throws IOException {
        Optional<UUID> id = rows.id(transaction, set, key);
        Optional<ObjectNode> existing = id.flatMap(known -> rows.find(transaction, set, known));
        if (existing.isEmpty()) {
            return addByKey(transaction, set, key, id, payload, conditions, user);
        }
        demand(set, EntitySet.Verb.UPDATE);
        if (conditions.ifNoneMatch()) {
            throw TableFault.duplicate();
        }
        ObjectNode before = existing.get();
        demandMatch(before, conditions);
        ObjectNode after = before.deepCopy();
        apply(transaction, set, payload, after);
        after.set(set.key(), before.get(set.key()));
        after.put("modifiedon", now());
        after.put("_modifiedby_value", user.toString());
        if (rows.rules(set).update(transaction, before, after)) {
            transaction.table(set.name()).put(id.orElseThrow(), after);
        }
        return id.orElseThrow();
    }

    private UUID addByKey(
            Transaction transaction,
            EntitySet set,
            ResourcePath.Segment key,
            Optional<UUID> id,
            ObjectNode payload,
            Conditions conditions,
            UUID user)
            throws IOException {
        if (conditions.ifMatch().isPresent() || !set.verbs().contains(EntitySet.Verb.CREATE)) {
            throw id.map(known -> TableFault.noSuchRow(set, known))
                    .orElseGet(() -> TableFault.noSuchRow("A record with the specified key values does not exist in "
                            + set.logicalName() + " entity"));
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        apply(transaction, set, payload, row);
        if (id.isPresent()) {
            row.put(set.key(), id.get().toString());
        } else {
            Map.Entry<String, Literal> named = key.named().entrySet().iterator().next();
            row.put(named.getKey(), named.getValue().text());
        }
        return add(transaction, set, row, user);
    }

    public void delete(Transaction transaction, EntitySet set, ResourcePath.Segment key, Conditions conditions)
            throws IOException {
        demand(set, EntitySet.Verb.DELETE);
        UUID id = rows.id(transaction, set, key)
                .orElseThrow(() -> TableFault.noSuchRow(
                        "A record with the specified key values does not exist in " + set.logicalName() + " entity"));
        ObjectNode row = rows.find(transaction, set, id).orElseThrow(() -> TableFault.noSuchRow(set, id));
        demandMatch(row, conditions);
        if (rows.rules(set).delete(transaction, id, row)) {
            transaction.table(set.name()).delete(id);
        }
    }

    private UUID add(Transaction transaction, EntitySet set, ObjectNode row, UUID user) throws IOException {
        UUID id = row.hasNonNull(set.key()) ? UUID.fromString(row.get(set.key()).asText()) : UUID.randomUUID();
        if (rows.find(transaction, set, id).isPresent() || takesAlternateKey(transaction, set, row)) {
            throw TableFault.duplicate();
        }
        row.put(set.key(), id.toString());
        row.put("createdon", now());
        row.put("modifiedon", now());
        row.put("_createdby_value", user.toString());
        row.put("_modifiedby_value", user.toString());
        byDefault(set, row, "_ownerid_value", TextNode.valueOf(user.toString()));
        set.column("statecode")
                .flatMap(column -> column.labels().keySet().stream().findFirst())
                .ifPresent(first -> byDefault(set, row, "statecode", JsonNodeFactory.instance.numberNode(first)));
        set.column("statuscode")
                .flatMap(column -> column.labels().keySet().stream().findFirst())
                .ifPresent(first -> byDefault(set, row, "statuscode", JsonNodeFactory.instance.numberNode(first)));
        rows.rules(set).create(transaction, row);
        transaction.table(set.name()).put(id, row);
        return id;
    }

    private static boolean takesAlternateKey(Transaction transaction, EntitySet set, ObjectNode row) {
        return set.alternateKeys().stream()
                .filter(row::hasNonNull)
                .anyMatch(key -> transaction
                        .table(set.name())
                        .findBy(key, row.get(key).asText())
                        .isPresent());
    }

    private static void byDefault(EntitySet set, ObjectNode row, String column, JsonNode value) {
        if (set.column(column).isPresent() && !row.hasNonNull(column)) {
            row.set(column, value);
        }
    }

    private void demand(EntitySet set, EntitySet.Verb verb) {
        if (!set.verbs().contains(verb)) {
            String word = verb.name().charAt(0) + verb.name().substring(1).toLowerCase(Locale.ROOT);
            throw TableFault.wrongVerb(
                    "The '" + word + "' method does not support entities of type '" + set.logicalName() + "'.");
        }
    }

    private static void demandMatch(ObjectNode row, Conditions conditions) {
        conditions
                .ifMatch()
                .filter(tag -> !tag.equals("*") && !tag.equals(RowRenderer.etag(row)))
                .ifPresent(tag -> {
                    throw TableFault.versionMismatch();
                });
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Puts what the payload says into the row. */
    private void apply(Transaction transaction, EntitySet set, ObjectNode payload, ObjectNode row) {
        for (Map.Entry<String, JsonNode> field : payload.properties()) {
            String name = field.getKey();
            if (name.endsWith(BIND)) {
                bind(transaction, set, name, field.getValue(), row);
            } else if (!name.contains("@")) {
                set(set, name, field.getValue(), row);
            }
        }
    }

    private static void set(EntitySet set, String name, JsonNode value, ObjectNode row) {
        Column column = set.column(name).orElseThrow(() -> undeclared(set, name));
        if (column.target().isPresent()) {
            throw TableFault.payload(
                    set.name(),
                    "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.");
        }
        if (!column.type().accepts(value)) {
            throw TableFault.payload(
                    set.name(),
                    "Cannot convert the literal '" + shortened(value) + "' to the expected type '"
                            + column.type().edm() + "'.");
        }
        if (!column.labels().isEmpty() && !value.isNull() && !column.labels().containsKey(value.asInt())) {
            throw new ServiceFault(
                    400,
                    0x8004431a,
                    "A validation error occurred.  The value " + value.asText() + " of '" + name
                            + "' on record of type '"
                            + set.logicalName() + "' is outside the valid range. Accepted Values: "
                            + column.labels().keySet());
        }
        if (column.writable()) {
            row.set(name, value.isTextual() ? TextNode.valueOf(column.type().kept(value.asText())) : value);
        }
    }

    private void bind(Transaction transaction, EntitySet set, String name, JsonNode value, ObjectNode row) {
        String navigation = name.substring(0, name.length() - BIND.length());
        Optional<Column> free = set.column("_" + navigation.toLowerCase(Locale.ROOT) + "_value")
                .filter(column -> column.target().isEmpty());
        if (free.isPresent()) {
            bindFreely(set, free.get(), value, row);
            return;
        }
        Column column = set.lookup(navigation).orElseThrow(() -> undeclared(set, navigation));
        if (value.isNull()) {
            row.set(column.name(), NullNode.getInstance());
            return;
        }
        EntitySet target = column.target()
                .flatMap(sets::find)
                .orElseThrow(() -> TableFault.query("The table of '" + navigation + "' is not modelled."));
        UUID id = target(transaction, target, value.asText());
        if (transaction.table(target.name()).find(id).isEmpty()) {
            throw TableFault.noSuchRow(target, id);
        }
        if (column.writable()) {
            row.put(column.name(), id.toString());
        }
    }

    /** A lookup of a table that a solution brought: which table it leads to is not known, so only the id is looked at. */
    private static void bindFreely(EntitySet set, Column column, JsonNode value, ObjectNode row) {
        Matcher reference = REFERENCE.matcher(value.asText());
        if (!value.isNull() && !reference.matches()) {
            throw TableFault.payload(
                    set.name(), "Invalid entity reference '" + shortened(value) + "': '<set>(<id>)' expected.");
        }
        row.set(
                column.name(),
                value.isNull()
                        ? NullNode.getInstance()
                        : TextNode.valueOf(column.type().kept(reference.group(1))));
    }

    /** The id that {@code /publishers(<id>)} means, also as a whole address. */
    private UUID target(Transaction transaction, EntitySet target, String reference) {
        String path = reference.replaceFirst("^https?://[^/]+", "").replaceFirst("^/api/data/v9\\.\\d+", "");
        try {
            ResourcePath parsed = ResourcePath.parse(path.startsWith("/") ? path.substring(1) : path);
            if (parsed.segments().size() == 1
                    && parsed.segments().get(0).name().equals(target.name())
                    && parsed.segments().get(0).parentheses()) {
                return rows.id(transaction, target, parsed.segments().get(0))
                        .orElseThrow(
                                () -> TableFault.noSuchRow("A record with the specified key values does not exist in "
                                        + target.logicalName() + " entity"));
            }
        } catch (ODataFault e) {
            // told below
        }
        throw TableFault.query("Invalid entity reference '" + shortened(TextNode.valueOf(reference)) + "': '"
                + target.name() + "(<id>)' expected.");
    }

    private static RuntimeException undeclared(EntitySet set, String name) {
        return TableFault.payload(
                set.name(),
                "An undeclared property '" + name + "' was found in the payload of 'Microsoft.Dynamics.CRM."
                        + set.logicalName() + "'.");
    }

    private static String shortened(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
