package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactVerifier;
import io.github.dataversealm.solution.artifact.MetadataFile;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.ResolutionErrorPolicy;
import org.eclipse.aether.resolution.ResolutionErrorPolicyRequest;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.MetadataNotFoundException;

/**
 * Finds solutions in Maven repositories, as Maven finds everything else: modules of this build first, then the local
 * repository, then the remote ones of the project and {@code settings.xml} with their mirrors, proxies and credentials. What
 * is downloaded must have a checksum, and match it.
 */
final class SolutionRepository {

    private static final String ZIP = "zip";
    private static final String CONTEXT = "solution";

    private static final int MOST_EARLIER = 5;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final Verification verification;
    private final Optional<String> because;
    private final Reporter reporter;

    /** @param verification when it is off, the checksum policies of Maven hold, and no metadata is looked for */
    SolutionRepository(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            Verification verification,
            Reporter reporter) {
        this(
                system,
                verification == Verification.OFF ? session : strict(session),
                repositories,
                verification,
                Optional.empty(),
                reporter);
    }

    private SolutionRepository(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            Verification verification,
            Optional<String> because,
            Reporter reporter) {
        this.system = system;
        this.session = session;
        this.because = because;
        this.reporter = reporter;
        this.repositories = repositories;
        this.verification = verification;
    }

    /** Checksums are needed whatever a repository's policy is; what was not there a moment ago is looked for again. */
    private static RepositorySystemSession strict(RepositorySystemSession session) {
        DefaultRepositorySystemSession strict = new DefaultRepositorySystemSession(session);
        strict.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        strict.setResolutionErrorPolicy(new ResolutionErrorPolicy() {
            @Override
            public int getArtifactPolicy(
                    RepositorySystemSession current, ResolutionErrorPolicyRequest<Artifact> request) {
                return CACHE_DISABLED;
            }

            @Override
            public int getMetadataPolicy(
                    RepositorySystemSession current,
                    ResolutionErrorPolicyRequest<org.eclipse.aether.metadata.Metadata> request) {
                return CACHE_DISABLED;
            }
        });
        return strict;
    }

    /**
     * The zip with those coordinates and what is known of it.
     *
     * @throws SolutionException when it is in none of the repositories, or cannot be had from them
     * @throws IOException when its metadata cannot be read from the disk
     */
    SolutionZip zip(Coordinates coordinates) throws IOException {
        try {
            return resolveZip(coordinates);
        } catch (ArtifactResolutionException e) {
            throw ResolutionFault.of(e).explained(coordinates, places());
        }
    }

    /**
     * A file of another kind than solutions.
     *
     * @param extension such as {@code dll}
     * @throws SolutionException when it is in none of the repositories, or cannot be had from them
     */
    Path file(Coordinates coordinates, String extension) {
        try {
            return resolve(artifact(coordinates, coordinates.classifier(), extension));
        } catch (ArtifactResolutionException e) {
            if (ResolutionFault.of(e).isAbsent()) {
                throw new SolutionException(
                        null,
                        coordinates + " (" + extension + ") was not found" + places() + ".",
                        "Publish it, or build the module that makes it in the same call, at least up to the phase package.");
            }
            throw ResolutionFault.of(e).explained(coordinates, places());
        }
    }

    /**
     * The zip with those coordinates, compared with its metadata.
     *
     * @throws SolutionException also when it is not what the metadata describes
     */
    Path verified(Coordinates coordinates) throws IOException {
        SolutionZip zip = zip(coordinates);
        verifier(zip)
                .verify(
                        zip.origin().orElseThrow(),
                        zip.file(),
                        Sha256.of(zip.file()),
                        SolutionReader.readManifest(zip.file(), ZipLimits.DEFAULT)
                                .header());
        return zip.file();
    }

    /**
     * The package in a zip; what is an artifact is compared with its metadata as strictly as this repository is asked.
     *
     * @throws SolutionException when it holds no solution, or is not what the metadata describes
     */
    SolutionPackage read(SolutionZip zip) throws IOException {
        SolutionPackage read =
                SolutionPackage.of(zip.file(), SolutionReader.read(zip.file(), ZipLimits.DEFAULT), zip.origin());
        if (zip.origin().isPresent()) {
            verifier(zip).verify(zip.origin().get(), read.zip(), read.sha256(), read.header());
        } else if (verification == Verification.REQUIRED && because.isEmpty()) {
            throw new SolutionException(
                    Location.of(zip.file()),
                    "The zip is a file without coordinates, so nothing is known of where it comes from, and"
                            + " verifyArtifacts is required.",
                    "Import the artifact from the Maven repository: -Dsolution.artifact=<groupId>:<artifactId>:<version>;"
                            + " or import without this demand: -Dsolution.verifyArtifacts=on");
        }
        return read;
    }

