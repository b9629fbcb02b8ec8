package io.github.dataversealm.solution.bench;

import io.github.dataversealm.solution.generate.GeneratedSolution;
import io.github.dataversealm.solution.generate.SolutionGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Measures unpack and pack, against Info-ZIP moving the same files on the same disk in the same minute, and checking
 * against unpacking, and writes the report. No test: {@code mvn -Pbench verify} runs it, docs/benchmarks.md says how to read it.
 */
class Benchmarks {

    /** The solutions that the reference tool was timed on (spec solution-packager-behavior §13). */
    private static final List<String> TIMED =
            List.of("s058", "s062", "s098", "s105", "s101", "s121", "s113", "s034", "s012", "s036");

    private static final int MOST = 10;
    private static final int WARM_UP = 3;

    private final Path directory =
            Path.of(System.getProperty("bench.directory", "target/bench")).toAbsolutePath();
    private final Path report =
            Path.of(System.getProperty("bench.report", "docs/benchmarks.md")).toAbsolutePath();
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final long begun = System.nanoTime();
    private final Duration time = Duration.ofMinutes(Long.getLong("bench.minutes", 15));
    /** When the subject that is measured has had its share of the time. */
    private Duration share = time;

    private final long generatedBytes = Long.getLong("bench.bytes", 150_000_000L);
    private final String chosen = System.getProperty("bench.solutions", "");
    private final boolean withPack = !"false".equals(System.getProperty("bench.pack"));
    private int folders;

    /** What is measured, in the order of the report's columns. */
    private enum Work {
        UNPACK,
        UNPACK_AGAIN,
        PACK,
        PACK_AGAIN
    }

    /** How it is run. */
    private enum Way {
        /** The engine in a JVM that has just started. */
        COLD,
        /** The engine in a JVM that has done the same several times. */
        WARM,
        /** The whole command, {@code java -cp}. */
        COMMAND
    }

    private record Subject(String name, Path zip) {}

    private record Row(
            Subject subject,
            long customizations,
            int files,
            Samples unzip,
            Samples zip,
            Map<Work, Map<Way, Samples>> times,
            Map<Way, Samples> checks) {

        /** Checking, whose yardstick is the unpacking of the same solution in the same way. */
        Samples check(Way way) {
            return checks.computeIfAbsent(way, w -> new Samples());
        }

        Samples of(Work work, Way way) {
            return times.computeIfAbsent(work, w -> new TreeMap<>()).computeIfAbsent(way, w -> new Samples());
        }
    }

    @Test
    void measure() throws IOException {
        require("zip");
        require("unzip");
        delete(directory);
        Files.createDirectories(directory);
        List<Row> rows = new ArrayList<>();
        List<Subject> subjects = subjects();
        for (Subject subject : subjects) {
            System.out.println("measuring " + subject.name);
            // what is left over goes to the commands of Maven
            share = time.multipliedBy(rows.size() + 1L).dividedBy(subjects.size() + 2L);
            rows.add(measure(subject));
        }
        share = time;
        writeSettings();
        Samples maven = maven();
        String checks = checks(rows) + checkAll();
        Files.createDirectories(report.getParent());
        Files.writeString(report, new BenchmarkReport(rounds, directory).render(tables(rows) + checks, maven));
        System.out.println("written: " + report);
        delete(directory);
    }

