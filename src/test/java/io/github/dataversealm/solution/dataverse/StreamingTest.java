package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip of 40 MB goes up and comes down in a JVM that could not hold it. */
class StreamingTest {

    private static final int SIZE = 40 << 20;

    @TempDir
    Path folder;

    /** Runs in the small JVM. */
    static final class Transfer {

        private Transfer() {}

        public static void main(String[] arguments) throws IOException {
            TokenProvider tokens = new TokenProvider() {
                @Override
                public String token() {
                    return "t";
                }

                @Override
                public void refused(String token) {
                    throw new IllegalStateException();
                }
            };
            try (HttpClients http = new HttpClients(HttpOptions.defaults())) {
                DataverseClient client =
                        new DataverseClient(URI.create(arguments[0]), http.client(), tokens, ClientOptions.defaults());
                StageResult staged = client.stage(Path.of(arguments[1]));
                client.downloadExport(staged.uploadId().orElseThrow(), Path.of(arguments[2]));
            }
        }
    }

    @Test
    void memory_does_not_grow_with_the_zip() throws Exception {
        Path zip = folder.resolve("large.zip");
        SolutionFile.write(zip, SIZE);
        AtomicLong received = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/data/v9.2/StageSolution", exchange -> {
            byte[] buffer = new byte[1 << 16];
            InputStream in = exchange.getRequestBody();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received.addAndGet(n);
            }
            byte[] answer =
                    ("{\"StageSolutionResults\":{\"StageSolutionStatus\":\"Passed\",\"StageSolutionUploadId\":\""
                                    + new UUID(1, 1) + "\"}}")
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/api/data/v9.2/DownloadSolutionExportData", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody();
                    InputStream in = Files.newInputStream(zip)) {
                out.write("{\"ExportSolutionFile\":\"".getBytes(StandardCharsets.UTF_8));
                byte[] chunk = new byte[3 << 16];
                for (int n = in.readNBytes(chunk, 0, chunk.length); n > 0; n = in.readNBytes(chunk, 0, chunk.length)) {
                    out.write(Base64.getEncoder().encode(n == chunk.length ? chunk : Arrays.copyOf(chunk, n)));
                }
                out.write("\"}".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        try {
            Path target = folder.resolve("downloaded.zip");
            Path log = folder.resolve("log.txt");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx20m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Transfer.class.getName(),
                            "http://localhost:" + server.getAddress().getPort(),
                            zip.toString(),
                            target.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            assertThat(target).hasSameBinaryContentAs(zip);
            assertThat(received.get())
                    .isEqualTo((Files.size(zip) + 2) / 3 * 4 + "{\"CustomizationFile\":\"\"}".length());
        } finally {
            server.stop(0);
        }
    }
}
