package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.rollback.PackageSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/**
 * The zips of older versions: those that the user has named, and those in the Maven repository of the projects of this build
 * and of what its release sets list, under the versions that the older solution may have been built from.
 */
final class OlderSolutions implements PackageSource {

    private final SolutionRepository repository;
    private final List<SolutionPackage> named;
    private final OwnSolutions own;
    private final ListedSolutions listed;

    /**
     * @param named zips that the user has named
     * @param own the solutions that this build makes
     * @param listed the solutions that its release sets list
     */
    OlderSolutions(SolutionRepository repository, List<SolutionZip> named, OwnSolutions own, ListedSolutions listed)
            throws IOException {
        this.repository = repository;
        this.own = own;
        this.listed = listed;
        List<SolutionPackage> read = new ArrayList<>();
        for (SolutionZip zip : named) {
            read.add(repository.read(zip));
        }
        this.named = List.copyOf(read);
    }

    @Override
    public List<SolutionPackage> named() {
        return named;
    }

    @Override
    public Optional<SolutionPackage> find(String uniqueName, SolutionVersion version, boolean managed)
            throws IOException {
        Optional<Place> place = place(uniqueName);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        for (String mavenVersion : mavenVersions(version)) {
            for (Optional<String> classifier : classifiers(managed)) {
                Optional<SolutionZip> zip = repository.find(
                        new Coordinates(place.get().groupId(), place.get().artifactId(), mavenVersion, classifier));
                if (zip.isPresent()) {
                    SolutionPackage found = repository.read(zip.get());
                    if (found.uniqueName().equalsIgnoreCase(uniqueName)
                            && found.isManaged() == managed
                            && found.header().version().compareTo(version) == 0) {
                        return Optional.of(found);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Where the versions of an artifact are. */
    private record Place(String groupId, String artifactId) {}

    private Optional<Place> place(String uniqueName) throws IOException {
        Optional<MavenProject> project = own.find(uniqueName);
        return project.isPresent()
                ? project.map(found -> new Place(found.getGroupId(), found.getArtifactId()))
                : listed.find(uniqueName).map(found -> new Place(found.groupId(), found.artifactId()));
    }

    /** The main artifact is the managed zip where one is built. */
    private static List<Optional<String>> classifiers(boolean managed) {
        return managed
                ? List.of(Optional.empty(), Optional.of("managed"))
                : List.of(Optional.of("unmanaged"), Optional.empty());
    }

    /** The versions of projects that become that of the solution: zeros at the end may be missing. */
    static Set<String> mavenVersions(SolutionVersion version) {
        int[] parts = version.parts();
        Set<String> versions = new LinkedHashSet<>();
        String three = parts[0] + "." + parts[1] + "." + parts[2];
        if (parts[3] == 0) {
            versions.add(three);
        }
        versions.add(three + "." + parts[3]);
        if (parts[3] == 0 && parts[2] == 0) {
            versions.add(parts[0] + "." + parts[1]);
            if (parts[1] == 0) {
                versions.add(String.valueOf(parts[0]));
            }
        }
        versions.add(three + "-SNAPSHOT");
        return versions;
    }
}
