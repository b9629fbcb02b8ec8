package io.github.dataversealm.solution.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files arrive in pieces and go to the disk; what is too large is refused, whether it says so or not. */
class LargeRequestTest {

    private static final int TRIPLES = 8 << 20;

    @TempDir
    Path directory;

    @Test
    void a_large_file_is_decoded_and_too_large_ones_are_refused() throws IOException {
        try (Emulator emulator = Emulator.start(EmulatorOptions.in(directory).withModules(List.of(TestModule::new)));
                Wire wire = new Wire(emulator)) {
            for (boolean told : List.of(true, false)) {
                emulator.knobs(Knobs.defaults());
                assertThat(wire.sendBody("POST", "Size", new Upload(told))
                                .json()
                                .get("Bytes")
                                .asLong())
                        .isEqualTo(3L * TRIPLES);
                emulator.knobs(Knobs.defaults().with("maxRequestBytes", 1_000_000));
                Wire.Answer refused = wire.sendBody("POST", "Size", new Upload(told));
                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.code()).isEqualTo("0x8004418a");
                assertThat(directory.resolve("tmp")).isEmptyDirectory();
            }
            emulator.knobs(Knobs.defaults().with("maxRequestBytes", 100));
            assertThat(wire.post("publishers", "{\"uniquename\":\"" + "x".repeat(100) + "\"}")
                            .status())
                    .isEqualTo(413);
        }
    }

    /** A file of zeros in base64. */
    private static final class Upload extends RequestBody {

        private static final byte[] START = "{\"CustomizationFile\":\"".getBytes(US_ASCII);
        private static final byte[] END = "\"}".getBytes(US_ASCII);

        private final boolean tellsLength;

        Upload(boolean tellsLength) {
            this.tellsLength = tellsLength;
        }

        @Override
        public MediaType contentType() {
            return MediaType.get("application/json");
        }

        @Override
        public long contentLength() {
            return tellsLength ? START.length + 4L * TRIPLES + END.length : -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(START);
            byte[] piece = "AAAA".repeat(1 << 12).getBytes(US_ASCII);
            for (int written = 0; written < TRIPLES; written += 1 << 12) {
                sink.write(piece);
            }
            sink.write(END);
        }
    }
}
