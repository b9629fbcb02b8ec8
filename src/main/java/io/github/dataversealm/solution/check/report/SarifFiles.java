package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The SARIF file, and when GitHub's code scanning would refuse it for its size, one that is cut, with the full one beside it
 * as {@code check.full.sarif} (spec check-rules section 5.2).
 */
final class SarifFiles {

    static final int MAX_RESULTS = 25_000;
    static final long MAX_BYTES = 10_000_000;

    private final SarifReport report;
    private final int maxResults;
    private final long maxBytes;

    SarifFiles(SarifReport report) {
        this(report, MAX_RESULTS, MAX_BYTES);
    }

    /** @param maxBytes of the compressed file */
    SarifFiles(SarifReport report, int maxResults, long maxBytes) {
        this.report = report;
        this.maxResults = maxResults;
        this.maxBytes = maxBytes;
    }

    void write(CheckResult result, Path file) throws IOException {
        int largest = result.findings().size();
        int limit = Math.min(largest, maxResults);
        String text = report.write(result, limit);
        for (long size = compressed(text); size > maxBytes && limit > 0; size = compressed(text)) {
            // the size follows the number of results but for the rules, so that a few rounds are enough
            limit = (int) Math.min(limit - 1L, limit * maxBytes * 9 / 10 / size);
            text = report.write(result, limit);
        }
        Reports.write(file, text);
        Path full = Reports.beside(file, "full");
        if (limit < largest) {
            Reports.write(full, report.write(result, largest));
        } else {
            Files.deleteIfExists(full);
        }
    }

    private static long compressed(String text) throws IOException {
        Counter counter = new Counter();
        try (GZIPOutputStream zip = new GZIPOutputStream(counter)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return counter.count;
    }

    private static final class Counter extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
