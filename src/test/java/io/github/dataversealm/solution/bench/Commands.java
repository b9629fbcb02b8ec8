package io.github.dataversealm.solution.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs other programs and takes their time. */
final class Commands {

    private Commands() {}

    /** What a program printed and how long it ran, its start included. */
    record Ran(long nanos, int exit, String output) {

        /** The time of the engine that an {@link EngineRun} printed. */
        long engineNanos() {
            return number("nanos=");
        }

        long number(String key) {
            for (String line : output.lines().toList()) {
                if (line.startsWith(key)) {
                    return Long.parseLong(line.substring(key.length()));
                }
            }
            throw new IllegalStateException("no " + key + " in " + output);
        }
    }

    /** Runs a program to its end. */
    static Ran run(Path directory, List<String> command) throws IOException {
        Path output = Files.createTempFile("bench-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("MAVEN_") || name.equals("JAVA_TOOL_OPTIONS"));
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            int exit = waitFor(process);
            long nanos = System.nanoTime() - start;
            return new Ran(nanos, exit, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Runs a program that must succeed. */
    static Ran succeed(Path directory, List<String> command) throws IOException {
        Ran ran = run(directory, command);
        if (ran.exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + ran.exit + ":\n" + ran.output);
        }
        return ran;
    }

    private static int waitFor(Process process) throws IOException {
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("no end after 10 minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What the engine needs besides its own classes. */
    private static final List<Class<?>> LIBRARIES = List.of(
            com.fasterxml.jackson.core.JsonFactory.class,
            com.fasterxml.jackson.databind.ObjectMapper.class,
            com.fasterxml.jackson.annotation.JsonInclude.class,
            com.networknt.schema.Schema.class,
            org.slf4j.Logger.class);

    /** The command line of a JVM that runs {@link EngineRun} with the classes of this build and its libraries, and nothing else. */
    static List<String> engine(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        Stream<Class<?>> own = Stream.of(EngineRun.class, io.github.dataversealm.solution.unpack.Unpacker.class);
        command.add(Stream.concat(own, LIBRARIES.stream())
                .map(type -> classes(type).toString())
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        command.add(EngineRun.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path classes(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An {@link EngineRun} that stays, so that its code is warm. */
    static final class Server implements AutoCloseable {

        private final Process process;
        private final BufferedWriter requests;
        private final BufferedReader answers;

        Server() throws IOException {
            process = new ProcessBuilder(engine(List.of(), "serve"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Has it do one run and returns the time of the engine. */
        long nanos(String... arguments) throws IOException {
            requests.write(String.join("\t", arguments));
            requests.newLine();
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("The engine failed: " + String.join(" ", arguments));
            }
            return Long.parseLong(answer.substring("nanos=".length()));
        }

        @Override
        public void close() {
            try {
                requests.close();
                waitFor(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
