package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DependencyTree;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;

/**
 * Selects the dependencies of a release set: those of Maven, and what Maven leaves out for those who depend on a project but
 * its solution needs all the same, wherever it is imported: dependencies of a member that are {@code provided} or optional.
 * What the set or a dependency excludes stays excluded.
 *
 * <p>The resolver makes a new scope of {@code provided} below another dependency, so what was declared is kept here.
 */
final class MemberDependencies implements DependencySelector {

    /** The set, its members, what members depend on. */
    private static final int BELOW_MEMBERS = 2;

    private final DependencySelector selector;
    private final int depth;
    private final String parent;
    private final Set<String> provided;

    MemberDependencies(DependencySelector selector) {
        this(selector, 0, "", new HashSet<>());
    }

    private MemberDependencies(DependencySelector selector, int depth, String parent, Set<String> provided) {
        this.selector = selector;
        this.depth = depth;
        this.parent = parent;
        this.provided = provided;
    }

    @Override
    public boolean selectDependency(Dependency dependency) {
        if (depth != BELOW_MEMBERS) {
            return selector.selectDependency(dependency);
        }
        boolean isProvided = dependency.getScope().equals(DependencyTree.PROVIDED);
        if (isProvided) {
            provided.add(edge(parent, dependency.getArtifact()));
        }
        Dependency needed = dependency.setOptional(false);
        return selector.selectDependency(isProvided ? needed.setScope("compile") : needed);
    }

    @Override
    public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
        return new MemberDependencies(
                selector.deriveChildSelector(context),
                depth + 1,
                Optional.ofNullable(context.getArtifact())
                        .map(MemberDependencies::name)
                        .orElse(""),
                provided);
    }

    /** Whether a member declares a dependency as one that somebody else installs. */
    boolean isProvided(Artifact member, Artifact dependency) {
        return provided.contains(edge(name(member), dependency));
    }

    private static String edge(String parent, Artifact dependency) {
        return parent + ' ' + name(dependency);
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ':' + artifact.getArtifactId();
    }
}
