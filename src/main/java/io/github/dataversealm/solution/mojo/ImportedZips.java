package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.model.Coordinates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/** Chooses the zips to import: those that are named, else what the projects of the build have made and what they list. */
final class ImportedZips {

    private final List<Path> files;
    private final List<Coordinates> artifacts;
    private final Optional<Boolean> managed;
    private final SolutionRepository repository;
    private final ReleaseSet set;

    /**
     * @param files zips that are named
     * @param artifacts solutions in the Maven repository that are named
     * @param managed which of the zips of a project; empty: the managed one if there is one
     * @param set reads what projects list
     */
    ImportedZips(
            List<Path> files,
            List<Coordinates> artifacts,
            Optional<Boolean> managed,
            SolutionRepository repository,
            ReleaseSet set) {
        this.files = files;
        this.artifacts = artifacts;
        this.managed = managed;
        this.repository = repository;
        this.set = set;
    }

    /** @return empty when none is named, and the projects have none */
    List<SolutionZip> of(List<MavenProject> projects) throws IOException {
        return isNamed() ? named() : built(projects);
    }

    boolean isNamed() {
        return !files.isEmpty() || !artifacts.isEmpty();
    }

    /** The zip that a project has made; empty for a project of another kind. */
    Optional<SolutionZip> own(MavenProject project) throws IOException {
        return new ProjectZip(project).find(managed);
    }

    /** Every zip that is named or that the projects have made, to choose the zips of a plan from. */
    List<SolutionZip> known(List<MavenProject> projects) throws IOException {
        List<SolutionZip> known = named();
        for (MavenProject project : projects) {
            for (boolean form : List.of(true, false)) {
                new ProjectZip(project).find(Optional.of(form)).ifPresent(known::add);
            }
        }
        return known;
    }

    private List<SolutionZip> named() throws IOException {
        List<SolutionZip> zips = new ArrayList<>();
        files.forEach(file -> zips.add(SolutionZip.file(file)));
        for (Coordinates coordinates : artifacts) {
            zips.add(repository.zip(coordinates));
        }
        return zips;
    }

    private List<SolutionZip> built(List<MavenProject> projects) throws IOException {
        List<SolutionZip> zips = new ArrayList<>();
        Set<Coordinates> listed = new LinkedHashSet<>();
        for (MavenProject project : projects) {
            own(project).ifPresent(zips::add);
            listed.addAll(set.of(project));
        }
        zips.forEach(zip -> zip.origin().map(Origin::coordinates).ifPresent(listed::remove));
        for (Coordinates coordinates : listed) {
            zips.add(repository.zip(coordinates));
        }
        return zips;
    }
}
