package io.github.dataversealm.solution.bench;

import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.generate.GeneratedSolution;
import io.github.dataversealm.solution.generate.SolutionGenerator;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.sbom.BillOfMaterials;
import io.github.dataversealm.solution.sbom.BillSubject;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drives the engine in a JVM of its own, for the tests of memory and for the benchmarks. Prints
 * {@code nanos=<time of the engine>} for each run, and nothing that another class would have to be loaded for.
 *
 * <pre>
 * unpack  zip tree         | pack  tree zip [stateFile]   one run
 * read    zip anything                                    one run
 * check   zip anything                                    one run, with the rules that are on by default
 * judge   zip              one check that fails when something could not be analysed: error=&lt;what&gt; for each such thing, passed=
 * serve                    the same from the lines of standard input, values separated by tabs
 * memory  unpack|pack|read|check ...  one run, then heap=&lt;peak bytes&gt;; refused=&lt;message&gt; when the engine refuses the input
 * generate form bytes zip
 * </pre>
 */
public final class EngineRun {

    private EngineRun() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "serve":
                serve();
                break;
            case "memory":
                memory(arguments);
                break;
            case "judge":
                CheckResult result = new Checker().check(checking(Path.of(arguments[1]), Duration.ofMinutes(5), true));
                result.errors().forEach(error -> System.out.println("error=" + error.what() + ": " + error.message()));
                System.out.println("passed=" + result.passed());
                break;
            case "generate":
                GeneratedSolution.Form form = GeneratedSolution.Form.valueOf(arguments[1]);
                long bytes = Long.parseLong(arguments[2]);
                SolutionGenerator.write(
                        form == GeneratedSolution.Form.USUAL
                                ? GeneratedSolution.usual(bytes)
                                : GeneratedSolution.of(form, bytes),
                        Path.of(arguments[3]));
                break;
            default:
                System.out.println("nanos=" + time(arguments, 0));
                break;
        }
    }

    private static void serve() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("nanos=" + time(line.split("\t"), 0));
            System.out.flush();
        }
    }

    private static long time(String[] arguments, int from) throws IOException {
        Path input = Path.of(arguments[from + 1]);
        Path output = Path.of(arguments[from + 2]);
        long start = System.nanoTime();
        if (arguments[from].equals("unpack")) {
            new Unpacker().unpack(UnpackRequest.of(input, output), Reporter.silent());
        } else if (arguments[from].equals("read")) {
            SolutionReader.read(input, ZipLimits.DEFAULT);
        } else if (arguments[from].equals("check")) {
            new Checker().check(checking(input, Duration.ofSeconds(10), false));
        } else if (arguments[from].equals("bill")) {
            BillSubject subject = new BillSubject(Optional.empty(), List.of(), Optional.empty(), "1.0.0");
            BillOfMaterials.write(input, subject, OutputStream.nullOutputStream(), Reporter.silent());
        } else {
            PackRequest.Builder request = PackRequest.builder(input, output);
            if (arguments.length > from + 3) {
                request.stateFile(Path.of(arguments[from + 3]));
            }
            new Packer().pack(request.build(), Reporter.silent());
        }
        return System.nanoTime() - start;
    }

    private static CheckRequest checking(Path zip, Duration perFile, boolean failOnAnalysisError) {
        return new CheckRequest(
                zip,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Gate(Optional.of(Severity.HIGH), 0, Map.of(), failOnAnalysisError),
                Runtime.getRuntime().availableProcessors(),
                perFile,
                ZipLimits.DEFAULT);
    }

    private static void memory(String[] arguments) throws IOException {
        try {
            System.out.println("nanos=" + time(arguments, 1));
        } catch (SolutionException e) {
            System.out.println("refused=" + e.getMessage());
        }
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.println("heap=" + peak);
    }
}
