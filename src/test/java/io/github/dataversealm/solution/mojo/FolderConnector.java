package io.github.dataversealm.solution.mojo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.ArtifactUpload;
import org.eclipse.aether.spi.connector.MetadataDownload;
import org.eclipse.aether.spi.connector.MetadataUpload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataNotFoundException;

/**
 * What Maven's resolution downloads by in tests: a remote repository is a folder, its address is that of the folder, and one whose
 * folder is not there does not answer.
 */
final class FolderConnector implements RepositoryConnector {

    private final RemoteRepository repository;
    private final Path folder;
    private final List<String> asked;

    private FolderConnector(RemoteRepository repository, List<String> asked) {
        this.repository = repository;
        this.folder = Path.of(URI.create(repository.getUrl()));
        this.asked = asked;
    }

    /** Makes them, and remembers what was asked of all of them: the id of the repository and the name of the file. */
    static final class Factory implements RepositoryConnectorFactory {

        private final List<String> asked = new ArrayList<>();

        @Override
        public RepositoryConnector newInstance(RepositorySystemSession session, RemoteRepository repository) {
            return new FolderConnector(repository, asked);
        }

        @Override
        public float getPriority() {
            return 0;
        }

        List<String> asked() {
            return asked;
        }
    }

    @Override
    public void get(Collection<? extends ArtifactDownload> artifacts, Collection<? extends MetadataDownload> metadata) {
        if (artifacts != null) {
            artifacts.forEach(this::get);
        }
        if (metadata != null) {
            metadata.forEach(download ->
                    download.setException(new MetadataNotFoundException(download.getMetadata(), repository)));
        }
    }

    private void get(ArtifactDownload download) {
        Artifact artifact = download.getArtifact();
        Path file = file(artifact);
        asked.add(repository.getId() + " " + file.getFileName());
        if (!Files.isDirectory(folder)) {
            download.setException(new ArtifactTransferException(
                    artifact, repository, new IOException("nobody answers at " + folder)));
        } else if (Files.notExists(file)) {
            download.setException(new ArtifactNotFoundException(artifact, repository));
        } else {
            copy(file, download);
        }
    }

    private void copy(Path file, ArtifactDownload download) {
        File target = download.getFile();
        try {
            Files.createDirectories(target.toPath().getParent());
            Files.copy(file, target.toPath(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            download.setException(new ArtifactTransferException(download.getArtifact(), repository, e));
        }
    }

    private Path file(Artifact artifact) {
        return folder.resolve(artifact.getGroupId().replace('.', '/'))
                .resolve(artifact.getArtifactId())
                .resolve(artifact.getBaseVersion())
                .resolve(artifact.getArtifactId() + "-" + artifact.getVersion()
                        + (artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier()) + "."
                        + artifact.getExtension());
    }

    @Override
    public void put(Collection<? extends ArtifactUpload> artifacts, Collection<? extends MetadataUpload> metadata) {
        throw new UnsupportedOperationException("nothing is published here");
    }

    @Override
    public void close() {
        // keeps nothing open
    }
}
