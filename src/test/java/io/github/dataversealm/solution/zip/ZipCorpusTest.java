package io.github.dataversealm.solution.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real zips: whatever java.util.zip reads is read, and equal; written again they are still equal. */
class ZipCorpusTest {

    @TempDir
    Path folder;

    @Test
    void everyZipIsReadAsByJava() throws IOException {
        List<Path> zips = zips();
        int entries = 0;
        for (Path zip : zips) {
            try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT);
                    ZipFile java = new ZipFile(zip.toFile())) {
                long files = java.stream().filter(e -> !e.isDirectory()).count();
                assertThat(archive.items()).as(zip.toString()).hasSize((int) files);
                for (ZipItem item : archive.items()) {
                    assertThat(archive.read(item)).as(zip + "!/" + item).isEqualTo(read(java, item.name()));
                    entries++;
                }
            }
        }
        System.out.println("corpus: " + zips.size() + " zips, " + entries + " entries are read as by java.util.zip");
    }

    @Test
    void everyZipIsWrittenAgain() throws IOException {
        int count = 0;
        for (Path zip : zips()) {
            if (!zip.getParent().endsWith("zips")) {
                continue;
            }
            Path again = folder.resolve("again.zip");
            try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT);
                    ZipWriter writer = ZipWriter.create(again, Instant.EPOCH, 2)) {
                for (ZipItem item : archive.items()) {
                    writer.entry(item.name(), archive.read(item));
                }
                writer.finish();
            }
            try (ZipArchive archive = ZipArchive.open(zip, ZipLimits.DEFAULT);
                    ZipFile java = new ZipFile(again.toFile())) {
                assertThat(java.size()).isEqualTo(archive.items().size());
                for (ZipItem item : archive.items()) {
                    assertThat(read(java, item.name())).as(zip + "!/" + item).isEqualTo(archive.read(item));
                }
            }
            count++;
        }
        System.out.println("corpus: " + count + " zips are written again");
    }

    private static byte[] read(ZipFile java, String name) throws IOException {
        ZipEntry entry = java.getEntry(name);
        return java.getInputStream(entry).readAllBytes();
    }

    private static List<Path> zips() throws IOException {
        Path corpus = Path.of("../shared/corpus");
        if (!Files.isDirectory(corpus)) {
            corpus = Path.of(System.getProperty("solution.corpus", "../shared/corpus"));
        }
        if (!Files.isDirectory(corpus)) {
            System.err.println("SKIPPED ZipCorpusTest: no corpus in " + corpus.toAbsolutePath()
                    + "; point to it with -Dsolution.corpus");
            Assumptions.abort("no corpus in " + corpus.toAbsolutePath());
        }
        try (Stream<Path> files = Files.walk(corpus)) {
            List<Path> zips =
                    files.filter(p -> p.toString().endsWith(".zip")).sorted().collect(Collectors.toList());
            assertThat(zips).isNotEmpty();
            return zips;
        }
    }
}
