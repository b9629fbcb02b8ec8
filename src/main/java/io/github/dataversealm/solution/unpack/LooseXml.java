package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;

/** Reads what becomes no file of a component, as documents that a {@link PreservedElement} takes. */
final class LooseXml {

    /** What has no file is kept in memory until the end. */
    private static final int MOST_BYTES = 16 << 20;

    private final XmlScanner scanner;
    private final ComponentOutput output;

    LooseXml(XmlScanner scanner, ComponentOutput output) {
        this.scanner = scanner;
        this.output = output;
    }

    /** The element whose start tag is the current token. */
    byte[] element() throws IOException {
        ComponentBuffer buffer = output.buffer();
        try {
            buffer.beginDocument();
            buffer.formatter.copyElement(scanner);
            return bytes(buffer);
        } finally {
            output.release(buffer);
        }
    }

    /** The comment, instruction or text that is the current token and stands between components. */
    byte[] other(XmlToken token) throws IOException {
        ComponentBuffer buffer = output.buffer();
        try {
            buffer.beginDocument();
            buffer.formatter.start(Preserved.LOOSE);
            buffer.formatter.copy(scanner, token);
            buffer.formatter.end(Preserved.LOOSE);
            return bytes(buffer);
        } finally {
            output.release(buffer);
        }
    }

    /** @throws SolutionException when it is longer than 16 MB */
    static byte[] bytes(ComponentBuffer buffer) throws IOException {
        if (buffer.sink.length() > MOST_BYTES) {
            throw new SolutionException(
                    null,
                    "an element of customizations.xml that is no component is longer than " + (MOST_BYTES >> 20)
                            + " MB",
                    "No solution is known with anything like it; the zip looks damaged or hostile.");
        }
        return buffer.sink.open().readAllBytes();
    }
}
