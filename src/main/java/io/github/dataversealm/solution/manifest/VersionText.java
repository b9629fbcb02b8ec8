package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The version in the bytes of a {@code solution.xml}: the characters between {@code <Version>} and {@code </Version>}.
 * Changing it changes these characters and no other byte.
 */
public final class VersionText {

    private final byte[] bytes;
    private final int start;
    private final int end;
    /** Whether the document has {@code <Version />}, which has to be opened. */
    private final boolean emptyElement;

    private VersionText(byte[] bytes, int start, int end, boolean emptyElement) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.emptyElement = emptyElement;
    }

    /**
     * Finds the version.
     *
     * @param name of the document, for messages
     * @param advice what to do when it has none
     * @throws SolutionException when it has none, or is not well-formed
     */
    public static VersionText of(byte[] bytes, String name, String advice) throws IOException {
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(bytes, name))) {
            boolean inManifest = false;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                int level = scanner.level();
                if (level == 2) {
                    inManifest = scanner.isNamed("SolutionManifest");
                } else if (level == 3 && inManifest && scanner.isNamed("Version")) {
                    return at(scanner, bytes);
                }
            }
        }
        throw new SolutionException(Location.of(name), "it has no <Version>", advice);
    }

    private static VersionText at(XmlScanner scanner, byte[] bytes) throws IOException {
        if (scanner.isEmptyElement()) {
            return new VersionText(bytes, (int) scanner.offset(), (int) scanner.endOffset(), true);
        }
        int start = (int) scanner.endOffset();
        XmlToken token = scanner.next();
        while (token != XmlToken.END) {
            if (token != XmlToken.TEXT) {
                throw new SolutionException(
                        scanner.location(),
                        "<Version> holds more than a version",
                        "Write it as <Version>1.0.0.0</Version>.");
            }
            token = scanner.next();
        }
        int end = (int) scanner.offset();
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        return new VersionText(bytes, start, end, false);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** The version as it is spelled; may be empty or no version at all. */
    public String text() {
        return emptyElement ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The document with another version. */
    public byte[] with(SolutionVersion version) {
        String text = emptyElement ? "<Version>" + version.text() + "</Version>" : version.text();
        ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length + text.length());
        changed.write(bytes, 0, start);
        changed.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        changed.write(bytes, end, bytes.length - end);
        return changed.toByteArray();
    }
}
