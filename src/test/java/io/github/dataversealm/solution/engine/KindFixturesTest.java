package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Carried;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of component becomes its files and comes back from them; these tests need no corpus. */
class KindFixturesTest {

    @TempDir
    Path temp;

    static Stream<KindFixtures.Fixture> fixtures() {
        return KindFixtures.ALL.stream();
    }

    @Test
    void every_row_of_the_table_has_a_fixture() {
        Set<String> rows = new TreeSet<>();
        ComponentKinds.ALL.forEach(kind -> addPaths(kind, "", rows));
        Set<String> covered = new TreeSet<>();
        KindFixtures.ALL.forEach(fixture -> covered.addAll(fixture.kinds()));
        assertThat(covered).containsAll(rows);
    }

    private static void addPaths(ComponentKind kind, String prefix, Set<String> paths) {
        List<String> names = new ArrayList<>(kind.containers());
        names.add(kind.element());
        paths.add(prefix + String.join("/", names));
        kind.parts().forEach(part -> addPaths(part, prefix + kind.element() + "/", paths));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_kind_becomes_its_files_and_comes_back(KindFixtures.Fixture fixture) throws IOException {
        Path zip = KindFixtures.add(fixture, new SolutionZipBuilder()).write(temp.resolve("in.zip"));
        Set<String> expected = new TreeSet<>(fixture.files());
        expected.addAll(Set.of("Other/Solution.xml", "Other/Customizations.xml"));
        roundTrip(zip, expected);
    }

    @Test
    void all_kinds_together_come_back() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of(
                "Other/Solution.xml",
                "Other/Customizations.xml",
                "customapis/ctr_Api/customapi.xml",
                "unknownkind/deep/x y.json",
                "EnvironmentVariables/environment_variable_values.json"));
        KindFixtures.ALL.forEach(fixture -> expected.addAll(fixture.files()));
        roundTrip(KindFixtures.solution().write(temp.resolve("in.zip")), expected);
    }

    private void roundTrip(Path zip, Set<String> expectedFiles) throws IOException {
        Path tree = temp.resolve("tree");
        Path packed = temp.resolve("out.zip");
        new Unpacker().unpack(UnpackRequest.of(zip, tree), Reporter.silent());
        assertThat(SampleSolution.list(tree.toFile())).containsExactlyElementsOf(expectedFiles);
        new Packer().pack(PackRequest.of(tree, packed), Reporter.silent());
        assertThat(Carried.differences(Zips.bytes(zip), Zips.bytes(packed))).isEmpty();
    }
}
