package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.ServiceEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.CheckResults;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says in the metadata of a project's zips which of them passed the check, so that an environment can ask for it.
 *
 * @param plugin the coordinates of this plugin
 * @param errorThreshold how many findings were allowed, as it was written
 * @param excludes how many patterns there are whose findings are left out
 */
record CheckEvidenceWriter(String plugin, String errorThreshold, int excludes, Reporter reporter) {

    /** @param targets what was checked, in the order of the results; of a folder there is no metadata */
    void write(CheckResults results, List<CheckTarget> targets, ProjectMetadata metadata) throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            Path place = targets.get(i).place();
            if (Files.isRegularFile(place)) {
                write(results.all().get(i), place, metadata);
            }
        }
    }

    private void write(CheckResult result, Path zip, ProjectMetadata metadata) throws IOException {
        boolean complete = result.errors().isEmpty();
        if (result.passed() && !complete) {
            reporter.warn("The metadata does not say that " + zip.getFileName()
                    + " was checked, because a part of it was not analysed.");
        }
        metadata.check(Sha256.of(zip), result.passed() && complete ? Optional.of(of(result)) : Optional.empty());
    }

    /** What the metadata says of a check. */
    CheckEvidence of(CheckResult result) {
        Map<String, Integer> findings = new LinkedHashMap<>();
        result.counts().forEach((severity, count) -> findings.put(severity.title(), count));
        Map<String, Integer> excluded = new LinkedHashMap<>();
        result.excluded().forEach((severity, count) -> excluded.put(severity.title(), count));
        Map<String, Map<String, Integer>> sweeping = new LinkedHashMap<>();
        result.sweeping().forEach((suppression, counts) -> {
            Map<String, Integer> passed = sweeping.computeIfAbsent(suppression, what -> new LinkedHashMap<>());
            counts.forEach((severity, count) -> passed.put(severity.title(), count));
        });
        int suppressed = (int) result.count(Finding.State.SUPPRESSED);
        int baseline = (int) result.count(Finding.State.BASELINE);
        return new CheckEvidence(
                plugin.substring(plugin.lastIndexOf(':') + 1),
                result.allRules().size(),
                result.gate().level().map(Severity::title).orElse("None"),
                findings,
                suppressed + baseline,
                Optional.of(new Strictness(
                        errorThreshold.strip(),
                        suppressed,
                        baseline,
                        excludes,
                        result.weakened().stream().map(RuleInfo::id).toList(),
                        excluded,
                        sweeping)),
                service(result.service()));
    }

    private static Optional<ServiceEvidence> service(ServiceRun run) {
        Optional<String> id = run.runId().isBlank() ? Optional.empty() : Optional.of(run.runId());
        return switch (run.state()) {
            case NOT_ASKED -> Optional.empty();
            case DONE -> Optional.of(new ServiceEvidence("checked", id));
            case INCOMPLETE -> Optional.of(new ServiceEvidence("incomplete", id));
            case INCONCLUSIVE -> Optional.of(new ServiceEvidence("not-checked", id));
        };
    }
}
