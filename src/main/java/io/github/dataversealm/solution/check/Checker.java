package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.locate.Fingerprints;
import io.github.dataversealm.solution.check.locate.Locator;
import io.github.dataversealm.solution.check.rule.Inspection;
import io.github.dataversealm.solution.check.rule.PackageFaults;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.rule.RuleChoice;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a solution zip or an unpacked source folder with the offline rules. Nothing is sent anywhere, nothing is written. */
public final class Checker {

    private final RuleBook book = new RuleBook();

    /**
     * Checks. A package that is broken in any way is a result with findings.
     *
     * @throws SolutionException when there is no such zip or folder, or the configuration is wrong
     * @throws IOException when the disk fails
     */
    public CheckResult check(CheckRequest request) throws IOException {
        RuleChoice choice = RuleChoice.of(book, request.rules());
        if (!request.only().isEmpty()) {
            choice.only(book, request.only());
        }
        if (!Files.exists(request.target())) {
            throw new SolutionException(
                    Location.of(request.target()),
                    "There is no such file or folder.",
                    "Name a solution zip with -Dsolution.zipFile=..., or a folder with -Dsolution.sourceDirectory=...");
        }
        if (Files.isDirectory(request.target())) {
            try (FolderTree tree = FolderTree.open(request.target())) {
                return check(request, choice, tree, Optional.empty());
            }
        }
        ZipTree zip;
        try {
            zip = ZipTree.open(request.target(), request.zipLimits());
        } catch (SolutionException e) {
            return unreadable(request, choice, e);
        }
        try (zip) {
            if (request.sources().isPresent()
                    && Files.isDirectory(request.sources().get())) {
                try (FolderTree sources = FolderTree.open(request.sources().get())) {
                    return check(request, choice, zip, Optional.of(sources));
                }
            }
            return check(request, choice, zip, Optional.empty());
        }
    }

    private CheckResult check(CheckRequest request, RuleChoice choice, PackageTree tree, Optional<PackageTree> sources)
            throws IOException {
        Inspection inspection = new Inspection(book, choice, request.threads(), request.perFile());
        Names provided = new Names();
        List<AnalysisError> errors = new ArrayList<>();
        for (Path dependency : request.dependencies()) {
            provide(dependency, request, provided, errors);
        }
        Optional<Solution> previous = Optional.empty();
        if (request.previous().isPresent()) {
            try (ZipTree zip = ZipTree.open(request.previous().get(), request.zipLimits())) {
                previous = Optional.of(new SolutionReader(zip, element -> {}).read(new Names(), Optional.empty()));
            }
        }
        Solution solution = new SolutionReader(tree, inspection.elements()).read(provided, previous);
        inspection.run(solution);
        errors.addAll(inspection.errors());
        List<RawFinding> raw = inspection.findings();
        List<Locator.Spot> spots = new Locator(tree, sources).locate(raw);
        return result(
                request,
                choice,
                tree.name(),
                solution.subject().name(),
                solution.manifest().version(),
                raw,
                spots,
                errors);
    }

    /** Reads what a dependency brings; one that cannot be read is no reason to stop. */
    private static void provide(Path zip, CheckRequest request, Names provided, List<AnalysisError> errors)
            throws IOException {
        try (ZipTree tree = ZipTree.open(zip, request.zipLimits())) {
            Solution solution = new SolutionReader(tree, element -> {}).read(new Names(), Optional.empty());
            provided.addAll(solution.supplied());
        } catch (SolutionException e) {
            errors.add(
                    new AnalysisError(zip.getFileName().toString(), "the dependency cannot be read: " + e.problem()));
        }
    }

    /** A zip that cannot be opened: the finding says why. */
    private CheckResult unreadable(CheckRequest request, RuleChoice choice, SolutionException fault)
            throws IOException {
        String name = request.target().getFileName().toString();
        Place place = Place.file(Origin.file(name, ""));
        PackageFaults.Fault found = PackageFaults.explain(request.target(), fault);
        List<RawFinding> raw = new ArrayList<>();
        book.find(found.rule())
                .filter(choice::runs)
                .ifPresent(rule -> raw.add(new RawFinding(
                        rule, choice.severity(rule), Subject.solution(name), place, found.message(), found.rule())));
        List<Locator.Spot> spots =
                raw.stream().map(finding -> new Locator.Spot(name, false, 0, 0)).toList();
        List<AnalysisError> errors = List.of(new AnalysisError(name, "not analysed, because it cannot be opened"));
        return result(request, choice, name, name, "", raw, spots, errors);
    }

