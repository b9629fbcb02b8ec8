package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingImportsTest {

    @TempDir
    Path folder;

    private ReactorFixture reactor;
    private MavenProject base;
    private MavenProject trips;

    @BeforeEach
    void start() {
        reactor = new ReactorFixture(folder);
        base = reactor.solution("base");
        trips = reactor.solution("trips");
    }

    private PendingImports.Taken take(Set<String> chosen) throws Exception {
        return PendingImports.of(reactor.session(List.of(trips), base))
                .take(chosen, module -> List.of(reactor.left(module, "usual", Optional.empty(), Map.of())));
    }

    @Test
    void a_build_that_goes_on_takes_what_waits_for_the_same_environments() throws Exception {
        reactor.waits(base, "test");
        reactor.request.setResumeFrom(":trips");
        PendingImports.Taken taken = take(Set.of("test"));
        assertThat(taken.modules()).extracting(ModuleImport::name).containsExactly("base");
        assertThat(taken.leftOut()).isEmpty();
        assertThat(base.getArtifact().getFile()).isFile();
    }

    @Test
    void any_other_build_leaves_it_out() throws Exception {
        reactor.waits(base, "test");
        PendingImports.Taken taken = take(Set.of("test"));
        assertThat(taken.modules()).isEmpty();
        assertThat(taken.leftOut()).extracting(WaitingImport::project).containsExactly(base);
    }

    @Test
    void what_waits_for_other_environments_is_left_out_even_when_its_zip_is_gone() throws Exception {
        reactor.waits(base, "uat");
        reactor.request.setResumeFrom(":trips");
        assertThat(take(Set.of("test")).leftOut()).hasSize(1);
        Files.delete(folder.resolve("base_managed.zip"));
        assertThat(take(Set.of("test")).leftOut()).hasSize(1);
        assertThatThrownBy(() -> take(Set.of("uat")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("base was built before");
    }

    @Test
    void what_maven_4_has_noted_of_a_failed_build_is_a_build_that_goes_on() throws Exception {
        reactor.waits(base, "test");
        Path noted = Files.createDirectories(folder.resolve("target")).resolve("resume.properties");
        Files.writeString(noted, "remainingProjects=com.contoso\\:other");
        assertThat(take(Set.of("test")).modules()).isEmpty();
        Files.writeString(noted, "remainingProjects=com.contoso\\:trips");
        assertThat(take(Set.of("test")).modules()).hasSize(1);
    }
}
