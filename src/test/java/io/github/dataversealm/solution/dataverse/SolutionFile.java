package io.github.dataversealm.solution.dataverse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip with a manifest and so many bytes that cannot be compressed. */
final class SolutionFile {

    private SolutionFile() {}

    static void write(Path file, int bytes) throws IOException {
        Random random = new Random(1);
        byte[] chunk = new byte[8192];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("solution.xml"));
            zip.write("<ImportExportXml/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("WebResources/data.bin"));
            for (int left = bytes; left > 0; left -= chunk.length) {
                random.nextBytes(chunk);
                zip.write(chunk, 0, Math.min(left, chunk.length));
            }
        }
    }
}
