package io.github.dataversealm.solution.xml;

import static io.github.dataversealm.solution.xml.Formatted.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are: a clear error, or a document that formatting again does not change. Run with
 * {@code JAZZER_FUZZ=1} to search for new inputs; else the known ones are tried.
 */
class XmlScannerFuzzTest {

    private static final XmlLimits LIMITS = new XmlLimits(50, 1 << 12, 20);

    static Stream<byte[]> documents() {
        return Stream.of(
                utf8("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\" standalone='no'?>\r\n<a b='1' c=\"'&quot;\"/>"),
                utf8("<p:a xmlns:p='u' xmlns='v' p:b='1' xml:space='preserve'> <b xmlns=''></b> </p:a>"),
                utf8("<!--c--><?p d?><a>t&amp;&#xD;\r\n&#10;é日😀<![CDATA[<]]><!----><?q?></a>"),
                utf8("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
                utf8("<a><a><a><a><a></a></a></a></a></a>"),
                utf8("<a b=''\n\tb=''></a>"),
                utf8("<a>]]&gt;]]></a>"),
                utf8("<?xml version='1.1'?><a/>"),
                utf8("<a>&#0000000065;&#x110000;</a>"),
                new byte[] {'<', 'a', '>', (byte) 0xC3, (byte) 0x28, (byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '<', 0});
    }

    @MethodSource("documents")
    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) throws IOException {
        byte[] formatted;
        try {
            formatted = format(bytes, 16);
        } catch (SolutionException e) {
            assertThat(e.location()).isPresent();
            assertThat(e.advice()).isNotEmpty();
            return;
        }
        // A buffer of another size reads the same.
        assertThat(format(bytes, 1 << 16)).isEqualTo(formatted);
        // Indentation makes it longer, but only as much as the depth allows.
        assertThat(formatted.length).isLessThan(100 + bytes.length * 2 * LIMITS.maxDepth());
        if (!Formatted.string(formatted).contains(Formatted.PRESERVE)) {
            // What was accepted within the limits may be longer than they allow once it is escaped.
            assertThat(Formatted.string(Formatted.format(formatted))).isEqualTo(Formatted.string(formatted));
        }
    }

    private static byte[] format(byte[] bytes, int bufferSize) throws IOException {
        ByteSink sink = new ByteSink(16);
        XmlFormatter formatter = new XmlFormatter(new byte[] {'\n'});
        int tokens = 0;
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(bytes, "fuzz.xml"), LIMITS, bufferSize)) {
            formatter.beginDocument(sink);
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                formatter.copy(scanner, token);
                // every token takes a byte: there is no endless loop
                assertThat(++tokens <= bytes.length).isTrue();
                // and the buffer is never larger than a token may be
                assertThat(scanner.buffer().length <= Math.max(bufferSize, LIMITS.maxTokenBytes()) + 1)
                        .isTrue();
            }
        }
        return sink.toByteArray();
    }

    /** The same with seeded changes of random documents, in every build. */
    @Test
    void changedDocuments() throws IOException {
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            anyBytes(RandomXml.mutated(RandomXml.document(random), random));
        }
    }

    /** Bytes without any sense. */
    @Test
    void noise() throws IOException {
        Random random = new Random(22);
        byte[] alphabet = utf8("<>/=\"'&;!-[]?:# \n\rax1é");
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                if (random.nextInt(10) > 0) {
                    bytes[j] = alphabet[random.nextInt(alphabet.length)];
                }
            }
            anyBytes(bytes);
        }
    }
}
