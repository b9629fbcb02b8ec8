package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.path.TemporaryFolder;
import io.github.dataversealm.solution.promotion.Publication;
import io.github.dataversealm.solution.promotion.Releases;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Asks the Maven repositories for what is published. Each artifact is asked for once, into a folder of its own: a copy on this
 * machine, of whatever age, proves nothing.
 */
final class PublishedReleases implements Releases {

    private final SolutionRepository repository;
    private final Optional<RemoteRepository> deployedTo;
    private final Map<Coordinates, Publication> known = new HashMap<>();

    /** @param deployedTo where the project publishes, perhaps no place that it reads from */
    PublishedReleases(SolutionRepository repository, Optional<RemoteRepository> deployedTo) {
        this.repository = repository;
        this.deployedTo = deployedTo;
    }

    @Override
    public Publication of(Coordinates coordinates) {
        Publication found = known.get(coordinates);
        if (found == null) {
            found = ask(coordinates);
            known.put(coordinates, found);
        }
        return found;
    }

    private Publication ask(Coordinates coordinates) {
        if (repository.isOffline()) {
            return new Publication.Unknown("Maven is offline (-o).", "Leave out -o.");
        }
        try (TemporaryFolder cache = TemporaryFolder.of("solution-published")) {
            return ask(coordinates, repository.published(cache.path(), deployedTo));
        } catch (SolutionException e) {
            return new Publication.Unknown(e.problem(), e.advice());
        } catch (IOException e) {
            return new Publication.Unknown(Faults.describe(e), "");
        }
    }

    /** The metadata says it in one small download; where there is none, the zip itself does. */
    private static Publication ask(Coordinates coordinates, SolutionRepository published) throws IOException {
        Optional<PackagedFile> listed =
                published.metadata(coordinates).flatMap(metadata -> listed(metadata, coordinates));
        if (listed.isPresent()) {
            return new Publication.Published(listed.get().sha256());
        }
        Optional<SolutionZip> zip = published.find(coordinates);
        return zip.isPresent()
                ? new Publication.Published(Sha256.of(zip.get().file()))
                : new Publication.Absent(published.remotePlaces());
    }

    private static Optional<PackagedFile> listed(ArtifactMetadata metadata, Coordinates coordinates) {
        return metadata.coordinates().equals(coordinates.withoutClassifier().withBaseVersion())
                ? metadata.file(coordinates.classifier())
                : Optional.empty();
    }
}
