package io.github.dataversealm.solution.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** The log of a build under src/it; only lines of ours are asserted, Maven's own differ between versions. */
public final class BuildLog {

    private final List<String> lines;

    private BuildLog(List<String> lines) {
        this.lines = lines;
    }

    public static BuildLog of(File project) throws IOException {
        return new BuildLog(Files.readAllLines(project.toPath().resolve("build.log")));
    }

    /** How many lines hold the text. */
    public long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    /** True when a line holds the text; otherwise fails and says which text is missing. */
    public boolean has(String text) {
        if (count(text) == 0) {
            throw new AssertionError("The log has no line with: " + text);
        }
        return true;
    }

    /** True when no line holds the text; otherwise fails and shows the line. */
    public boolean hasNot(String text) {
        lines.stream().filter(line -> line.contains(text)).findFirst().ifPresent(line -> {
            throw new AssertionError("The log should not have the line: " + line);
        });
        return true;
    }

    /** What Maven says at the end about the module whose build failed; fails when it did not fail. */
    public String failure(String module) {
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("Failed to execute goal ")
                    && lines.get(i).contains(" on project " + module + ": ")) {
                first = i;
            }
        }
        if (first < 0) {
            throw new AssertionError("The build of " + module + " did not fail.");
        }
        int last = first;
        while (!lines.get(last).contains(" -> [Help ")) {
            last++;
        }
        return lines.subList(first, last + 1).stream()
                .map(line -> line.replaceFirst("^\\[ERROR] ?", ""))
                .collect(Collectors.joining("\n"))
                .replaceFirst("(?s)^.* on project " + module + ": ", "")
                .replaceFirst(" -> \\[Help .*", "");
    }

    /** True when nothing in the log looks like a stack trace. */
    public boolean hasNoStackTrace() {
        return lines.stream().noneMatch(line -> line.matches("^(\\[ERROR])?\\s+at [\\w.$/]+\\(.*\\)$"));
    }
}
