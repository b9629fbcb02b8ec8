package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Git itself, asked a question. It writes nothing, loads nothing, asks nobody, and is not waited for long.
 *
 * @param name of the program, or its path
 * @param root the folder that is checked out
 */
record GitProgram(String name, Path root) {

    private static final long SECONDS = 30;
    private static final int LARGEST_ANSWER = 16 << 20;

    /** Neither a lock on the index, nor objects of a partial clone, nor a question. */
    private static final Map<String, String> QUIETLY =
            Map.of("GIT_OPTIONAL_LOCKS", "0", "GIT_NO_LAZY_FETCH", "1", "GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C");

    /** A program that the settings of a repository may name. */
    private static final List<String> WITHOUT_MONITOR = List.of("-c", "core.fsmonitor=false");

    /**
     * Runs a command.
     *
     * @param arguments such as {@code ls-files -z}: with zeros between the lines of its answer
     * @return the lines; empty when Git is not there, refuses, or takes too long
     */
    Optional<List<String>> answer(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(WITHOUT_MONITOR);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // what a hook or a script was told of another repository
        builder.environment().keySet().removeIf(GitProgram::isOfAnotherRepository);
        builder.environment().putAll(QUIETLY);
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                return answer(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // There is no Git.
            return Optional.empty();
        }
    }

    private static boolean isOfAnotherRepository(String variable) {
        return List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
                .contains(variable);
    }

    private static Optional<List<String>> answer(Process process) {
        CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        try {
            byte[] bytes = answer.get(SECONDS, TimeUnit.SECONDS);
            return bytes.length <= LARGEST_ANSWER
                            && process.waitFor(SECONDS, TimeUnit.SECONDS)
                            && process.exitValue() == 0
                    ? Optional.of(split(bytes))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            // What cannot be had is not known.
            return Optional.empty();
        }
    }

    private static byte[] read(InputStream in) {
        try {
            return in.readNBytes(LARGEST_ANSWER + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> split(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
}
