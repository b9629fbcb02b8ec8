package io.github.dataversealm.solution.check.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.Progress;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * Has Microsoft's checker service analyse a zip: upload, start, wait, download (spec dataverse-web-api §6.3). Whatever is the
 * service's fault ends as a run that is inconclusive.
 */
public final class ServiceCheck implements RemoteCheck {

    private static final int MAX_RESULTS = 100;
    private static final int DOWNLOAD_ATTEMPTS = 3;

    private final ServiceConnection connection;
    private final ServiceOptions options;
    private final ServiceTime time;
    private final Function<String, Optional<ServiceRule>> ownRules;
    private final Supplier<UUID> ids;
    private final ProgressListener progress;
    private final Reporter reporter;

    /**
     * @param ownRules what this project knows of the service's rules, by code
     * @param ids gives the id of the next run
     */
    public ServiceCheck(
            ServiceConnection connection,
            ServiceOptions options,
            ServiceTime time,
            Function<String, Optional<ServiceRule>> ownRules,
            Supplier<UUID> ids,
            ProgressListener progress,
            Reporter reporter) {
        this.connection = connection;
        this.options = options;
        this.time = time;
        this.ownRules = ownRules;
        this.ids = ids;
        this.progress = progress;
        this.reporter = reporter;
    }

    @Override
    public ServiceAnswer check(Path zip) throws IOException {
        return new Analysis(zip, ids.get()).run();
    }

    /** One run. */
    private final class Analysis {

        private final Path zip;
        private final UUID runId;
        private final CheckerApi api;
        private final Instant begin;
        private final List<String> warnings = new ArrayList<>();
        private boolean started;

        Analysis(Path zip, UUID runId) {
            this.zip = zip;
            this.runId = runId;
            this.begin = time.clock().now();
            this.api = new CheckerApi(connection, time, runId, options.timeLimit());
        }

        ServiceAnswer run() throws IOException {
            List<String> notCounting = options.notCounting();
            if (!notCounting.isEmpty()) {
                warnings.add(
                        "This run does not count for the solution checker enforcement of Managed Environments, because "
                                + String.join(" and ", notCounting) + ".");
            }
            try {
                return analysed();
            } catch (Outage e) {
                return answer(ServiceRun.State.INCONCLUSIVE, e.getMessage(), List.of(), List.of());
            } finally {
                progress.done(state("done", OptionalDouble.empty()));
            }
        }

        private ServiceAnswer analysed() throws IOException {
            api.signIn();
            String address = options.solutionUrl().orElse("");
            if (address.isEmpty()) {
                reporter.info("Uploading " + zip.getFileName() + " to Microsoft's checker service ("
                        + connection.endpoint().name() + ", "
                        + connection.endpoint().host() + ").");
                progress.update(state("uploading", OptionalDouble.empty()));
                address = api.upload(zip);
            } else {
                reporter.info("Microsoft's checker service ("
                        + connection.endpoint().name() + ") fetches the zip from " + host(address) + ".");
            }
            Optional<HttpUrl> location = api.analyze(order(address));
            started = true;
            reporter.info("The checker service analyses " + zip.getFileName() + ", run " + runId + ".");
            Json end = waited(location);
            Map<String, ServiceRule> listed = listed();
            ResultReader reader =
                    new ResultReader(code -> Optional.ofNullable(listed.get(code.toLowerCase(Locale.ROOT)))
                            .map(rule -> ownRules.apply(code).map(rule::or).orElse(rule))
                            .or(() -> ownRules.apply(code)));
            download(end, location, reader);
            ResultReader.Reading result = reader.finish();
            warnings.addAll(result.notes());
            List<String> gaps = new ArrayList<>();
            if (!end.get("status").text().equalsIgnoreCase("Finished")) {
                gaps.add("Rules of the service failed." + details(end));
            }
            gaps.addAll(result.gaps());
            missing(end.get("issueSummary"), result.results()).ifPresent(gaps::add);
            List<ServiceRule> rules = new ArrayList<>(listed.values());
            result.rules().stream()
                    .filter(rule -> !listed.containsKey(rule.code().toLowerCase(Locale.ROOT)))
                    .forEach(rules::add);
            return answer(
                    gaps.isEmpty() ? ServiceRun.State.DONE : ServiceRun.State.INCOMPLETE,
                    gaps.isEmpty() ? "" : String.join(" ", gaps) + " So its result may lack findings.",
                    rules,
                    result.findings().stream().map(this::leveled).toList());
        }