    private ArtifactVerifier verifier(SolutionZip zip) {
        return new ArtifactVerifier(
                verification,
                because,
                zip.published() ? this::earlierWithMetadata : ArtifactVerifier.Precedents.NONE,
                reporter);
    }

    /** Who publishes with metadata goes on doing so: the last few versions before are looked at. */
    private Optional<String> earlierWithMetadata(Coordinates coordinates) throws IOException {
        List<String> earlier =
                versions(coordinates.groupId(), coordinates.artifactId(), "(," + coordinates.version() + ")");
        for (int i = earlier.size() - 1; i >= Math.max(0, earlier.size() - MOST_EARLIER); i--) {
            Coordinates before = Coordinates.of(coordinates.groupId(), coordinates.artifactId(), earlier.get(i));
            if (metadata(before).isPresent()) {
                return Optional.of(before.version());
            }
        }
        return Optional.empty();
    }

    /**
     * The same, or empty when it certainly is in none of the repositories that Maven may ask.
     *
     * @throws SolutionException when it cannot be had from them
     */
    Optional<SolutionZip> find(Coordinates coordinates) throws IOException {
        try {
            return Optional.of(resolveZip(coordinates));
        } catch (ArtifactResolutionException e) {
            if (ResolutionFault.of(e).isNotThere()) {
                return Optional.empty();
            }
            throw ResolutionFault.of(e).explained(coordinates, places());
        }
    }

    /** What any of the repositories says of the artifact. */
    Optional<ArtifactMetadata> metadata(Coordinates coordinates) throws IOException {
        return metadata(coordinates, repositories);
    }

    /** Only an artifact that certainly has no metadata is one without: a download that fails hides nothing. */
    private Optional<ArtifactMetadata> metadata(Coordinates coordinates, List<RemoteRepository> places)
            throws IOException {
        if (verification == Verification.OFF) {
            return Optional.empty();
        }
        Artifact metadata = artifact(coordinates, Optional.of(ArtifactMetadata.CLASSIFIER), ArtifactMetadata.EXTENSION);
        try {
            return Optional.of(MetadataFile.read(
                    resolve(metadata, places).getArtifact().getFile().toPath()));
        } catch (ArtifactResolutionException e) {
            ResolutionFault fault = ResolutionFault.of(e);
            if (fault.isAbsent()) {
                return Optional.empty();
            }
            if (fault.isOffline()) {
                throw new SolutionException(
                        null,
                        "Whether " + coordinates
                                + " has metadata is not known, because Maven is offline (-o) and it was"
                                + " not downloaded before.",
                        "Leave out -o, or take the zip as it is: -Dsolution.verifyArtifacts=off");
            }
            throw fault.explained(coordinates.withClassifier(ArtifactMetadata.CLASSIFIER), places());
        }
    }

    /**
     * The same repositories as others see them: without the modules of this build, and without what was only installed on this
     * machine.
     *
     * @param cache a folder for what is downloaded
     * @param more a repository that is published to, perhaps no one that is read from
     */
    SolutionRepository published(Path cache, Optional<RemoteRepository> more) {
        DefaultRepositorySystemSession others = new DefaultRepositorySystemSession(withoutModules(session));
        // What somebody has published a minute ago counts.
        others.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        others.setLocalRepositoryManager(system.newLocalRepositoryManager(others, new LocalRepository(cache.toFile())));
        List<RemoteRepository> all = new ArrayList<>(repositories);
        more.filter(one -> all.stream().noneMatch(other -> other.getUrl().equals(one.getUrl())))
                .ifPresent(all::add);
        return new SolutionRepository(system, others, all, verification, because, reporter);
    }

    /** The same without the modules of this build and what they have in their build folders. */
    SolutionRepository withoutModules() {
        return new SolutionRepository(system, withoutModules(session), repositories, verification, because, reporter);
    }

    /**
     * The same that takes no artifact without metadata, though nobody asked for that. Files are no artifacts, and taken.
     *
     * @param why half a sentence
     */
    SolutionRepository demandingMetadata(String why) {
        return new SolutionRepository(system, session, repositories, Verification.REQUIRED, Optional.of(why), reporter);
    }

    static RepositorySystemSession withoutModules(RepositorySystemSession session) {
        DefaultRepositorySystemSession others = new DefaultRepositorySystemSession(session);
        others.setWorkspaceReader(null);
        return others;
    }

    boolean isOffline() {
        return session.isOffline();
    }

    /**
     * All versions of an artifact, snapshots among them.
     *
     * @throws SolutionException when a repository does not answer
     */
    List<String> versions(String groupId, String artifactId) {
        return versions(groupId, artifactId, "(,)");
    }

