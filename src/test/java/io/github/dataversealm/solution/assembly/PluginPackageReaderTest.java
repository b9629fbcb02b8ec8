package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginPackageReaderTest {

    private static final Location NUPKG = Location.of("a.nupkg");

    private static final String NUSPEC = """
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id> Contoso.Größe </id>
                <version>1.2.3-beta.1</version>
                <dependencies><group><id>not this</id></group></dependencies>
              </metadata>
              <files><version>not this</version></files>
            </package>
            """;

    private final PluginPackageReader reader = new PluginPackageReader();

    /** A package with entries of every kind. */
    static byte[] example() throws IOException {
        byte[] nativeDll = new AssemblyBuilderForTests("Native").build();
        ByteBuffer.wrap(nativeDll).order(ByteOrder.LITTLE_ENDIAN).putInt(0x80 + 24 + 96 + 14 * 8, 0);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("_rels/.rels", new byte[10]);
        entries.put("Contoso.Größe.nuspec", NUSPEC.getBytes(StandardCharsets.UTF_8));
        entries.put("content/other.nuspec", new byte[10]);
        entries.put("lib/net462/Contoso.Plugins.dll", new AssemblyBuilderForTests("Contoso.Plugins").build());
        entries.put("lib\\net462\\Dependency.DLL", new AssemblyBuilderForTests("Dependency").build());
        entries.put(
                "lib/net462/de/Contoso.resources.dll",
                new AssemblyBuilderForTests("Contoso.resources").culture("de").build());
        entries.put("lib/net462/native.dll", nativeDll);
        entries.put("lib/net462/Contoso.Plugins.xml", new byte[10]);
        entries.put("tools/tool.dll", new byte[10]);
        return zip(entries);
    }

    @Test
    void listsTheAssembliesUnderLib(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.nupkg"), example());

        PluginPackage read = reader.read(file);

        assertThat(read.id()).isEqualTo("Contoso.Größe");
        assertThat(read.version()).isEqualTo("1.2.3-beta.1");
        assertThat(read.assemblies())
                .extracting(one -> one.path() + " = " + one.info().fullName())
                .containsExactly(
                        "lib/net462/Contoso.Plugins.dll = Contoso.Plugins, Version=1.0.0.0, Culture=neutral,"
                                + " PublicKeyToken=null",
                        "lib/net462/Dependency.DLL = Dependency, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null",
                        "lib/net462/de/Contoso.resources.dll = Contoso.resources, Version=1.0.0.0, Culture=de,"
                                + " PublicKeyToken=null");
        assertThat(read.nativeLibraries()).containsExactly("lib/net462/native.dll");
    }

    @Test
    void namesTheBrokenAssembly() throws IOException {
        byte[] nupkg = zip(Map.of("a.nuspec", NUSPEC.getBytes(StandardCharsets.UTF_8), "lib/x.dll", new byte[100]));

        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(nupkg), NUPKG))
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith("a.nupkg!/lib/x.dll: This file is not a .NET assembly: it does not start");
    }

    @Test
    void refusesWhatIsNoPackage() throws IOException {
        byte[] good = zip(Map.of("lib/x.dll", new AssemblyBuilderForTests("X").build()));

        refused(good, "a.nupkg: This file is not a NuGet package: it has no .nuspec at its root.");
        refused(Arrays.copyOf(good, good.length / 4), "a.nupkg: This file is not a NuGet package: ");
        refused(
                "no zip".getBytes(StandardCharsets.UTF_8),
                "a.nupkg: This file is not a NuGet package: it is not a zip");
        refused(new byte[0], "a.nupkg: This file is not a NuGet package: it is not a zip");
    }

    @Test
    void refusesAnUnusableNuspec() throws IOException {
        refused(nuspec("<package><metadata><id>A</id></metadata></package>"), "no id or no version");
        refused(nuspec("<package>\n<metadata></package>"), "a.nupkg!/a.nuspec:2: This nuspec is not well-formed XML");
        refused(
                nuspec(
                        "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><package><metadata><id>&e;</id></metadata></package>"),
                "a.nupkg!/a.nuspec");
    }

    @Test
    void stopsAtZipBombs() throws IOException {
        byte[] noise = new byte[1_100_000];
        new Random(2).nextBytes(noise);
        refused(zip(Map.of("a.nuspec", noise)), "its entry a.nuspec has more than 1048576 bytes");
        refused(
                zip(Map.of("lib/x.dll", new byte[70_000_000])),
                "its entry lib/x.dll unpacks to more than 400 times its size");
        refused(zip(Map.of("other", new byte[2_000_000])), "its entry other unpacks to more than 400 times its size");
        Map<String, byte[]> small = new LinkedHashMap<>();
        for (int i = 0; i < 520; i++) {
            small.put("other" + i, MEBIBYTE);
        }
        refused(zip(small), "it unpacks to more than 536870912 bytes");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            many.put("other" + i, new byte[0]);
        }
        refused(zip(many), "it has more than 10000 entries");
    }

    /** As much as is not judged by how small it was packed. */
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    @Test
    void leaves_the_stream_open() throws IOException {
        boolean[] closed = new boolean[1];
        reader.read(
                new ByteArrayInputStream(example()) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                },
                NUPKG);
        assertThat(closed[0]).isFalse();
    }

    private void refused(byte[] nupkg, String message) {
        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(nupkg), NUPKG))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(message);
    }

    private static byte[] nuspec(String xml) throws IOException {
        return zip(Map.of("a.nuspec", xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
