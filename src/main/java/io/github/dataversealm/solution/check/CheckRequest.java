package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to check and how.
 *
 * @param target a solution zip or an unpacked source folder
 * @param sources the source folder of the zip, in whose files findings are shown; empty when it is not known
 * @param dependencies solution zips and unpacked source folders of what is installed before this one: what they define is
 *     not missing
 * @param previous the zip of the version that this one replaces; empty when there is none to compare with
 * @param neighbours other solutions of the same build, by a name for people: source folders or zips
 * @param rules on, off or a severity by rule or family, and settings
 * @param only the rules to run; empty for all that are on
 * @param excludes names of components or files, with {@code *}, whose findings are not reported
 * @param baseline the file of known findings
 * @param threads how many to use
 * @param perFile how long the analysis of one file may take
 * @param schemas the folder of the XML schemas that the parts are held against; empty when there are none
 * @param mapping where the source folder keeps its content, when that is elsewhere
 * @param levels severities that rules get in place of their own, by code, unless {@code rules} says another
 */
public record CheckRequest(
        Path target,
        Optional<Path> sources,
        List<Path> dependencies,
        Optional<Path> previous,
        Map<String, Path> neighbours,
        Map<String, String> rules,
        List<String> only,
        List<String> excludes,
        List<Suppression> suppressions,
        Optional<Path> baseline,
        Gate gate,
        int threads,
        Duration perFile,
        ZipLimits zipLimits,
        Optional<Path> schemas,
        MapFile mapping,
        Map<String, Severity> levels) {

    /** A check without schemas, of a folder that has its content in itself. */
    public CheckRequest(
            Path target,
            Optional<Path> sources,
            List<Path> dependencies,
            Optional<Path> previous,
            Map<String, Path> neighbours,
            Map<String, String> rules,
            List<String> only,
            List<String> excludes,
            List<Suppression> suppressions,
            Optional<Path> baseline,
            Gate gate,
            int threads,
            Duration perFile,
            ZipLimits zipLimits) {
        this(
                target,
                sources,
                dependencies,
                previous,
                neighbours,
                rules,
                only,
                excludes,
                suppressions,
                baseline,
                gate,
                threads,
                perFile,
                zipLimits,
                Optional.empty(),
                MapFile.none(),
                Map.of());
    }
}
