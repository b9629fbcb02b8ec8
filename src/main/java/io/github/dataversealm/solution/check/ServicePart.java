package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.locate.Locator;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.rule.RuleChoice;
import io.github.dataversealm.solution.check.rule.SecretMask;
import io.github.dataversealm.solution.check.service.FolderZip;
import io.github.dataversealm.solution.check.service.Merge;
import io.github.dataversealm.solution.check.service.RemoteCheck;
import io.github.dataversealm.solution.check.service.ServiceAnswer;
import io.github.dataversealm.solution.check.service.ServiceFinding;
import io.github.dataversealm.solution.check.service.ServicePlaces;
import io.github.dataversealm.solution.check.service.ServiceRule;
import io.github.dataversealm.solution.check.service.ServiceRules;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.MappedTree;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the service finds becomes findings of this check: of the same rules and components, at the same places. */
final class ServicePart {

    private final RuleBook book;
    private final RuleChoice choice;
    private final SecretMask secrets;

    /** @param secrets blots the secrets of the solution out of what the service says */
    ServicePart(RuleBook book, RuleChoice choice, SecretMask secrets) {
        this.book = book;
        this.choice = choice;
        this.secrets = secrets;
    }

    /**
     * What came of the service's part.
     *
     * @param raw what it found and the user wants to hear of
     * @param spots where that is
     * @param whole whether it was to look at all files
     */
    record Outcome(ServiceRun run, List<RawFinding> raw, List<Locator.Spot> spots, boolean whole) {

        static Outcome none(ServiceRun run) {
            return new Outcome(run, List.of(), List.of(), true);
        }

        /**
         * The findings of both sides, what both found once.
         *
         * @param offline the findings of the offline analysis
         * @param found the same as the rules found them
         */
        List<Finding> mergedWith(List<Finding> offline, List<RawFinding> found, RuleChoice choice) {
            List<Finding> merged = new ArrayList<>(offline);
            if (raw.isEmpty()) {
                return merged;
            }
            int[] partners = Merge.of(keys(offline, found), keys());
            List<RawFinding> single = new ArrayList<>();
            List<Locator.Spot> places = new ArrayList<>();
            for (int i = 0; i < raw.size(); i++) {
                if (partners[i] < 0) {
                    single.add(raw.get(i));
                    places.add(spots.get(i));
                } else {
                    Finding same = offline.get(partners[i]);
                    Severity graver = same.severity().reaches(raw.get(i).severity())
                            ? same.severity()
                            : raw.get(i).severity();
                    merged.set(
                            partners[i],
                            same.foundByBoth(
                                    choice.chosen(same.rule()).orElse(graver),
                                    raw.get(i).member()));
                }
            }
            merged.addAll(PlacedFindings.of(single, places, FoundBy.SERVICE));
            return merged;
        }

        private static List<Merge.Key> keys(List<Finding> offline, List<RawFinding> found) {
            List<Merge.Key> keys = new ArrayList<>();
            for (int i = 0; i < offline.size(); i++) {
                Finding finding = offline.get(i);
                keys.add(new Merge.Key(
                        finding.rule().id(),
                        finding.file(),
                        found.get(i).place().origin().file(),
                        finding.line(),
                        finding.subject().name()));
            }
            return keys;
        }

        private List<Merge.Key> keys() {
            List<Merge.Key> keys = new ArrayList<>();
            for (int i = 0; i < raw.size(); i++) {
                RawFinding finding = raw.get(i);
                keys.add(new Merge.Key(
                        finding.rule().id(),
                        spots.get(i).file(),
                        finding.place().origin().file(),
                        spots.get(i).line(),
                        finding.subject().name()));
            }
            return keys;
        }

        /** The rules that could say all they had to say, on both sides. */
        Set<String> complete(Set<String> offline) {
            Set<String> ids = new HashSet<>(offline);
            if (run.isOpen()) {
                ids.removeAll(ServiceRules.complete().codes());
            } else {
                ids.addAll(complete());
            }
            return ids;
        }

        /** The rules that could say all they had to say in the service. */
        Set<String> complete() {
            return run.state() == ServiceRun.State.DONE && whole
                    ? run.rules().stream().map(RuleInfo::id).collect(Collectors.toSet())
                    : Set.of();
        }

        /** The rules that there are, on both sides. */
        Set<String> known(Set<String> offline) {
            Set<String> ids = new HashSet<>(offline);
            ids.addAll(ServiceRules.complete().codes());
            run.rules().forEach(rule -> ids.add(rule.id()));
            return ids;
        }
    }

