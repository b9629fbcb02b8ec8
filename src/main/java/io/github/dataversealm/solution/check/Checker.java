package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Judge;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.Verdict;
import io.github.dataversealm.solution.check.gate.Wildcard;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.locate.Locator;
import io.github.dataversealm.solution.check.locate.SolutionName;
import io.github.dataversealm.solution.check.rule.Inspection;
import io.github.dataversealm.solution.check.rule.PackageFaults;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.rule.RuleChoice;
import io.github.dataversealm.solution.check.rule.SecretMask;
import io.github.dataversealm.solution.check.service.RemoteCheck;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.MappedTree;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks a solution zip or an unpacked source folder with the offline rules, and has it checked by Microsoft's service when
 * one is given. Without that nothing is sent anywhere. Nothing is written.
 */
public final class Checker {

    private final RuleBook book = RuleBook.complete();
    private final SuppressionSources suppressionSources = new SuppressionSources(book);
    private final Supplier<Clock> clock;

    public Checker() {
        this.clock = Clock::systemDefaultZone;
    }

    /** @param clock tells which decisions have expired */
    Checker(Clock clock) {
        this.clock = () -> clock;
    }

    /**
     * Checks. A package that is broken in any way is a result with findings.
     *
     * @throws SolutionException when there is no such zip or folder, or the configuration is wrong
     * @throws IOException when the disk fails
     */
    public CheckResult check(CheckRequest request) throws IOException {
        return check(request, Optional.empty());
    }

    /**
     * Checks, and lets somebody else check, too.
     *
     * @param remote is sent the zip, or a folder packed into one
     * @throws SolutionException as above, or when the service refuses what it is sent
     * @throws io.github.dataversealm.solution.auth.SignInException when the credentials for the service are wrong
     */
    public CheckResult check(CheckRequest request, Optional<RemoteCheck> remote) throws IOException {
        RuleChoice choice = RuleChoice.of(book, request.rules()).levels(request.levels());
        if (!request.only().isEmpty()) {
            choice.only(request.only());
        }
        choice.schemas(request.schemas().isPresent());
        if (remote.isEmpty()) {
            choice.requireOffline();
        }
        if (!Files.exists(request.target())) {
            throw new SolutionException(
                    Location.of(request.target()),
                    "There is no such file or folder.",
                    "Name a solution zip with -Dsolution.zipFile=..., or a folder with -Dsolution.sourceDirectory=...");
        }
        if (Files.isDirectory(request.target())) {
            try (FolderTree tree = FolderTree.open(request.target())) {
                requireReadable(tree);
                PackageTree mapped = MappedTree.of(tree, request.mapping());
                return check(request, choice, mapped, Optional.empty(), Optional.of(tree), remote);
            }
        }
        ZipTree zip;
        try {
            zip = ZipTree.open(request.target(), request.zipLimits());
        } catch (SolutionException e) {
            return unreadable(request, choice, e, remote.isPresent());
        }
        try (zip) {
            if (request.sources().isPresent()
                    && Files.isDirectory(request.sources().get())) {
                try (FolderTree sources = FolderTree.open(request.sources().get())) {
                    if (SolutionName.isSame(zip, sources)) {
                        PackageTree mapped = MappedTree.of(sources, request.mapping());
                        return check(request, choice, zip, Optional.of(mapped), Optional.of(sources), remote);
                    }
                }
            }
            return check(request, choice, zip, Optional.empty(), Optional.empty(), remote);
        }
    }

    /**
     * Checks what is open.
     *
     * @param sources the sources of a zip, in whose files findings are shown
     * @param beside the source folder, in whichever way it is known
     */
    private CheckResult check(
            CheckRequest request,
            RuleChoice choice,
            PackageTree tree,
            Optional<PackageTree> sources,
            Optional<FolderTree> beside,
            Optional<RemoteCheck> remote)
            throws IOException {
        Inspection inspection = new Inspection(book, choice, request.threads(), request.perFile());
        Surroundings surroundings = Surroundings.read(request);
        Solution solution = new SolutionReader(tree, inspection.elements())
                .read(surroundings.provided(), surroundings.previous(), surroundings.neighbours());
        surroundings.requirePreviousOf(solution);
        inspection.run(solution, surroundings.schemas());
        List<AnalysisError> errors = new ArrayList<>(surroundings.errors());
        errors.addAll(inspection.errors());
        List<RawFinding> raw = inspection.findings();
        List<Locator.Spot> spots = new Locator(tree, sources).locate(raw);
        SecretMask secrets = inspection.secrets();
        secrets.spare(Stream.concat(
                        raw.stream().map(finding -> finding.subject().name()),
                        spots.stream().map(Locator.Spot::file))
                .collect(Collectors.toSet()));
        ServicePart.Outcome service = remote.isPresent()
                ? new ServicePart(book, choice, secrets).ask(remote.get(), request, beside)
                : ServicePart.Outcome.none(ServiceRun.notAsked());
        Set<String> shownInZip = Stream.concat(spots.stream(), service.spots().stream())
                .filter(spot -> !spot.inSource())
                .map(spot -> CaseKey.of(spot.file()))
                .collect(Collectors.toSet());
        return result(
                request,
                choice,
                tree.name(),
                solution.subject().name(),
                solution.manifest().version(),
                raw,
                spots,
                errors,
                secrets,
                suppressionSources.of(request, solution, sources, beside, shownInZip),
                request.baseline().isPresent()
                        ? Baseline.read(request.baseline().get())
                        : Baseline.none(),
                beside.map(FolderTree::folder),
                service);
    }

