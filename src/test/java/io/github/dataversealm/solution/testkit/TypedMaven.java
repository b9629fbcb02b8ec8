package io.github.dataversealm.solution.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Types commands of Maven in a project under {@code src/it}, after the invoker has, and can kill Maven at work. */
public final class TypedMaven {

    private final File project;
    private final File localRepository;
    private final Path home;
    private final StringBuilder output = new StringBuilder();

    /** @param localRepository the one of the integration tests */
    public TypedMaven(File project, File localRepository) {
        this(project, localRepository, System.getProperty("maven.home"));
    }

    private TypedMaven(File project, File localRepository, String home) {
        this.project = project;
        this.localRepository = localRepository;
        this.home = Path.of(home);
    }

    /** The Maven of that version, where the tests run with several; else the one that runs them. */
    public static TypedMaven ofVersion(String version, File project, File localRepository) {
        File one = new File(project.getParentFile().getParentFile(), "maven/apache-maven-" + version);
        return one.isDirectory()
                ? new TypedMaven(project, localRepository, one.getPath())
                : new TypedMaven(project, localRepository);
    }

    /** Runs Maven to its end. @return its exit code */
    public int run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(this::add);
        }
        return process.waitFor();
    }

    /**
     * Kills Maven, and all that it has started, some time after it has printed a line with the pattern.
     *
     * @return false when it came to its end before
     */
    public boolean killedAfter(Pattern pattern, long millis, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(arguments);
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
                if (pattern.matcher(line).find()) {
                    TimeUnit.MILLISECONDS.sleep(millis);
                    return process.isAlive();
                }
            }
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * Kills Maven, and all that it has started, when a moment has come.
     *
     * @return false when it came to its end before
     */
    public boolean killedWhen(BooleanSupplier moment, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(this::add), "output of Maven");
        reader.start();
        try {
            while (process.isAlive() && !moment.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return process.isAlive();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            // not by the process itself, which would close what it has printed
            process.toHandle().destroyForcibly();
            process.waitFor();
            reader.join();
        }
    }

    /** What the last command printed. */
    public String output() {
        return output.toString();
    }

    private void add(String line) {
        output.append(line).append(System.lineSeparator());
    }

    private Process start(String... arguments) throws IOException {
        output.setLength(0);
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(),
                "-B",
                "-o",
                "-s",
                new File(project.getParentFile(), "interpolated-settings.xml").getPath(),
                "-Dmaven.repo.local=" + localRepository.getPath(),
                "-Daether.remoteRepositoryFilter.prefixes=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
