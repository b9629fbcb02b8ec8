package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.mapping.ArchiveFolder;
import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A {@code <mapping>} of the plugin's configuration; Maven fills in the fields. */
public class MappingDefinition {

    private String to;
    private String from;
    private String artifact;

    /**
     * The mapping, its artifact at hand.
     *
     * @param base the folder of the project
     * @param unpacked where archives are laid out, each in a folder of its own
     * @param done the archives that were laid out already
     */
    Mapping mapping(Path base, MappedArtifacts artifacts, Path unpacked, Set<Path> done) throws IOException {
        if (to == null || to.isBlank() || from == null && artifact == null) {
            throw new SolutionException(
                    null,
                    "A <mapping> has no " + (to == null || to.isBlank() ? "<to>" : "<from> and no <artifact>") + ".",
                    "Write <mapping><to>WebResources/contoso_/app.js</to><from>../web/dist/app.js</from></mapping>,"
                            + " or <artifact>groupId:artifactId:type</artifact> in place of <from>.");
        }
        String place = to.strip();
        if (artifact == null) {
            return new Mapping(place, below(base, from.strip()), from.strip());
        }
        MappedArtifacts.Found found = artifacts.find(artifact.strip());
        if (from == null) {
            return new Mapping(place, found.file().toString(), artifact.strip());
        }
        Path folder = unpacked.resolve(found.name());
        if (done.add(folder)) {
            ArchiveFolder.make(found.file(), folder);
        }
        return new Mapping(place, below(folder, from.strip()), from.strip() + " in " + artifact.strip());
    }

    /**
     * The mapping, leading to nothing: for whoever only looks when the artifact is not at hand.
     *
     * @return empty when it names no artifact
     */
    Optional<Mapping> unresolved(Path unpacked) {
        return to == null || to.isBlank() || artifact == null
                ? Optional.empty()
                : Optional.of(
                        new Mapping(to.strip(), unpacked.resolve("unresolved").toString(), artifact.strip()));
    }

    /** A path may have wildcards, which no {@link Path} of Windows can have. */
    private static String below(Path base, String path) {
        boolean absolute =
                path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*") || path.startsWith("%");
        return absolute ? path : base + "/" + path;
    }
}
