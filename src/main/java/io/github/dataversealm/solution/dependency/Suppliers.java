package io.github.dataversealm.solution.dependency;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Knows which artifact would supply what is needed. */
public final class Suppliers {

    private final List<SolutionNode> solutions;
    private final SolutionNames names;

    /** @param solutions those that are known, such as all dependencies */
    public Suppliers(List<SolutionNode> solutions, SolutionNames names) {
        this.solutions = solutions.stream()
                .filter(solution -> solution.coordinates().isPresent())
                .toList();
        this.names = names;
    }

    /**
     * An artifact.
     *
     * @param artifact {@code groupId:artifactId} or {@code groupId:artifactId:version}, when the version is known
     * @param solution what is in it, as far as that is known
     */
    public record Supplier(String artifact, String solution, boolean versionKnown) {}

    /** @throws IOException when an artifact has to be read and the disk fails */
    public Optional<Supplier> of(Need need) throws IOException {
        Optional<SolutionNode> supplier =
                SolutionGraph.suppliers(need, solutions).stream().findFirst();
        if (supplier.isPresent()) {
            SolutionNode found = supplier.get();
            return Optional.of(new Supplier(
                    found.coordinates().orElseThrow().toString(), found.uniqueName() + " " + found.version(), true));
        }
        return names.artifactOf(need.solution())
                .map(artifact -> new Supplier(
                        artifact,
                        need.solution()
                                + need.version()
                                        .map(version -> " " + version + " or higher")
                                        .orElse(""),
                        false));
    }
}
