package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.dependency.DependencyTree.Omission;
import io.github.dataversealm.solution.dependency.DependencyTree.Reason;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.ArtifactProperties;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.artifact.DefaultArtifactType;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.CollectResult;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyCycle;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/**
 * Collects what a project or an artifact needs of type {@code dataverse-solution}, with Maven's own means: so ranges,
 * mediation, exclusions, dependency management, optional dependencies and scopes work as they do for every other type.
 */
final class DependencyCollector {

    // Constants of the resolver's classes that Maven does not show to plugins.
    private static final String KEEP_LOSERS = "aether.conflictResolver.verbose";
    private static final String KEEP_MANAGED = "aether.dependencyManager.verbose";
    private static final String WINNER = "conflict.winner";
    private static final String DECLARED_VERSION = "premanaged.version";

    /** Scopes of what is not for the target: only for tests, or a file of this machine. */
    private static final Set<String> ELSEWHERE = Set.of("test", "system");

    private static final String CONTEXT = "solution";

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    DependencyCollector(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = explaining(session);
        this.repositories = repositories;
    }

    /** The same session that also says what gave way, and that knows the type where the plugin is no extension. */
    private static RepositorySystemSession explaining(RepositorySystemSession session) {
        DefaultRepositorySystemSession explaining = new DefaultRepositorySystemSession(session);
        explaining.setConfigProperty(KEEP_LOSERS, true);
        explaining.setConfigProperty(KEEP_MANAGED, true);
        ArtifactTypeRegistry types = session.getArtifactTypeRegistry();
        ArtifactType solution = new DefaultArtifactType(SolutionArtifacts.PACKAGING, "zip", "", "none", false, false);
        explaining.setArtifactTypeRegistry(
                type -> type.equals(SolutionArtifacts.PACKAGING) ? solution : types.get(type));
        return explaining;
    }

    /**
     * The dependencies of a project.
     *
     * @throws SolutionException when they cannot be resolved
     */
    DependencyTree of(MavenProject project) {
        return collect(root(project), request(project));
    }

    /**
     * The dependencies of a project that lists solutions to be brought somewhere together. The project mediates: its versions,
     * management and exclusions count for all of them.
     *
     * @throws SolutionException when they cannot be resolved
     */
    DependencyTree ofSet(MavenProject project) {
        MemberDependencies members = new MemberDependencies(session.getDependencySelector());
        DefaultRepositorySystemSession collecting = new DefaultRepositorySystemSession(session);
        collecting.setDependencySelector(members);
        return collect(collecting, root(project), request(project), members::isProvided);
    }

    private static Artifact root(MavenProject project) {
        return new DefaultArtifact(project.getGroupId(), project.getArtifactId(), "zip", project.getVersion());
    }

    private CollectRequest request(MavenProject project) {
        ArtifactTypeRegistry types = session.getArtifactTypeRegistry();
        CollectRequest request = new CollectRequest();
        project.getDependencies()
                .forEach(dependency -> request.addDependency(RepositoryUtils.toDependency(dependency, types)));
        if (project.getDependencyManagement() != null) {
            project.getDependencyManagement()
                    .getDependencies()
                    .forEach(dependency ->
                            request.addManagedDependency(RepositoryUtils.toDependency(dependency, types)));
        }
        request.setRepositories(repositories);
        return request;
    }

    /**
     * The dependencies of an artifact, as its pom declares them.
     *
     * @throws SolutionException when they cannot be resolved
     */
    DependencyTree of(Coordinates coordinates) {
        Artifact root =
                new DefaultArtifact(coordinates.groupId(), coordinates.artifactId(), "zip", coordinates.version());
        ArtifactDescriptorResult pom;
        try {
            pom = system.readArtifactDescriptor(session, new ArtifactDescriptorRequest(root, repositories, CONTEXT));
        } catch (ArtifactDescriptorException e) {
            throw new SolutionException(
                    null,
                    "The pom of " + coordinates + " cannot be read: " + ResolverText.of(e),
                    "Its dependencies are not known without it. Is it published? In its project: mvn deploy");
        }
        CollectRequest request = new CollectRequest();
        request.setDependencies(pom.getDependencies());
        request.setManagedDependencies(pom.getManagedDependencies());
        request.setRepositories(withThoseOf(pom));
        return collect(root, request);
    }

    private List<RemoteRepository> withThoseOf(ArtifactDescriptorResult pom) {
        Set<String> known = repositories.stream().map(RemoteRepository::getId).collect(Collectors.toSet());
        List<RemoteRepository> all = new ArrayList<>(repositories);
        system.newResolutionRepositories(session, pom.getRepositories()).stream()
                .filter(repository -> known.add(repository.getId()))
                .forEach(all::add);
        return all;
    }

    private DependencyTree collect(Artifact root, CollectRequest request) {
        return collect(session, root, request, (parent, dependency) -> false);
    }

