package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpillingSinkTest {

    private static final int LIMIT = 4 << 20;

    @Test
    void a_small_document_stays_in_memory() throws IOException {
        try (SpillingSink sink = new SpillingSink()) {
            sink.append(new byte[LIMIT - 1]);
            sink.append('x');
            assertThat(sink.isSpilled()).isFalse();
            assertThat(sink.length()).isEqualTo(LIMIT);
            assertThat(sink.open().readAllBytes()).hasSize(LIMIT).endsWith('x');
        }
    }

    @Test
    void a_large_one_comes_back_as_it_was_written() throws IOException {
        Random random = new Random(3);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (SpillingSink sink = new SpillingSink()) {
            while (expected.size() < 5 * LIMIT) {
                byte[] block = new byte[random.nextInt(random.nextInt(50) == 0 ? 1 << 20 : 100) + 1];
                random.nextBytes(block);
                sink.append(block);
                sink.append(block[0]);
                expected.write(block);
                expected.write(block[0]);
            }
            assertThat(sink.isSpilled()).isTrue();
            assertThat(sink.length()).isEqualTo(expected.size());
            assertThat(sink.size()).isLessThan(3 * LIMIT);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = sink.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
                }
            }
        }
    }

    @Test
    void what_is_held_keeps_its_offsets() throws IOException {
        try (SpillingSink sink = new SpillingSink()) {
            sink.append(utf8("before"));
            sink.hold(true);
            sink.append(new byte[2 * LIMIT]);
            assertThat(sink.isSpilled()).isFalse();
            assertThat(sink.size()).isEqualTo(2 * LIMIT + 6);
            sink.hold(false);
            sink.append(new byte[2 * LIMIT]);
            sink.append(new byte[2 * LIMIT]);
            assertThat(sink.isSpilled()).isTrue();
            assertThat(sink.length()).isEqualTo(6L * LIMIT + 6);
            assertThat(sink.open().readNBytes(6)).isEqualTo(utf8("before"));
        }
    }

    @Test
    void it_can_be_used_again() throws IOException {
        try (SpillingSink sink = new SpillingSink()) {
            sink.append(new byte[3 * LIMIT]);
            sink.append(new byte[3 * LIMIT]);
            assertThat(sink.isSpilled()).isTrue();
            sink.reset();
            assertThat(sink.isSpilled()).isFalse();
            assertThat(sink.length()).isZero();
            // what a large document needed is not kept for the small ones that follow
            assertThat(sink.array().length).isLessThanOrEqualTo(LIMIT);
            sink.append(utf8("<a/>"));
            try (XmlScanner scanner = new XmlScanner(sink.asSource("part"))) {
                assertThat(scanner.next()).isEqualTo(XmlToken.START);
                assertThat(scanner.location().file()).isEqualTo("part");
            }
        }
    }

    @Test
    void formatting_a_large_document_takes_little_memory() throws IOException {
        byte[] item = utf8("<item name=\"x\">text</item>");
        int count = 500_000;
        XmlSource source = XmlSource.of(repeated(item, count), "large.xml");
        try (SpillingSink sink = new SpillingSink();
                XmlScanner scanner = new XmlScanner(source)) {
            XmlFormatter formatter = new XmlFormatter(utf8("\n"));
            formatter.beginDocument(sink);
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                formatter.copy(scanner, token);
            }
            assertThat(sink.isSpilled()).isTrue();
            assertThat(sink.array().length).isLessThanOrEqualTo(2 * LIMIT);
            long prolog = utf8(Formatted.PROLOG + "\n<r>\n</r>").length;
            assertThat(sink.length()).isEqualTo(prolog + (item.length + 3L) * count);
        }
    }

    private static byte[] repeated(byte[] item, int count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(item.length * count + 10);
        out.write(utf8("<r>"));
        for (int i = 0; i < count; i++) {
            out.write(item);
        }
        out.write(utf8("</r>"));
        return out.toByteArray();
    }
}
