package io.github.dataversealm.solution.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {

    private static final byte[] ZEROS = new byte[4 << 20];

    @TempDir
    Path folder;

    private final RawZip zip = new RawZip();

    // ---- sound zips

    @Test
    void readsStoredAndDeflatedInTheOrderOfTheDirectory() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        zip.addStored("z/stored.bin", noise);
        zip.add("a.txt", "hello");
        zip.addStored("empty", new byte[0]);
        zip.add("empty.xml", "");
        try (ZipArchive archive = open()) {
            assertThat(archive.items())
                    .extracting(ZipItem::name)
                    .containsExactly("z/stored.bin", "a.txt", "empty", "empty.xml");
            assertThat(archive.read(archive.items().get(0))).isEqualTo(noise);
            assertThat(archive.read(archive.items().get(1))).asString().isEqualTo("hello");
            assertThat(archive.read(archive.items().get(2))).isEmpty();
            assertThat(archive.read(archive.items().get(3))).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(archive.transferTo(archive.items().get(0), out)).isEqualTo(200_000);
            assertThat(out.toByteArray()).isEqualTo(noise);
            try (InputStream in = archive.open(archive.items().get(1))) {
                assertThat(in.read()).isEqualTo('h');
                assertThat(in.readAllBytes()).asString().isEqualTo("ello");
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void findsInAnyLetterCase() throws IOException {
        zip.add("Solution.XML", "s");
        zip.add("WebResources/Größe", "w");
        try (ZipArchive archive = open()) {
            assertThat(archive.find("Solution.XML")).map(ZipItem::name).contains("Solution.XML");
            assertThat(archive.find("solution.xml")).map(ZipItem::name).contains("Solution.XML");
            assertThat(archive.find("WEBRESOURCES/GRÖßE")).map(ZipItem::name).contains("WebResources/Größe");
            assertThat(archive.find("other.xml")).isEmpty();
            assertThat(archive.find("")).isEmpty();
        }
    }

    @Test
    void listsEmptyFolders() throws IOException {
        zip.addStored("full/", new byte[0]);
        zip.add("full/a", "a");
        zip.add("none/", "").unixMode(0x41ed);
        zip.addStored("deep/er/", new byte[0]);
        try (ZipArchive archive = open()) {
            assertThat(archive.items()).extracting(ZipItem::name).containsExactly("full/a");
            assertThat(archive.emptyFolders()).containsExactly("none", "deep/er");
        }
    }

    @Test
    void acceptsPrefixCommentAndZip64() throws IOException {
        for (boolean zip64 : new boolean[] {false, true}) {
            for (boolean prefixInOffsets : new boolean[] {false, true}) {
                RawZip raw = new RawZip();
                raw.zip64End = zip64;
                raw.prefix = "#!/bin/sh\nexit\n".getBytes(StandardCharsets.US_ASCII);
                raw.prefixInOffsets = prefixInOffsets;
                raw.comment = "a comment with PK\5\6 in it".getBytes(StandardCharsets.ISO_8859_1);
                raw.add("a", "content");
                try (ZipArchive archive = ZipArchive.open(raw.write(folder.resolve("a.zip")), ZipLimits.DEFAULT)) {
                    assertThat(archive.read(archive.items().get(0))).asString().isEqualTo("content");
                }
            }
        }
    }

    @Test
    void acceptsZip64FieldsOfAnEntryAndDataDescriptors() throws IOException {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        RawZip.Entry entry = zip.add("a", content);
        long packed = entry.data.length;
        entry.extra = new RawZip.Bytes().u16(0x5455).u16(1).u16(0).toByteArray();
        entry.extra = Arrays.copyOf(entry.extra, 5);
        byte[] field = new RawZip.Bytes()
                .u16(1)
                .u16(16)
                .u64(content.length)
                .u64(packed)
                .toByteArray();
        entry.extra = concat(entry.extra, field);
        entry.localExtra = field;
        entry.size = 0xffff_ffffL;
        entry.compressedSize = 0xffff_ffffL;
        RawZip.Entry streamed = zip.add("b", content);
        streamed.flags = 8;
        streamed.localCrc = 0L;
        streamed.localSize = 0L;
        streamed.data = concat(streamed.data, new byte[16]);
        streamed.compressedSize = streamed.data.length - 16L;
        try (ZipArchive archive = open()) {
            assertThat(archive.read(archive.items().get(0))).isEqualTo(content);
            assertThat(archive.read(archive.items().get(1))).isEqualTo(content);
        }
    }

    @Test
    void decodesNames() throws IOException {
        zip.add("Größe/日本.xml", "1").flags(1 << 11);
        zip.add("naïve/日本", "2");
        zip.add("x", "3").named("pr\u00e9f/Ü\u2592.txt".getBytes(Charset.forName("IBM437")));
        zip.add("folder\\sub\\file.txt", "4");
        try (ZipArchive archive = open()) {
            assertThat(archive.items())
                    .extracting(ZipItem::name)
                    .containsExactly("Größe/日本.xml", "naïve/日本", "pr\u00e9f/Ü\u2592.txt", "folder/sub/file.txt");
        }
    }

    @Test
    void codePage437IsThatOfTheRuntime() {
        byte[] all = new byte[129];
        for (int i = 0; i < 128; i++) {
            all[i] = (byte) (i + 128);
        }
        all[128] = 'x';
        assertThat(EntryName.decode(all, false)).isEqualTo(new String(all, Charset.forName("IBM437")));
    }

    @Test
    void severalThreadsReadAtOnce() throws Exception {
        Random random = new Random(3);
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] content = new byte[random.nextInt(300_000)];
            random.nextBytes(content);
            Arrays.fill(content, 0, content.length / 2, (byte) i);
            contents.add(content);
            zip.add("e" + i, content);
        }
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (ZipArchive archive = open()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 240; i++) {
                int index = i % 60;
                boolean stream = i % 2 == 0;
                results.add(executor.submit((Callable<Boolean>) () -> {
                    ZipItem item = archive.items().get(index);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    if (stream) {
                        archive.transferTo(item, out);
                    }
                    return Arrays.equals(stream ? out.toByteArray() : archive.read(item), contents.get(index));
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void nothingIsReadAfterClose() throws IOException {
        zip.add("a", new byte[200_000]);
        ZipArchive archive = open();
        ZipItem item = archive.items().get(0);
        InputStream in = archive.open(item);
        in.close();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        archive.close();
        archive.close();
        assertThatThrownBy(() -> archive.read(item)).isInstanceOf(IOException.class);
    }

    // ---- no zip

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "''~ empty",
                "'  <html><body>Sign in'~ HTML page",
                "<!DOCTYPE HTML PUBLIC>~ HTML page",
                "'{\"error\":{}}'~ JSON",
                "'<?xml version=\"1.0\"?><a/>'~ XML file",
                "MSCF0000~ cabinet",
                "MZ0000~ Windows program",
                "version https://git-lfs.github.com/spec/v1~ git lfs pull",
                "UEsDBBQAAAAIAA==~ base64",
                "something else~ no zip",
                "P~ no zip",
            })
    void saysWhatAFileThatIsNoZipLooksLike(String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("a.zip"), content);
        assertThatThrownBy(() -> ZipArchive.open(file, ZipLimits.DEFAULT))
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith(file.toString() + ": ")
                .hasMessageContaining(expected);
    }

    @Test
    void saysWhenThereIsNoFile() {
        assertThatThrownBy(() -> ZipArchive.open(folder.resolve("none.zip"), ZipLimits.DEFAULT))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("none.zip")
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> ZipArchive.open(folder, ZipLimits.DEFAULT))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("folder");
    }

    @Test
    void everyTruncationIsFound() throws IOException {
        zip.add("solution.xml", "<a/>");
        zip.add("b/c.xml", "<b/>");
        byte[] bytes = zip.bytes();
        for (int length = 0; length < bytes.length; length++) {
            Path file = Files.write(folder.resolve("a.zip"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ZipArchive.open(file, ZipLimits.DEFAULT)).isInstanceOf(SolutionException.class);
        }
        Path half = Files.write(folder.resolve("a.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ZipArchive.open(half, ZipLimits.DEFAULT)).hasMessageContaining("truncated");
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        zip.add("a", "a");
        zip.trailer = new byte[] {1};
        assertRefused("followed by other bytes");
    }

    @Test
    void refusesASplitZip() throws IOException {
        zip.add("a", "a");
        zip.disk = 1;
        assertRefused("split over several files");
    }

    @Test
    void refusesAWrongNumberOfEntries() throws IOException {
        zip.add("a", "a");
        zip.declaredEntries = 2;
        assertRefused("damaged");
        zip.declaredEntries = 0;
        assertRefused("more than the 0 entries");
    }

    // ---- hostile entries

    @ParameterizedTest
    @CsvSource({"1, 8", "65, 8", "8192, 8", "0, 99"})
    void refusesEncryption(int flags, int method) throws IOException {
        zip.add("ok", "x");
        zip.add("secret", "x").flags(flags).method(method);
        assertEntryRefused("secret", "encrypted");
    }

    @Test
    void refusesEncryptionThatOnlyTheLocalHeaderTells() throws IOException {
        zip.add("secret", "x").localFlags = 1;
        assertEntryRefused("secret", "disagree about its encryption");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 93, 95, 98})
    void refusesOtherMethods(int method) throws IOException {
        zip.add("x", "x").method(method);
        assertEntryRefused("x", "method " + method);
    }

    @Test
    void refusesLinksAndDevices() throws IOException {
        zip.addStored("link", "/etc/passwd".getBytes(StandardCharsets.UTF_8)).unixMode(0xa1ff);
        assertEntryRefused("link", "symbolic link");
        RawZip device = new RawZip();
        device.add("tty", "").unixMode(0x2000);
        assertThatThrownBy(() -> ZipArchive.open(device.write(folder.resolve("d.zip")), ZipLimits.DEFAULT))
                .hasMessageContaining("neither a file nor a folder");
    }

    @Test
    void refusesFoldersWithContent() throws IOException {
        zip.add("folder/", "content");
        assertEntryRefused("folder/", "has content");
    }

    @Test
    void refusesDuplicateNames() throws IOException {
        zip.add("a/x", "1");
        zip.add("a/x", "1");
        assertEntryRefused("a/x", "two entries of this name");
    }

    @Test
    void refusesNamesThatADifferentTreatmentOfSlashesMakesEqual() throws IOException {
        zip.add("a/x", "1");
        zip.add("a\\x", "1");
        assertEntryRefused("a/x", "two entries of this name");
    }

    @ParameterizedTest
    @CsvSource({"a/File,a/file", "Folder/a,folder/b", "a,a/b", "a/b,a", "Folder/,folder/x", "x/,X"})
    void refusesCollidingNames(String first, String second) throws IOException {
        zip.add(first, "");
        zip.add(second, "");
        assertEntryRefused(second, "same file or folder on Windows and macOS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/passwd",
                "\\\\server\\share\\x",
                "..\\evil",
                "C:\\evil",
                "c:evil",
                "a//b",
                "a/./b",
                "/",
                "a//",
                "nul",
                "a/COM1.txt",
                "a./b",
                "a /b",
                "a:stream",
                "a\u0000.txt",
                "a\nb",
                ""
            })
    void refusesIllegalNames(String name) throws IOException {
        zip.add("ok", "");
        zip.add(name, "");
        SolutionException e = refused();
        assertThat(e.location().orElseThrow().file()).startsWith(folder.resolve("a.zip") + "!/");
        assertThat(e.advice()).isNotEmpty();
        assertThat(e.getMessage()).doesNotContain("\u0000");
    }

    @Test
    void refusesANameThatIsFlaggedAsUtf8AndIsNot() throws IOException {
        zip.add("x", "").named(new byte[] {'a', (byte) 0xff}).flags(1 << 11);
        assertRefused("not valid UTF-8");
    }

    @Test
    void refusesLocalHeadersThatDisagree() throws IOException {
        RawZip.Entry entry = zip.add("name", "content");
        entry.localName = "nama".getBytes(StandardCharsets.US_ASCII);
        assertEntryRefused("name", "disagree about its name");
        entry.localName = "longer".getBytes(StandardCharsets.US_ASCII);
        assertEntryRefused("name", "disagree about its name");
        entry.localName = null;
        entry.localMethod = 0;
        assertEntryRefused("name", "disagree about its method");
        entry.localMethod = -1;
        entry.localSize = 8L;
        assertEntryRefused("name", "disagree about its size");
        entry.localSize = null;
        entry.localCrc = 1L;
        assertEntryRefused("name", "disagree about its CRC");
        entry.localCrc = null;
        entry.offset = 1L;
        assertEntryRefused("name", "damaged");
    }

    /** The overlap of a zip bomb: an entry that lies, header and all, in the content of another. */
    @Test
    void refusesAnEntryInsideAnother() throws IOException {
        RawZip inner = new RawZip();
        inner.add("b", "inside");
        zip.addStored("a", inner.bytes());
        RawZip.Entry quoted = zip.add("b", "inside");
        quoted.withoutLocal = true;
        quoted.offset = 31L;
        assertEntryRefused("a", "overlaps the entry b");
    }

    @Test
    void refusesTwoEntriesWithOneLocalHeader() throws IOException {
        zip.add("a", "x");
        RawZip.Entry other = zip.add("b", "x");
        other.withoutLocal = true;
        other.offset = 0L;
        assertRefused("damaged");
    }

    @Test
    void refusesAnEntryThatOverlapsTheNext() throws IOException {
        RawZip.Entry first = zip.addStored("a", new byte[10]);
        first.compressedSize = 20L;
        first.size = 20L;
        zip.add("b", "y");
        assertEntryRefused("a", "overlaps the entry b");
    }

    @Test
    void refusesAnEntryThatOverlapsTheDirectory() throws IOException {
        RawZip.Entry only = zip.addStored("a", new byte[10]);
        only.compressedSize = 20L;
        only.size = 20L;
        assertEntryRefused("a", "overlaps the directory");
    }

    // ---- limits

    @Test
    void limitsNameTheParameterThatRaisesThem() throws IOException {
        zip.add("a", ZEROS);
        zip.add("b", "b");
        assertLimit(new ZipLimits(1, 1L << 40, 1L << 40, 100_000), "-Dsolution.maxEntries=2");
        assertLimit(new ZipLimits(2, ZEROS.length - 1, 1L << 40, 100_000), "-Dsolution.maxEntryBytes=" + ZEROS.length);
        assertLimit(new ZipLimits(2, 1L << 40, ZEROS.length, 100_000), "-Dsolution.maxTotalBytes");
        assertLimit(new ZipLimits(2, 1L << 40, 1L << 40, 400), "-Dsolution.maxCompressionRatio=");
        try (ZipArchive archive = ZipArchive.open(
                zip.write(folder.resolve("a.zip")), new ZipLimits(2, ZEROS.length, ZEROS.length + 1, 1100))) {
            assertThat(archive.items()).hasSize(2);
        }
    }

    private void assertLimit(ZipLimits limits, String parameter) throws IOException {
        Path file = zip.write(folder.resolve("a.zip"));
        assertThatThrownBy(() -> ZipArchive.open(file, limits))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("a.zip")
                .hasMessageContaining(parameter);
    }

    @Test
    void theAdvisedRatioIsEnough() throws IOException {
        zip.add("a", ZEROS);
        String advice = refused().advice();
        int ratio = Integer.parseInt(advice.replaceAll("\\D", ""));
        ZipArchive.open(folder.resolve("a.zip"), new ZipLimits(1, 1L << 40, 1L << 40, ratio))
                .close();
    }

    // ---- content that is not what the directory declares

    @Test
    void anEntryNeverUnpacksToMoreThanItDeclares() throws IOException {
        RawZip.Entry entry = zip.add("bomb", ZEROS);
        entry.size = 1000;
        assertUnreadable("bomb", "longer than it declares");
    }

    @Test
    void findsContentThatIsShort() throws IOException {
        zip.add("short", "abc").size = 4;
        assertUnreadable("short", "shorter than it declares");
    }

    @Test
    void findsAWrongCrc() throws IOException {
        zip.add("a", "abc").crc ^= 1;
        assertUnreadable("a", "CRC");
        RawZip stored = new RawZip();
        stored.addStored("a", new byte[3]).crc ^= 1;
        Path file = stored.write(folder.resolve("s.zip"));
        try (ZipArchive archive = ZipArchive.open(file, ZipLimits.DEFAULT)) {
            assertThatThrownBy(() -> archive.read(archive.items().get(0))).hasMessageContaining("CRC");
        }
    }

    @Test
    void findsAWrongCrcOfAnEmptyEntry() throws IOException {
        zip.add("a", "").crc = 5;
        assertUnreadable("a", "CRC");
    }

    @Test
    void findsBrokenData() throws IOException {
        zip.add("a", "abc").data = new byte[] {7, 7, 7, 7};
        assertUnreadable("a", "invalid");
        RawZip cut = new RawZip();
        byte[] noise = new byte[1000];
        new Random(2).nextBytes(noise);
        RawZip.Entry entry = cut.add("a", noise);
        entry.data = Arrays.copyOf(entry.data, 500);
        try (ZipArchive archive = ZipArchive.open(cut.write(folder.resolve("c.zip")), ZipLimits.DEFAULT)) {
            assertThatThrownBy(() -> archive.read(archive.items().get(0)))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("breaks off");
        }
    }

    @Test
    void findsDataBehindTheEndOfTheStream() throws IOException {
        RawZip.Entry entry = zip.add("a", "abc");
        entry.data = concat(entry.data, new byte[10]);
        assertUnreadable("a", "ends early");
    }

    @Test
    void theLastBytesOfADamagedEntryAreNotHandedOut() throws IOException {
        zip.add("a", "abc").crc ^= 1;
        try (ZipArchive archive = open();
                InputStream in = archive.open(archive.items().get(0))) {
            assertThat(in.read()).isEqualTo('a');
            assertThat(in.read()).isEqualTo('b');
            assertThatThrownBy(in::read).isInstanceOf(SolutionException.class);
        }
    }

    // ---- helpers

    private void assertUnreadable(String entry, String problem) throws IOException {
        try (ZipArchive archive = open()) {
            ZipItem item = archive.items().get(0);
            assertThatThrownBy(() -> archive.read(item))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("a.zip!/" + entry)
                    .hasMessageContaining(problem);
            assertThatThrownBy(() -> archive.transferTo(item, new ByteArrayOutputStream()))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining(problem);
        }
    }

    private void assertEntryRefused(String entry, String problem) throws IOException {
        SolutionException e = refused();
        assertThat(e.location().orElseThrow().file()).isEqualTo(folder.resolve("a.zip") + "!/" + entry);
        assertThat(e.problem()).contains(problem);
        assertThat(e.advice()).isNotEmpty();
    }

    private void assertRefused(String problem) throws IOException {
        SolutionException e = refused();
        assertThat(e.getMessage()).contains("a.zip").contains(problem);
        assertThat(e.advice()).isNotEmpty();
    }

    private SolutionException refused() throws IOException {
        Path file = zip.write(folder.resolve("a.zip"));
        SolutionException e = catchThrowableOfType(
                SolutionException.class,
                () -> ZipArchive.open(file, ZipLimits.DEFAULT).close());
        assertThat(e).as("the zip was accepted").isNotNull();
        return e;
    }

    private ZipArchive open() throws IOException {
        return ZipArchive.open(zip.write(folder.resolve("a.zip")), ZipLimits.DEFAULT);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