        /** That the service heeds the levels is not documented: what it does not do is done here. */
        private ServiceFinding leveled(ServiceFinding finding) {
            return options.levels().entrySet().stream()
                    .filter(level ->
                            level.getKey().equalsIgnoreCase(finding.rule().code())
                                    || ("web-" + level.getKey())
                                            .equalsIgnoreCase(finding.rule().code()))
                    .findFirst()
                    .map(level -> finding.with(level.getValue()))
                    .orElse(finding);
        }

        private ServiceAnswer answer(
                ServiceRun.State state, String reason, List<ServiceRule> rules, List<ServiceFinding> findings) {
            return new ServiceAnswer(
                    new ServiceRun(
                            state,
                            reason,
                            started ? runId.toString() : "",
                            connection.endpoint().address().toString(),
                            options.shown(),
                            List.of(),
                            List.copyOf(warnings)),
                    rules,
                    findings,
                    options.excludedFiles().isEmpty());
        }

        private Progress state(String text, OptionalDouble percent) {
            return new Progress(
                    connection.endpoint().name(),
                    "Check of " + zip.getFileName(),
                    text,
                    percent,
                    Duration.between(begin, time.clock().now()));
        }

        // ------------------------------------------------------------ waiting

        /** Waits for the end: the state with the addresses of the result. */
        private Json waited(Optional<HttpUrl> location) {
            Instant unknownUntil = time.clock().now().plus(time.patience());
            HttpUrl own = api.statusAddress();
            HttpUrl address = location.orElse(own);
            while (true) {
                Optional<Json> state = api.status(address);
                if (state.isPresent()) {
                    String status = state.get().get("status").text();
                    if (status.equalsIgnoreCase("Finished") || status.equalsIgnoreCase("FinishedWithErrors")) {
                        return state.get();
                    }
                    if (status.equalsIgnoreCase("Failed")) {
                        throw new Outage("The analysis failed in the service." + details(state.get()), null);
                    }
                    progress.update(state("analysing", percent(state.get())));
                    unknownUntil = time.clock().now().plus(time.patience());
                } else if (time.clock().now().isAfter(unknownUntil)) {
                    throw new Outage("The checker service does not know the run " + runId + " any more.", null);
                } else {
                    // what the service sends as the address is not always one that it understands
                    address = address.equals(own) ? location.orElse(own) : own;
                }
                api.sleep(time.interval());
            }
        }

        private static OptionalDouble percent(Json state) {
            String text = state.get("progress").text();
            return text.matches("\\d{1,3}(\\.\\d{1,5})?")
                    ? OptionalDouble.of(Math.min(100, Double.parseDouble(text)))
                    : OptionalDouble.empty();
        }

        private static String details(Json state) {
            Json error = state.get("error");
            String text =
                    ServiceTexts.of(error.isObject() ? error.get("message").text() : error.text());
            String more = ServiceTexts.of(state.get("additionalMessage").text());
            return (text.isEmpty() ? "" : " It says: " + text) + (more.isEmpty() ? "" : " " + more);
        }

        // ------------------------------------------------------------ the result

