package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The sample solution, Contoso Trips, as a source folder to be changed and packed. Used by tests and by the scripts of src/it. */
public final class SampleSolution {

    private static final String FIRST_PROJECT = "src/it/first-project/src/main/solution";

    /** What solution:pack gives to the entries when project.build.outputTimestamp is not set. */
    private static final Instant UNSET = Instant.parse("1980-02-01T00:00:00Z");

    private final Path folder;

    private SampleSolution(Path folder) {
        this.folder = folder;
    }

    /** Copies the sample's sources to a folder, which is made. */
    public static SampleSolution copyTo(File folder) throws IOException {
        return copyTo(folder.toPath());
    }

    /** Copies the sample's sources to a folder, which is made. */
    public static SampleSolution copyTo(Path folder) throws IOException {
        Path sources = sources(folder.toAbsolutePath());
        for (Path source : files(sources)) {
            Path target = folder.resolve(sources.relativize(source).toString());
            Files.createDirectories(target.getParent());
            Files.copy(source, target);
        }
        return new SampleSolution(folder);
    }

    /** The scripts of src/it run with another working directory than the tests, so the project is looked for upwards. */
    private static Path sources(Path start) {
        for (Path candidate = start; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve(FIRST_PROJECT))) {
                return candidate.resolve(FIRST_PROJECT);
            }
        }
        return Path.of(FIRST_PROJECT).toAbsolutePath();
    }

    public Path folder() {
        return folder;
    }

    /** Makes the sources those of an unmanaged or managed solution, or of both. */
    public SampleSolution type(PackageType type) throws IOException {
        return replace("Other/Solution.xml", "<Managed>0</Managed>", "<Managed>" + type.manifestValue() + "</Managed>");
    }

    /** Changes a text in one of the files; it must be there. */
    public SampleSolution replace(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(path + " does not contain " + from);
        }
        Files.write(path, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Packs the sources as they are now, with a file for each type when they are of both. */
    public SampleSolution packTo(File zip) throws IOException {
        Files.createDirectories(zip.toPath().toAbsolutePath().getParent());
        new Packer()
                .pack(PackRequest.builder(folder, zip.toPath()).entryTime(UNSET).build(), Reporter.silent());
        return this;
    }

    /** The paths of all files in a folder, relative to it, with {@code /}, sorted. */
    public static List<String> list(File folder) throws IOException {
        return files(folder.toPath()).stream()
                .map(file -> folder.toPath().relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
