package io.github.dataversealm.solution.emulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a fault happens.
 *
 * @param method the HTTP method; empty means any
 * @param path a pattern of the path with {@code *} for any text; empty means any
 * @param target the message or entity set, such as {@code ImportSolutionAsync}; empty means any
 * @param requestNumber the number of the request since the server started, from 1; 0 means any
 * @param skip how many requests that match pass first
 * @param times how many requests that match after those are hit; 0 means all
 * @param probability of a hit at each request that matches, from 0 to 1
 * @param seed of the dice for the probability
 * @param retryAfter seconds in {@code Retry-After} of an answer; 0 leaves the header out
 * @param delayMillis how long {@code DELAY}, {@code LOCK_HELD} and {@code RESTART} last
 * @param afterHandling whether the request is carried out before the answer of the fault is given in place of the right one
 */
public record FaultRule(
        FaultKind kind,
        String method,
        String path,
        String target,
        int requestNumber,
        int skip,
        int times,
        double probability,
        long seed,
        int retryAfter,
        long delayMillis,
        boolean afterHandling) {

    private static final Set<String> NAMES = Set.of(
            "kind",
            "method",
            "path",
            "target",
            "requestNumber",
            "skip",
            "times",
            "probability",
            "seed",
            "retryAfter",
            "delayMillis",
            "afterHandling");

    public FaultRule {
        if (requestNumber < 0 || skip < 0 || times < 0 || retryAfter < 0 || delayMillis < 0) {
            throw new IllegalArgumentException("a number below 0");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability of " + probability);
        }
    }

    /** The fault at the next request. */
    public static FaultRule next(FaultKind kind) {
        return new FaultRule(kind, "", "", "", 0, 0, 1, 1, 0, 0, 0, false);
    }

    /** The fault at one request, counted from the start of the server. */
    public static FaultRule atRequest(int number, FaultKind kind) {
        return new FaultRule(kind, "", "", "", number, 0, 1, 1, 0, 0, 0, false);
    }

    /** The fault at requests that dice choose. */
    public static FaultRule random(FaultKind kind, double probability, long seed) {
        return new FaultRule(kind, "", "", "", 0, 0, 0, probability, seed, 0, 0, false);
    }

    public FaultRule onTarget(String name) {
        return new FaultRule(
                kind,
                method,
                path,
                name,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                retryAfter,
                delayMillis,
                afterHandling);
    }

    public FaultRule onPath(String pattern) {
        return new FaultRule(
                kind,
                method,
                pattern,
                target,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                retryAfter,
                delayMillis,
                afterHandling);
    }

    public FaultRule onMethod(String name) {
        return new FaultRule(
                kind,
                name,
                path,
                target,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                retryAfter,
                delayMillis,
                afterHandling);
    }

    public FaultRule skipping(int count) {
        return new FaultRule(
                kind,
                method,
                path,
                target,
                requestNumber,
                count,
                times,
                probability,
                seed,
                retryAfter,
                delayMillis,
                afterHandling);
    }

    /** @param count 0 means always */
    public FaultRule times(int count) {
        return new FaultRule(
                kind,
                method,
                path,
                target,
                requestNumber,
                skip,
                count,
                probability,
                seed,
                retryAfter,
                delayMillis,
                afterHandling);
    }

    public FaultRule withRetryAfter(int seconds) {
        return new FaultRule(
                kind,
                method,
                path,
                target,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                seconds,
                delayMillis,
                afterHandling);
    }

    public FaultRule lasting(long millis) {
        return new FaultRule(
                kind,
                method,
                path,
                target,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                retryAfter,
                millis,
                afterHandling);
    }

    /** The request is carried out all the same. */
    public FaultRule afterTheWork() {
        return new FaultRule(
                kind,
                method,
                path,
                target,
                requestNumber,
                skip,
                times,
                probability,
                seed,
                retryAfter,
                delayMillis,
                true);
    }

    /**
     * Reads a rule of {@code POST /emulator/faults}.
     *
     * @throws SolutionException when a member is unknown or has a wrong value
     */
    public static FaultRule parse(ObjectNode json) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!NAMES.contains(member.getKey())) {
                throw wrong(
                        "A fault has no member \"" + member.getKey() + "\".",
                        "Its members are: "
                                + String.join(", ", NAMES.stream().sorted().toList()) + ".");
            }
        }
        boolean dice = json.has("probability");
        try {
            return new FaultRule(
                    kind(json.path("kind").asText()),
                    json.path("method").asText(""),
                    json.path("path").asText(""),
                    json.path("target").asText(""),
                    whole(json, "requestNumber", 0),
                    whole(json, "skip", 0),
                    whole(json, "times", dice ? 0 : 1),
                    json.path("probability").asDouble(1),
                    json.path("seed").asLong(0),
                    whole(json, "retryAfter", 0),
                    whole(json, "delayMillis", 0),
                    json.path("afterHandling").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw wrong("A fault has a value that it cannot have: " + e.getMessage() + ".", "");
        }
    }

    private static int whole(ObjectNode json, String name, int otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return value.asInt();
    }

    private static FaultKind kind(String name) {
        List<FaultKind> kinds = List.of(FaultKind.values());
        return kinds.stream()
                .filter(kind -> kind.name().equalsIgnoreCase(name.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "There is no fault of the kind \"" + name + "\".",
                        "The kinds are: " + Arrays.toString(FaultKind.values()).toLowerCase(Locale.ROOT) + "."));
    }

    private static SolutionException wrong(String problem, String advice) {
        return new SolutionException(null, problem, advice);
    }

    boolean matches(int number, String requestMethod, String requestPath, String requestTarget) {
        return (requestNumber == 0 || requestNumber == number)
                && (method.isEmpty() || method.equalsIgnoreCase(requestMethod))
                && (target.isEmpty() || target.equals(requestTarget))
                && (path.isEmpty() || pattern().matcher(requestPath).matches());
    }

    private Pattern pattern() {
        StringBuilder regex = new StringBuilder();
        for (String literal : path.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString());
    }
}
