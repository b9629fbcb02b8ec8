package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * Where an artifact was looked for.
 *
 * @param local the folder of the local repository, where it was looked at
 * @param remote the other repositories that were asked
 * @param offline whether Maven may ask none
 */
record SearchedPlaces(Optional<String> local, List<RemoteRepository> remote, boolean offline) {

    /** A colon and the places, each in a line of its own. */
    @Override
    public String toString() {
        Stream<String> asked = remote.stream()
                .map(repository -> repository.getId() + " (" + ResolverText.clean(repository.getUrl()) + ")");
        return Stream.concat(local.stream(), asked)
                .map(place -> System.lineSeparator() + "  in " + place)
                .collect(Collectors.joining(",", ":", ""));
    }
}