    private static void require(String program) {
        try {
            Commands.succeed(Path.of("."), List.of(program, "-v"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The benchmarks compare with Info-ZIP, and there is no " + program + " on the PATH."
                            + " Install it (Debian: apt-get install zip unzip; macOS has it; Windows: use WSL).",
                    e);
        }
    }

    // ---------------------------------------------------------------- what is measured

    private List<Subject> subjects() throws IOException {
        List<Subject> subjects = new ArrayList<>();
        Path corpus = corpus();
        if (Files.isDirectory(corpus)) {
            List<Path> zips;
            try (Stream<Path> list = Files.list(corpus)) {
                zips = new ArrayList<>(
                        list.filter(zip -> zip.toString().endsWith(".zip")).toList());
            }
            Map<Path, Long> sizes = new TreeMap<>();
            for (Path zip : zips) {
                sizes.put(zip, customizationsBytes(zip));
            }
            zips.sort(Comparator.<Path>comparingInt(zip -> TIMED.contains(id(zip)) ? 0 : 1)
                    .thenComparing(
                            Comparator.comparing((Path zip) -> sizes.get(zip)).reversed()));
            List<String> wanted = List.of(chosen.split(","));
            zips.stream()
                    .filter(zip -> chosen.isEmpty() || wanted.contains(id(zip)))
                    .limit(MOST)
                    .forEach(zip -> subjects.add(new Subject(name(zip), zip)));
        } else {
            System.out.println("There is no corpus of real solutions at " + corpus.toAbsolutePath()
                    + ": only the generated one is measured.");
        }
        if (generatedBytes > 0) {
            Path zip = directory.resolve("generated.zip");
            SolutionGenerator.write(GeneratedSolution.usual(generatedBytes), zip);
            subjects.add(new Subject("generated, " + generatedBytes / 1_000_000 + " MB", zip));
        }
        return subjects;
    }

    private static Path corpus() {
        return Path.of(System.getProperty("solution.corpus", "../shared/corpus"), "zips")
                .toAbsolutePath()
                .normalize();
    }

    private static String name(Path zip) {
        return zip.getFileName().toString().replace(".zip", "");
    }

    private static String id(Path zip) {
        return name(zip).split("-")[0];
    }

    private static long customizationsBytes(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.getEntry("customizations.xml").getSize();
        }
    }

    // ---------------------------------------------------------------- measuring

    /** A folder or file that has never been there: some disks are slow where files were deleted a moment ago. */
    private Path fresh(String suffix) {
        return directory.resolve("m" + folders++ + suffix);
    }

    private Row measure(Subject subject) throws IOException {
        Path tree = fresh("");
        engine("unpack", subject.zip, tree);
        Path treeZip = fresh(".zip");
        zip(tree, treeZip);
        Row row = new Row(
                subject,
                customizationsBytes(subject.zip),
                count(tree),
                new Samples(),
                new Samples(),
                new TreeMap<>(),
                new TreeMap<>());
        for (int round = 0; round < rounds && isTimeFor(round); round++) {
            long unzip = unzip(treeZip);
            row.unzip.add(unzip, unzip);
            Path unpacked = fresh("");
            for (Work work : List.of(Work.UNPACK, Work.UNPACK_AGAIN)) {
                Commands.Ran ran = engine("unpack", subject.zip, unpacked);
                row.of(work, Way.COLD).add(ran.engineNanos(), unzip);
                row.of(work, Way.COMMAND).add(ran.nanos(), unzip);
                if (work == Work.UNPACK) {
                    Commands.Ran checked = engine("check", subject.zip, unpacked);
                    row.check(Way.COLD).add(checked.engineNanos(), ran.engineNanos());
                    row.check(Way.COMMAND).add(checked.nanos(), ran.nanos());
                }
            }
            if (withPack) {
                long zip = zip(unpacked, fresh(".zip"));
                row.zip.add(zip, zip);
                Path packed = fresh(".zip");
                Path state = fresh(".state");
                for (Work work : List.of(Work.PACK, Work.PACK_AGAIN)) {
                    Commands.Ran ran = engine("pack", unpacked, packed, state);
                    row.of(work, Way.COLD).add(ran.engineNanos(), zip);
                    row.of(work, Way.COMMAND).add(ran.nanos(), zip);
                }
            }
        }
        try (Commands.Server server = new Commands.Server()) {
            for (int round = -WARM_UP; round < rounds && isTimeFor(round); round++) {
                measureWarm(row, server, treeZip, round >= 0);
            }
        }
        return row;
    }

    /** The first round is always measured. */
    private boolean isTimeFor(int round) {
        return round <= 0 || System.nanoTime() - begun < share.toNanos();
    }

