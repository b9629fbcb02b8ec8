package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.identity.Caller;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.Annotations;
import io.github.dataversealm.solution.emulator.odata.ODataFault;
import io.github.dataversealm.solution.emulator.odata.Query;
import io.github.dataversealm.solution.emulator.odata.ResourcePath;
import io.github.dataversealm.solution.emulator.odata.UrlText;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.Column;
import io.github.dataversealm.solution.emulator.table.CustomTables;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import io.github.dataversealm.solution.emulator.table.EntitySet;
import io.github.dataversealm.solution.emulator.table.EntitySets;
import io.github.dataversealm.solution.emulator.table.TableFault;
import io.github.dataversealm.solution.emulator.table.TableReader;
import io.github.dataversealm.solution.emulator.table.TableWriter;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Web API of one organization (spec dataverse-web-api §1): finds out what a request means and answers it. */
public final class WebApi {

    static final String ROOT = "/api/data/";

    private static final Pattern VERSIONED = Pattern.compile("/api/data/(v9(?:\\.\\d{1,2})?)(?:/(.*))?");
    private static final int UNEXPECTED = 0x80040216;
    private static final int TOO_LARGE = 0x8004418a;
    private static final int LOCKED = 0x80071151;

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final ErrorAnswer errors = new ErrorAnswer(mapper);
    private final EntitySets sets = new EntitySets();
    private final OrganizationContext context;
    private final MessageDispatcher messages;
    private final TableReader reader;
    private final TableWriter writer;
    private final MetadataDocument metadata;

    public WebApi(
            OrganizationContext context,
            OrganizationFacts facts,
            List<MessageHandler> handlers,
            Map<String, EntityRules> rules) {
        this.context = context;
        List<MessageHandler> all = new ArrayList<>(SystemMessages.of(facts));
        all.addAll(handlers);
        messages = new MessageDispatcher(mapper, all, context.temporaryDirectory());
        reader = new TableReader(sets, rules);
        writer = new TableWriter(sets, rules, context.clock());
        metadata = new MetadataDocument(sets, messages.handlers().values());
    }

