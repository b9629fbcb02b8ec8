package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.dataversealm.solution.testkit.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Microsoft's rules for scripts and those of ESLint that its checker takes, from npm: {@code src/test/agreement} names the
 * packages, which {@code npm ci} puts into {@code target/agreement}.
 */
final class MicrosoftLint {

    /** The rules of ESLint that have another name here. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("no-alert", "web-remove-alert"),
            Map.entry("no-console", "web-remove-console"),
            Map.entry("no-debugger", "web-remove-debug-script"),
            Map.entry("no-eval", "web-avoid-eval"),
            Map.entry("no-implied-eval", "web-avoid-eval"),
            Map.entry("no-new-func", "web-avoid-eval"),
            Map.entry("no-with", "web-avoid-with"),
            Map.entry("eqeqeq", "web-use-strict-equality-operators"),
            Map.entry("strict", "web-use-strict-mode"),
            Map.entry("parse-2018", "web-unsupported-syntax"));

    private final Path folder;

    private MicrosoftLint(Path folder) {
        this.folder = folder;
    }

    /** The packages, installed; or the end of the test, loudly, which fails where the corpus is required. */
    static MicrosoftLint orSkip() throws IOException, InterruptedException {
        if (!Commands.areThere("agreement with Microsoft's rules for scripts", "node", "npm")) {
            String message = "AGREEMENT WITH MICROSOFT'S RULES NOT MEASURED: node and npm are not both on the PATH";
            if (Boolean.getBoolean("solution.corpus.required")) {
                fail(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
        Path source = Path.of("src/test/agreement");
        Path folder = Path.of("target/agreement");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lint.mjs"), Files.readString(source.resolve("lint.mjs")));
        Files.writeString(folder.resolve("package.json"), Files.readString(source.resolve("package.json")));
        String lock = Files.readString(source.resolve("package-lock.json"));
        Path installed = folder.resolve("package-lock.json");
        if (!Files.isDirectory(folder.resolve("node_modules"))
                || !Files.exists(installed)
                || !Files.readString(installed).equals(lock)) {
            Files.writeString(installed, lock);
            run(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        }
        return new MicrosoftLint(folder.toAbsolutePath());
    }

    /** What it finds in the scripts of a folder: for each of our rules the places, written {@code file:line}. */
    Map<String, Set<String>> find(Path scripts) throws IOException, InterruptedException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String line : run(
                        folder,
                        List.of("node", "lint.mjs", scripts.toAbsolutePath().toString()))
                .split("\n")) {
            String[] columns = line.split("\t");
            // what is no script at all is so in 2018, too
            if (columns.length == 4 && !columns[1].equals("parse")) {
                found.computeIfAbsent(rule(columns[1]), rule -> new TreeSet<>()).add(columns[0] + ':' + columns[2]);
            }
        }
        return found;
    }

    private static String rule(String name) {
        String plain = name.substring(name.lastIndexOf('/') + 1);
        String other = OTHER_NAMES.get(name);
        return other != null ? other : name.startsWith("sdl/") ? "web-sdl-" + plain : "web-" + plain;
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("agreement", ".txt");
        Path errors = Files.createTempFile("agreement", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail(command + " takes more than five minutes");
            }
            assertThat(process.exitValue())
                    .as(command + "\n" + Files.readString(errors) + Files.readString(output))
                    .isZero();
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
