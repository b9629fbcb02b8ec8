package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.Coordinates;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The solutions of release sets, and which artifacts they are. The artifacts are read when somebody asks for the first time:
 * who names zips needs none of this.
 */
final class ListedSolutions {

    private final Supplier<List<Coordinates>> listed;
    private final SolutionRepository repository;
    private Optional<Map<String, Coordinates>> read = Optional.empty();

    /** @param listed what the sets list */
    ListedSolutions(Supplier<List<Coordinates>> listed, SolutionRepository repository) {
        this.listed = listed;
        this.repository = repository;
    }

    /** The unique names, in the order of the sets. */
    List<String> names() throws IOException {
        return List.copyOf(byName().keySet());
    }

    /** The artifact that a solution is in the sets; the case of its name does not count. */
    Optional<Coordinates> find(String uniqueName) throws IOException {
        return byName().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(uniqueName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Map<String, Coordinates> byName() throws IOException {
        if (read.isEmpty()) {
            Map<String, Coordinates> found = new LinkedHashMap<>();
            for (Coordinates coordinates : listed.get()) {
                found.putIfAbsent(repository.read(repository.zip(coordinates)).uniqueName(), coordinates);
            }
            read = Optional.of(found);
        }
        return read.get();
    }
}
