package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release set, and the older versions of what it lists, in a Maven repository. */
class ListedSolutionsTest {

    @TempDir
    Path folder;

    private SolutionRepository repository;
    private int asked;

    @BeforeEach
    void install() throws IOException {
        install("base", "Base", "1.2.0");
        install("base", "Base", "1.3.0");
        install("app", "App", "1.4.2");
        repository = MavenResolution.offline(folder, Verification.OFF, new Messages());
    }

    private void install(String artifact, String solution, String version) throws IOException {
        Path place = Files.createDirectories(folder.resolve("com/contoso/" + artifact + "/" + version));
        new ChoiceSolution(solution, version + ".0").writeZip(place.resolve(artifact + "-" + version + ".zip"));
    }

    private ListedSolutions listed() {
        return new ListedSolutions(
                () -> {
                    asked++;
                    return List.of(
                            Coordinates.of("com.contoso", "app", "1.4.2"),
                            Coordinates.of("com.contoso", "base", "1.3.0"));
                },
                repository);
    }

    private OlderSolutions older(List<SolutionZip> named) throws IOException {
        return new OlderSolutions(repository, named, new OwnSolutions(Map.of()), listed());
    }

    @Test
    void what_a_set_lists_is_known_by_the_names_of_the_solutions() throws IOException {
        ListedSolutions listed = listed();
        assertThat(listed.names()).containsExactly("App", "Base");
        assertThat(listed.find("base")).contains(Coordinates.of("com.contoso", "base", "1.3.0"));
        assertThat(listed.find("Other")).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void the_version_before_is_found_under_the_coordinates_of_the_set() throws IOException {
        Optional<SolutionPackage> found = older(List.of()).find("Base", new SolutionVersion("1.2.0.0"), true);
        assertThat(found).get().extracting(SolutionPackage::label).isEqualTo("Base 1.2.0.0 (managed)");
        assertThat(older(List.of()).find("Base", new SolutionVersion("1.1.0.0"), true))
                .isEmpty();
        assertThat(older(List.of()).find("Other", new SolutionVersion("1.2.0.0"), true))
                .isEmpty();
    }

    @Test
    void zips_that_are_named_need_no_set() throws IOException {
        SolutionZip zip = SolutionZip.file(folder.resolve("com/contoso/base/1.2.0/base-1.2.0.zip"));
        assertThat(older(List.of(zip)).named())
                .extracting(SolutionPackage::uniqueName)
                .containsExactly("Base");
        assertThat(asked).isZero();
    }
}
