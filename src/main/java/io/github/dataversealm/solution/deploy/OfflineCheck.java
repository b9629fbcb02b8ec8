package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.rule.RuleChoice;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a zip before it is sent anywhere, with those rules of {@code solution:check} that find what an environment would
 * certainly refuse: Critical, and about the import (design §6). What may hurt later is left to the goal itself, and what
 * was decided there counts here: an import does not refuse what the check of the same zip lets pass.
 */
public final class OfflineCheck {

    private static final int SHOWN = 20;
    private static final Duration PER_FILE = Duration.ofSeconds(10);

    private final Decisions decisions;
    private final List<String> rules;

    /**
     * What was decided about the rules and findings of {@code solution:check}.
     *
     * @param rules on, off or a severity by rule or family
     * @param only the rules to run; empty for all that are on
     * @param excludes names of components or files, with {@code *}, whose findings are not looked at
     * @param baseline the file of known findings
     */
    public record Decisions(
            Map<String, String> rules,
            List<String> only,
            List<String> excludes,
            List<Suppression> suppressions,
            Optional<Path> baseline) {

        public static Decisions none() {
            return new Decisions(Map.of(), List.of(), List.of(), List.of(), Optional.empty());
        }
    }

    /** Zips and source folders of what is installed before a solution. */
    @FunctionalInterface
    public interface Before {

        List<Path> places() throws IOException;
    }

    /** @throws SolutionException when the decisions are about a rule that does not exist */
    public OfflineCheck(Decisions decisions) {
        this.decisions = decisions;
        RuleBook book = RuleBook.complete();
        RuleChoice choice = RuleChoice.of(book, decisions.rules());
        if (!decisions.only().isEmpty()) {
            choice.only(decisions.only());
        }
        rules = book.infos().stream()
                .filter(rule -> rule.severity() == Severity.CRITICAL)
                .filter(rule -> rule.impact() == Impact.IMPORT)
                .filter(RuleInfo::enabled)
                .filter(choice::runs)
                .map(RuleInfo::id)
                .toList();
    }

    /**
     * Looks at a package with nothing known of what is installed.
     *
     * @throws SolutionException when the zip would be refused, with what was found and where
     */
    public void require(SolutionPackage solution, List<Path> others, Reporter reporter) throws IOException {
        require(solution, others, List::of, reporter);
    }

    /**
     * Looks at a package. One whose metadata says that it passed a check that Critical findings would have failed is not
     * refused: somebody has looked at what is found here, and let it pass.
     *
     * @param others zips that are imported with it: what they define is not missing
     * @param before what is installed before it, asked only when something is found without
     * @throws SolutionException when the zip would be refused, with what was found and where
     */
    public void require(SolutionPackage solution, List<Path> others, Before before, Reporter reporter)
            throws IOException {
        List<Finding> found = find(solution.zip(), others);
        if (!found.isEmpty()) {
            List<Path> all = new ArrayList<>(others);
            try {
                all.addAll(before.places());
            } catch (SolutionException e) {
                // what was found is the greater trouble, and is not told less because of this
                reporter.warn("What is installed before " + solution.zip().getFileName() + " is not known: "
                        + e.getMessage());
            }
            if (all.size() > others.size()) {
                found = find(solution.zip(), all);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        if (!hasPassed(solution)) {
            throw refusal(solution.zip(), found);
        }
        reporter.warn(solution.zip().getFileName() + " passed its check when it was built, with findings for which an"
                + " environment may refuse it:" + lines(found));
    }

    private static boolean hasPassed(SolutionPackage solution) {
        return solution.origin().flatMap(Origin::metadata).stream()
                .flatMap(metadata -> metadata.files().stream())
                .filter(file -> file.sha256().equals(solution.sha256()))
                .flatMap(file -> file.check().stream())
                .anyMatch(OfflineCheck::isStrict);
    }

    /**
     * Whether a Critical finding could have failed that check, and none was excluded, let pass by a number of allowed ones, or
     * suppressed without being named.
     */
    private static boolean isStrict(CheckEvidence evidence) {
        String critical = Severity.CRITICAL.title();
        boolean excluded = evidence.strictness()
                .filter(strictness -> strictness.excluded().getOrDefault(critical, 0) > 0
                        || strictness.sweeping().values().stream()
                                .anyMatch(findings -> findings.getOrDefault(critical, 0) > 0))
                .isPresent();
        String threshold = evidence.strictness().map(Strictness::errorThreshold).orElse("0");
        try {
            return !excluded
                    && Gate.of(evidence.errorLevel(), threshold, false).isReachedBy(Severity.CRITICAL)
                    && evidence.findings().getOrDefault(critical, 0) == 0;
        } catch (SolutionException e) {
            // metadata that cannot be understood vouches for nothing
            return false;
        }
    }

    private List<Finding> find(Path zip, List<Path> others) throws IOException {
        if (rules.isEmpty()) {
            return List.of();
        }
        CheckResult result = new Checker()
                .check(new CheckRequest(
                        zip,
                        Optional.empty(),
                        others,
                        Optional.empty(),
                        Map.of(),
                        decisions.rules(),
                        rules,
                        decisions.excludes(),
                        decisions.suppressions(),
                        decisions.baseline(),
                        new Gate(Optional.of(Severity.CRITICAL), 0, Map.of(), false),
                        Runtime.getRuntime().availableProcessors(),
                        PER_FILE,
                        ZipLimits.DEFAULT));
        return result.findings().stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL && finding.counts())
                .toList();
    }

    private static SolutionException refusal(Path zip, List<Finding> found) {
        String rule = found.get(0).rule().id();
        return new SolutionException(
                Location.of(zip),
                "An environment would refuse it; nothing was sent." + lines(found),
                "mvn solution:check " + ShellWord.quoted("-Dsolution.zipFile=" + zip)
                        + " shows everything. What is right as it is"
                        + " can be suppressed with a reason (suppressions), or a rule left out (-Dsolution.rules="
                        + rule
                        + "=off). Without the whole look: -Dsolution.check.skip=true");
    }

    private static String lines(List<Finding> found) {
        StringBuilder lines = new StringBuilder();
        found.stream()
                .limit(SHOWN)
                .forEach(finding -> lines.append(System.lineSeparator())
                        .append("  ")
                        .append(finding.location())
                        .append(": ")
                        .append(finding.message())
                        .append(" (")
                        .append(finding.rule().id())
                        .append(") ")
                        .append(finding.rule().fix()));
        if (found.size() > SHOWN) {
            lines.append(System.lineSeparator())
                    .append("  and ")
                    .append(found.size() - SHOWN)
                    .append(" more");
        }
        return lines.toString();
    }
}
