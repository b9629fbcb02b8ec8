package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says of a solution's unique name which artifact it is, or that it is none because it comes with the environment. For what
 * neither a dependency's own metadata nor its zip tells.
 */
public final class SolutionNames {

    /** What a mapping says of a solution that comes with the environment. */
    public static final String PLATFORM = "platform";

    private static final String TABLE = "platform-solutions.txt";
    private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+");

    private final Map<String, String> artifacts = new HashMap<>();
    private final List<Pattern> platform = new ArrayList<>();

    /**
     * @param mapping {@code groupId:artifactId} or {@value #PLATFORM} by unique name
     * @param platformSolutions names of more solutions that come with the environment; {@code *} stands for any characters
     * @throws SolutionException when the mapping says something else
     */
    public SolutionNames(Map<String, String> mapping, List<String> platformSolutions) {
        mapping.forEach(this::map);
        known().forEach(name -> platform.add(pattern(name)));
        platformSolutions.forEach(name -> platform.add(pattern(name)));
    }

    private void map(String name, String value) {
        String artifact = value == null ? "" : value.strip();
        if (artifact.equalsIgnoreCase(PLATFORM)) {
            platform.add(pattern(name));
        } else if (ARTIFACT.matcher(artifact).matches()) {
            artifacts.put(SolutionNode.key(name), artifact);
        } else {
            throw new SolutionException(
                    null,
                    "<solutionNames> says '" + artifact + "' of the solution " + name + ".",
                    "Write the groupId and artifactId of its artifact, or that it comes with the environment:"
                            + System.lineSeparator() + "  <solutionNames>" + System.lineSeparator() + "    <" + name
                            + ">com.contoso:base</" + name + ">" + System.lineSeparator() + "    <OtherSolution>"
                            + PLATFORM + "</OtherSolution>" + System.lineSeparator() + "  </solutionNames>");
        }
    }

    /** {@code groupId:artifactId} of a solution, when the mapping knows it. */
    public Optional<String> artifactOf(String uniqueName) {
        return Optional.ofNullable(artifacts.get(SolutionNode.key(uniqueName)));
    }

    /** Whether a solution comes with the environment and is no artifact. */
    public boolean isPlatform(String uniqueName) {
        return artifactOf(uniqueName).isEmpty()
                && platform.stream()
                        .anyMatch(pattern -> pattern.matcher(uniqueName).matches());
    }

    private static Pattern pattern(String name) {
        String[] parts = name.strip().split("\\*", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
    }

    private static List<String> known() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SolutionNames.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
