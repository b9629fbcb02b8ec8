package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.odata.Literal;
import io.github.dataversealm.solution.emulator.odata.ResourcePath;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds rows, kept ones and those of virtual tables. */
final class TableRows {

    private final Map<String, EntityRules> rules;

    TableRows(Map<String, EntityRules> rules) {
        this.rules = rules;
    }

    EntityRules rules(EntitySet set) {
        return rules.getOrDefault(set.name(), new EntityRules() {});
    }

    Optional<ObjectNode> find(Transaction transaction, EntitySet set, UUID id) {
        return transaction.table(set.name()).find(id);
    }

    /**
     * The id that a key in a URL means.
     *
     * @return empty when it is an alternate key that no row has
     */
    Optional<UUID> id(Transaction transaction, EntitySet set, ResourcePath.Segment segment) {
        if (segment.single().isPresent()) {
            return Optional.of(guid(set, segment.single().get()));
        }
        if (segment.named().size() != 1) {
            throw TableFault.query("A key with " + segment.named().size()
                    + " parts does not fit the entity type 'Microsoft.Dynamics.CRM." + set.logicalName() + "'.");
        }
        Map.Entry<String, Literal> named = segment.named().entrySet().iterator().next();
        if (named.getKey().equals(set.key())) {
            return Optional.of(guid(set, named.getValue()));
        }
        if (!set.alternateKeys().contains(named.getKey())) {
            throw TableFault.query("The key property '" + named.getKey()
                    + "' is no key of the entity type 'Microsoft.Dynamics.CRM." + set.logicalName() + "'.");
        }
        return transaction
                .table(set.name())
                .findBy(named.getKey(), named.getValue().text())
                .map(row -> UUID.fromString(row.get(set.key()).asText()));
    }

    private static UUID guid(EntitySet set, Literal literal) {
        if (literal.kind() != Literal.Kind.GUID) {
            throw TableFault.query("Error in query syntax: the key of 'Microsoft.Dynamics.CRM." + set.logicalName()
                    + "' is a GUID, not '" + literal.text() + "'.");
        }
        return UUID.fromString(literal.text());
    }
}
