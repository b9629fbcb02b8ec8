package io.github.dataversealm.solution.assembly;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Run with {@code JAZZER_FUZZ=1} to search for new inputs; else the known ones are tried. */
class AssemblyReaderFuzzTest {

    static Stream<byte[]> assemblies() {
        return Stream.of(
                AssemblyReaderTest.contoso().build(),
                AssemblyReaderTest.contoso().pe32plus().largeHeaps().build(),
                AssemblyReaderTest.contoso().uncompressedMetadata().extraData().build());
    }

    @MethodSource("assemblies")
    @FuzzTest(maxDuration = "60s")
    void assembly(byte[] content) {
        try {
            new AssemblyReader().read(content, Location.of("fuzz.dll"));
        } catch (SolutionException expected) {
            // the one way to fail
        }
    }

    static Stream<byte[]> pluginPackages() throws IOException {
        return Stream.of(PluginPackageReaderTest.example());
    }

    @MethodSource("pluginPackages")
    @FuzzTest(maxDuration = "60s")
    void pluginPackage(byte[] content) throws IOException {
        try {
            new PluginPackageReader().read(new ByteArrayInputStream(content), Location.of("fuzz.nupkg"));
        } catch (SolutionException expected) {
            // the one way to fail
        }
    }
}
