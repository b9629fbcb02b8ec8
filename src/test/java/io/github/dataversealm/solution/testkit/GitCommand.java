package io.github.dataversealm.solution.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Git itself in a folder, without the settings of this machine and its user. */
public final class GitCommand {

    private final Path folder;

    public GitCommand(Path folder) {
        this.folder = folder;
    }

    /** Whether this machine has it. */
    public static boolean isThere() {
        try {
            return new ProcessBuilder("git", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command that has to end well. */
    public GitCommand run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", folder.resolve("no-such-file").toString(),
                        "GIT_AUTHOR_NAME", "Jane Doe",
                        "GIT_AUTHOR_EMAIL", "jane@contoso.test",
                        "GIT_COMMITTER_NAME", "Jane Doe",
                        "GIT_COMMITTER_EMAIL", "jane@contoso.test"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }
}
