package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The functions that tell about the organization itself (spec dataverse-web-api §1.5). */
final class SystemMessages {

    private SystemMessages() {}

    static List<MessageHandler> of(OrganizationFacts facts) {
        return List.of(
                new Told(
                        "WhoAmI",
                        Set.of(),
                        call -> JsonNodeFactory.instance
                                .objectNode()
                                .put("BusinessUnitId", facts.businessUnitId().toString())
                                .put("UserId", call.userId().toString())
                                .put("OrganizationId", facts.organizationId().toString())),
                new Told(
                        "RetrieveVersion",
                        Set.of(),
                        call -> JsonNodeFactory.instance.objectNode().put("Version", facts.version())),
                new Told("RetrieveCurrentOrganization", Set.of("AccessType"), call -> organization(facts, call)));
    }

    private static ObjectNode organization(OrganizationFacts facts, MessageCall call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode detail = answer.putObject("Detail")
                .put("OrganizationId", facts.organizationId().toString())
                .put("FriendlyName", facts.friendlyName())
                .put("OrganizationVersion", facts.version())
                .put("EnvironmentId", facts.environmentId().toString())
                .put("DatacenterId", "local")
                .put("Geo", "LOCAL")
                .put("TenantId", facts.tenantId().toString())
                .put("UrlName", facts.uniqueName())
                .put("UniqueName", facts.uniqueName())
                .put("State", "Enabled");
        ObjectNode endpoints = detail.putObject("Endpoints").put("Count", 3);
        ArrayNode keys = endpoints.putArray("Keys");
        ArrayNode values = endpoints.putArray("Values");
        keys.add("WebApplication").add("OrganizationService").add("OrganizationDataService");
        values.add(call.baseUrl() + "/")
                .add(call.baseUrl() + "/XRMServices/2011/Organization.svc")
                .add(call.baseUrl() + "/XRMServices/2011/OrganizationData.svc");
        return answer;
    }

    private record Told(String name, Set<String> parameters, Function<MessageCall, ObjectNode> answer)
            implements MessageHandler {

        @Override
        public boolean isAction() {
            return false;
        }

        @Override
        public Set<String> required() {
            return parameters;
        }

        @Override
        public Optional<ObjectNode> handle(MessageCall call) {
            return Optional.of(answer.apply(call));
        }
    }
}
