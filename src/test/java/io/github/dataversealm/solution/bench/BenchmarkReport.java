package io.github.dataversealm.solution.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The text of docs/benchmarks.md around the tables. */
final class BenchmarkReport {

    private final int rounds;
    private final Path directory;

    BenchmarkReport(int rounds, Path directory) {
        this.rounds = rounds;
        this.directory = directory;
    }

    String render(String tables, Samples maven) throws IOException {
        return "# Benchmarks\n\n"
                + "Written by `mvn -Pbench verify` on " + LocalDate.now(ZoneOffset.UTC) + "; do not edit. Up to `"
                + rounds
                + "` rounds, medians.\n\n"
                + "## Machine\n\n" + machine() + '\n'
                + "## How it is measured\n\n"
                + "The yardstick is Info-ZIP moving the *same files*: `unzip -q` of a zip of the unpacked tree into an empty"
                + " folder, `zip -q -6 -r` of the tree. A ratio of 1.00x is as fast as that; less is faster. In each round the"
                + " yardstick and then the plugin's engine run one after the other, a ratio is taken within the round, and"
                + " the table shows the median ratio and, in brackets, the median time. So other work on the machine hits both"
                + " sides.\n\n"
                + "* *engine, cold*: `Unpacker.unpack`, `Packer.pack` or `Checker.check`, first call in a JVM that has just started, its classes"
                + " not loaded yet, as a user has it. The start of the JVM is not counted.\n"
                + "* *engine, warm*: the same after several runs in one JVM.\n"
                + "* *command*: the whole process `java -cp`, with the start of the JVM.\n"
                + "* *unchanged*: the same again with nothing changed.\n\n"
                + "Every run writes to a folder that was never there: on ext4 creating files is slower for half a minute"
                + " where many were deleted.\n\n"
                + tables
                + (maven.toString().equals("-")
                        ? ""
                        : "## Maven\n\nThe whole command `mvn ...:unpack` of a small solution, compared with `mvn ...:help`: **"
                                + maven + "**\n\n")
                + "## To measure yourself\n\n"
                + "```\nmvn -Pbench verify\n```\n\n"
                + "needs `zip` and `unzip` (Info-ZIP) on the PATH. Settings, with their defaults:\n\n"
                + "| setting | |\n| --- | --- |\n"
                + "| `-Dbench.rounds=5` | rounds, of which the first is always measured |\n"
                + "| `-Dbench.minutes=15` | when no further round is begun |\n"
                + "| `-Dbench.bytes=150000000` | size of the generated `customizations.xml`; 0: none |\n"
                + "| `-Dbench.solutions=s101,s121` | only these of the corpus |\n"
                + "| `-Dbench.directory=target/bench` | where files are written, which decides the disk |\n"
                + "| `-Dbench.report=docs/benchmarks.md` | the report |\n"
                + "| `-Dsolution.corpus=DIR` | real solutions: a folder with `zips/*.zip`; without it only the generated one is measured |\n";
    }

    private String machine() throws IOException {
        return "| | |\n| --- | --- |\n"
                + "| processor | " + firstLine("/proc/cpuinfo", "model name") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores usable |\n"
                + "| memory | " + firstLine("/proc/meminfo", "MemTotal") + " |\n"
                + "| system | " + System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' '
                + System.getProperty("os.arch") + " |\n"
                + "| disk | " + Files.getFileStore(directory).type() + " |\n"
                + "| Java | " + System.getProperty("java.vm.name") + ' ' + System.getProperty("java.runtime.version")
                + " |\n"
                + "| Info-ZIP | " + version("zip") + "; " + version("unzip") + " |\n"
                + "| load at the end | " + firstLine("/proc/loadavg", "") + " |\n";
    }

    private static String firstLine(String file, String key) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return "unknown";
        }
        List<String> lines = Files.readAllLines(path);
        String line =
                lines.stream().filter(text -> text.startsWith(key)).findFirst().orElse("unknown");
        return line.substring(line.indexOf(':') + 1).trim().replaceAll("\\s+", " ");
    }

    private static String version(String program) throws IOException {
        return Commands.run(Path.of("."), List.of(program, "-v"))
                .output()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).matches("(this is )?(un)?zip [0-9].*"))
                .findFirst()
                .map(line -> line.replaceAll("(?i)this is ", "").replaceAll("(?i)((un)?zip [0-9.a-z]+).*", "$1"))
                .orElse(program);
    }
}
