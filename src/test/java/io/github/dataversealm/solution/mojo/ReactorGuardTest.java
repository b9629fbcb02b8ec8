package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorGuardTest {

    @TempDir
    Path folder;

    private ReactorFixture reactor;
    private MavenProject base;
    private MavenProject trips;
    private MavenProject tests;

    @BeforeEach
    void start() throws IOException {
        reactor = new ReactorFixture(folder);
        base = reactor.solution("base");
        trips = reactor.solution("trips", "base");
        tests = reactor.library("tests", "trips");
        reactor.typed.setProperty("env", "test");
    }

    private void begin(MavenSession session) throws MavenExecutionException {
        new ReactorGuard().afterProjectsRead(session);
    }

    // ---------------------------------------------------------------- before the first module

    @Test
    void a_build_that_would_leave_out_what_waits_is_refused_with_the_command_to_type() throws Exception {
        reactor.waits(base, "test");
        reactor.waits(trips, "test");
        reactor.request.setResumeFrom(":tests");
        assertThatThrownBy(() -> begin(reactor.session(List.of(tests), base, trips)))
                .isInstanceOf(MavenExecutionException.class)
                .hasMessageContaining("because an earlier build failed: base, trips into test")
                .hasMessageContaining("-rf :trips")
                .hasMessageContaining("mvn solution:import -Denv=test -pl :base,:trips");
    }

    @Test
    void the_command_leaves_no_module_out_that_was_not_built() throws Exception {
        reactor.waits(base, "test");
        reactor.request.setResumeFrom(":tests");
        assertThatThrownBy(
                        () -> begin(reactor.session(List.of(tests), base, trips, reactor.solution("reports", "trips"))))
                .hasMessageContaining("-rf :trips");
    }

    @Test
    void of_a_group_it_is_not_known_here_that_it_is_another_environment() throws Exception {
        reactor.waits(base, "test,uat");
        reactor.request.setResumeFrom(":tests");
        reactor.typed.setProperty("env", "group:all");
        assertThatThrownBy(() -> begin(reactor.session(List.of(tests), base))).hasMessageContaining("test,uat");
    }

    @Test
    void other_builds_are_not_refused() throws Exception {
        reactor.waits(base, "test");
        MavenSession session = reactor.session(List.of(tests), base);
        assertThatCode(() -> begin(session)).as("does not go on").doesNotThrowAnyException();
        reactor.request.setResumeFrom(":tests");
        reactor.typed.setProperty("env", "uat");
        assertThatCode(() -> begin(session)).as("another environment").doesNotThrowAnyException();
        reactor.typed.setProperty("env", "");
        assertThatCode(() -> begin(session)).as("no environment").doesNotThrowAnyException();
        reactor.typed.setProperty("env", "test");
        reactor.typed.setProperty("solution.import.skip", "");
        assertThatCode(() -> begin(session)).as("no import").doesNotThrowAnyException();
        reactor.typed.remove("solution.import.skip");
        when(session.getGoals()).thenReturn(List.of("verify"));
        assertThatCode(() -> begin(session)).as("no deployment").doesNotThrowAnyException();
        when(session.getGoals()).thenReturn(List.of("deploy"));
        assertThatThrownBy(() -> begin(session)).isInstanceOf(MavenExecutionException.class);
    }

    @Test
    void a_module_that_was_jumped_over_is_named() throws Exception {
        reactor.waits(base, "test");
        reactor.request.setResumeFrom(":reports");
        MavenProject reports = reactor.solution("reports", "trips");
        MavenProject skipped = reactor.solution("skipped");
        skipped.getProperties().setProperty("solution.import.skip", "true");
        MavenProject settled = reactor.solution("settled");
        WaitingImport.settle(settled);
        ResumedImport resumed = ResumedImport.of(reactor.session(List.of(reports), base, trips, skipped, settled));
        assertThat(resumed.refusal()).isEmpty();
        assertThat(resumed.warnings()).hasSize(1);
        assertThat(resumed.warnings().get(0)).contains("left nothing: trips.").contains("-rf :trips");
        reactor.typed.setProperty("env", "uat");
        assertThat(resumed.warnings()).as("another environment").isEmpty();
    }

    // ---------------------------------------------------------------- after the last module

    private List<String> end(MavenSession session) {
        return UnfinishedImport.of(session).map(UnfinishedImport::lines).orElse(List.of());
    }

    private ReactorMeeting come(MavenSession session, MavenProject... modules) throws IOException {
        ReactorMeeting meeting = ReactorMeeting.of(session);
        for (MavenProject module : modules) {
            reactor.waits(module, "test");
            meeting.arrive(
                    ImportingModules.id(module, "default-import"),
                    Optional.of(reactor.left(module, "usual", Optional.empty(), Map.of())));
        }
        return meeting;
    }

    @Test
    void what_was_left_and_not_imported_is_said_with_the_way_on() throws Exception {
        MavenSession session = reactor.session(List.of(base, trips, tests));
        come(session, base);
        reactor.built(base);
        reactor.failed(trips);
        assertThat(end(session))
                .containsExactly(
                        "Nothing is imported, because trips failed.",
                        "These modules wait for their import: base into test.",
                        "When the cause is mended, go on with -rf :trips, which imports them, too.",
                        "By themselves: mvn solution:import -Denv=test -pl :base");
    }

    @Test
    void each_choice_of_environments_has_its_own_command() throws Exception {
        MavenSession session = reactor.session(List.of(base, trips, tests));
        come(session, base, trips);
        reactor.waits(trips, "uat");
        reactor.failed(tests);
        assertThat(end(session))
                .contains(
                        "These modules wait for their import: base into test; trips into uat.",
                        "By themselves: mvn solution:import -Denv=test -pl :base",
                        "By themselves: mvn solution:import -Denv=uat -pl :trips");
    }

    /** With threads a module may fail while one before it was not begun; Maven proposes the one that failed. */
    @Test
    void the_way_on_goes_back_to_the_last_import_or_to_what_was_not_built() throws Exception {
        MavenSession session = reactor.session(List.of(base, trips, tests));
        come(session, base);
        reactor.built(base);
        reactor.failed(tests);
        assertThat(end(session)).anyMatch(line -> line.contains("-rf :trips,"));
        come(session, trips);
        reactor.built(trips);
        assertThat(end(session)).anyMatch(line -> line.contains("-rf :trips,"));
    }

    @Test
    void what_waited_before_a_build_that_fails_once_more_still_waits() throws Exception {
        reactor.request.setResumeFrom(":trips");
        reactor.waits(base, "test");
        MavenSession session = reactor.session(List.of(trips, tests), base);
        reactor.failed(trips);
        assertThat(end(session)).contains("These modules wait for their import: base into test.");
        come(session, trips);
        assertThat(end(session)).contains("These modules wait for their import: base, trips into test.");
        reactor.typed.setProperty("env", "uat");
        assertThat(end(session)).contains("These modules wait for their import: trips into test.");
    }

    @Test
    void a_failed_import_is_no_failed_module() throws Exception {
        MavenSession session = reactor.session(List.of(base, trips, tests));
        come(session, base, trips).begin();
        reactor.built(base);
        reactor.failed(trips);
        assertThat(end(session).get(0)).startsWith("The import failed.");
    }

    @Test
    void nothing_is_said_when_all_was_imported_or_nothing_was_left() throws Exception {
        MavenSession session = reactor.session(List.of(base, trips, tests));
        assertThat(end(session)).isEmpty();
        come(session, base, trips).close();
        assertThat(end(session)).isEmpty();
    }
}
