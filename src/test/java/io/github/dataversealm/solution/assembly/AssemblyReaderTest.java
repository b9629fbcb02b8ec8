package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Effort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssemblyReaderTest {

    /** The key of the ECMA standard libraries (ECMA-335 II.6.2.1.3); everyone knows its token, b77a5c561934e089. */
    private static final byte[] ECMA_KEY = HexFormat.of().parseHex("00000000000000000400000000000000");

    private static final Location DLL = Location.of("Contoso.Plugins.dll");

    private static final AssemblyName MSCORLIB =
            new AssemblyName("mscorlib", "4.0.0.0", AssemblyName.NEUTRAL, "b77a5c561934e089");

    private final AssemblyReader reader = new AssemblyReader();

    static AssemblyBuilderForTests contoso() {
        return new AssemblyBuilderForTests("Contoso.Plugins")
                .version(1, 2, 3, 65535)
                .strongName(ECMA_KEY, true)
                .targetFramework(".NETFramework,Version=v4.6.2")
                .reference(MSCORLIB, null)
                .reference(new AssemblyName("Ünicode", "0.0.0.1", "de-DE", AssemblyName.NO_TOKEN), null)
                .reference(new AssemblyName("ByKey", "1.0.0.0", AssemblyName.NEUTRAL, "b77a5c561934e089"), ECMA_KEY)
                .type(AssemblyBuilderForTests.INTERFACE | 1, "Contoso", "IHandler`1", null)
                .type(
                        AssemblyBuilderForTests.PUBLIC | AssemblyBuilderForTests.ABSTRACT,
                        "Contoso",
                        "PluginBase`1",
                        "System.Object",
                        "Microsoft.Xrm.Sdk.IPlugin")
                .type(
                        AssemblyBuilderForTests.PUBLIC,
                        "Contoso.Größe",
                        "OnCreate",
                        "Contoso.PluginBase`1<>",
                        "System.IDisposable",
                        "Contoso.IHandler`1<>")
                .type(0, "", "Hidden", "System.Activities.CodeActivity")
                .nested(3, AssemblyBuilderForTests.NESTED_PUBLIC, "Inner`2", "Other.Outer+Deep+Er")
                .nested(5, AssemblyBuilderForTests.NESTED_PUBLIC, "Core", "Hidden")
                .nested(4, AssemblyBuilderForTests.NESTED_PUBLIC, "InHidden", "System.Object")
                .nested(5, AssemblyBuilderForTests.NESTED_PRIVATE, "Private", "System.Object");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("PE32", builder -> builder),
                form("PE32+", AssemblyBuilderForTests::pe32plus),
                form("large heaps", AssemblyBuilderForTests::largeHeaps),
                form("uncompressed metadata", AssemblyBuilderForTests::uncompressedMetadata),
                form("extra data after the row counts", AssemblyBuilderForTests::extraData),
                form("wide indexes", AssemblyBuilderForTests::manyRows),
                form(
                        "all of it",
                        builder -> builder.pe32plus()
                                .largeHeaps()
                                .uncompressedMetadata()
                                .extraData()
                                .manyRows()));
    }

    private static Arguments form(String name, UnaryOperator<AssemblyBuilderForTests> option) {
        return Arguments.of(name, option);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsEverythingInEveryForm(String name, UnaryOperator<AssemblyBuilderForTests> option, @TempDir Path folder)
            throws IOException {
        byte[] image = option.apply(contoso()).build();
        Path file = Files.write(folder.resolve("a.dll"), image);

        AssemblyInfo info = reader.read(image, DLL);

        assertThat(info.fullName())
                .isEqualTo("Contoso.Plugins, Version=1.2.3.65535, Culture=neutral, PublicKeyToken=b77a5c561934e089");
        assertThat(info.strongName()).isEqualTo(StrongName.SIGNED);
        assertThat(info.targetFramework()).contains(".NETFramework,Version=v4.6.2");
        assertThat(info.references())
                .extracting(AssemblyName::fullName)
                .containsExactly(
                        "mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
                        "Ünicode, Version=0.0.0.1, Culture=de-DE, PublicKeyToken=null",
                        "ByKey, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089");
        assertThat(info.types())
                .extracting(AssemblyReaderTest::line)
                .containsExactly(
                        "public interface Contoso.IHandler`1 :  []",
                        "public abstract Contoso.PluginBase`1 : System.Object [Microsoft.Xrm.Sdk.IPlugin]",
                        "public class Contoso.Größe.OnCreate : Contoso.PluginBase`1"
                                + " [System.IDisposable, Contoso.IHandler`1]",
                        "hidden class Hidden : System.Activities.CodeActivity []",
                        "public class Contoso.Größe.OnCreate+Inner`2 : Other.Outer+Deep+Er []",
                        "public class Contoso.Größe.OnCreate+Inner`2+Core : Hidden []",
                        "hidden class Hidden+InHidden : System.Object []",
                        "hidden class Contoso.Größe.OnCreate+Inner`2+Private : System.Object []");
        assertThat(reader.read(file)).isEqualTo(info);
        assertThat(reader.readName(file)).isEqualTo(info.name());
        assertThat(reader.readName(image, DLL)).isEqualTo(info.name());
        assertThat(reader.isNative(image)).isFalse();
    }

    private static String line(AssemblyType type) {
        String kind = type.isInterface() ? "interface" : type.isAbstract() ? "abstract" : "class";
        return (type.visible() ? "public " : "hidden ") + kind + " " + type.name() + " : "
                + type.baseType().orElse("") + " " + type.interfaces();
    }

    @Test
    void tellsTheStatesOfAStrongName() {
        AssemblyInfo none = reader.read(new AssemblyBuilderForTests("A").build(), DLL);
        AssemblyInfo delayed = reader.read(
                new AssemblyBuilderForTests("A").strongName(ECMA_KEY, false).build(), DLL);

        assertThat(none.strongName()).isEqualTo(StrongName.NONE);
        assertThat(none.fullName()).isEqualTo("A, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null");
        assertThat(none.targetFramework()).isEmpty();
        assertThat(none.types()).isEmpty();
        assertThat(delayed.strongName()).isEqualTo(StrongName.DELAY_SIGNED);
        assertThat(delayed.name().publicKeyToken()).isEqualTo("b77a5c561934e089");
    }

    @Test
    void readsASatelliteAssembly() {
        byte[] image =
                new AssemblyBuilderForTests("A.resources").culture("de-DE").build();

        assertThat(reader.readName(image, DLL).fullName())
                .isEqualTo("A.resources, Version=1.0.0.0, Culture=de-DE, PublicKeyToken=null");
    }

    static Stream<Arguments> brokenImages() {
        byte[] good = contoso().build();
        int cliHeader = 0x400;
        int metadata = cliHeader + 72;
        int directories = 0x80 + 24 + 96;
        return Stream.of(
                Arguments.of("empty", new byte[0], "the file ends at byte 0"),
                Arguments.of(
                        "text", "not an assembly at all, but long enough to have a DOS header, 64.".getBytes(), "'MZ'"),
                Arguments.of("truncated", Arrays.copyOf(good, 0x480), "may be truncated"),
                Arguments.of(
                        "PE header past the end", patched(good, 0x3C, 0x7FFFFFFF), "within or before its PE header"),
                Arguments.of("negative PE header", patched(good, 0x3C, -1), "within or before its PE header"),
                Arguments.of("no PE signature", patched(good, 0x80, 0), "no PE header"),
                Arguments.of("unknown optional header", patched(good, 0x80 + 24, 0x107), "neither PE32 nor PE32+"),
                Arguments.of("native", patched(good, directories + 14 * 8, 0), "native image"),
                Arguments.of("CLI header nowhere", patched(good, directories + 14 * 8, 0x10), "lies in no section"),
                Arguments.of("metadata nowhere", patched(good, cliHeader + 8, -16), "lies in no section"),
                Arguments.of("huge metadata", patched(good, cliHeader + 12, -1), "its metadata has 4294967295 bytes"),
                Arguments.of(
                        "metadata past its section", patched(good, cliHeader + 12, 0x100000), "end of its section"),
                Arguments.of("no BSJB", patched(good, metadata, 0), "'BSJB'"),
                Arguments.of("long version", patched(good, metadata + 12, -1), "metadata version"),
                Arguments.of(
                        "stream past the end", patched(good, metadata + 32, 0x7FFFFFF0), "its metadata ends at byte"),
                Arguments.of("no streams", patched(good, metadata + 28, 0), "no table stream"),
                Arguments.of("module", contoso().withoutManifest().build(), "without an assembly manifest"),
                Arguments.of(
                        "ring of nested types",
                        new AssemblyBuilderForTests("A")
                                .type(2, "", "X", null)
                                .type(2, "", "Y", null)
                                .enclose(1, 2)
                                .enclose(2, 1)
                                .build(),
                        "nested more than"),
                Arguments.of(
                        "nested in itself",
                        new AssemblyBuilderForTests("A")
                                .type(2, "", "X", null)
                                .enclose(1, 1)
                                .build(),
                        "nested more than"),
                Arguments.of(
                        "nested nowhere",
                        new AssemblyBuilderForTests("A")
                                .type(2, "", "X", null)
                                .enclose(1, 900)
                                .build(),
                        "points to row 901 of a table with 2 rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenImages")
    void saysWhatIsWrong(String name, byte[] image, String why) {
        assertThatThrownBy(() -> reader.read(image, DLL))
                .isInstanceOfSatisfying(
                        SolutionException.class, e -> assertThat(e.location()).contains(DLL))
                .hasMessageStartingWith("Contoso.Plugins.dll: This file is not a .NET assembly: ")
                .hasMessageContaining(why);
    }

    @Test
    void tellsNativeFromBroken() {
        byte[] image = contoso().build();

        assertThat(reader.isNative(patched(image, 0x80 + 24 + 96 + 14 * 8, 0))).isTrue();
        assertThat(reader.isNative(new byte[100])).isFalse();
    }

    @Test
    void readsTheNameOfAnAssemblyWhoseTypesMakeNoSense() {
        byte[] image = new AssemblyBuilderForTests("Obfuscated")
                .type(2, "", "X", null)
                .enclose(1, 1)
                .build();

        assertThat(reader.readName(image, DLL).name()).isEqualTo("Obfuscated");
    }

    @Test
    void refusesRowCountsThatTheFileCannotHold() {
        byte[] image = new AssemblyBuilderForTests("A").build();
        int rowCounts = indexOf(image, "#Blob") + 8 + 24;

        for (int table = 0; table < 3; table++) {
            byte[] patched = patched(image, rowCounts + table * 4, 0x00FFFFFF);
            assertThatThrownBy(() -> reader.read(patched, DLL)).hasMessageContaining("ends at byte");
            byte[] negative = patched(image, rowCounts + table * 4, -1);
            assertThatThrownBy(() -> reader.read(negative, DLL)).hasMessageContaining("claims 4294967295 rows");
        }
    }

    @Test
    void boundsTheCharactersThatSharedNamesAskFor() {
        AssemblyBuilderForTests builder = new AssemblyBuilderForTests("A");
        String namespace = "n".repeat(4000);
        for (int i = 0; i < 10_000; i++) {
            builder.type(1, namespace, "T", null);
        }
        byte[] image = builder.build();
        assertThat(image).hasSizeLessThan(300_000);

        assertThatThrownBy(() -> reader.read(image, DLL)).hasMessageContaining("characters together");
    }

    @Test
    void refusesKeysAndTokensOfImpossibleSize() {
        AssemblyName shortToken = new AssemblyName("B", "1.0.0.0", AssemblyName.NEUTRAL, "abcd");
        byte[] image =
                new AssemblyBuilderForTests("A").reference(shortToken, null).build();
        byte[] hugeKey = new AssemblyBuilderForTests("A")
                .strongName(new byte[10_000], true)
                .build();

        assertThatThrownBy(() -> reader.read(image, DLL)).hasMessageContaining("a public key token has 2 bytes, not 8");
        assertThatThrownBy(() -> reader.readName(hugeKey, DLL)).hasMessageContaining("10000 bytes of a public key");
    }

    /** Whatever is done to an image, there is a result or one clear error, soon. */
    @Test
    void survivesSeededDamage() {
        Random random = new Random(335);
        List<byte[]> images = List.of(
                contoso().build(),
                contoso().pe32plus().largeHeaps().build(),
                contoso().uncompressedMetadata().extraData().build());
        int read = 0;
        int refused = 0;
        Effort effort = Effort.ofThread();
        for (int round = 0; round < 20_000; round++) {
            byte[] image = images.get(round % images.size()).clone();
            for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                // metadata and headers are where it matters; the zeros between them are not
                int at = random.nextInt(3) == 0
                        ? 0x80 + random.nextInt(0x180)
                        : 0x400 + random.nextInt(image.length - 0x400);
                image[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0xFF : 0);
            }
            if (random.nextInt(10) == 0) {
                image = Arrays.copyOf(image, random.nextInt(image.length));
            }
            byte[] damaged = image;
            Throwable thrown = catchThrowable(() -> reader.read(damaged, DLL));
            if (thrown == null) {
                read++;
            } else {
                assertThat(thrown).isInstanceOf(SolutionException.class);
                refused++;
            }
        }
        assertThat(read).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
        assertThat(effort.spent()).isLessThan(Duration.ofMinutes(1));
    }

    private static byte[] patched(byte[] image, int offset, int value) {
        byte[] copy = image.clone();
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return copy;
    }

    private static int indexOf(byte[] image, String text) {
        return new String(image, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
