package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about promotion shows only commands that its integration test runs, one by one. */
class PromotionPageTest {

    private static final Path FOLDER = Path.of("src/it/promotion");

    @Test
    void every_command_of_the_page_is_run_by_the_integration_test() throws IOException {
        Properties invoker = properties("invoker.properties");
        List<Set<String>> run = new ArrayList<>();
        for (String name : invoker.stringPropertyNames()) {
            if (name.startsWith("invoker.goals.")) {
                Set<String> words = words(invoker.getProperty(name).replace("-gs machine.xml ", ""));
                String more = invoker.getProperty(name.replace("goals", "userPropertiesFile"));
                if (more != null) {
                    properties(more).forEach((key, value) -> words.add("-D" + key + "=" + value));
                }
                run.add(words);
            }
        }
        List<Set<String>> shown;
        try (Stream<String> lines = Files.lines(Path.of("docs/promotion.md"))) {
            shown = lines.map(String::strip)
                    .map(line -> line.replaceFirst("^- (run|script): ", ""))
                    .filter(line -> line.startsWith("mvn "))
                    .map(line -> line.replaceFirst("^mvn (-B )?", "")
                            .replace("$(Pipeline.Workspace)/plan/", "target/release/"))
                    .map(PromotionPageTest::words)
                    .toList();
        }
        assertThat(shown).hasSizeGreaterThan(8);
        assertThat(run).containsAll(shown);
    }

    private static Set<String> words(String command) {
        return new TreeSet<>(List.of(command.split(" ")));
    }

    private static Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(FOLDER.resolve(file))));
        return properties;
    }
}
