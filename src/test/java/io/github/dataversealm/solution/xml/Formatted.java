package io.github.dataversealm.solution.xml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Documents through scanner and formatter. */
final class Formatted {

    static final String PROLOG = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    /**
     * The .NET writer indents elements in such an element too, and its reader then takes the indentation for text: only
     * for documents with it, formatting again may change something.
     */
    static final String PRESERVE = " xml:space=\"preserve\"";

    private Formatted() {}

    static byte[] format(byte[] document, XmlLimits limits, int bufferSize, String newline) throws IOException {
        ByteSink sink = new ByteSink(16);
        XmlFormatter formatter = new XmlFormatter(newline.getBytes(StandardCharsets.US_ASCII));
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(document, "test.xml"), limits, bufferSize)) {
            formatter.beginDocument(sink);
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                formatter.copy(scanner, token);
            }
        }
        return sink.toByteArray();
    }

    static byte[] format(byte[] document) throws IOException {
        return format(document, XmlLimits.DEFAULT, 1 << 16, "\n");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
