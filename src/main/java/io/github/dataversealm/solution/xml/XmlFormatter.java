package io.github.dataversealm.solution.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes XML in the form of the .NET {@code XmlWriter} with {@code Indent = true}, fed with the tokens of an
 * {@link XmlScanner} after {@code XDocument.Load} (spec solution-packager-behavior §3): two blanks per level, no
 * indentation once an element has text, {@code <a />} and {@code <a></a>} as in the source, its own escapes, no line
 * break at the end.
 */
public final class XmlFormatter {

    /** The namespace of {@code xsi:nil} and its prefix's declaration, which every file of a component carries. */
    public static final String XSI_DECLARATION = "xmlns:xsi";

    private static final byte[] XSI =
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROLOG =
            "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>".getBytes(StandardCharsets.UTF_8);

    private static final byte[] EMPTY_END = {' ', '/', '>'};

    private static final int INDENTED_LEVELS = 64;

    private final byte[] newline;
    /** A line break and blanks for {@link #INDENTED_LEVELS} levels. */
    private final byte[] indent;

    private ByteSink out;
    private int depth;
    /** For each open element whether it has text, so that nothing more in it is indented. */
    private boolean[] mixed = new boolean[64];
    /** For each open element whether anything was written into it. */
    private boolean[] filled = new boolean[64];
    /** A start tag was written up to its {@code >}. */
    private boolean tagOpen;

    private boolean written;

    /** @param newline the line break to write */
    public XmlFormatter(byte[] newline) {
        this.newline = newline.clone();
        indent = Arrays.copyOf(newline, newline.length + 2 * INDENTED_LEVELS);
        Arrays.fill(indent, newline.length, indent.length, (byte) ' ');
    }

    /** Begins a document: byte order mark and declaration. */
    public void beginDocument(ByteSink sink) throws IOException {
        begin(sink, 0);
        sink.append(PROLOG);
        written = true;
    }

    /** Begins a part of a document whose elements stand at {@code level} (0 for the root). */
    public void begin(ByteSink sink, int level) {
        out = sink;
        depth = level;
        tagOpen = false;
        written = level > 0;
        grow();
        mixed[level] = false;
    }

    public ByteSink sink() {
        return out;
    }

    // ---------------------------------------------------------------- whole tokens

    /** Writes the current token of the scanner, whatever it is; insignificant blanks are dropped. */
    public void copy(XmlScanner scanner, XmlToken token) throws IOException {
        switch (token) {
            case START:
                start(scanner);
                if (scanner.isEmptyElement()) {
                    endEmpty();
                }
                break;
            case END:
                end(scanner);
                break;
            case TEXT:
                if (!scanner.isInsignificant()) {
                    text(scanner);
                }
                break;
            case CDATA:
                closeTag();
                mixed[depth] = true;
                filled[depth] = true;
                copyLines(scanner, scanner.start());
                break;
            case COMMENT:
                closeTag();
                breakLine();
                filled[depth] = true;
                copyLines(scanner, scanner.start());
                break;
            case PROCESSING_INSTRUCTION:
                closeTag();
                breakLine();
                filled[depth] = true;
                instruction(scanner);
                break;
            default:
                break;
        }
    }

    /** Writes the element whose start tag is the current token of the scanner, to its end tag. */
    public void copyElement(XmlScanner scanner) throws IOException {
        copy(scanner, XmlToken.START);
        copyRest(scanner);
    }

    /** Writes all that is left of the element whose start tag was the current token and has been written. */
    public void copyRest(XmlScanner scanner) throws IOException {
        if (!scanner.isEmptyElement()) {
            copyRestFrom(scanner, scanner.next());
        }
    }

    /**
     * Writes the current token and all that is left of the element around it, whose start tag has been written.
     *
     * @param current the current token, a start tag or what follows one; an end tag is that of the element
     */
    public void copyRestFrom(XmlScanner scanner, XmlToken current) throws IOException {
        int around = scanner.depth();
        if (current == XmlToken.START) {
            around = scanner.level() - 1;
        } else if (current == XmlToken.END) {
            around++;
        }
        for (XmlToken token = current; ; token = scanner.next()) {
            copy(scanner, token);
            if (token == XmlToken.END && scanner.depth() < around) {
                return;
            }
        }
    }

