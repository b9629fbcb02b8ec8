package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.testkit.Messages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunTest {

    private static final Exception FAILURE = new MojoFailureException("refused");

    @TempDir
    Path folder;

    private final Map<String, Exception> failures = new HashMap<>();
    private final Messages messages = new Messages();
    private ReactorFixture reactor;

    @BeforeEach
    void start() {
        reactor = new ReactorFixture(folder);
    }

    private Optional<Exception> run(String... batches) {
        List<List<ModuleImport>> all = List.of(batches).stream()
                .map(names -> List.of(names.split("\\+")).stream()
                        .map(name -> reactor.left(reactor.solution(name), names, Optional.empty(), failures))
                        .toList())
                .toList();
        return new BatchRun(all, folder, messages).run();
    }

    @Test
    void all_are_evaluated_before_the_first_is_imported() {
        assertThat(run("a+b", "c")).isEmpty();
        assertThat(reactor.log)
                .containsExactly(
                        "evaluate a+b",
                        "evaluate c",
                        "look a+b after {}",
                        "look c after {test={a+b=1.4.2.0}}",
                        "import a+b",
                        "import c",
                        "close a+b",
                        "close c");
    }

    @Test
    void a_single_one_looks_at_each_environment_when_its_turn_comes() {
        assertThat(run("a+b")).isEmpty();
        assertThat(reactor.log).containsExactly("evaluate a+b", "import a+b", "close a+b");
    }

    @Test
    void nothing_is_said_where_nothing_is_left() {
        assertThat(new BatchRun(List.of(), folder, messages).run()).isEmpty();
        assertThat(messages.lines()).isEmpty();
    }

    @Test
    void nothing_is_imported_when_a_later_one_is_refused() {
        failures.put("evaluate b", FAILURE);
        assertThat(run("a", "b", "c")).contains(FAILURE);
        assertThat(reactor.log).containsExactly("evaluate a", "evaluate b", "close a");
    }

    @Test
    void nothing_is_imported_when_an_environment_is_not_ready_for_a_later_one() {
        failures.put("look b", FAILURE);
        assertThat(run("a", "b")).contains(FAILURE);
        assertThat(reactor.log).noneMatch(step -> step.startsWith("import")).contains("close a", "close b");
    }

    @Test
    void those_after_one_that_fails_are_named() {
        failures.put("import a", FAILURE);
        assertThat(run("a", "b+c", "d")).contains(FAILURE);
        assertThat(reactor.log).doesNotContain("import b+c").contains("close a", "close b+c", "close d");
        assertThat(messages.warnings()).anyMatch(line -> line.contains("did not end well: b, c; d"));
    }
}
