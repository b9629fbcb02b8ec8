package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The frame of the goals that work on one solution, which is named or is that of the source folder. */
abstract class AbstractNamedSolutionMojo extends AbstractOperationMojo {

    /**
     * The unique name of the solution, for example {@code -Dsolution.name=ContosoTrips}. The goal {@code list} shows it.
     * Default: the solution of the source folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.name")
    private String name;

    /**
     * The folder with the source files of the solution.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceDirectory", defaultValue = SOURCE_DIRECTORY)
    private File sourceDirectory;

    final Path sourceFolder() {
        return path(sourceDirectory);
    }

    final Optional<String> givenName() {
        return given(name);
    }

    /** @throws SolutionException when no solution is named and there is no source folder */
    final String solutionName() throws IOException {
        Optional<String> given = givenName();
        Optional<String> found =
                given.isPresent() ? given : SourceManifest.read(sourceFolder()).map(SolutionManifest::uniqueName);
        return found.orElseThrow(() -> new SolutionException(
                null,
                "No solution is named, and there is none in " + shown(sourceFolder()) + ".",
                "Name it: " + command() + " -Dsolution.name=ContosoTrips"));
    }
}
