package io.github.dataversealm.solution.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Modules of a build under src/it that each try goals in their own way, so that one start of Maven shows many outcomes. The
 * {@code pom.xml} of the build names the modules and the plugin's version; theirs are made here.
 */
public final class Trials {

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>com.contoso</groupId>
                <artifactId>%s</artifactId>
                <version>1.4.2</version>
              </parent>
              <artifactId>%s</artifactId>
              <packaging>pom</packaging>
              <properties>%s</properties>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.github.dataversealm</groupId>
                    <artifactId>solution-maven-plugin</artifactId>
                    <executions>
                      <execution>
                        <id>trial</id>
                        <phase>validate</phase>
                        <goals>%s</goals>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    /**
     * A module.
     *
     * @param goals in their order
     * @param properties what it sets, without {@code solution.}
     * @param messages what the log must say about it
     */
    public record Trial(String module, List<String> goals, Map<String, String> properties, List<String> messages) {}

    private final Path project;
    private final List<Trial> trials = new ArrayList<>();

    public Trials(File project) {
        this.project = project.toPath();
    }

    /** Adds a module and writes its {@code pom.xml}. */
    public Trials add(String module, String goals, Map<String, ?> properties, List<String> messages)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        properties.forEach((name, value) -> texts.put(name, value.toString()));
        Trial trial = new Trial(module, List.of(goals.split(" ")), texts, messages);
        trials.add(trial);
        Path folder = Files.createDirectories(project.resolve(module));
        Files.writeString(
                folder.resolve("pom.xml"),
                POM.formatted(
                        project.getFileName(),
                        module,
                        elements(texts.entrySet().stream()
                                .map(property -> Map.entry("solution." + property.getKey(), property.getValue()))),
                        elements(trial.goals().stream().map(goal -> Map.entry("goal", goal)))),
                StandardCharsets.UTF_8);
        return this;
    }

    public List<Trial> all() {
        return List.copyOf(trials);
    }

    private static String elements(Stream<Map.Entry<String, String>> values) {
        return values.map(value -> "<" + value.getKey() + ">" + escaped(value.getValue()) + "</" + value.getKey() + ">")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
