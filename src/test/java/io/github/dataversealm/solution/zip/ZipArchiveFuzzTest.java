package io.github.dataversealm.solution.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.PathRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: a clear error, or entries that are what they declare. */
class ZipArchiveFuzzTest {

    private static final ZipLimits LIMITS = new ZipLimits(1000, 8 << 20, 16 << 20, 400);

    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".zip");
        try {
            read(file, bytes);
        } finally {
            Files.delete(file);
        }
    }

    /** The same with seeded changes of sound zips, in every build. */
    @Test
    void changedZips(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.zip");
        Random random = new Random(42);
        int sound = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] bytes = seed(random);
            int changes = random.nextInt(4);
            for (int c = 0; c < changes; c++) {
                change(bytes, random);
            }
            if (random.nextInt(8) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            sound += read(file, bytes) ? 1 : 0;
        }
        // both outcomes have been tested
        assertThat(sound).isBetween(400, 3000);
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0:
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                break;
            case 1:
                bytes[at] = (byte) random.nextInt(256);
                break;
            case 2:
                Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(8)), (byte) (random.nextInt(2) - 1));
                break;
            default:
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
                System.arraycopy(bytes, from, bytes, at, length);
                break;
        }
    }

    static byte[] seed(Random random) {
        RawZip zip = new RawZip();
        zip.zip64End = random.nextInt(4) == 0;
        zip.prefix = new byte[random.nextInt(4) == 0 ? 20 : 0];
        zip.comment = new byte[random.nextInt(4) == 0 ? 10 : 0];
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            byte[] content = "<a>".repeat(random.nextInt(60)).getBytes(StandardCharsets.UTF_8);
            String name = random.nextInt(3) + "/" + i + (random.nextBoolean() ? "ä" : "");
            if (random.nextInt(4) == 0) {
                zip.addStored(name, content);
            } else {
                zip.add(name, content);
            }
        }
        return zip.bytes();
    }

    private static boolean read(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (ZipArchive archive = ZipArchive.open(file, LIMITS)) {
            for (ZipItem item : archive.items()) {
                assertThat(PathRules.isLegal(item.name())).isTrue();
                assertThat(archive.read(item)).hasSize((int) item.size());
                assertThat(archive.find(item.name())).containsSame(item);
            }
            return true;
        } catch (SolutionException e) {
            assertThat(e.location()).isPresent();
            assertThat(e.advice()).isNotEmpty();
            return false;
        }
    }
}