    /** @param provided whether the first artifact declares the second one as provided, where the scope does not tell */
    private DependencyTree collect(
            RepositorySystemSession collecting,
            Artifact root,
            CollectRequest request,
            BiPredicate<Artifact, Artifact> provided) {
        request.setRootArtifact(root);
        request.setRequestContext(CONTEXT);
        Coordinates name = coordinates(root);
        try {
            CollectResult result = system.collectDependencies(collecting, request);
            Set<String> above = new HashSet<>(Set.of(name.versionless()));
            return new DependencyTree(
                    name,
                    new TreeBuilder(name, result.getCycles(), provided).solutions(result.getRoot(), above, false));
        } catch (DependencyCollectionException e) {
            throw new SolutionException(
                    null,
                    "The dependencies of " + name + " cannot be resolved: " + ResolverText.of(e),
                    "Look at the <dependencies> and <dependencyManagement> of the pom.xml files that are named: a version"
                            + " that is in no repository, ranges that have none in common, a pom that is not published.");
        }
    }

    // ---------------------------------------------------------------- the tree

    /** Makes our tree of the resolver's. */
    private static final class TreeBuilder {

        /** What closes circles, by the artifact that declares it: the resolver leaves out what leads back to the root. */
        private final Map<String, Set<Coordinates>> circles = new HashMap<>();

        private final Coordinates root;
        private final BiPredicate<Artifact, Artifact> provided;

        TreeBuilder(Coordinates root, List<DependencyCycle> cycles, BiPredicate<Artifact, Artifact> provided) {
            this.root = root;
            this.provided = provided;
            for (DependencyCycle cycle : cycles) {
                List<Dependency> circle = cycle.getCyclicDependencies();
                if (circle.size() > 1) {
                    Coordinates from = coordinates(circle.get(circle.size() - 2).getArtifact());
                    Artifact to = circle.get(circle.size() - 1).getArtifact();
                    if (isSolution(to)) {
                        circles.computeIfAbsent(from.versionless(), key -> new LinkedHashSet<>())
                                .add(coordinates(to));
                    }
                }
            }
        }

        /**
         * The solutions below a node; what stands between, such as a pom that lists them, is left out.
         *
         * @param below whether this is below what somebody else installs, and so does with all of it
         */
        List<Node> solutions(DependencyNode parent, Set<String> above, boolean below) {
            List<Node> nodes = new ArrayList<>();
            for (DependencyNode child : parent.getChildren()) {
                if (child.getDependency() != null
                        && ELSEWHERE.contains(child.getDependency().getScope())) {
                    continue;
                }
                Coordinates name = coordinates(child.getArtifact());
                boolean circle = !above.add(name.versionless());
                boolean elsewhere = below
                        || parent.getArtifact() != null && provided.test(parent.getArtifact(), child.getArtifact());
                if (isSolution(child.getArtifact())) {
                    nodes.add(node(child, name, circle, above, elsewhere));
                } else if (!circle) {
                    nodes.addAll(solutions(child, above, elsewhere));
                }
                if (!circle) {
                    above.remove(name.versionless());
                }
            }
            addCircles(parent.getDependency() == null ? root : coordinates(parent.getArtifact()), nodes);
            return nodes;
        }

        private void addCircles(Coordinates parent, List<Node> nodes) {
            for (Coordinates closing : circles.getOrDefault(parent.versionless(), Set.of())) {
                if (nodes.stream()
                        .noneMatch(node -> node.coordinates().versionless().equals(closing.versionless()))) {
                    nodes.add(new Node(
                            closing,
                            "compile",
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Omission(Reason.CIRCLE, closing.version())),
                            List.of()));
                }
            }
        }

        private Node node(DependencyNode node, Coordinates name, boolean circle, Set<String> above, boolean elsewhere) {
            Dependency dependency = node.getDependency();
            Optional<Omission> omission =
                    circle ? Optional.of(new Omission(Reason.CIRCLE, name.version())) : omission(node);
            return new Node(
                    name,
                    elsewhere ? DependencyTree.PROVIDED : dependency.getScope(),
                    dependency.isOptional(),
                    Optional.ofNullable(node.getVersionConstraint())
                            .map(constraint -> constraint.getRange())
                            .map(String::valueOf),
                    Optional.ofNullable(node.getData().get(DECLARED_VERSION))
                            .map(String::valueOf)
                            .filter(version -> !version.equals(name.version())),
                    omission,
                    omission.isPresent() ? List.of() : solutions(node, above, elsewhere));
        }
    }

    private static Optional<Omission> omission(DependencyNode node) {
        if (!(node.getData().get(WINNER) instanceof DependencyNode winner)) {
            return Optional.empty();
        }
        int compared = winner.getVersion().compareTo(node.getVersion());
        return Optional.of(new Omission(
                compared == 0 ? Reason.DUPLICATE : compared > 0 ? Reason.RAISED : Reason.LOWERED,
                coordinates(winner.getArtifact()).version()));
    }

    private static boolean isSolution(Artifact artifact) {
        return SolutionArtifacts.PACKAGING.equals(artifact.getProperty(ArtifactProperties.TYPE, ""));
    }

    private static Coordinates coordinates(Artifact artifact) {
        return new Coordinates(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getBaseVersion(),
                Optional.of(artifact.getClassifier()).filter(text -> !text.isEmpty()));
    }
}
