package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.identity.Caller;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.Literal;
import io.github.dataversealm.solution.emulator.odata.Query;
import io.github.dataversealm.solution.emulator.odata.ResourcePath;
import io.github.dataversealm.solution.emulator.table.TableFault;
import io.github.dataversealm.solution.emulator.table.Values;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls actions and functions (spec dataverse-web-api §1.4, §9.1). */
final class MessageDispatcher {

    private static final String FILE_PARAMETER = "CustomizationFile";
    private static final int INVALID_ARGUMENT = 0x80040203;

    /** The privilege that a message needs, by the beginning of its name. */
    private static final Map<String, String> PRIVILEGES = Map.of(
            "StageSolution", "prvImportCustomization",
            "ImportSolution", "prvImportCustomization",
            "StageAndUpgrade", "prvImportCustomization",
            "DeleteAndPromote", "prvImportCustomization",
            "ExportSolution", "prvExportCustomization",
            "PublishXml", "prvPublishCustomization",
            "PublishAllXml", "prvPublishCustomization",
            "UninstallSolution", "prvDeleteSolution");

    private final ObjectMapper mapper;
    private final Map<String, MessageHandler> handlers = new LinkedHashMap<>();
    private final Path temporaryDirectory;

    MessageDispatcher(ObjectMapper mapper, List<MessageHandler> handlers, Path temporaryDirectory) {
        this.mapper = mapper;
        this.temporaryDirectory = temporaryDirectory;
        for (MessageHandler handler : handlers) {
            if (this.handlers.put(handler.name(), handler) != null) {
                throw new IllegalArgumentException("two handlers for " + handler.name());
            }
        }
    }

    Optional<MessageHandler> find(String name) {
        return Optional.ofNullable(handlers.get(name));
    }

    Map<String, MessageHandler> handlers() {
        return handlers;
    }

    WebResponse function(
            MessageHandler handler, ResourcePath.Segment segment, Query query, WebRequest request, Caller caller)
            throws IOException {
        if (segment.single().isPresent()) {
            throw TableFault.query("The parameters of the function '" + handler.name() + "' need their names.");
        }
        ObjectNode parameters = mapper.createObjectNode();
        segment.named().forEach((name, literal) -> parameters.set(name, value(literal, query)));
        return call(handler, parameters, Optional.empty(), request, caller);
    }

    WebResponse action(MessageHandler handler, WebRequest request, Caller caller, long maxBytes) throws IOException {
        try (Payload payload = Payload.read(mapper, new LimitedInput(request.body(), maxBytes), temporaryDirectory)) {
            return call(handler, payload.members(), payload.binary(), request, caller);
        } catch (JsonProcessingException e) {
            throw TableFault.payload("", e.getOriginalMessage());
        }
    }

    private static JsonNode value(Literal literal, Query query) {
        if (literal.kind() != Literal.Kind.ALIAS) {
            return Values.toJson(literal);
        }
        Literal given = query.aliases().get(literal.text());
        return given == null ? NullNode.getInstance() : Values.toJson(given);
    }

    private WebResponse call(
            MessageHandler handler, ObjectNode parameters, Optional<Path> binary, WebRequest request, Caller caller)
            throws IOException {
        check(handler, parameters, binary);
        PRIVILEGES.forEach((start, privilege) -> {
            if (handler.name().startsWith(start)) {
                caller.demand(privilege, "solution");
            }
        });
        Optional<ObjectNode> result =
                handler.handle(new MessageCall(parameters, binary, caller.userId(), request.baseUrl()));
        if (result.isEmpty()) {
            return WebResponse.empty(204);
        }
        ObjectNode answer = mapper.createObjectNode();
        answer.put(
                "@odata.context",
                request.baseUrl() + WebApi.ROOT + "v9.2/$metadata#Microsoft.Dynamics.CRM." + handler.name()
                        + "Response");
        answer.setAll(result.get());
        return JsonContent.response(mapper, 200, answer);
    }

    private static void check(MessageHandler handler, ObjectNode parameters, Optional<Path> binary) {
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            String name = parameter.getKey();
            if (!handler.parameters().contains(name) && !name.startsWith("@")) {
                throw handler.isAction()
                        ? TableFault.payload(
                                "",
                                "The parameter '" + name
                                        + "' in the request payload is not a valid parameter for the operation '"
                                        + handler.name() + "'.")
                        : TableFault.query("The parameter '" + name + "' is not a valid parameter for the operation '"
                                + handler.name() + "'.");
            }
        }
        if (binary.isPresent() && !handler.parameters().contains(FILE_PARAMETER)) {
            throw TableFault.payload(
                    "",
                    "The parameter '" + FILE_PARAMETER
                            + "' in the request payload is not a valid parameter for the operation '" + handler.name()
                            + "'.");
        }
        for (String name : handler.required()) {
            if (!parameters.hasNonNull(name) && !(name.equals(FILE_PARAMETER) && binary.isPresent())) {
                throw new ServiceFault(
                        400,
                        INVALID_ARGUMENT,
                        "Required field '" + name + "' is missing for the operation '" + handler.name() + "'.");
            }
        }
    }
}
