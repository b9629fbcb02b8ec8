package io.github.dataversealm.solution.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.generate.GeneratedSolution;
import io.github.dataversealm.solution.generate.GeneratedSolution.Form;
import io.github.dataversealm.solution.generate.SolutionGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory does not grow with {@code customizations.xml}: 256 MB of heap are enough for any, and 512 MB for its check. */
class MemoryTest {

    private static final List<String> JVM = List.of("-Xmx256m");

    /** Single things that must be held as a whole to be sorted or kept: beyond a size they are refused. */
    private static final Set<Form> REFUSED = Set.of(Form.ONE_STRAY_ELEMENT, Form.ONE_SORTED_LIST, Form.MANIFEST_LIST);

    @TempDir
    Path temp;

    @Test
    void usualSolutionOf150Megabytes() throws IOException {
        Path zip = temp.resolve("solution.zip");
        SolutionGenerator.write(GeneratedSolution.usual(150_000_000), zip);
        Commands.Ran unpack = run("unpack", zip, temp.resolve("tree"));
        assertThat(unpack.output()).doesNotContain("refused=");
        print("usual, 150 MB", "unpack", unpack);
        Commands.Ran pack = run("pack", temp.resolve("tree"), temp.resolve("packed.zip"));
        assertThat(pack.output()).doesNotContain("refused=");
        print("usual, 150 MB", "pack", pack);
        Commands.Ran read = run("read", zip, temp);
        assertThat(read.output()).doesNotContain("refused=");
        print("usual, 150 MB", "read", read);
        Commands.Ran bill = run("bill", zip, temp);
        assertThat(bill.output()).doesNotContain("refused=");
        print("usual, 150 MB", "bill of materials", bill);
        // the check holds what rules ask for, and not the whole
        Commands.Ran check = run("-Xmx512m", "check", zip, temp);
        assertThat(check.output()).doesNotContain("refused=");
        print("usual, 150 MB", "check", "-Xmx512m", check);
    }

    @ParameterizedTest
    @EnumSource(value = Form.class, mode = EnumSource.Mode.EXCLUDE, names = "USUAL")
    void oneThingOfMoreThan100Megabytes(Form form) throws IOException {
        Path zip = temp.resolve("solution.zip");
        SolutionGenerator.write(GeneratedSolution.of(form, form == Form.ONE_TABLE ? 150_000_000 : 100_000_000), zip);
        Path tree = temp.resolve("tree");
        print(form.name(), "read", run("read", zip, temp));
        Commands.Ran unpack = run("unpack", zip, tree);
        print(form.name(), "unpack", unpack);
        if (REFUSED.contains(form)) {
            assertThat(unpack.output()).contains("refused=");
            assertThat(tree).doesNotExist();
        } else {
            assertThat(unpack.output()).doesNotContain("refused=");
            Commands.Ran pack = run("pack", tree, temp.resolve("packed.zip"));
            print(form.name(), "pack", pack);
            assertThat(pack.output()).doesNotContain("refused=");
        }
    }

    /** A rule that needs more than there is ends as what could not be analysed, and the others go on: no green check. */
    @Test
    void a_rule_without_enough_memory_is_told() throws IOException {
        // a comment that does not shrink so much that the zip looks like a bomb
        StringBuilder script = new StringBuilder("//");
        new Random(3).ints(24 << 20, 'a', 'z').forEach(letter -> script.append((char) letter));
        Path zip = new CleanSolution()
                .put(CleanSolution.SCRIPT, script.append('\n').toString())
                .write(temp.resolve("solution.zip"));

        Commands.Ran ran =
                Commands.run(temp, Commands.engine(List.of("-Xmx64m", "-XX:+UseSerialGC"), "judge", zip.toString()));

        assertThat(ran.exit()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("passed=false");
        assertThat(ran.output().lines())
                .anyMatch(
                        line -> line.matches("error=.*stopped in the rule .*, because the memory does not suffice.*"));
    }

    /** Runs it and makes sure that it neither ran out of memory nor left temporary files. */
    private Commands.Ran run(String work, Path from, Path to) throws IOException {
        return run(JVM.get(0), work, from, to);
    }

    private Commands.Ran run(String heap, String work, Path from, Path to) throws IOException {
        Path scratch = Files.createDirectories(temp.resolve("scratch"));
        List<String> options = List.of(heap, "-Djava.io.tmpdir=" + scratch);
        Commands.Ran ran = Commands.run(temp, Commands.engine(options, "memory", work, from.toString(), to.toString()));
        assertThat(ran.output()).doesNotContain("OutOfMemoryError");
        assertThat(ran.exit()).as(ran.output()).isZero();
        assertThat(scratch).isEmptyDirectory();
        return ran;
    }

    private static void print(String what, String work, Commands.Ran ran) {
        print(what, work, JVM.get(0), ran);
    }

    private static void print(String what, String work, String heap, Commands.Ran ran) {
        boolean refused = ran.output().contains("refused=");
        System.out.printf(
                "memory: %s of %s under %s: %s, peak heap %d MB, %.1f s%n",
                work, what, heap, refused ? "refused" : "done", ran.number("heap=") >> 20, ran.nanos() / 1e9);
    }
}
