package io.github.dataversealm.solution.emulator.checker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis.Order;
import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis.Result;
import io.github.dataversealm.solution.emulator.identity.Caller;
import io.github.dataversealm.solution.emulator.identity.IdentityService;
import io.github.dataversealm.solution.emulator.identity.UnauthorizedException;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Stands in for the Power Apps checker service (spec dataverse-web-api §6): upload, analyze, status, results, rules and rule
 * sets. Runs are kept in memory: a restart forgets them, as the service does after a while.
 */
public final class CheckerService implements Closeable {

    private static final Pattern API = Pattern.compile("/api/(ruleset|rule|upload|analyze|status/[^/]*)");
    private static final String PRIVACY = "https://go.microsoft.com/fwlink/?LinkID=310140";
    private static final int MAX_ORDER = 1 << 20;
    /** What a form adds to the file in it. */
    private static final int FORM_OVERHEAD = 4 << 10;

    private static final int MAX_RUNS = 1_000;

    private final ObjectMapper mapper = JsonMapper.builder().build();
    private final Optional<SolutionAnalysis> analysis;
    private final IdentityService identity;
    private final Supplier<Knobs> knobs;
    private final Clock clock;
    private final SignedBlobs blobs;
    private final Map<UUID, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "solution-emulator-checker");
        thread.setDaemon(true);
        return thread;
    });

    /** A run as it is now. */
    private static final class Run {
        private final UUID client;
        private final String name;
        private final Instant start;
        private volatile String report;
        private volatile Result result;
        private volatile String error;

        Run(UUID client, String name, Instant start) {
            this.client = client;
            this.name = name;
            this.start = start;
        }

        boolean isOver() {
            return result != null || error != null;
        }
    }

    /** The caller sends what the service refuses. */
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /**
     * @param analysis empty: there is no such service here
     * @param folder for files of the moment
     */
    public CheckerService(
            Optional<SolutionAnalysis> analysis,
            IdentityService identity,
            Path folder,
            Supplier<Knobs> knobs,
            Clock clock) {
        this.analysis = analysis;
        this.identity = identity;
        this.knobs = knobs;
        this.clock = clock;
        this.blobs = new SignedBlobs(folder, clock);
    }

    public static boolean owns(String path) {
        return API.matcher(path).matches() || path.startsWith(SignedBlobs.ROOT);
    }

    public WebResponse handle(WebRequest request) throws IOException {
        if (analysis.isEmpty()) {
            return problem(404, "This local environment runs without a checker service.");
        }
        if (request.path().startsWith(SignedBlobs.ROOT)) {
            return blobs.handle(request);
        }
        Matcher matcher = API.matcher(request.path());
        if (!matcher.matches()) {
            throw new IllegalStateException("not a path of the checker service: " + request.path());
        }
        String action = matcher.group(1);
        try {
            demand(action.equals("upload") || action.equals("analyze") ? "POST" : "GET", request);
            if (action.equals("ruleset")) {
                return ruleSets();
            }
            if (action.equals("rule")) {
                return rules(request.query());
            }
            Caller caller = identity.authenticate(request);
            if (action.equals("upload")) {
                return upload(request);
            }
            if (action.equals("analyze")) {
                return analyze(request, caller);
            }
            return status(action.substring("status/".length()), request.baseUrl(), caller);
        } catch (UnauthorizedException e) {
            return quoted(e.answer());
        } catch (ServiceFault e) {
            return problem(e.status(), e.getMessage());
        } catch (Refusal e) {
            return problem(e.status, e.getMessage());
        }
    }

    /** This service quotes what Dataverse does not (spec §1.6). */
    private static WebResponse quoted(WebResponse answer) {
        String header = answer.headers().getOrDefault("WWW-Authenticate", "");
        return answer.with(
                "WWW-Authenticate",
                header.replaceFirst("authorization_uri=(\\S+?)/oauth2/authorize,", "authorization_uri=\"$1\",")
                        .replaceFirst("resource_id=([^,\\s]+)", "resource_id=\"$1\""));
    }

    private static void demand(String method, WebRequest request) throws Refusal {
        if (!request.method().equals(method)) {
            throw new Refusal(405, "The call wants " + method + ".");
        }
    }

    private WebResponse problem(int status, String message) throws IOException {
        ObjectNode body = mapper.createObjectNode();
        body.putObject("error").put("code", Integer.toString(status)).put("message", message);
        return json(status, body);
    }

    private WebResponse json(int status, JsonNode body) throws IOException {
        return WebResponse.bytes(status, "application/json; charset=utf-8", mapper.writeValueAsBytes(body));
    }

    // ---------------------------------------------------------------- rules

    private WebResponse ruleSets() throws IOException {
        ArrayNode list = mapper.createArrayNode();
        for (SolutionAnalysis.RuleGroup set : analysis.orElseThrow().ruleSets()) {
            list.addObject().put("id", set.id()).put("name", set.name());
        }
        return json(200, list);
    }

    private WebResponse rules(String query) throws IOException {
        List<String> sets = new ArrayList<>();
        boolean first = false;
        boolean templates = false;
        for (String piece : query.split("&")) {
            String value = URLDecoder.decode(piece.substring(piece.indexOf('=') + 1), StandardCharsets.UTF_8);
            if (piece.startsWith("ruleset=")) {
                for (String set : value.split("[,;]")) {
                    if (!set.isBlank()) {
                        sets.add(set.strip());
                    }
                }
            } else if (piece.startsWith("api-version=")) {
                first = value.startsWith("1.");
            } else if (piece.startsWith("includeMessageFormats=")) {
                templates = value.equalsIgnoreCase("true");
            }
        }
        ArrayNode list = mapper.createArrayNode();
        for (SolutionAnalysis.Rule rule : analysis.orElseThrow().rules(sets)) {
            ObjectNode node = list.addObject()
                    .put("code", rule.code())
                    .put("summary", rule.summary())
                    .put("description", rule.description())
                    .put("guidanceUrl", rule.guidanceUrl())
                    .put("include", true);
            if (first) {
                node.putObject("howToFix").put("summary", rule.howToFix());
                if (templates) {
                    node.putArray("messageTemplates")
                            .addObject()
                            .put("ruleId", rule.code())
                            .put("messageTemplateId", "message1")
                            .put("messageTemplate", rule.summary());
                }
            } else {
                node.put("componentType", 0)
                        .put("primaryCategory", rule.primaryCategory())
                        .put("severity", rule.severity())
                        .put("howToFix", rule.howToFix());
            }
        }
        return list.isEmpty() ? WebResponse.empty(204) : json(200, list);
    }

    // ---------------------------------------------------------------- upload and analyze

    private WebResponse upload(WebRequest request) throws IOException, Refusal {
        long limit = knobs.get().checkerUploadBytes();
        byte[] body = request.body().readNBytes((int) Math.min(limit + FORM_OVERHEAD + 1, Integer.MAX_VALUE - 8));
        UploadedFile file = body.length > limit + FORM_OVERHEAD
                ? null
                : UploadedFile.of(request.header("Content-Type").orElse(""), body)
                        .orElse(null);
        if (file == null ? body.length > limit : file.content().length > limit) {
            throw new Refusal(413, "The file is larger than " + limit + " bytes.");
        }
        if (file == null || !isZip(file.content())) {
            throw new Refusal(400, "The body is no form with a zip file.");
        }
        Path blob = blobs.create();
        Files.write(blob, file.content());
        String path = blobs.add("solution-files", file.name(), blob);
        return json(200, mapper.createArrayNode().add(blobs.address(request.baseUrl(), path)));
    }

    private static boolean isZip(byte[] content) {
        return content.length > 21 && content[0] == 'P' && content[1] == 'K';
    }

    private WebResponse analyze(WebRequest request, Caller caller) throws IOException, Refusal {
        JsonNode body = order(request);
        Order order = order(body);
        Path zip = file(body, request.baseUrl());
        UUID id = correlation(request);
        String name = name(body);
        Run run = new Run(caller.clientId(), name, clock.instant());
        Instant old = clock.instant().minus(SignedBlobs.KEPT);
        runs.values().removeIf(other -> other.isOver() && other.start.isBefore(old));
        if (runs.size() >= MAX_RUNS) {
            throw new Refusal(429, "There are too many runs.");
        }
        if (runs.putIfAbsent(id, run) != null) {
            throw new Refusal(409, "A run with the correlation id " + id + " exists.");
        }
        worker.execute(() -> work(run, zip, order));
        return WebResponse.empty(202).with("Location", request.baseUrl() + "/api/status/" + id + "?api-version=1.0");
    }

    private JsonNode order(WebRequest request) throws IOException, Refusal {
        byte[] body = request.body().readNBytes(MAX_ORDER + 1);
        if (body.length == 0 || body.length > MAX_ORDER) {
            throw new Refusal(400, "The request has no body that names what to analyse.");
        }
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "The body is no JSON.");
        }
    }

    private Order order(JsonNode body) throws Refusal {
        List<String> sets = texts(body.path("ruleSets"), "id");
        List<String> codes = texts(body.path("ruleCodes"), "code");
        if (sets.isEmpty() == codes.isEmpty()) {
            throw new Refusal(400, "Either ruleSets or ruleCodes must be named.");
        }
        for (String set : sets) {
            if (analysis.orElseThrow().ruleSets().stream()
                    .noneMatch(known ->
                            known.id().equalsIgnoreCase(set) || known.name().equalsIgnoreCase(set))) {
                throw new Refusal(400, "There is no rule set " + set + " in the local environment.");
            }
        }
        Map<String, String> levels = new LinkedHashMap<>();
        for (JsonNode level : body.path("ruleLevelOverrides")) {
            levels.put(level.path("id").asText(), level.path("overrideLevel").asText());
        }
        List<String> exclusions = new ArrayList<>();
        body.path("fileExclusions").forEach(pattern -> exclusions.add(pattern.asText()));
        return new Order(sets, codes, exclusions, levels);
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            String text = item.path(field).asText();
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private Path file(JsonNode body, String baseUrl) throws Refusal {
        JsonNode list = body.path("sasUriList");
        if (list.size() != 1) {
            throw new Refusal(400, "The local environment analyses one file in a run.");
        }
        try {
            URI uri = new URI(list.get(0).asText());
            String own = uri.getScheme() + "://" + uri.getRawAuthority();
            if (own.equals(baseUrl)) {
                Optional<Path> file = blobs.find(
                        uri.getRawPath(), Optional.ofNullable(uri.getRawQuery()).orElse(""));
                if (file.isPresent()) {
                    return file.get();
                }
            }
        } catch (URISyntaxException e) {
            throw new Refusal(400, "The address of the file is no address.");
        }
        throw new Refusal(400, "The local environment reads only files that were uploaded to it.");
    }

    private static String name(JsonNode body) {
        String path = body.path("sasUriList").get(0).asText().replaceFirst("\\?.*$", "");
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
    }

    private static UUID correlation(WebRequest request) throws Refusal {
        Optional<String> id = request.header("x-ms-correlation-id");
        try {
            return id.map(UUID::fromString).orElseGet(UUID::randomUUID);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "x-ms-correlation-id is no GUID.");
        }
    }

    private void work(Run run, Path zip, Order order) {
        try {
            Result result = analysis.orElseThrow().analyse(zip, order);
            Path report = blobs.create();
            try (OutputStream out = Files.newOutputStream(report);
                    ZipOutputStream packed = new ZipOutputStream(out)) {
                packed.putNextEntry(new ZipEntry(run.name.replaceFirst("(?i)\\.zip$", "") + ".sarif"));
                packed.write(result.sarif());
                packed.closeEntry();
            }
            run.report = blobs.add("report-files", run.name, report);
            run.result = result;
        } catch (IOException | SolutionException e) {
            run.error = "The solution could not be analysed: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            // whatever it is, whoever waits for the run must learn that it is over
            run.error = "The analysis failed: " + e;
        }
    }

    // ---------------------------------------------------------------- status

    private WebResponse status(String text, String baseUrl, Caller caller) throws IOException, Refusal {
        // the service's own documentation writes the parameter behind an ampersand
        String id = text.replaceFirst("&.*$", "");
        Run run;
        try {
            run = runs.get(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The id of a run is a GUID.");
        }
        if (run == null) {
            throw new Refusal(404, "There is no run " + id + ".");
        }
        if (!run.client.equals(caller.clientId())) {
            throw new Refusal(403, "The run was started by another application.");
        }
        ObjectNode body = mapper.createObjectNode().put("privacyPolicy", PRIVACY);
        Knobs now = knobs.get();
        long least = now.queueDelayMillis() + now.jobMillis();
        long passed = Duration.between(run.start, clock.instant()).toMillis();
        boolean over = passed >= least && run.isOver();
        if (!over) {
            body.put("progress", Math.min(99, least == 0 ? 0 : Math.max(0, passed) * 100 / least))
                    .put("runCorrelationId", id)
                    .put("status", "InProgress");
            return json(202, body).with("Location", baseUrl + "/api/status/" + id + "?api-version=1.0");
        }
        body.put("progress", 100).put("runCorrelationId", id);
        boolean failed = now.checkerOutcome() == Knobs.CheckerOutcome.FAILED;
        if (run.error != null || failed) {
            body.put("status", "Failed").put("error", run.error == null ? "A catastrophic failure." : run.error);
            return json(200, body);
        }
        boolean complete = run.result.complete() && now.checkerOutcome() == Knobs.CheckerOutcome.FINISHED;
        body.put("status", complete ? "Finished" : "FinishedWithErrors");
        body.putArray("resultFileUris").add(blobs.address(baseUrl, run.report));
        ObjectNode summary = body.putObject("issueSummary");
        for (String level : List.of("Informational", "Low", "Medium", "High", "Critical")) {
            summary.put(
                    level.toLowerCase(Locale.ROOT) + "IssueCount",
                    run.result.counts().getOrDefault(level, 0));
        }
        return json(200, body);
    }

    @Override
    public void close() throws IOException {
        worker.shutdownNow();
        blobs.close();
    }
}
