package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTargetsTest {

    private final Path sources = Path.of("src/main/solution");
    private final CheckTargets targets =
            new CheckTargets(sources, Optional.empty(), coordinates -> Path.of(coordinates.artifactId() + ".zip"));

    @Test
    void what_is_named_is_checked_and_the_sources_where_nothing_is() throws IOException {
        Path zip = Path.of("a.zip");
        assertThat(targets.choose(Optional.of(zip), Optional.empty()))
                .containsExactly(new CheckTarget(zip, Optional.of(sources), ""));
        assertThat(targets.choose(Optional.empty(), Optional.of("com.contoso:trips:1.0.0")))
                .containsExactly(new CheckTarget(Path.of("trips.zip"), Optional.empty(), ""));
        assertThat(targets.choose(Optional.empty(), Optional.empty()))
                .containsExactly(new CheckTarget(sources, Optional.empty(), ""));
    }

    @Test
    void two_names_are_refused() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> targets.choose(Optional.of(Path.of("a.zip")), Optional.of("com.contoso:trips:1.0.0")))
                .withMessageContaining("Both zipFile and artifact are given.");
    }
}
