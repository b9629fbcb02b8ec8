package io.github.dataversealm.solution.xml;

/** What {@link XmlScanner#next()} found. The declaration and the byte order mark are no tokens. */
public enum XmlToken {
    /** A start tag, or an empty-element tag ({@link XmlScanner#isEmptyElement()}), which has no end token. */
    START,
    END,
    /** Character data up to the next markup, references included. */
    TEXT,
    CDATA,
    COMMENT,
    PROCESSING_INSTRUCTION,
    /** The end of a well-formed document. */
    END_OF_DOCUMENT
}
