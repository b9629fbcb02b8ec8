package io.github.dataversealm.solution.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.zip.StreamedZip.BrokenZipException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips in zips: what is in them is read, and what they unpack to has an end. */
class StreamedZipTest {

    private static final ZipLimits LIMITS = new ZipLimits(10, 4 << 20, 6 << 20, 100);

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(4).nextBytes(noise);
        return noise;
    }

    /** The names, and what is in the entries whose name has an {@code r}. */
    private static List<String> read(byte[] bytes) throws IOException {
        List<String> found = new ArrayList<>();
        try (StreamedZip zip = new StreamedZip(new ByteArrayInputStream(bytes), LIMITS)) {
            while (zip.next()) {
                found.add(
                        zip.name().contains("r")
                                ? zip.name() + "=" + new String(zip.read(4 << 20), StandardCharsets.UTF_8)
                                : zip.name());
            }
        }
        return found;
    }

    private static void refused(byte[] bytes, String problem) {
        assertThatExceptionOfType(BrokenZipException.class)
                .isThrownBy(() -> read(bytes))
                .withMessage(problem);
    }

    @Test
    void entries_are_read_or_passed_over() throws IOException {
        byte[] zip = zip(
                Map.of("a", noise(100_000), "b\\r.txt", "text".getBytes(StandardCharsets.UTF_8), "c/", new byte[0]));
        assertThat(read(zip)).containsExactly("a", "b/r.txt=text", "c/");
        assertThat(read(Arrays.copyOf(zip, zip.length + 70_000)))
                .as("with zeros behind its end")
                .hasSize(3);
    }

    @Test
    void what_is_larger_than_is_wanted_can_be_left() throws IOException {
        try (StreamedZip zip =
                new StreamedZip(new ByteArrayInputStream(zip(Map.of("a", noise(100_000), "b", noise(10)))), LIMITS)) {
            assertThat(zip.next()).isTrue();
            assertThat(zip.readIfSmall(99_999)).isEmpty();
            assertThat(zip.next()).isTrue();
            assertThat(zip.readIfSmall(10))
                    .hasValueSatisfying(content -> assertThat(content).hasSize(10));
            assertThat(zip.readIfSmall(10))
                    .hasValueSatisfying(content -> assertThat(content).isEmpty());
            assertThat(zip.next()).isFalse();
            assertThat(zip.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "r"})
    void an_entry_that_unpacks_to_very_much_ends_early_read_or_not(String name) throws IOException {
        refused(
                zip(Map.of("a", noise(50_000), name, new byte[3 << 20])),
                "its entry " + name + " unpacks to more than 100 times its size");
        assertThat(read(zip(Map.of(name, new byte[1 << 20]))))
                .as("a small one is not judged")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "r"})
    void an_entry_has_a_size_at_most(String name) throws IOException {
        refused(zip(Map.of(name, noise((4 << 20) + 1))), "its entry " + name + " has more than 4194304 bytes");
    }

    @Test
    void all_entries_together_have_a_size_at_most() throws IOException {
        refused(
                zip(Map.of("a", noise(3 << 20), "b", noise(3 << 20), "c", noise(1))),
                "it unpacks to more than 6291456 bytes");
    }

    @Test
    void there_is_a_number_of_entries_at_most() throws IOException {
        Map<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            many.put("e" + i, new byte[0]);
        }
        assertThat(read(zip(many))).hasSize(10);
        many.put("x", new byte[0]);
        refused(zip(many), "it has more than 10 entries");
    }

    @Test
    void a_stored_entry_is_no_bomb() throws IOException {
        byte[] content = new byte[2 << 20];
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("a");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        assertThat(read(out.toByteArray())).containsExactly("a");
    }

    @Test
    void what_is_no_zip_or_damaged_says_so() throws IOException {
        refused(new byte[0], "it is not a zip, or an empty one");
        refused("no zip".getBytes(StandardCharsets.UTF_8), "it is not a zip, or an empty one");
        byte[] zip = zip(Map.of("a", noise(1_000), "b", noise(1_000)));
        refused(Arrays.copyOf(zip, 1_500), "it is damaged behind its entry b");
        byte[] changed = zip.clone();
        changed[100] ^= 1;
        refused(changed, "it is damaged behind its entry a");
        byte[] name = zip.clone();
        name[30] = (byte) 0xFF;
        refused(name, "the name of an entry cannot be decoded");
    }
}
