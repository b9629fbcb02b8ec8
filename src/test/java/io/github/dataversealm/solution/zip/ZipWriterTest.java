package io.github.dataversealm.solution.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipWriterTest {

    private static final Instant TIME = Instant.parse("2024-02-29T23:59:59Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsRead(long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, byte[]> content = content(random);
        Path zip = folder.resolve("a.zip");
        write(zip, content, 1 + random.nextInt(4), new Random(seed));
        try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT)) {
            assertThat(archive.items()).extracting(ZipItem::name).containsExactlyElementsOf(content.keySet());
            for (ZipItem item : archive.items()) {
                assertThat(archive.read(item)).as(item.name()).isEqualTo(content.get(item.name()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void javaReadsWhatIsWritten(long seed) throws IOException {
        Map<String, byte[]> content = content(new Random(seed));
        Path zip = folder.resolve("a.zip");
        write(zip, content, 3, new Random(seed));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry : Collections.list(file.entries())) {
                names.add(entry.getName());
                assertThat(file.getInputStream(entry).readAllBytes())
                        .as(entry.getName())
                        .isEqualTo(content.get(entry.getName()));
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.parse("2024-02-29T23:59:58"));
                assertThat(entry.getExtra()).isNull();
            }
            assertThat(names).containsExactlyElementsOf(content.keySet());
        }
    }

    @Test
    void sameContentSameBytes() throws IOException {
        Map<String, byte[]> content = content(new Random(21));
        Path first = folder.resolve("1.zip");
        write(first, content, 1, new Random(1));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            for (int threads = 1; threads <= 5; threads++) {
                Path other = folder.resolve("other.zip");
                write(other, content, threads, new Random(threads + 100));
                assertThat(Files.mismatch(first, other))
                        .as("threads %s", threads)
                        .isEqualTo(-1);
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void anEntryIsDeflatedTheSameWhateverIsBesideIt() throws IOException {
        byte[] large = text(new Random(5), 900_000);
        Map<String, byte[]> alone = Map.of("large.xml", large);
        Map<String, byte[]> beside = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            beside.put("small/" + i, text(new Random(i), 3000));
        }
        beside.put("large.xml", large);
        write(folder.resolve("1.zip"), alone, 2, new Random(1));
        write(folder.resolve("2.zip"), beside, 2, new Random(1));
        assertThat(packed(folder.resolve("1.zip"))).isEqualTo(packed(folder.resolve("2.zip")));
    }

    private static byte[] packed(Path zip) throws IOException {
        try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT)) {
            ZipItem item = archive.find("LARGE.xml").orElseThrow();
            byte[] all = Files.readAllBytes(zip);
            int from = (int) item.dataPosition();
            return java.util.Arrays.copyOfRange(all, from, from + (int) item.compressedSize());
        }
    }

    @Test
    void emptyAndIncompressibleContentIsStored() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Path zip = folder.resolve("a.zip");
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("empty", new byte[0]);
        content.put("noise", noise);
        content.put("text", text(new Random(2), 5000));
        write(zip, content, 2, new Random(1));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.getEntry("empty").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(file.getEntry("noise").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(file.getEntry("text").getMethod()).isEqualTo(ZipEntry.DEFLATED);
        }
    }

    @Test
    void theTargetChangesWhenTheZipIsFinished() throws IOException {
        Path zip = folder.resolve("new/folder/a.zip");
        write(zip, Map.of("a", new byte[] {1}), 2, new Random(1));
        byte[] before = Files.readAllBytes(zip);
        try (ZipWriter writer = ZipWriter.create(zip, TIME, 2)) {
            writer.entry("b", text(new Random(1), 2_000_000));
            assertThat(files(zip.getParent())).isEqualTo(2);
        }
        assertThat(Files.readAllBytes(zip)).isEqualTo(before);
        assertThat(files(zip.getParent())).isEqualTo(1);
        write(zip, Map.of("a", new byte[] {1, 2}), 2, new Random(1));
        assertThat(Files.readAllBytes(zip)).isNotEqualTo(before);
        assertThat(files(zip.getParent())).isEqualTo(1);
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void refusesNamesThatAreIllegalOrTaken() throws IOException {
        try (ZipWriter writer = ZipWriter.create(folder.resolve("a.zip"), TIME, 1)) {
            writer.entry("a/b", new byte[0]);
            assertThatThrownBy(() -> writer.entry("a/b", new byte[0]))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("a.zip!/a/b")
                    .hasMessageContaining("already");
            assertThatThrownBy(() -> writer.entry("A/c", new byte[0])).hasMessageContaining("a.zip!/a");
            assertThatThrownBy(() -> writer.entry("a/b/c", new byte[0])).hasMessageContaining("a.zip!/a/b");
            assertThatThrownBy(() -> writer.entry("../x", new byte[0])).hasMessageContaining("\"..\"");
            assertThatThrownBy(() -> writer.entry("x\\y", new byte[0])).isInstanceOf(SolutionException.class);
        }
    }

    @Test
    void refusesAFolderAsTarget() {
        assertThatThrownBy(() -> ZipWriter.create(folder, TIME, 1)).isInstanceOf(SolutionException.class);
    }

    @Test
    void oneEntryAtATime() throws IOException {
        try (ZipWriter writer = ZipWriter.create(folder.resolve("a.zip"), TIME, 1)) {
            OutputStream first = writer.entry("1");
            assertThatThrownBy(() -> writer.entry("2")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
            first.close();
            first.close();
            assertThatThrownBy(() -> first.write(1)).isInstanceOf(IOException.class);
            OutputStream second = writer.entry("2");
            second.write(7);
            second.close();
            writer.finish();
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
        try (ZipArchive archive = ZipArchive.open(folder.resolve("a.zip"), ZipLimits.DEFAULT)) {
            assertThat(archive.items()).hasSize(2);
            assertThat(archive.read(archive.items().get(1))).containsExactly(7);
        }
    }

    @Test
    void timesAreClampedAndRoundedDown() {
        assertThat(DosTime.of(Instant.EPOCH)).isEqualTo(0x0021_0000);
        assertThat(DosTime.of(Instant.parse("1980-01-01T00:00:01Z"))).isEqualTo(0x0021_0000);
        assertThat(DosTime.of(Instant.parse("2107-12-31T23:59:59Z"))).isEqualTo(0xff9f_bf7d);
        assertThat(DosTime.of(Instant.parse("2108-01-01T00:00:00Z"))).isEqualTo(0xff9f_bf7d);
    }

    @Test
    void manyEntriesNeedZip64() throws IOException {
        Path zip = folder.resolve("a.zip");
        int count = 70_000;
        try (ZipWriter writer = ZipWriter.create(zip, TIME, 2)) {
            for (int i = 0; i < count; i++) {
                writer.entry("e/" + i, new byte[] {(byte) i});
            }
            writer.finish();
        }
        try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT);
                ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(archive.items()).hasSize(count);
            assertThat(file.size()).isEqualTo(count);
            assertThat(archive.read(archive.items().get(69_999))).containsExactly((byte) 69_999);
        }
    }

    private static void write(Path zip, Map<String, byte[]> content, int threads, Random chunks) throws IOException {
        try (ZipWriter writer = ZipWriter.create(zip, TIME, threads)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                byte[] bytes = entry.getValue();
                if (chunks.nextInt(3) == 0) {
                    writer.entry(entry.getKey(), bytes);
                    continue;
                }
                try (OutputStream out = writer.entry(entry.getKey())) {
                    int at = 0;
                    while (at < bytes.length) {
                        int length = Math.min(bytes.length - at, 1 + chunks.nextInt(1 << (1 + chunks.nextInt(19))));
                        if (length == 1) {
                            out.write(bytes[at]);
                        } else {
                            out.write(bytes, at, length);
                        }
                        at += length;
                    }
                }
            }
            assertThat(writer.entryCount()).isEqualTo(content.size());
            long size = writer.finish();
            assertThat(zip).hasSize(size);
        }
    }

    /** Entries of all sizes that matter: around nothing, around a block, around a batch, and many small ones. */
    private static Map<String, byte[]> content(Random random) {
        int[] sizes = {
            0,
            1,
            2,
            Batch.DICTIONARY,
            Batch.BLOCK - 1,
            Batch.BLOCK,
            Batch.BLOCK + 1,
            Batch.CAPACITY,
            Batch.CAPACITY + 1,
            2 * Batch.BLOCK,
            2 * Batch.BLOCK + 1,
            3 * Batch.BLOCK + 12345
        };
        List<byte[]> all = new ArrayList<>();
        for (int size : sizes) {
            all.add(random.nextBoolean() ? text(random, size) : noise(random, size));
        }
        for (int i = 0; i < 300; i++) {
            all.add(text(random, random.nextInt(6000)));
        }
        Collections.shuffle(all, random);
        Map<String, byte[]> content = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            content.put((i % 7 == 0 ? "Größe/日本/" : "a folder/") + i + ".xml", all.get(i));
        }
        return content;
    }

    private static byte[] noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(Random random, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + 64);
        while (out.size() < size) {
            String line =
                    "<attribute name=\"new_" + random.nextInt(1000) + "\" type=\"" + random.nextInt(9) + "\" />\n";
            out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        }
        return java.util.Arrays.copyOf(out.toByteArray(), size);
    }
}