    /** Those in a range, the lowest first. */
    private List<String> versions(String groupId, String artifactId, String within) {
        Artifact any = new DefaultArtifact(groupId, artifactId, ZIP, within);
        try {
            VersionRangeResult range =
                    system.resolveVersionRange(session, new VersionRangeRequest(any, repositories, CONTEXT));
            Optional<Exception> fault = range.getExceptions().stream()
                    .filter(one -> !(one instanceof MetadataNotFoundException))
                    .findFirst();
            if (fault.isPresent()) {
                throw new SolutionException(null, ResolverText.of(fault.get()), "");
            }
            return range.getVersions().stream().map(Object::toString).toList();
        } catch (VersionRangeResolutionException e) {
            throw new SolutionException(null, ResolverText.of(e), "");
        }
    }

    /**
     * The version to take where a {@code pom.xml} writes that one: of a range the highest that there is.
     *
     * @throws SolutionException when there is none in the range
     */
    String version(String groupId, String artifactId, String written) {
        Artifact artifact = new DefaultArtifact(groupId, artifactId, ZIP, written);
        try {
            VersionRangeResult range =
                    system.resolveVersionRange(session, new VersionRangeRequest(artifact, repositories, CONTEXT));
            if (range.getHighestVersion() == null) {
                throw new SolutionException(
                        null,
                        "No version of " + groupId + ":" + artifactId + " in the range " + written + " was found"
                                + places() + ".",
                        "Is one published? In its project: mvn deploy.");
            }
            return range.getHighestVersion().toString();
        } catch (VersionRangeResolutionException e) {
            throw new SolutionException(
                    null,
                    "'" + written + "' is no version of " + groupId + ":" + artifactId + ": "
                            + ResolverText.clean(e.getMessage()),
                    "Write a version such as 1.4.2, or a range such as [1.4,2.0).");
        }
    }

    /**
     * What a build takes for a dependency.
     *
     * @param version the one version that it is, of a range the highest that there is; empty when there is none now
     * @param solution the unique name of its solution; empty where its zip cannot be had now
     */
    record Chosen(Optional<String> version, Optional<String> solution) {}

    /** What is taken for a dependency that a project declares. */
    Chosen chosen(Dependency dependency) throws IOException {
        Artifact wanted = new DefaultArtifact(
                dependency.getGroupId(),
                dependency.getArtifactId(),
                Optional.ofNullable(dependency.getClassifier()).orElse(""),
                ZIP,
                dependency.getVersion());
        try {
            VersionRangeResult range =
                    system.resolveVersionRange(session, new VersionRangeRequest(wanted, repositories, CONTEXT));
            Optional<String> version =
                    Optional.ofNullable(range.getHighestVersion()).map(Object::toString);
            return new Chosen(
                    version, version.isEmpty() ? Optional.empty() : solutionName(wanted.setVersion(version.get())));
        } catch (VersionRangeResolutionException e) {
            // Whoever needs the dependency itself says what is wrong with it.
            return new Chosen(Optional.empty(), Optional.empty());
        }
    }

    private Optional<String> solutionName(Artifact zip) throws IOException {
        try {
            return Optional.of(SolutionReader.readManifest(resolve(zip), ZipLimits.DEFAULT)
                    .header()
                    .uniqueName());
        } catch (ArtifactResolutionException | SolutionException e) {
            // Whoever needs the dependency itself says what is wrong with it.
            return Optional.empty();
        }
    }

    private static Artifact artifact(Coordinates coordinates, Optional<String> classifier, String extension) {
        return new DefaultArtifact(
                coordinates.groupId(),
                coordinates.artifactId(),
                classifier.orElse(""),
                extension,
                coordinates.version());
    }

    private SolutionZip resolveZip(Coordinates coordinates) throws ArtifactResolutionException, IOException {
        ArtifactResult zip = resolve(artifact(coordinates, coordinates.classifier(), ZIP), repositories);
        // Where the zip is from are both of the same build.
        List<RemoteRepository> source =
                zip.getRepository() instanceof RemoteRepository remote ? List.of(remote) : List.of();
        Origin origin = new Origin(coordinates, metadata(coordinates, source));
        return new SolutionZip(
                zip.getArtifact().getFile().toPath(),
                Optional.of(origin),
                !(zip.getRepository() instanceof WorkspaceRepository));
    }

    private Path resolve(Artifact artifact) throws ArtifactResolutionException {
        return resolve(artifact, repositories).getArtifact().getFile().toPath();
    }

    private ArtifactResult resolve(Artifact artifact, List<RemoteRepository> places)
            throws ArtifactResolutionException {
        return system.resolveArtifact(session, new ArtifactRequest(artifact, places, CONTEXT));
    }

    /** The repositories that others read from, too, for people. */
    String remotePlaces() {
        return new SearchedPlaces(Optional.empty(), repositories, session.isOffline()).toString();
    }

    /** Where artifacts are looked for. */
    private SearchedPlaces places() {
        return new SearchedPlaces(
                Optional.of(String.valueOf(session.getLocalRepository().getBasedir())),
                session.isOffline() ? List.of() : repositories,
                session.isOffline());
    }
}