        /** The addresses have an end of life; the state gives new ones. */
        private void download(Json end, Optional<HttpUrl> location, ResultReader reader) throws IOException {
            Json state = end;
            int count = addresses(state).size();
            if (count > MAX_RESULTS) {
                throw new Outage("The service names " + count + " result files for one zip.", null);
            }
            if (count == 0) {
                throw new Outage("The analysis has ended, and the service names no result of it.", null);
            }
            Path file = Files.createTempFile("solution-check", ".zip");
            try {
                for (int i = 0; i < count; i++) {
                    for (int attempt = 1; !api.download(address(state, i), file); attempt++) {
                        if (attempt == DOWNLOAD_ATTEMPTS) {
                            throw new Outage("The result is not at the address that the service names for it.", null);
                        }
                        api.sleep(time.interval());
                        state = api.status(location.orElse(api.statusAddress()))
                                .or(() -> api.status(api.statusAddress()))
                                .orElse(state);
                    }
                    reader.read(file);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        }

        private static String address(Json state, int index) {
            List<String> addresses = addresses(state);
            return index < addresses.size() ? addresses.get(index) : "";
        }

        private static List<String> addresses(Json state) {
            return state.get("resultFileUris").items().stream()
                    .map(Json::text)
                    .filter(text -> !text.isBlank())
                    .toList();
        }

        /** The texts of the rules make the reports better; that they are missing is no reason to lose the result. */
        private Map<String, ServiceRule> listed() {
            Map<String, ServiceRule> listed = new HashMap<>();
            try {
                Optional<String> ruleSet = options.rules().isEmpty()
                        ? Optional.of(options.ruleSet().id())
                        : Optional.empty();
                for (ServiceRule rule : api.rules(ruleSet)) {
                    if (options.rules().isEmpty()
                            || options.rules().stream().anyMatch(code -> code.equalsIgnoreCase(rule.code()))) {
                        listed.put(rule.code().toLowerCase(Locale.ROOT), rule);
                    }
                }
            } catch (Outage | io.github.dataversealm.solution.message.SolutionException e) {
                reporter.debug("The list of the service's rules could not be read: " + e.getMessage());
            }
            return listed;
        }

        /** More issues than came are no small matter: those that did not come may be the grave ones. */
        private static Optional<String> missing(Json summary, int results) {
            long told = 0;
            for (Json count : summary.fields().values()) {
                told += count.text().matches("\\d{1,9}") ? Long.parseLong(count.text()) : 0;
            }
            return told > results
                    ? Optional.of("The service counts " + told + " issues, and its result holds " + results + ".")
                    : Optional.empty();
        }

        // ------------------------------------------------------------ the order

        private String order(String address) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                if (options.rules().isEmpty()) {
                    json.writeArrayFieldStart("ruleSets");
                    one(json, "id", options.ruleSet().id());
                    json.writeEndArray();
                } else {
                    json.writeArrayFieldStart("ruleCodes");
                    for (String code : options.rules()) {
                        one(json, "code", code);
                    }
                    json.writeEndArray();
                }
                json.writeArrayFieldStart("sasUriList");
                json.writeString(address);
                json.writeEndArray();
                if (!options.excludedFiles().isEmpty()) {
                    json.writeArrayFieldStart("fileExclusions");
                    for (String pattern : options.excludedFiles()) {
                        json.writeString(pattern);
                    }
                    json.writeEndArray();
                }
                if (!options.levels().isEmpty()) {
                    json.writeArrayFieldStart("ruleLevelOverrides");
                    for (var level : options.levels().entrySet()) {
                        json.writeStartObject();
                        json.writeStringField("id", level.getKey());
                        json.writeStringField("overrideLevel", level.getValue().title());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            return text.toString();
        }

        private static void one(JsonGenerator json, String name, String value) throws IOException {
            json.writeStartObject();
            json.writeStringField(name, value);
            json.writeEndObject();
        }
    }

    private static String host(String address) {
        return Optional.ofNullable(HttpUrl.parse(address)).map(HttpUrl::host).orElse("the address that is given");
    }
}
