package io.github.dataversealm.solution.check.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings that are known: only others count. A file for version control, so it has one finding in a line, in a fixed
 * order, and nothing that changes without need.
 */
public final class Baseline {

    private static final Set<String> FIELDS =
            Set.of("fingerprint", "rule", "component", "reason", "expires", "foundBy");

    private final Map<String, Entry> entries;

    private Baseline(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * A known finding.
     *
     * @param reason why it may stay; may be empty
     * @param expires the last day that it may stay; empty for ever
     * @param ofService whether Microsoft's service alone found it, so that it cannot be gone where that was not asked
     */
    public record Entry(
            String fingerprint,
            String rule,
            String component,
            String reason,
            Optional<LocalDate> expires,
            boolean ofService) {

        boolean isExpired(LocalDate today) {
            return expires.filter(day -> day.isBefore(today)).isPresent();
        }

        private Entry withoutDay() {
            return new Entry(fingerprint, rule, component, reason, Optional.empty(), ofService);
        }

        @Override
        public String toString() {
            return rule + " in " + component;
        }
    }

    public static Baseline none() {
        return new Baseline(Map.of());
    }

    /**
     * Reads a baseline; none when there is no such file.
     *
     * @throws SolutionException when the file is not a baseline
     */
    public static Baseline read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return none();
        }
        Json json = new JsonDocuments().read(Files.readAllBytes(file), file.toString());
        Json list = json.get("findings");
        if (!json.get("version").text().equals("1") || !list.isArray()) {
            throw new SolutionException(
                    Location.of(file),
                    "This is no baseline of version 1.",
                    "Write it anew: mvn solution:check -Dsolution.updateBaseline=true");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        String anew = "Write the baseline anew: mvn solution:check -Dsolution.updateBaseline=true";
        for (WrittenEntry item : WrittenEntry.of(list, file.toString(), "A known finding", FIELDS)) {
            Entry entry = new Entry(
                    item.required("fingerprint", "A known finding has no fingerprint.", anew),
                    item.required("rule", "A known finding names no rule.", anew),
                    item.text("component"),
                    item.text("reason"),
                    item.day("expires"),
                    item.text("foundBy").equals("service"));
            entries.put(entry.fingerprint, entry);
        }
        return new Baseline(entries);
    }

    public Optional<Entry> find(Finding finding) {
        Entry entry = entries.get(finding.fingerprint());
        return entry == null || !entry.rule.equals(finding.rule().id()) ? Optional.empty() : Optional.of(entry);
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * This baseline without some of its entries.
     *
     * @param gone entries that no finding needs
     */
    public Baseline without(Collection<Entry> gone) {
        Map<String, Entry> rest = new LinkedHashMap<>(entries);
        gone.forEach(entry -> rest.remove(entry.fingerprint()));
        return new Baseline(rest);
    }

    /**
     * This baseline with all findings that are not suppressed. What it says of those that it has stays, but for a day that is
     * over: with that the finding would count again at once.
     */
    public Baseline with(Collection<Finding> findings) {
        Map<String, Entry> all = new LinkedHashMap<>(entries);
        renewedBy(findings).forEach(entry -> all.put(entry.fingerprint(), entry.withoutDay()));
        for (Finding finding : findings) {
            if (finding.state() != Finding.State.SUPPRESSED) {
                all.putIfAbsent(
                        finding.fingerprint(),
                        new Entry(
                                finding.fingerprint(),
                                finding.rule().id(),
                                finding.subject().toString(),
                                "",
                                Optional.empty(),
                                !finding.foundBy().offline()));
            }
        }
        return new Baseline(all);
    }

    /** The entries that were for a time that is over, and whose findings are still there and count. */
    public List<Entry> renewedBy(Collection<Finding> findings) {
        return findings.stream()
                .filter(Finding::counts)
                .flatMap(finding -> find(finding).stream())
                .filter(entry -> entry.expires().isPresent())
                .distinct()
                .toList();
    }

    /** Writes the file. */
    public void write(Path file) throws IOException {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter()
                .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(lines);
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("findings");
            for (Entry entry : sorted()) {
                json.writeStartObject();
                json.writeStringField("fingerprint", entry.fingerprint());
                json.writeStringField("rule", entry.rule());
                json.writeStringField("component", entry.component());
                if (!entry.reason().isEmpty()) {
                    json.writeStringField("reason", entry.reason());
                }
                if (entry.expires().isPresent()) {
                    json.writeStringField("expires", entry.expires().get().toString());
                }
                if (entry.ofService()) {
                    json.writeStringField("foundBy", "service");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // bytes that replace half a surrogate pair, which the name of a component may hold and UTF-8 does not have
        Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<Entry> sorted() {
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry::rule)
                        .thenComparing(Entry::component)
                        .thenComparing(Entry::fingerprint))
                .toList();
    }
}
