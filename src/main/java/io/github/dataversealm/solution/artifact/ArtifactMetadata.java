package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a solution's artifact says of itself, as the JSON file beside it does (classifier {@value #CLASSIFIER}). The same
 * sources in the same commit give the same text on every machine.
 *
 * @param coordinates of the project, without classifier
 * @param files the zips, the main one first
 * @param dependencies what the project declares to be installed first, in the order of the pom
 * @param requirements what {@code solution.xml} says the solution needs of others, by name
 */
public record ArtifactMetadata(
        Coordinates coordinates,
        Solution solution,
        List<PackagedFile> files,
        List<DeclaredDependency> dependencies,
        List<Requirement> requirements,
        Provenance provenance) {

    /** The classifier of the file in a Maven repository; its extension is {@code json}. */
    public static final String CLASSIFIER = "metadata";

    public static final String EXTENSION = "json";

    public ArtifactMetadata {
        files = List.copyOf(files);
        dependencies = List.copyOf(dependencies);
        requirements = List.copyOf(requirements);
    }

    /** The solution in all of the zips. */
    public record Solution(String uniqueName, SolutionVersion version, String publisher) {

        public static Solution of(SolutionHeader header) {
            return new Solution(
                    header.uniqueName(), header.version(), header.publisher().uniqueName());
        }
    }

    /**
     * One zip.
     *
     * @param name of the file in a Maven repository
     * @param classifier empty for the main artifact
     * @param size in bytes
     * @param sha256 in hexadecimal digits, lower case
     * @param check that it passed {@code solution:check}; empty when it was not checked
     */
    public record PackagedFile(
            String name,
            Optional<String> classifier,
            boolean managed,
            long size,
            String sha256,
            Optional<CheckEvidence> check) {

        PackagedFile withCheck(Optional<CheckEvidence> evidence) {
            return new PackagedFile(name, classifier, managed, size, sha256, evidence);
        }
    }

    /**
     * That a zip passed {@code solution:check}.
     *
     * @param checker the version of the plugin, whose rules they were
     * @param rules how many rules ran
     * @param errorLevel from which severity on findings would have failed the check; {@code None} when nothing would
     * @param findings how many findings counted, by the name of their severity, from the gravest on
     * @param accepted how many findings did not count, because they are suppressed or in the baseline
     * @param strictness how it was configured; empty in what versions wrote that did not say so
     * @param service what Microsoft's checker service said; empty when it was not asked
     */
    public record CheckEvidence(
            String checker,
            int rules,
            String errorLevel,
            Map<String, Integer> findings,
            int accepted,
            Optional<Strictness> strictness,
            Optional<ServiceEvidence> service) {

        /** Of a check that did not ask the service. */
        public CheckEvidence(
                String checker,
                int rules,
                String errorLevel,
                Map<String, Integer> findings,
                int accepted,
                Optional<Strictness> strictness) {
            this(checker, rules, errorLevel, findings, accepted, strictness, Optional.empty());
        }
    }

    /**
     * What Microsoft's checker service had to do with a check that passed.
     *
     * @param state {@code checked}, {@code incomplete} when rules of it failed, {@code not-checked} when it gave no result
     * @param run the id of its run; empty when none was started
     */
    public record ServiceEvidence(String state, Optional<String> run) {}

    /**
     * How strict a check was.
     *
     * @param errorThreshold how many findings were allowed, as it was written
     * @param suppressed how many findings did not count because somebody gave a reason
     * @param baseline how many findings did not count because they were known
     * @param excludes how many patterns of components and files whose findings are left out there were
     * @param weakened the rules that run unless somebody says something else and that could not fail this check: they did
     *     not run, their findings were made less grave than the level, or their settings were changed
     * @param excluded how many findings of each severity did not count because of {@code excludes}
     * @param sweeping how many findings of each severity did not count because of suppressions that name no rule or no
     *     component, by what these say
     */
    public record Strictness(
            String errorThreshold,
            int suppressed,
            int baseline,
            int excludes,
            List<String> weakened,
            Map<String, Integer> excluded,
            Map<String, Map<String, Integer>> sweeping) {

        public Strictness {
            weakened = List.copyOf(weakened);
            excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
            Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
            sweeping.forEach((suppression, findings) ->
                    counts.put(suppression, Collections.unmodifiableMap(new LinkedHashMap<>(findings))));
            sweeping = Collections.unmodifiableMap(counts);
        }

        /** Of a check without suppressions that name nothing, or of versions that did not count what they let pass. */
        public Strictness(
                String errorThreshold,
                int suppressed,
                int baseline,
                int excludes,
                List<String> weakened,
                Map<String, Integer> excluded) {
            this(errorThreshold, suppressed, baseline, excludes, weakened, excluded, Map.of());
        }

        /** Of a check from which no findings were excluded, or of versions that did not count them. */
        public Strictness(String errorThreshold, int suppressed, int baseline, int excludes, List<String> weakened) {
            this(errorThreshold, suppressed, baseline, excludes, weakened, Map.of());
        }
    }

    /**
     * A dependency of type {@code dataverse-solution}, as the project declares it.
     *
     * @param version as written, perhaps a range
     * @param solution the unique name of the solution, where it is known
     */
    public record DeclaredDependency(
            String groupId, String artifactId, String version, Optional<String> classifier, Optional<String> solution) {

        /** {@code groupId:artifactId}: the same for all versions. */
        public String versionless() {
            return groupId + ":" + artifactId;
        }
    }

    /**
     * Another solution that the package needs components of.
     *
     * @param solution its unique name
     * @param version the lowest version that has all of them; empty when {@code solution.xml} does not say
     */
    public record Requirement(String solution, Optional<SolutionVersion> version) {}

    /** The same with what a check found of the zips with that SHA-256. */
    public ArtifactMetadata withCheck(String sha256, Optional<CheckEvidence> check) {
        List<PackagedFile> changed = files.stream()
                .map(file -> file.sha256().equals(sha256) ? file.withCheck(check) : file)
                .toList();
        return new ArtifactMetadata(coordinates, solution, changed, dependencies, requirements, provenance);
    }

    /** The zip with that classifier; empty text is none. */
    public Optional<PackagedFile> file(Optional<String> classifier) {
        return files.stream()
                .filter(file -> file.classifier().equals(classifier))
                .findFirst();
    }
}
