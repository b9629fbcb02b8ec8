package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a zip before it is sent anywhere, with those rules of {@code solution:check} that find what an environment would
 * certainly refuse: Critical, and about the import (design §6). What may hurt later is left to the goal itself.
 */
public final class OfflineCheck {

    private static final int SHOWN = 20;
    private static final Duration PER_FILE = Duration.ofSeconds(10);

    /** The platform itself exports solutions that list a process which has not changed and does not come along. */
    private static final String NOT_CERTAIN = "pkg-root-component-undefined";

    private final List<String> rules = new RuleBook()
            .infos().stream()
                    .filter(rule -> rule.severity() == Severity.CRITICAL)
                    .filter(rule -> rule.impact() == Impact.IMPORT)
                    .filter(RuleInfo::enabled)
                    .map(RuleInfo::id)
                    .filter(id -> !id.equals(NOT_CERTAIN))
                    .toList();

    /**
     * @param others zips that are imported with it: what they define is not missing
     * @throws SolutionException when the zip would be refused, with what was found and where
     */
    public void require(Path zip, List<Path> others) throws IOException {
        CheckResult result = new Checker()
                .check(new CheckRequest(
                        zip,
                        Optional.empty(),
                        others,
                        Optional.empty(),
                        Map.of(),
                        rules,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new Gate(Optional.of(Severity.CRITICAL), 0, Map.of(), false),
                        Runtime.getRuntime().availableProcessors(),
                        PER_FILE,
                        ZipLimits.DEFAULT));
        List<Finding> found = result.findings().stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .toList();
        if (!found.isEmpty()) {
            throw refusal(zip, found);
        }
    }

    private static SolutionException refusal(Path zip, List<Finding> found) {
        StringBuilder problem = new StringBuilder("An environment would refuse it; nothing was sent.");
        found.stream()
                .limit(SHOWN)
                .forEach(finding -> problem.append(System.lineSeparator())
                        .append("  ")
                        .append(finding.location())
                        .append(": ")
                        .append(finding.message())
                        .append(" (")
                        .append(finding.rule().id())
                        .append(") ")
                        .append(finding.rule().fix()));
        if (found.size() > SHOWN) {
            problem.append(System.lineSeparator())
                    .append("  and ")
                    .append(found.size() - SHOWN)
                    .append(" more");
        }
        return new SolutionException(
                Location.of(zip),
                problem.toString(),
                "mvn solution:check -Dsolution.zipFile=" + zip.getFileName() + " shows everything."
                        + " If this is wrong, import without the check: -Dsolution.check.skip=true");
    }
}
