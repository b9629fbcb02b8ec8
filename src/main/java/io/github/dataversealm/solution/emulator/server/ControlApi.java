package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.fault.FaultInjector;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.identity.Registration;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * {@code /emulator/...}: what scripts set and ask about the server itself. It is no part of the service, needs no token, and can
 * only be reached from this machine; a request that a web page sends is refused.
 */
public final class ControlApi {

    private static final String ROOT = "/emulator";

    /** The server that is controlled. */
    public interface Server {
        ObjectNode status();

        ObjectNode knobs();

        /** Sets some switches. */
        void setKnobs(Map<String, Object> values);

        void register(Registration registration) throws IOException;

        boolean decideDeviceCode(String userCode, String userName, boolean agreed);

        /** Asks the modules; the answer of the first that knows the request. */
        ObjectNode organization(ObjectNode request) throws IOException;

        void advanceClock(Duration by);

        /** @return the id of a lease: the server goes on at least until it is given back */
        UUID lease(long processId);

        /** @return {@code known}, and {@code last} when the server stops now */
        ObjectNode release(UUID lease);
    }

    /** What a path below {@code /emulator/} does. */
    private interface Action {
        ObjectNode answer(WebRequest request) throws IOException;
    }

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Server server;
    private final FaultInjector faults;
    private final Gate gate;
    private final Map<String, Action> actions = new LinkedHashMap<>();

    public ControlApi(Server server, FaultInjector faults, Gate gate) {
        this.server = server;
        this.faults = faults;
        this.gate = gate;
        actions.put("GET ", request -> server.status());
        actions.put("GET /requests", request -> requests());
        actions.put("DELETE /requests", request -> reset());
        actions.put("GET /faults", request -> happened());
        actions.put("POST /faults", this::addFaults);
        actions.put("DELETE /faults", request -> noFaults());
        actions.put("GET /knobs", request -> server.knobs());
        actions.put("PATCH /knobs", this::setKnobs);
        actions.put("POST /identity", this::register);
        actions.put("POST /devicecode", this::decide);
        actions.put("POST /organization", request -> server.organization(body(request)));
        actions.put("POST /clock", this::advance);
        actions.put("POST /pause", request -> pause(true));
        actions.put("POST /resume", request -> pause(false));
        actions.put("POST /leases", this::lease);
        actions.put("DELETE /leases", this::release);
    }

    static boolean owns(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    WebResponse handle(WebRequest request) throws IOException {
        if (request.header("Origin").isPresent()) {
            return problem(403, "A web page must not control the local environment.");
        }
        String below = request.path().substring(ROOT.length()).replaceFirst("/$", "");
        Action action = actions.get(request.method() + " " + below);
        if (action == null) {
            return problem(
                    404,
                    "There is no " + request.method() + " " + request.path() + ". There is: "
                            + String.join(
                                    ", ",
                                    actions.keySet().stream()
                                            .map(known -> known.replaceFirst(" ", " " + ROOT))
                                            .toList()));
        }
        try {
            return WebResponse.bytes(200, "application/json", mapper.writeValueAsBytes(action.answer(request)));
        } catch (SolutionException e) {
            return problem(400, e.getMessage());
        } catch (ServiceFault e) {
            return problem(e.status(), e.getMessage());
        } catch (JsonProcessingException e) {
            return problem(400, "The body is no JSON of the right form: " + e.getOriginalMessage());
        }
    }

    private WebResponse problem(int status, String text) throws IOException {
        return WebResponse.bytes(
                status,
                "application/json",
                mapper.writeValueAsBytes(mapper.createObjectNode().put("problem", text)));
    }

    private ObjectNode body(WebRequest request) throws IOException {
        JsonNode body = mapper.readTree(new LimitedInput(request.body(), 1 << 20));
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new SolutionException(null, "The body must be a JSON object.", "");
    }

    private ObjectNode requests() {
        ObjectNode answer = mapper.createObjectNode().put("total", faults.requestCount());
        answer.set("byPath", mapper.valueToTree(new TreeMap<>(faults.counts())));
        return answer;
    }

    private ObjectNode reset() {
        faults.reset();
        return mapper.createObjectNode();
    }

    private ObjectNode happened() {
        return mapper.createObjectNode().set("happened", mapper.valueToTree(new TreeMap<>(faults.faults())));
    }

    private ObjectNode addFaults(WebRequest request) throws IOException {
        ObjectNode body = body(request);
        if (!body.has("rules")) {
            faults.add(FaultRule.parse(body));
            return mapper.createObjectNode().put("added", 1);
        }
        List<FaultRule> rules = new ArrayList<>();
        for (JsonNode rule : body.get("rules")) {
            if (!(rule instanceof ObjectNode object)) {
                throw new SolutionException(null, "A fault must be a JSON object.", "");
            }
            rules.add(FaultRule.parse(object));
        }
        rules.forEach(faults::add);
        return mapper.createObjectNode().put("added", rules.size());
    }

    private ObjectNode noFaults() {
        faults.plan(FaultPlan.NONE);
        return mapper.createObjectNode();
    }

    private ObjectNode setKnobs(WebRequest request) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        body(request).properties().forEach(member -> values.put(member.getKey(), member.getValue()));
        server.setKnobs(values);
        return server.knobs();
    }

    private ObjectNode register(WebRequest request) throws IOException {
        Registration registration = mapper.treeToValue(body(request), Registration.class);
        if (registration.id() == null || registration.name() == null) {
            throw new SolutionException(null, "A registration needs an \"id\" and a \"name\".", "");
        }
        server.register(registration);
        return mapper.createObjectNode().put("id", registration.id().toString());
    }

    private ObjectNode decide(WebRequest request) throws IOException {
        ObjectNode body = body(request);
        boolean waits = server.decideDeviceCode(
                body.path("userCode").asText(),
                body.path("userName").asText(),
                body.path("agreed").asBoolean(true));
        return mapper.createObjectNode().put("known", waits);
    }

    private ObjectNode advance(WebRequest request) throws IOException {
        server.advanceClock(
                Duration.ofSeconds(body(request).path("advanceSeconds").asLong()));
        return server.status();
    }

    private ObjectNode pause(boolean pause) {
        if (pause) {
            gate.close();
        } else {
            gate.open();
        }
        return mapper.createObjectNode();
    }

    private ObjectNode lease(WebRequest request) throws IOException {
        UUID lease = server.lease(body(request).path("processId").asLong());
        return mapper.createObjectNode().put("lease", lease.toString());
    }

    private ObjectNode release(WebRequest request) throws IOException {
        String lease = body(request).path("lease").asText();
        try {
            return server.release(UUID.fromString(lease));
        } catch (IllegalArgumentException e) {
            throw new SolutionException(null, "\"" + lease + "\" is no lease.", "");
        }
    }
}