    static ServiceRun inconclusive(String reason) {
        return new ServiceRun(ServiceRun.State.INCONCLUSIVE, reason, "", "", Map.of(), List.of(), List.of());
    }

    /** @param beside the source folder, in whichever way it is known */
    Outcome ask(RemoteCheck remote, CheckRequest request, Optional<FolderTree> beside) throws IOException {
        if (!Files.isDirectory(request.target())) {
            return ask(remote, request.target(), request, beside);
        }
        FolderZip packed;
        try {
            packed = FolderZip.of(request.target(), request.mapping());
        } catch (SolutionException e) {
            // what packing could be told to do otherwise a check cannot
            String where = e.location().map(place -> place + ": ").orElse("");
            return Outcome.none(inconclusive("It was not sent, because it cannot be packed: " + where + e.problem()));
        }
        try (packed) {
            return ask(remote, packed.zip(), request, beside);
        }
    }

    private Outcome ask(RemoteCheck remote, Path zip, CheckRequest request, Optional<FolderTree> beside)
            throws IOException {
        ServiceAnswer answer = remote.check(zip);
        List<ServiceFinding> wanted = new ArrayList<>();
        Set<String> unwanted = new HashSet<>();
        for (ServiceFinding finding : answer.findings()) {
            RuleInfo rule = rule(finding.rule());
            if (choice.isUnwanted(rule.id())) {
                unwanted.add(rule.id());
            } else {
                wanted.add(finding);
            }
        }
        Map<String, RuleInfo> rules = new LinkedHashMap<>();
        answer.rules().forEach(rule -> add(rules, rule(rule)));
        answer.findings().forEach(finding -> add(rules, rule(finding.rule())));
        List<String> warnings = new ArrayList<>(
                answer.run().warnings().stream().map(secrets::masked).toList());
        int left = answer.findings().size() - wanted.size();
        if (left > 0) {
            warnings.add(left + (left == 1 ? " finding" : " findings")
                    + " of the service left out, because the rules are not wanted: "
                    + String.join(", ", unwanted.stream().sorted().toList()));
        }
        ServiceRun run = new ServiceRun(
                answer.run().state(),
                secrets.masked(answer.run().reason()),
                answer.run().runId(),
                answer.run().endpoint(),
                answer.run().settings(),
                List.copyOf(rules.values()),
                List.copyOf(warnings));
        if (wanted.isEmpty()) {
            return new Outcome(run, List.of(), List.of(), answer.whole());
        }
        try (PackageTree tree = ZipTree.open(zip, request.zipLimits())) {
            ServicePlaces places = new ServicePlaces(tree, wanted);
            List<RawFinding> raw = new ArrayList<>(wanted.size());
            for (ServiceFinding finding : wanted) {
                RuleInfo rule = rule(finding.rule());
                ServicePlaces.Located at = places.locate(finding);
                raw.add(new RawFinding(
                        rule,
                        choice.chosen(rule).orElse(finding.severity()),
                        Confidence.EXACT,
                        at.named() ? masked(at.subject()) : at.subject(),
                        at.place(),
                        finding.message(),
                        "service\n" + finding.message(),
                        finding.member()));
            }
            Optional<PackageTree> sources = beside.map(folder -> MappedTree.of(folder, request.mapping()));
            return new Outcome(run, raw, new Locator(tree, sources).locate(raw), answer.whole());
        }
    }

    private void add(Map<String, RuleInfo> rules, RuleInfo rule) {
        if (!choice.isUnwanted(rule.id())) {
            rules.putIfAbsent(rule.id(), rule);
        }
    }

    /** Our own text for a rule that both have. */
    private RuleInfo rule(ServiceRule rule) {
        return book.find(rule.code()).orElseGet(() -> masked(rule.info()));
    }

    private RuleInfo masked(RuleInfo rule) {
        return new RuleInfo(
                secrets.masked(rule.id()),
                rule.severity(),
                secrets.masked(rule.category()),
                rule.impact(),
                rule.enabled(),
                rule.confidence(),
                secrets.masked(rule.title()),
                secrets.masked(rule.why()),
                secrets.masked(rule.fix()),
                secrets.masked(rule.help()),
                rule.settings());
    }

    /** Of a component that only the service has named. */
    private Subject masked(Subject subject) {
        return new Subject(secrets.masked(subject.kind()), secrets.masked(subject.name()));
    }
}