    private CheckResult result(
            CheckRequest request,
            RuleChoice choice,
            String target,
            String solution,
            String version,
            List<RawFinding> raw,
            List<Locator.Spot> spots,
            List<AnalysisError> errors)
            throws IOException {
        List<Finding> findings = findings(raw, spots);
        findings.removeIf(finding -> request.excludes().stream().anyMatch(pattern -> excludes(pattern, finding)));
        Set<Suppression> used = new HashSet<>();
        Baseline baseline = request.baseline().isPresent()
                ? Baseline.read(request.baseline().get())
                : Baseline.none();
        Set<String> known = new HashSet<>();
        findings.addAll(withoutReason(request, choice, solution));
        findings.replaceAll(finding -> judge(finding, request, baseline, used, known));
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(finding -> finding.rule().id())
                .thenComparing(Finding::file)
                .thenComparing(Finding::line)
                .thenComparing(Finding::column)
                .thenComparing(Finding::fingerprint));
        List<RuleInfo> ran = book.infos().stream().filter(choice::runs).toList();
        return new CheckResult(
                target,
                solution,
                version,
                List.copyOf(findings),
                List.copyOf(errors),
                ran,
                book.infos().stream().filter(rule -> !choice.runs(rule)).toList(),
                book.infos().stream()
                        .filter(rule -> request.gate()
                                .level()
                                .filter(level -> choice.isWeakened(rule, level))
                                .isPresent())
                        .toList(),
                request.suppressions().stream()
                        .filter(suppression -> !used.contains(suppression))
                        .toList(),
                baseline.entries().size() - known.size(),
                request.gate().reasons(findings, errors, ServiceRun.notAsked()),
                ServiceRun.notAsked());
    }

    /** Somebody must be able to see later why a finding was let pass. */
    private List<Finding> withoutReason(CheckRequest request, RuleChoice choice, String solution) {
        List<Finding> findings = new ArrayList<>();
        Optional<RuleInfo> rule = book.find("suppression-without-reason").filter(choice::runs);
        if (rule.isEmpty()) {
            return findings;
        }
        List<RawFinding> raw = new ArrayList<>();
        for (Suppression suppression : request.suppressions()) {
            if (suppression.reason().isEmpty()) {
                raw.add(new RawFinding(
                        rule.get(),
                        choice.severity(rule.get()),
                        Subject.solution(solution),
                        Place.file(Origin.file(suppression.source(), "")),
                        "The suppression " + suppression + " has no reason.",
                        suppression.toString()));
            }
        }
        return findings(
                raw,
                raw.stream()
                        .map(finding ->
                                new Locator.Spot(finding.place().origin().file(), false, 0, 0))
                        .toList());
    }

    private static boolean excludes(String pattern, Finding finding) {
        return new Suppression("*", pattern, "", "", "").fits(finding)
                || new Suppression("*", "", pattern, "", "").fits(finding);
    }

    private static List<Finding> findings(List<RawFinding> raw, List<Locator.Spot> spots) {
        List<String> fingerprints = new Fingerprints().of(raw);
        List<Finding> findings = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            RawFinding finding = raw.get(i);
            Locator.Spot spot = spots.get(i);
            findings.add(new Finding(
                    finding.rule(),
                    finding.severity(),
                    finding.subject(),
                    spot.file(),
                    spot.inSource(),
                    spot.line(),
                    spot.column(),
                    finding.message(),
                    fingerprints.get(i),
                    Finding.State.NEW,
                    "",
                    FoundBy.OFFLINE));
        }
        return findings;
    }

    private static Finding judge(
            Finding finding, CheckRequest request, Baseline baseline, Set<Suppression> used, Set<String> known) {
        for (Suppression suppression : request.suppressions()) {
            if (suppression.fits(finding)) {
                used.add(suppression);
                return finding.with(Finding.State.SUPPRESSED, suppression.reason());
            }
        }
        Optional<Baseline.Entry> entry = baseline.find(finding);
        if (entry.isPresent()) {
            known.add(finding.fingerprint());
            return finding.with(Finding.State.BASELINE, entry.get().reason());
        }
        return finding;
    }
}