    /** The message or entity set that the path names, for the rules of faults and the counts; empty for other paths. */
    public static Optional<String> target(String path) {
        Matcher matcher = VERSIONED.matcher(path);
        if (!matcher.matches() || matcher.group(2) == null || matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        try {
            return ResourcePath.parse(UrlText.decodePath(matcher.group(2))).segments().stream()
                    .findFirst()
                    .map(ResourcePath.Segment::name);
        } catch (ODataFault e) {
            return Optional.empty();
        }
    }

    /** Whether the path belongs to the Web API. */
    public static boolean owns(String path) {
        return path.startsWith(ROOT) || path.equals("/api/data");
    }

    /** The answer; whatever goes wrong is an answer too. */
    public WebResponse handle(WebRequest request, Caller caller) throws IOException {
        Annotations annotations = request.preference("odata.include-annotations")
                .map(Annotations::of)
                .orElse(Annotations.NONE);
        try {
            return route(request, caller, annotations);
        } catch (ServiceFault e) {
            return withRetryAfter(errors.of(e, annotations), e);
        } catch (ODataFault e) {
            return errors.of(TableFault.query(e.getMessage()), annotations);
        } catch (TooLargeException e) {
            return tooLarge(annotations);
        } catch (RuntimeException e) {
            context.reporter()
                    .warn("The local environment failed at " + request.method() + " " + request.path() + ": " + e);
            return errors.of(new ServiceFault(500, UNEXPECTED, "An unexpected error occurred."), annotations);
        }
    }

    WebResponse error(ServiceFault fault) throws IOException {
        return errors.of(fault, Annotations.NONE);
    }

    private WebResponse tooLarge(Annotations annotations) throws IOException {
        return errors.of(new ServiceFault(413, TOO_LARGE, "Request message length is too large."), annotations)
                .with("Connection", "close");
    }

    private WebResponse withRetryAfter(WebResponse answer, ServiceFault fault) {
        int seconds = context.knobs().get().lockRetryAfter();
        return fault.code() == LOCKED && seconds > 0 ? answer.with("Retry-After", Integer.toString(seconds)) : answer;
    }

    private WebResponse route(WebRequest request, Caller caller, Annotations annotations) throws IOException {
        Knobs knobs = context.knobs().get();
        if (request.contentLength() > knobs.maxRequestBytes()) {
            return tooLarge(annotations);
        }
        Matcher versioned = VERSIONED.matcher(request.path());
        if (!versioned.matches()) {
            throw TableFault.noSuchSegment(request.path());
        }
        refuseImpersonation(request);
        String root = request.baseUrl() + ROOT + versioned.group(1) + "/";
        String below = versioned.group(2) == null ? "" : UrlText.decodePath(versioned.group(2));
        ResourcePath path = ResourcePath.parse(below);
        Query query = Query.parse(UrlText.decodeQuery(request.query()));
        if (path.segments().isEmpty()) {
            return serviceDocument(root);
        }
        ResourcePath.Segment first = path.segments().get(0);
        if (first.name().equals("$metadata")) {
            return WebResponse.bytes(200, "application/xml", metadata.bytes());
        }
        if (first.name().equals("$batch")) {
            throw new ServiceFault(501, 0x80048d0c, "$batch is not modelled by the local environment.");
        }
        Optional<MessageHandler> message = messages.find(first.name());
        if (message.isPresent()) {
            return message(message.get(), path, query, request, caller, knobs);
        }
        EntitySet set = entitySet(first.name());
        return table(set, path, new TableCall(request, caller, query, annotations, root, knobs));
    }

    private EntitySet entitySet(String name) throws IOException {
        Optional<EntitySet> own = sets.find(name).filter(set -> !name.startsWith("$"));
        Optional<EntitySet> found = context.store()
                .read(tx ->
                        own.isPresent() ? own.map(new CustomTables(tx)::extended) : new CustomTables(tx).find(name));
        return found.orElseThrow(() -> TableFault.noSuchSegment(name));
    }

    /** What the stand-in does not model, it must not seem to do. */
    private static void refuseImpersonation(WebRequest request) {
        for (String header : List.of("CallerObjectId", "MSCRMCallerID", "MSCRM.SolutionUniqueName")) {
            if (request.header(header).isPresent()) {
                throw new ServiceFault(
                        501, 0x80048d0c, "The header " + header + " is not modelled by the local environment.");
            }
        }
    }

    private WebResponse message(
            MessageHandler handler, ResourcePath path, Query query, WebRequest request, Caller caller, Knobs knobs)
            throws IOException {
        if (path.segments().size() > 1) {
            throw TableFault.noSuchSegment(path.segments().get(1).name());
        }
        String verb = handler.isAction() ? "POST" : "GET";
        if (!request.method().equals(verb)) {
            throw knobs.wrongVerbStatus() == 405
                    ? TableFault.wrongVerb(
                            "The requested resource does not support http method '" + request.method() + "'.")
                    : TableFault.noSuchSegment(handler.name());
        }
        return handler.isAction()
                ? messages.action(handler, request, caller, knobs.maxRequestBytes())
                : messages.function(handler, path.segments().get(0), query, request, caller);
    }

    /** A request on a table with all that belongs to it. */
    private record TableCall(
            WebRequest request, Caller caller, Query query, Annotations annotations, String root, Knobs knobs) {

        TableReader.Request reading() {
            OptionalInt size = request.preference("odata.maxpagesize").stream()
                    .mapToInt(TableCall::pageSize)
                    .findFirst();
            return new TableReader.Request(query, size, annotations, this::nextLink, root + "$metadata");
        }

        private static int pageSize(String text) {
            try {
                return Math.max(1, Integer.parseInt(text));
            } catch (NumberFormatException e) {
                throw TableFault.query("The value '" + text + "' of odata.maxpagesize is not a whole number.");
            }
        }

        private String nextLink(String token) {
            List<String> kept = new ArrayList<>();
            for (String parameter : request.query().split("&")) {
                String name = UrlText.decodeQuery(parameter).stream()
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("$skiptoken");
                if (!name.equals("$skiptoken")) {
                    kept.add(parameter);
                }
            }
            kept.add("$skiptoken=" + token);
            return request.baseUrl() + request.path() + "?" + String.join("&", kept);
        }

        TableWriter.Conditions conditions() {
            return new TableWriter.Conditions(
                    request.header("If-Match"),
                    request.header("If-None-Match").filter("*"::equals).isPresent());
        }

        void demand(String action, EntitySet set) {
            caller.demand("prv" + action + set.logicalName(), set.logicalName());
        }
    }

    private WebResponse table(EntitySet set, ResourcePath path, TableCall call) throws IOException {
        ResourcePath.Segment first = path.segments().get(0);
        boolean keyed = first.single().isPresent() || !first.named().isEmpty();
        if (path.segments().size() > 2) {
            throw TableFault.noSuchSegment(path.segments().get(2).name());
        }
        if (path.segments().size() == 2) {
            return below(set, first, path.segments().get(1), keyed, call);
        }
        return switch (call.request().method()) {
            case "GET" -> keyed ? entity(set, first, call) : list(set, call);
            case "POST" -> {
                if (keyed) {
                    throw TableFault.wrongVerb("The requested resource does not support http method 'POST'.");
                }
                yield create(set, call);
            }
            case "PATCH" -> {
                demandKey(keyed, call);
                yield upsert(set, first, call);
            }
            case "DELETE" -> {
                demandKey(keyed, call);
                yield delete(set, first, call);
            }
            default ->
                throw TableFault.wrongVerb("The requested resource does not support http method '"
                        + call.request().method() + "'.");
        };
    }

    private static void demandKey(boolean keyed, TableCall call) {
        if (!keyed) {
            throw TableFault.wrongVerb("The requested resource does not support http method '"
                    + call.request().method() + "'.");
        }
    }

    private WebResponse list(EntitySet set, TableCall call) throws IOException {
        call.demand("Read", set);
        ObjectNode answer = context.store().read(tx -> reader.list(tx, set, row -> true, call.reading(), call.knobs()));
        return applied(json(answer), call);
    }

    private WebResponse entity(EntitySet set, ResourcePath.Segment key, TableCall call) throws IOException {
        call.demand("Read", set);
        ObjectNode answer = context.store().read(tx -> reader.entity(tx, set, row(tx, set, key), call.reading()));
        return one(answer, call);
    }

    private WebResponse one(ObjectNode answer, TableCall call) throws IOException {
        String etag = answer.path("@odata.etag").asText();
        if (call.request().header("If-None-Match").filter(etag::equals).isPresent()) {
            return WebResponse.empty(304).with("ETag", etag);
        }
        WebResponse response = applied(json(answer), call);
        return etag.isEmpty() ? response : response.with("ETag", etag);
    }

    private ObjectNode row(Transaction transaction, EntitySet set, ResourcePath.Segment key) {
        UUID id = reader.id(transaction, set, key)
                .orElseThrow(() -> TableFault.noSuchRow(
                        "A record with the specified key values does not exist in " + set.logicalName() + " entity"));
        return reader.find(transaction, set, id).orElseThrow(() -> TableFault.noSuchRow(set, id));
    }

    /** {@code set/$count}, {@code set(key)/column}, {@code set(key)/navigation}. */
    private WebResponse below(
            EntitySet set, ResourcePath.Segment first, ResourcePath.Segment second, boolean keyed, TableCall call)
            throws IOException {
        if (!call.request().method().equals("GET")) {
            throw keyed && set.column(second.name()).isPresent()
                    ? TableFault.wrongVerb("The requested resource does not support http method '"
                            + call.request().method() + "'.")
                    : TableFault.noSuchSegment(second.name());
        }
        call.demand("Read", set);
        if (!keyed && second.name().equals("$count")) {
            int count = context.store().read(tx -> reader.count(tx, set, call.query(), call.knobs()));
            return WebResponse.text(200, "text/plain", Integer.toString(count));
        }
        if (!keyed || second.parentheses()) {
            throw TableFault.noSuchSegment(second.name());
        }
        EntitySet.Child child = set.children().get(second.name());
        if (child != null) {
            EntitySet target = sets.find(child.set()).orElseThrow();
            ObjectNode answer = context.store().read(tx -> {
                String id = row(tx, set, first).get(set.key()).asText();
                return reader.list(tx, target, candidate -> child.isOf(candidate, id), call.reading(), call.knobs());
            });
            return applied(json(answer), call);
        }
        Optional<Column> lookup = set.lookup(second.name());
        if (lookup.isPresent()) {
            return followed(set, first, lookup.get(), call);
        }
        Column column = set.column(second.name()).orElseThrow(() -> TableFault.noSuchSegment(second.name()));
        JsonNode value = context.store().read(tx -> row(tx, set, first)).path(column.name());
        if (value.isNull() || value.isMissingNode()) {
            return WebResponse.empty(204);
        }
        ObjectNode answer = mapper.createObjectNode()
                .put("@odata.context", call.root() + "$metadata#" + set.name() + "/" + column.name());
        answer.set("value", value);
        return json(answer);
    }

    private WebResponse followed(EntitySet set, ResourcePath.Segment key, Column lookup, TableCall call)
            throws IOException {
        Optional<EntitySet> target = lookup.target().flatMap(sets::find);
        Optional<ObjectNode> answer = context.store().read(tx -> {
            JsonNode id = row(tx, set, key).path(lookup.name());
            return target.isEmpty() || !id.isTextual()
                    ? Optional.<ObjectNode>empty()
                    : reader.find(tx, target.get(), UUID.fromString(id.asText()))
                            .map(found -> reader.entity(tx, target.get(), found, call.reading()));
        });
        return answer.isPresent() ? one(answer.get(), call) : WebResponse.empty(204);
    }

    private WebResponse create(EntitySet set, TableCall call) throws IOException {
        call.demand("Create", set);
        ObjectNode payload = payload(set, call);
        record Created(UUID id, Optional<ObjectNode> row) {}
        Created created = context.store().write(tx -> {
            UUID id = writer.create(tx, set, payload, call.caller().userId());
            return new Created(id, representation(tx, set, id, call));
        });
        String address = call.root() + set.name() + "(" + created.id() + ")";
        WebResponse response = created.row().isPresent()
                ? applied(JsonContent.response(mapper, 201, created.row().get()), call)
                : WebResponse.empty(204);
        return response.with("OData-EntityId", address).with("Location", address);
    }

    private WebResponse upsert(EntitySet set, ResourcePath.Segment key, TableCall call) throws IOException {
        call.demand("Write", set);
        ObjectNode payload = payload(set, call);
        record Written(UUID id, Optional<ObjectNode> row) {}
        Written written = context.store().write(tx -> {
            UUID id = writer.upsert(
                    tx, set, key, payload, call.conditions(), call.caller().userId());
            return new Written(id, representation(tx, set, id, call));
        });
        WebResponse response =
                written.row().isPresent() ? applied(json(written.row().get()), call) : WebResponse.empty(204);
        return response.with("OData-EntityId", call.root() + set.name() + "(" + written.id() + ")");
    }

    private WebResponse delete(EntitySet set, ResourcePath.Segment key, TableCall call) throws IOException {
        call.demand("Delete", set);
        context.store().write(tx -> {
            writer.delete(tx, set, key, call.conditions());
            return null;
        });
        return WebResponse.empty(204);
    }

    private Optional<ObjectNode> representation(Transaction transaction, EntitySet set, UUID id, TableCall call) {
        return call.request().preferences().contains("return=representation")
                ? reader.find(transaction, set, id).map(row -> reader.entity(transaction, set, row, call.reading()))
                : Optional.empty();
    }

    private ObjectNode payload(EntitySet set, TableCall call) throws IOException {
        try {
            JsonNode body = mapper.readTree(
                    new LimitedInput(call.request().body(), call.knobs().maxRequestBytes()));
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw TableFault.payload(set.name(), e.getOriginalMessage());
        }
        throw TableFault.payload(set.name(), "A JSON object expected.");
    }

    private WebResponse serviceDocument(String root) throws IOException {
        ObjectNode answer = mapper.createObjectNode().put("@odata.context", root + "$metadata");
        ArrayNode values = answer.putArray("value");
        for (EntitySet set : sets.all()) {
            values.addObject().put("name", set.name()).put("kind", "EntitySet").put("url", set.name());
        }
        return json(answer);
    }

    private WebResponse json(ObjectNode answer) throws IOException {
        return JsonContent.response(mapper, 200, answer);
    }

    /** Tells which preferences were followed. */
    private static WebResponse applied(WebResponse response, TableCall call) {
        List<String> applied = call.request().preferences().stream()
                .filter(preference -> {
                    String name = preference.toLowerCase(Locale.ROOT);
                    return name.startsWith("odata.maxpagesize=")
                            || name.startsWith("odata.include-annotations=")
                            || name.equals("return=representation");
                })
                .toList();
        return applied.isEmpty() ? response : response.with("Preference-Applied", String.join(",", applied));
    }
}