    private void measureWarm(Row row, Commands.Server server, Path treeZip, boolean counts) throws IOException {
        String input = row.subject.zip.toString();
        long unzip = counts ? unzip(treeZip) : 1;
        Path tree = fresh("");
        for (Work work : List.of(Work.UNPACK, Work.UNPACK_AGAIN)) {
            long nanos = server.nanos("unpack", input, tree.toString());
            long check = work == Work.UNPACK ? server.nanos("check", input, tree.toString()) : 0;
            if (counts) {
                row.of(work, Way.WARM).add(nanos, unzip);
                if (work == Work.UNPACK) {
                    row.check(Way.WARM).add(check, nanos);
                }
            }
        }
        if (withPack) {
            long zip = counts ? zip(tree, fresh(".zip")) : 1;
            Path packed = fresh(".zip");
            Path state = fresh(".state");
            for (Work work : List.of(Work.PACK, Work.PACK_AGAIN)) {
                long nanos = server.nanos("pack", tree.toString(), packed.toString(), state.toString());
                if (counts) {
                    row.of(work, Way.WARM).add(nanos, zip);
                }
            }
        }
    }

    private Commands.Ran engine(String... arguments) throws IOException {
        return Commands.succeed(directory, Commands.engine(List.of(), arguments));
    }

    private Commands.Ran engine(String work, Path... paths) throws IOException {
        String[] arguments = new String[paths.length + 1];
        arguments[0] = work;
        for (int i = 0; i < paths.length; i++) {
            arguments[i + 1] = paths[i].toString();
        }
        return engine(arguments);
    }

    private long unzip(Path zip) throws IOException {
        Path folder = Files.createDirectory(fresh(""));
        return Commands.succeed(folder, List.of("unzip", "-q", zip.toString())).nanos();
    }

    private static long zip(Path tree, Path zip) throws IOException {
        return Commands.succeed(tree, List.of("zip", "-q", "-6", "-r", zip.toString(), "."))
                .nanos();
    }

    /** A command line of Maven that finds this plugin, and everything else in the repository of this machine. */
    private List<String> mavenCommand(List<String> rest) {
        Path settings = directory.resolve("settings.xml");
        List<String> common = List.of(
                System.getProperty("bench.maven"),
                "-B",
                "-q",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + System.getProperty("bench.pluginRepository"));
        return Stream.concat(common.stream(), rest.stream()).toList();
    }

    private void writeSettings() throws IOException {
        String local = System.getProperty("bench.localRepository", "");
        if (!local.isEmpty()) {
            Files.writeString(
                    directory.resolve("settings.xml"),
                    "<settings><mirrors><mirror><id>local</id><mirrorOf>*</mirrorOf><url>"
                            + Path.of(local).toUri() + "</url></mirror></mirrors></settings>");
        }
    }