    /** A folder of another form would have no findings but that everything is missing. */
    private static void requireReadable(FolderTree tree) {
        if (tree.find(ComponentFolders.MANIFEST).isPresent()) {
            return;
        }
        Optional<PackageFile> yaml = tree.files().stream()
                .filter(file -> file.name().equalsIgnoreCase("solution.yml"))
                .findFirst();
        if (yaml.isPresent()) {
            throw new SolutionException(
                    Location.of(tree.folder().resolve(yaml.get().path())),
                    "The folder has the YAML layout of Dataverse Git integration, which is not read yet.",
                    "Check a zip of the solution instead: -Dsolution.zipFile=...; or export it and unpack it in the classic"
                            + " layout with mvn solution:export and mvn solution:unpack.");
        }
        if (tree.find("solution.xml").isPresent()
                && tree.find("customizations.xml").isPresent()) {
            throw new SolutionException(
                    Location.of(tree.folder()),
                    "The folder holds the parts of a solution zip, and no unpacked sources.",
                    "Check the zip: -Dsolution.zipFile=...; or unpack it with mvn solution:unpack.");
        }
    }

    /** A zip that cannot be opened: the finding says why. */
    private CheckResult unreadable(CheckRequest request, RuleChoice choice, SolutionException fault, boolean remote)
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
        List<AnalysisError> errors = new ArrayList<>();
        errors.add(new AnalysisError(name, "not analysed, because it cannot be opened"));
        return result(
                request,
                choice,
                name,
                name,
                "",
                raw,
                spots,
                errors,
                new SecretMask(),
                request.suppressions(),
                // what cannot be read cannot be known: no baseline opens the gate for it
                Baseline.none(),
                Optional.empty(),
                ServicePart.Outcome.none(
                        remote
                                ? ServicePart.inconclusive("It was not sent, because it cannot be opened.")
                                : ServiceRun.notAsked()));
    }

    private CheckResult result(
            CheckRequest request,
            RuleChoice choice,
            String target,
            String solution,
            String version,
            List<RawFinding> raw,
            List<Locator.Spot> spots,
            List<AnalysisError> errors,
            SecretMask secrets,
            List<Suppression> suppressions,
            Baseline baseline,
            Optional<Path> base,
            ServicePart.Outcome service)
            throws IOException {
        List<Finding> findings = service.mergedWith(PlacedFindings.of(raw, spots, FoundBy.OFFLINE), raw, choice);
        findings.replaceAll(
                finding -> finding.saying(secrets.masked(finding.message()), secrets.masked(finding.member())));
        errors.replaceAll(error -> new AnalysisError(error.what(), secrets.masked(error.message())));
        findings.addAll(suppressionSources.withoutReason(suppressions, choice, solution, base));
        List<RuleInfo> ran = book.infos().stream().filter(choice::runs).toList();
        Verdict verdict = new Judge(suppressions, baseline, () -> LocalDate.now(clock.get()))
                .judge(
                        sorted(findings),
                        errors.isEmpty() ? service.complete(ids(ran)) : Set.of(),
                        () -> service.known(ids(book.infos())),
                        service.complete());
        // what is excluded is judged all the same: its decisions are no less needed, and the evidence counts it
        List<Wildcard> patterns = request.excludes().stream().map(Wildcard::new).toList();
        Map<Boolean, List<Finding>> byExclusion = verdict.findings().stream()
                .collect(Collectors.partitioningBy(
                        finding -> patterns.stream().anyMatch(pattern -> excludes(pattern, finding))));
        List<Finding> kept = byExclusion.get(false);
        Map<Severity, Integer> excluded = new EnumMap<>(Severity.class);
        byExclusion.get(true).stream()
                .filter(Finding::counts)
                .forEach(finding -> excluded.merge(finding.severity(), 1, Integer::sum));
        Set<String> ranThere = ids(service.run().rules());
        return new CheckResult(
                target,
                solution,
                version,
                List.copyOf(kept),
                List.copyOf(errors),
                ran,
                book.infos().stream()
                        .filter(rule -> !choice.runs(rule) && !ranThere.contains(rule.id()))
                        .toList(),
                book.infos().stream()
                        .filter(rule -> request.gate()
                                .level()
                                .filter(level -> choice.isWeakened(rule, level))
                                .isPresent())
                        .toList(),
                verdict.unusedSuppressions(),
                verdict.unusedBaseline(),
                verdict.expired(),
                request.gate(),
                request.gate().reasons(kept, errors, service.run()),
                service.run(),
                Collections.unmodifiableMap(excluded),
                verdict.sweeping());
    }

    private static List<Finding> sorted(List<Finding> findings) {
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(finding -> finding.rule().id())
                .thenComparing(Finding::file)
                .thenComparing(Finding::line)
                .thenComparing(Finding::column)
                .thenComparing(Finding::fingerprint));
        return findings;
    }

    private static Set<String> ids(Collection<RuleInfo> rules) {
        return rules.stream().map(RuleInfo::id).collect(Collectors.toSet());
    }

    private static boolean excludes(Wildcard excluded, Finding finding) {
        return excluded.matches(finding.subject().name())
                || excluded.matches(finding.subject().toString())
                || excluded.matches(finding.file());
    }
}
