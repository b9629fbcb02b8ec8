package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** What it takes to switch a process or cloud flow on (spec dataverse-web-api §3.7). */
final class Flows {

    static final int CLOUD_FLOW = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Flows() {}

    /** The value of the column {@code connectionreferences}. */
    static String references(Set<String> logicalNames) {
        ObjectNode references = JsonNodeFactory.instance.objectNode();
        for (String name : logicalNames) {
            references.putObject(name).putObject("connection").put("connectionReferenceLogicalName", name);
        }
        return references.toString();
    }

    /** Why the flow of the row cannot be switched on: a connection reference of it has no connection. */
    static Optional<ServiceFault> problem(Transaction transaction, ObjectNode workflow) {
        if (workflow.path("category").asInt() != CLOUD_FLOW) {
            return Optional.empty();
        }
        JsonNode references;
        try {
            String text = NewRow.text(workflow, "connectionreferences");
            references = JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            return Optional.of(Fault.INVALID_ARGUMENT.toFault("connectionreferences is no JSON."));
        }
        for (Iterator<String> names = references.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Optional<ObjectNode> row =
                    transaction.table(Tables.CONNECTION_REFERENCES).findBy("connectionreferencelogicalname", name);
            if (row.isEmpty() || NewRow.text(row.get(), "connectionid").isEmpty()) {
                String connector =
                        row.map(found -> NewRow.text(found, "connectorid")).orElse("");
                String api = connector.substring(connector.lastIndexOf('/') + 1);
                String details =
                        "{\"error\":{\"code\":\"ConnectionAuthorizationFailed\",\"message\":\"The connection reference '"
                                + name + "' of the flow '" + NewRow.text(workflow, "name") + "' has no connection"
                                + (api.isEmpty() ? "" : " under Api '" + api + "'") + ".\"}}";
                return Optional.of(Fault.FLOW_CLIENT.toFault("BadRequest", details));
            }
        }
        return Optional.empty();
    }

    static void switchOn(ObjectNode workflow, boolean on) {
        workflow.put("statecode", on ? 1 : 0);
        workflow.put("statuscode", on ? 2 : 1);
    }
}