    /** All real solutions in one build: a pom with an execution of the check for each; empty when there is no Maven or corpus. */
    private String checkAll() throws IOException {
        Path corpus = corpus();
        if (System.getProperty("bench.maven", "").isEmpty() || !Files.isDirectory(corpus)) {
            return "";
        }
        List<Path> zips;
        try (Stream<Path> list = Files.list(corpus)) {
            zips = list.filter(zip -> zip.toString().endsWith(".zip")).sorted().toList();
        }
        Path project = Files.createDirectory(fresh(""));
        Files.writeString(project.resolve("pom.xml"), pomOfChecks(zips));
        List<String> command = mavenCommand(List.of("verify"));
        List<Double> seconds = new ArrayList<>();
        for (int round = -1; round < rounds && isTimeFor(round); round++) {
            double wall = Commands.succeed(project, command).nanos() / 1e9;
            if (round >= 0) { // the first one downloads
                seconds.add(wall);
            }
        }
        long reports;
        try (Stream<Path> files = Files.walk(project)) {
            reports = files.filter(file -> file.getFileName().toString().equals("check.sarif"))
                    .count();
        }
        if (reports != zips.size()) {
            throw new IOException(reports + " reports of " + zips.size() + " solutions");
        }
        return String.format(
                Locale.ROOT,
                "The check of all %d real solutions with all reports, in one Maven run of one project with an execution for"
                        + " each: **%.1f s** (`mvn -B -q verify`, start of Maven included).\n\n",
                zips.size(),
                Samples.median(seconds.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static String pomOfChecks(List<Path> zips) {
        StringBuilder executions = new StringBuilder();
        for (Path zip : zips) {
            executions
                    .append("<execution><id>")
                    .append(id(zip))
                    .append("</id><phase>verify</phase><goals><goal>check</goal></goals><configuration><zipFile>")
                    .append(zip)
                    .append("</zipFile><errorLevel>None</errorLevel><reportDirectory>target/")
                    .append(name(zip))
                    .append("</reportDirectory></configuration></execution>");
        }
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
                + "<groupId>com.contoso</groupId><artifactId>checks</artifactId><version>1</version>"
                + "<packaging>pom</packaging><build><plugins><plugin><groupId>io.github.dataversealm</groupId>"
                + "<artifactId>solution-maven-plugin</artifactId><version>"
                + System.getProperty("bench.version")
                + "</version><executions>" + executions + "</executions></plugin></plugins></build></project>";
    }

    /** The whole command of a build, against the same command with the goal {@code help}; nothing when there is no Maven. */
    private Samples maven() throws IOException {
        Samples samples = new Samples();
        String program = System.getProperty("bench.maven", "");
        if (program.isEmpty()) {
            return samples;
        }
        Path zip = directory.resolve("small.zip");
        SolutionGenerator.write(GeneratedSolution.usual(60_000), zip);
        String plugin = "io.github.dataversealm:solution-maven-plugin:" + System.getProperty("bench.version");
        Function<List<String>, List<String>> command = this::mavenCommand;
        for (int round = -1; round < rounds && isTimeFor(round); round++) {
            long help = Commands.succeed(directory, command.apply(List.of(plugin + ":help")))
                    .nanos();
            long unpack = Commands.succeed(
                            directory,
                            command.apply(List.of(
                                    plugin + ":unpack",
                                    "-Dsolution.zipFile=" + zip,
                                    "-Dsolution.sourceDirectory=" + fresh(""))))
                    .nanos();
            if (round >= 0) { // the first one downloads
                samples.add(unpack, help);
            }
        }
        return samples;
    }

    private static int count(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    // ---------------------------------------------------------------- tables

    private String tables(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        table(text, rows, "Unpack", "unzip", row -> row.unzip, Work.UNPACK, Work.UNPACK_AGAIN);
        if (withPack) {
            table(text, rows, "Pack", "zip", row -> row.zip, Work.PACK, Work.PACK_AGAIN);
        }
        return text.toString();
    }

    private static String checks(List<Row> rows) {
        StringBuilder text = new StringBuilder("## Check\n\n")
                .append("Compared with unpacking the same solution in the same way, right before.\n\n")
                .append("| solution | customizations.xml | files | engine, cold | engine, warm | command |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT, "| %s | %.1f MB | %d |", row.subject.name, row.customizations / 1e6, row.files));
            for (Way way : Way.values()) {
                text.append(' ').append(row.check(way)).append(" |");
            }
            text.append('\n');
        }
        text.append("| **median** | | |");
        for (Way way : Way.values()) {
            double[] ratios =
                    rows.stream().mapToDouble(row -> row.check(way).ratio()).toArray();
            text.append(String.format(Locale.ROOT, " **%.2fx** |", Samples.median(ratios)));
        }
        return text.append("\n\n").toString();
    }

    private static void table(
            StringBuilder text,
            List<Row> rows,
            String title,
            String yardstick,
            Function<Row, Samples> base,
            Work first,
            Work again) {
        text.append("## ")
                .append(title)
                .append("\n\n| solution | customizations.xml | files | ")
                .append(yardstick)
                .append(
                        " | engine, cold | engine, warm | command | unchanged: engine, cold | engine, warm | command |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f MB | %d | %s |",
                    row.subject.name,
                    row.customizations / 1e6,
                    row.files,
                    base.apply(row).toString().replaceAll(".*\\((.*)\\)", "$1")));
            for (Work work : List.of(first, again)) {
                for (Way way : Way.values()) {
                    text.append(' ').append(row.of(work, way)).append(" |");
                }
            }
            text.append('\n');
        }
        text.append("| **median** | | | |");
        for (Work work : List.of(first, again)) {
            for (Way way : Way.values()) {
                double[] ratios = rows.stream()
                        .mapToDouble(row -> row.of(work, way).ratio())
                        .toArray();
                text.append(String.format(Locale.ROOT, " **%.2fx** |", Samples.median(ratios)));
            }
        }
        text.append("\n\n");
    }
}
