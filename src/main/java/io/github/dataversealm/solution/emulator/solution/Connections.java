package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The connections of the environment, which are outside of Dataverse (spec dataverse-web-api §3.10). As long as none is
 * declared each name is taken for one that exists; as soon as one is, the others do not.
 */
final class Connections {

    private final Transaction transaction;

    Connections(Transaction transaction) {
        this.transaction = transaction;
    }

    static void declare(Transaction transaction, String name, String connectorId) {
        UUID id = UUID.nameUUIDFromBytes(("connection " + name).getBytes(StandardCharsets.UTF_8));
        transaction
                .table(Tables.CONNECTIONS)
                .put(
                        id,
                        NewRow.empty()
                                .set("name", name)
                                .set("connectorid", connectorId)
                                .node());
    }

    /** What the platform says when a connection reference is given a connection that does not exist (§3.8). */
    Optional<String> problem(String connection, String connectorId) {
        if (transaction.table(Tables.CONNECTIONS).all().isEmpty()) {
            return Optional.empty();
        }
        String api = connectorId.substring(connectorId.lastIndexOf('/') + 1);
        Optional<ObjectNode> known = transaction.table(Tables.CONNECTIONS).findBy("name", connection);
        boolean fits = known.isPresent()
                && (api.isEmpty()
                        || NewRow.text(known.get(), "connectorid").isEmpty()
                        || NewRow.text(known.get(), "connectorid")
                                .toLowerCase(java.util.Locale.ROOT)
                                .endsWith("/" + api.toLowerCase(java.util.Locale.ROOT)));
        return fits
                ? Optional.empty()
                : Optional.of("Request failed with: NotFound and error: {\"error\":{\"code\":\"ConnectionNotFound\","
                        + "\"message\":\"Could not find connection '" + connection + "' for API '" + api
                        + "'.\"}} and request url https://api.powerapps.com/providers/Microsoft.PowerApps/scopes/service/apis/"
                        + api + "/connections/" + connection + "?api-version=2018-10-01");
    }
}
