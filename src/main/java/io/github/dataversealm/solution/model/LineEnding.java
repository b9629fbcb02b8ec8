package io.github.dataversealm.solution.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The line ending of the XML files that the tool itself writes into a source folder. */
public enum LineEnding {
    LF("\n"),
    CRLF("\r\n"),
    /** The one of the operating system that the tool runs on. */
    NATIVE(System.lineSeparator());

    private final String text;

    LineEnding(String text) {
        this.text = text;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code lf}, {@code crlf} or {@code native}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