    /** Writes the content of another document, whose root does not need to declare {@code xsi} here. */
    public void splice(XmlScanner scanner) throws IOException {
        boolean root = true;
        for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            if (token == XmlToken.START && root) {
                root = false;
                startWithout(scanner, XSI_DECLARATION);
                if (scanner.isEmptyElement()) {
                    endEmpty();
                }
            } else {
                copy(scanner, token);
            }
        }
    }

    /** Appends an element that another formatter has written for this level, with its indentation. */
    public void appendChild(InputStream element) throws IOException {
        closeTag();
        filled[depth] = true;
        byte[] block = new byte[1 << 13];
        for (int count = element.read(block); count >= 0; count = element.read(block)) {
            out.append(block, 0, count);
        }
    }

    // ---------------------------------------------------------------- tags

    /** Writes the current start tag, left open for {@link #attribute} until something follows. */
    public void start(XmlScanner scanner) throws IOException {
        open();
        if (scanner.isCanonicalTag()) {
            int from = scanner.start();
            out.append(scanner.buffer(), from, scanner.end() - from);
        } else {
            out.append('<');
            out.append(scanner.buffer(), scanner.start() + 1, scanner.nameEnd() - scanner.start() - 1);
            for (int i = 0; i < scanner.attributeCount(); i++) {
                attribute(scanner, i);
            }
        }
    }

    /** Writes the current start tag without the attribute of that name. */
    public void startWithout(XmlScanner scanner, String attribute) throws IOException {
        int without = scanner.attributeIndex(attribute);
        if (without < 0) {
            start(scanner);
            return;
        }
        open();
        out.append('<');
        out.append(scanner.buffer(), scanner.start() + 1, scanner.nameEnd() - scanner.start() - 1);
        for (int i = 0; i < scanner.attributeCount(); i++) {
            if (i != without) {
                attribute(scanner, i);
            }
        }
    }

    /** Writes a start tag of that (ASCII) name, left open for {@link #attribute}. */
    public void start(String name) throws IOException {
        open();
        out.append('<');
        out.append(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds an attribute to the start tag that is open. */
    public void attribute(String name, String value) throws IOException {
        out.append(' ');
        out.append(name.getBytes(StandardCharsets.UTF_8));
        out.append('=');
        out.append('"');
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            valueByte(b);
        }
        out.append('"');
    }

    /** Adds {@code xmlns:xsi} to the start tag that is open. */
    public void declareXsi() throws IOException {
        out.append(XSI);
    }

    /** Ends the element as the current end tag says. */
    public void end(XmlScanner scanner) throws IOException {
        int from = scanner.start() + 2;
        end(scanner.buffer(), from, scanner.nameEnd() - from);
    }

    /** Ends the element of that name; one without content becomes {@code <a></a>}. */
    public void end(String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        end(bytes, 0, bytes.length);
    }

    /** Ends the element whose start tag is open as {@code <a />}. */
    public void endEmpty() throws IOException {
        tagOpen = false;
        depth--;
        out.append(EMPTY_END);
    }

    /** Writes text in the current element. */
    public void text(String text) throws IOException {
        closeTag();
        mixed[depth] = true;
        filled[depth] = true;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n' || i == 0 || bytes[i - 1] != '\r') {
                textByte(bytes[i]);
            }
        }
    }

    private void end(byte[] name, int offset, int length) throws IOException {
        boolean broken = !tagOpen && filled[depth] && !mixed[depth];
        closeTag();
        depth--;
        if (broken) {
            indent();
        }
        byte[] b = out.reserve(length + 3);
        int p = out.size();
        b[p++] = '<';
        b[p++] = '/';
        System.arraycopy(name, offset, b, p, length);
        b[p + length] = '>';
        out.advance(length + 3);
    }

    private void open() throws IOException {
        closeTag();
        breakLine();
        filled[depth] = true;
        depth++;
        grow();
        mixed[depth] = mixed[depth - 1];
        filled[depth] = false;
        tagOpen = true;
    }

    /** Closes the start tag that is open, so that what follows stands after it. */
    public void finishTag() throws IOException {
        closeTag();
    }

    private void closeTag() throws IOException {
        if (tagOpen) {
            out.append('>');
            tagOpen = false;
        }
    }

    private void breakLine() throws IOException {
        if (written && !mixed[depth]) {
            indent();
        }
        written = true;
    }

    private void indent() throws IOException {
        if (depth <= INDENTED_LEVELS) {
            out.append(indent, 0, newline.length + 2 * depth);
        } else {
            out.append(newline);
            for (int i = 0; i < depth; i++) {
                out.append(indent, newline.length, 2);
            }
        }
    }

    private void grow() {
        if (depth + 2 > mixed.length) {
            mixed = Arrays.copyOf(mixed, depth * 2 + 2);
            filled = Arrays.copyOf(filled, depth * 2 + 2);
        }
    }

    // ---------------------------------------------------------------- characters

    private void attribute(XmlScanner scanner, int index) throws IOException {
        byte[] b = scanner.buffer();
        int from = scanner.attributeStart(index);
        out.append(' ');
        out.append(b, from, scanner.attributeNameEnd(index) - from);
        out.append('=');
        out.append('"');
        int p = scanner.valueStart(index);
        int end = scanner.valueEnd(index);
        if (scanner.isCanonicalValue(index)) {
            out.append(b, p, end - p);
        } else {
            while (p < end) {
                byte c = b[p];
                if (c == '&') {
                    int semicolon = scanner.semicolon(p);
                    character(scanner.referenceAt(p, semicolon), true);
                    p = semicolon;
                } else if (c == '\n' || c == '\t' || c == '\r') {
                    out.append(' ');
                    p += c == '\r' && p + 1 < end && b[p + 1] == '\n' ? 1 : 0;
                } else {
                    valueByte(c);
                }
                p++;
            }
        }
        out.append('"');
    }

    private void text(XmlScanner scanner) throws IOException {
        closeTag();
        mixed[depth] = true;
        filled[depth] = true;
        int from = scanner.start();
        int end = scanner.end();
        byte[] b = scanner.buffer();
        if (isWrittenAsIs(scanner.seen())) {
            out.append(b, from, end - from);
            return;
        }
        // Behind a reference to CR: a LF there is the second half of one line break.
        int afterReturn = -1;
        int plain = from;
        for (int p = from; p < end; p++) {
            byte c = b[p];
            if (c != '&' && c != '\r' && c != '\n' && c != '>') {
                continue;
            }
            out.append(b, plain, p - plain);
            int character = c;
            int at = p;
            if (c == '&') {
                p = scanner.semicolon(p);
                character = scanner.referenceAt(at, p);
            } else if (c == '\r') {
                p += p + 1 < end && b[p + 1] == '\n' ? 1 : 0;
                character = '\n';
            }
            plain = p + 1;
            if (character != '\n' || at != afterReturn) {
                character(character, false);
            }
            afterReturn = character == '\r' ? plain : -1;
        }
        out.append(b, plain, end - plain);
    }

    /** The target and the data with one blank between, whatever the source has there. */
    private void instruction(XmlScanner scanner) throws IOException {
        byte[] b = scanner.buffer();
        int data = scanner.nameEnd();
        out.append(b, scanner.start(), data - scanner.start());
        if (XmlScanner.isBlank(b[data])) {
            while (XmlScanner.isBlank(b[data])) {
                data++;
            }
            if (data < scanner.end() - 2) {
                out.append(' ');
            }
        }
        copyLines(scanner, data);
    }

    /** CDATA, comments and instructions: only their line breaks change. */
    private void copyLines(XmlScanner scanner, int from) throws IOException {
        byte[] b = scanner.buffer();
        int end = scanner.end();
        int plain = from;
        if (!isWrittenAsIs(scanner.seen())) {
            for (int p = from; p < end; p++) {
                if (b[p] == '\r' || b[p] == '\n') {
                    out.append(b, plain, p - plain);
                    out.append(newline);
                    p += b[p] == '\r' && b[p + 1] == '\n' ? 1 : 0;
                    plain = p + 1;
                }
            }
        }
        out.append(b, plain, end - plain);
    }

    private boolean isWrittenAsIs(int seen) {
        int changes = XmlScanner.OTHER_SPELLING | XmlScanner.CARRIAGE_RETURN;
        return (seen & changes) == 0 && ((seen & XmlScanner.LINE_FEED) == 0 || newline.length == 1);
    }

    private void character(int c, boolean value) throws IOException {
        if (c < 0x80) {
            if (value) {
                valueByte((byte) c);
            } else {
                textByte((byte) c);
            }
        } else {
            out.append(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void textByte(byte c) throws IOException {
        switch (c) {
            case '\n':
            case '\r':
                out.append(newline);
                break;
            case '&':
                out.append(AMP);
                break;
            case '<':
                out.append(LT);
                break;
            case '>':
                out.append(GT);
                break;
            default:
                out.append(c);
                break;
        }
    }

    private void valueByte(byte c) throws IOException {
        switch (c) {
            case '\n':
                out.append(VALUE_LF);
                break;
            case '\r':
                out.append(VALUE_CR);
                break;
            case '\t':
                out.append(VALUE_TAB);
                break;
            case '"':
                out.append(QUOT);
                break;
            case '&':
                out.append(AMP);
                break;
            case '<':
                out.append(LT);
                break;
            case '>':
                out.append(GT);
                break;
            default:
                out.append(c);
                break;
        }
    }

    private static final byte[] AMP = "&amp;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LT = "&lt;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GT = "&gt;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOT = "&quot;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_LF = "&#xA;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_CR = "&#xD;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE_TAB = "&#x9;".getBytes(StandardCharsets.US_ASCII);
}
