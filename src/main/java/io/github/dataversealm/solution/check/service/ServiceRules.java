package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is public of the service's rules (spec check-rules §1.2): for results that do not say it themselves, and for the
 * checker service of the local environment.
 */
public final class ServiceRules {

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(ServiceRule rule, boolean solutionChecker) {}

    /** Made once: it never changes, and a build may check many solutions. */
    private static final class Complete {
        static final ServiceRules RULES = read();
    }

    private ServiceRules() {}

    /** All rules that are known. */
    public static ServiceRules complete() {
        return Complete.RULES;
    }

    private static ServiceRules read() {
        ServiceRules rules = new ServiceRules();
        InputStream in = ServiceRules.class.getResourceAsStream("service-rules.txt");
        if (in == null) {
            throw new IllegalStateException("The plugin is incomplete: service-rules.txt is missing.");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .forEach(cells -> rules.rows.put(
                            cells[0],
                            new Row(
                                    new ServiceRule(cells[0], Severity.of(cells[1]), cells[2], "", "", "", ""),
                                    cells[3].equals("S"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    /** The rule of that code, which may be written without {@code web-}. */
    public Optional<ServiceRule> find(String code) {
        String key = code.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(rows.get(key))
                .or(() -> Optional.ofNullable(rows.get("web-" + key)))
                .map(Row::rule);
    }

    public List<ServiceRule> all() {
        return rows.values().stream().map(Row::rule).toList();
    }

    /** The codes of all rules, as the service writes them. */
    public Set<String> codes() {
        return Collections.unmodifiableSet(rows.keySet());
    }

    /** Whether the Solution Checker rule set has the rule. */
    public boolean isSolutionChecker(String code) {
        Row row = rows.get(code.toLowerCase(Locale.ROOT));
        return row != null && row.solutionChecker;
    }
}
