package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pull parser for UTF-8 XML 1.0 that keeps what the .NET reader and writer tell apart: {@code <a/>} and
 * {@code <a></a>}, CDATA and text, the order and spelling of attributes. It works on bytes; a token is a slice of one
 * buffer and is valid until the next call of {@link #next()}.
 *
 * <p>It is strict: tags must match, attributes and prefixes must be right, characters must be legal, bytes must be
 * UTF-8. Document types are refused, and with them all entities but the five of XML and character references.
 * Every error is a {@link SolutionException} with line and column.
 */
public final class XmlScanner implements Closeable {

    /** What a run of characters holds; also the classes of single bytes in {@link #TEXT}. */
    static final int PLAIN = 1;

    static final int BLANK = 2;
    static final int CARRIAGE_RETURN = 4;
    static final int LINE_FEED = 8;
    /** The source spells something in another way than the .NET writer does. */
    static final int OTHER_SPELLING = 16;

    private static final String MEND = "Correct the document there; if an environment exported it, export it again.";

    private static final int STOP = 64;

    private static final byte[] TEXT = new byte[256];
    private static final byte[] VALUE = new byte[256];
    /** 1 for a letter of a name, 2 for the colon. */
    private static final byte[] NAME = new byte[256];

    private static final Pattern DECLARATION = Pattern.compile(
            "\\s+version\\s*=\\s*[\"']1\\.0[\"'](?:\\s+encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"'])?"
                    + "(?:\\s+standalone\\s*=\\s*[\"'](?:yes|no)[\"'])?\\s*");

    static {
        Arrays.fill(TEXT, (byte) PLAIN);
        Arrays.fill(TEXT, 0, 32, (byte) STOP);
        Arrays.fill(TEXT, 128, 256, (byte) STOP);
        TEXT[' '] = BLANK;
        TEXT['\t'] = BLANK;
        TEXT['\n'] = BLANK | LINE_FEED;
        TEXT['\r'] = BLANK | CARRIAGE_RETURN;
        TEXT['<'] = STOP;
        TEXT['&'] = STOP;
        TEXT['>'] = STOP;
        Arrays.fill(VALUE, (byte) PLAIN);
        Arrays.fill(VALUE, 0, 32, (byte) STOP);
        Arrays.fill(VALUE, 128, 256, (byte) STOP);
        VALUE['\t'] = OTHER_SPELLING;
        VALUE['\n'] = OTHER_SPELLING;
        VALUE['\r'] = OTHER_SPELLING;
        VALUE['>'] = OTHER_SPELLING;
        VALUE['<'] = STOP;
        VALUE['&'] = STOP;
        VALUE['"'] = STOP;
        VALUE['\''] = STOP;
        for (int c = 'a'; c <= 'z'; c++) {
            NAME[c] = 1;
            NAME[c - 32] = 1;
        }
        for (int c = '0'; c <= '9'; c++) {
            NAME[c] = 1;
        }
        NAME['_'] = 1;
        NAME['-'] = 1;
        NAME['.'] = 1;
        NAME[':'] = 2;
    }

    /** How many numbers describe an attribute: start and end of name and value, what the value holds. */
    private static final int ATTRIBUTE = 5;

    private final XmlSource source;
    private final XmlLimits limits;
    private final InputStream in;

    private byte[] buf;
    private int limit;
    private boolean exhausted;
    /** The offset in the document of {@code buf[0]}. */
    private long base;

    private int pos;

    // The current token.
    private int start;
    private int end;
    private int seen;
    private int nameEnd;
    private boolean emptyElement;
    private boolean canonicalTag;
    private int[] attributes = new int[ATTRIBUTE * 16];
    private int attributeCount;
    /** How many colons the names of the current start tag have. */
    private int colons;

    // The reference that was read last: its character, and whether the .NET writer spells it in the same way.
    private int referenceChar;
    private boolean referenceAsIsInText;
    private boolean referenceAsIsInValue;

    // The open elements: their names one after the other, and where each begins.
    private byte[] openNames = new byte[512];
    private int[] openStarts = new int[32];
    private int depth;
    private boolean rootSeen;
    /** For each open element whether blanks in it count ({@code xml:space="preserve"}). */
    private boolean[] preserve = new boolean[32];

    private final List<Prefix> prefixes = new ArrayList<>();

    /** A prefix in scope; {@code depth} is that of the element that declares it. The empty prefix is the default namespace. */
    private record Prefix(int depth, String name, String namespace) {}

    public XmlScanner(XmlSource source) throws IOException {
        this(source, XmlLimits.DEFAULT, 1 << 16);
    }

    /** @param bufferSize the size of the first buffer in bytes; it grows to the longest token */
    public XmlScanner(XmlSource source, XmlLimits limits, int bufferSize) throws IOException {
        this.source = source;
        this.limits = limits;
        this.in = source.open();
        this.buf = new byte[bufferSize + 1];
        boolean ready = false;
        try {
            prolog();
            ready = true;
        } finally {
            if (!ready) {
                in.close();
            }
        }
    }

    // ---------------------------------------------------------------- tokens

    /**
     * Moves to the next token.
     *
     * @throws SolutionException when the document is not well-formed
     */
    public XmlToken next() throws IOException {
        start = pos;
        if (pos == limit && !fill()) {
            return endOfDocument();
        }
        if (buf[pos] != '<') {
            return characters();
        }
        need(2, "a tag");
        switch (buf[pos + 1]) {
            case '/':
                return endTag();
            case '!':
                return declaration();
            case '?':
                return delimited(2, "?>", XmlToken.PROCESSING_INSTRUCTION, "processing instruction");
            default:
                return startTag();
        }
    }

    private XmlToken endOfDocument() throws IOException {
        if (depth > 0) {
            throw error(
                    pos,
                    "the document ends inside <" + openName(depth - 1) + ">, which is not closed",
                    "The file is incomplete: get it again from where it came.");
        }
        if (!rootSeen) {
            throw error(pos, "the document has no element", "");
        }
        return XmlToken.END_OF_DOCUMENT;
    }

    private XmlToken characters() throws IOException {
        int p = pos;
        int found = 0;
        byte[] b = buf;
        for (; ; ) {
            int k;
            while ((k = TEXT[b[p] & 0xff]) < STOP) {
                found |= k;
                p++;
            }
            byte c = b[p];
            if (c == '<') {
                break;
            }
            if (p == limit) {
                int read = p - start;
                boolean more = fill();
                p = start + read;
                b = buf;
                if (!more) {
                    break;
                }
            } else if (c == '&') {
                p = reference(p);
                b = buf;
                found |= isBlank(referenceChar) ? BLANK : PLAIN;
                found |= referenceAsIsInText ? 0 : OTHER_SPELLING;
            } else if (c < 0) {
                p = multibyte(p);
                b = buf;
                found |= PLAIN;
            } else if (c == '>') {
                if (p - start >= 2 && b[p - 1] == ']' && b[p - 2] == ']') {
                    throw error(p - 2, "']]>' must not stand in text", "Write ']]&gt;'.");
                }
                found |= PLAIN | OTHER_SPELLING;
                p++;
            } else {
                throw illegalCharacter(p, c);
            }
        }
        pos = p;
        end = p;
        seen = found;
        if (depth == 0 && (found & PLAIN) != 0) {
            throw error(start, "text stands outside of the root element", "");
        }
        return XmlToken.TEXT;
    }

    private XmlToken declaration() throws IOException {
        need(4, "a tag");
        if (buf[pos + 2] == '-' && buf[pos + 3] == '-') {
            return comment();
        }
        need(9, "a tag");
        if (matches(pos, "<![CDATA[")) {
            if (depth == 0) {
                throw error(pos, "a CDATA section stands outside of the root element", "");
            }
            return delimited(9, "]]>", XmlToken.CDATA, "CDATA section");
        }
        if (matches(pos, "<!DOCTYPE")) {
            throw error(
                    pos,
                    "a document type (<!DOCTYPE>) is not allowed",
                    "Solutions have none; entities that it declares are never resolved. Remove it.");
        }
        throw error(pos, "'<!' begins neither a comment nor a CDATA section", "");
    }

    private XmlToken comment() throws IOException {
        delimited(4, "--", XmlToken.COMMENT, "comment");
        need(pos - start + 1, "a comment");
        if (buf[pos] != '>') {
            throw error(pos - 2, "'--' must not stand in a comment", "");
        }
        pos++;
        end = pos;
        return XmlToken.COMMENT;
    }

    /** Reads on to {@code close}; the token is the whole slice with its delimiters. */
    private XmlToken delimited(int open, String close, XmlToken token, String what) throws IOException {
        int p = pos + open;
        int found = 0;
        byte first = (byte) close.charAt(0);
        for (; ; ) {
            int read = p - start;
            while (limit - p < close.length()) {
                if (!fill()) {
                    throw error(start, "the " + what + " is not closed by '" + close + "'", "");
                }
                p = start + read;
            }
            byte c = buf[p];
            if (c == first && matches(p, close)) {
                break;
            }
            if (c < 0) {
                p = multibyte(p);
            } else if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw illegalCharacter(p, c);
            } else {
                found |= TEXT[c] & (CARRIAGE_RETURN | LINE_FEED);
                p++;
            }
        }
        pos = p + close.length();
        end = pos;
        seen = found;
        if (token == XmlToken.PROCESSING_INSTRUCTION) {
            int n = name(start + 2, "the target of a processing instruction");
            if (n - start == 5 && new String(buf, start + 2, 3, StandardCharsets.US_ASCII).equalsIgnoreCase("xml")) {
                throw error(start, "an XML declaration may only stand at the very beginning", "");
            }
            if (n != pos - 2 && !isBlank(buf[n])) {
                throw error(n, "a blank must follow the target of a processing instruction", "");
            }
        }
        return token;
    }

    private XmlToken startTag() throws IOException {
        if (depth == 0 && rootSeen) {
            throw error(pos, "a second root element begins", "");
        }
        colons = 0;
        int p = name(pos + 1, "the name of an element");
        nameEnd = p - start;
        attributeCount = 0;
        canonicalTag = true;
        boolean declares = false;
        for (; ; ) {
            int blanks = p - start;
            p = skipBlanks(p);
            blanks = p - start - blanks;
            byte c = buf[p];
            if (c == '>') {
                emptyElement = false;
                canonicalTag &= blanks == 0;
                end = p - blanks - start;
                p++;
                break;
            }
            if (c == '/') {
                p = more(p + 1, "a tag");
                if (buf[p] != '>') {
                    throw error(p, "'>' must follow '/' at the end of an empty element", "");
                }
                emptyElement = true;
                canonicalTag &= blanks == 0 || blanks == 1 && buf[p - 2] == ' ';
                end = p - 1 - blanks - start;
                p++;
                break;
            }
            if (blanks == 0) {
                throw error(p, "a blank, '>' or '/>' is expected in the tag <" + tagName(), "");
            }
            canonicalTag &= blanks == 1 && buf[p - 1] == ' ';
            p = attribute(p);
            declares |= isNamespaceDeclaration(attributeCount - 1);
        }
        pos = p;
        end += start;
        seen = 0;
        checkAttributes();
        if (declares) {
            declareNamespaces();
        }
        checkPrefixes();
        if (emptyElement) {
            if (declares) {
                undeclareNamespaces(depth + 1);
            }
        } else {
            push();
        }
        rootSeen = true;
        return XmlToken.START;
    }

    /** Reads {@code name="value"} at {@code p} and returns the place behind it. */
    private int attribute(int p) throws IOException {
        if (attributeCount == limits.maxAttributes()) {
            throw error(
                    p, "the element <" + tagName() + "> has more than " + limits.maxAttributes() + " attributes", "");
        }
        int at = attributeCount * ATTRIBUTE;
        if (at + ATTRIBUTE > attributes.length) {
            attributes = Arrays.copyOf(attributes, attributes.length * 2);
        }
        attributes[at] = p - start;
        p = name(p, "the name of an attribute");
        attributes[at + 1] = p - start;
        if (buf[p] != '=') {
            p = skipBlanks(p);
            canonicalTag = false;
            if (buf[p] != '=') {
                throw error(p, "'=' must follow the name of an attribute", "");
            }
        }
        p = more(p + 1, "an attribute");
        byte quote = buf[p];
        if (quote != '"') {
            canonicalTag = false;
            p = skipBlanks(p);
            quote = buf[p];
            if (quote != '"' && quote != '\'') {
                throw error(p, "the value of an attribute must be quoted", "");
            }
        }
        p++;
        attributes[at + 2] = p - start;
        int found = 0;
        byte[] b = buf;
        for (; ; ) {
            int k;
            while ((k = VALUE[b[p] & 0xff]) < STOP) {
                found |= k;
                p++;
            }
            byte c = b[p];
            if (c == quote) {
                break;
            }
            if (p == limit) {
                p = more(p, "the value of an attribute");
                b = buf;
            } else if (c == '&') {
                p = reference(p);
                b = buf;
                found |= referenceAsIsInValue ? 0 : OTHER_SPELLING;
            } else if (c < 0) {
                p = multibyte(p);
                b = buf;
            } else if (c == '<') {
                throw error(p, "'<' must not stand in the value of an attribute", "Write '&lt;'.");
            } else if (c == '"' || c == '\'') {
                if (c == '"') {
                    found |= OTHER_SPELLING;
                }
                p++;
            } else {
                throw illegalCharacter(p, c);
            }
        }
        attributes[at + 3] = p - start;
        attributes[at + 4] = found;
        canonicalTag &= (found & OTHER_SPELLING) == 0;
        attributeCount++;
        return more(p + 1, "a tag");
    }

    private XmlToken endTag() throws IOException {
        if (depth == 0) {
            throw error(pos, "an end tag has no start tag", "");
        }
        int p = name(pos + 2, "the name of an element");
        int open = openStarts[depth - 1];
        int length = openStarts[depth] - open;
        if (p - start - 2 != length || !Arrays.equals(openNames, open, open + length, buf, start + 2, p)) {
            throw error(
                    start,
                    "</" + new String(buf, start + 2, p - start - 2, StandardCharsets.UTF_8) + "> does not close <"
                            + openName(depth - 1) + ">",
                    "");
        }
        nameEnd = p - start;
        p = skipBlanks(p);
        if (buf[p] != '>') {
            throw error(p, "'>' is expected at the end of an end tag", "");
        }
        pos = p + 1;
        end = pos;
        undeclareNamespaces(depth);
        depth--;
        return XmlToken.END;
    }

    // ---------------------------------------------------------------- what the current token holds

    /** How many elements are open: after a start tag with it, after an end tag without it. */
    public int depth() {
        return depth;
    }

    /** Whether the current start tag is {@code <a/>}; no end token follows. */
    public boolean isEmptyElement() {
        return emptyElement;
    }

    /** The name of the element of the current start or end tag, with its prefix. */
    public String name() {
        int from = nameStart();
        return new String(buf, from, start + nameEnd - from, StandardCharsets.UTF_8);
    }

    /** Whether the current start or end tag has this (ASCII) name. */
    public boolean isNamed(String name) {
        int from = nameStart();
        return start + nameEnd - from == name.length() && matches(from, name);
    }

    public int attributeCount() {
        return attributeCount;
    }

    public String attributeName(int index) {
        int at = index * ATTRIBUTE;
        return new String(buf, start + attributes[at], attributes[at + 1] - attributes[at], StandardCharsets.UTF_8);
    }

    /** The value as XML defines it: references resolved, line breaks and tabs turned to blanks. */
    public String attributeValue(int index) {
        int at = index * ATTRIBUTE;
        return decode(start + attributes[at + 2], start + attributes[at + 3], true);
    }

    /** The value of the attribute of this (ASCII) name; null when the current start tag has none. */
    public String attributeValue(String name) {
        int index = attributeIndex(name);
        return index < 0 ? null : attributeValue(index);
    }

    /** The index of the attribute of this (ASCII) name; -1 when there is none. */
    public int attributeIndex(String name) {
        for (int i = 0; i < attributeCount; i++) {
            int at = i * ATTRIBUTE;
            if (attributes[at + 1] - attributes[at] == name.length() && matches(start + attributes[at], name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the current text is blanks that mean nothing: only blanks, and {@code xml:space} does not preserve them. */
    public boolean isInsignificant() {
        return (seen & PLAIN) == 0 && !(depth > 0 && preserve[depth - 1]);
    }

    /** The characters of the current text or CDATA section: references resolved, line breaks as LF. */
    public String text() {
        return buf[start] == '<' ? decode(start + 9, end - 3, false) : decode(start, end, false);
    }

    private int nameStart() {
        return start + (buf[start + 1] == '/' ? 2 : 1);
    }

    /** The namespace declarations of the open elements, outermost first, as prefix and name pairs; the default namespace has an empty prefix. */
    public List<Map.Entry<String, String>> openNamespaces() {
        List<Map.Entry<String, String>> open = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            if (prefix.depth <= depth) {
                open.add(Map.entry(prefix.name, prefix.namespace));
            }
        }
        return open;
    }

    /** Where the current token begins; it costs a second reading of the document. */
    public Location location() throws IOException {
        return locate(base + start);
    }

    /** The offset in bytes of the current token in the document. */
    public long offset() {
        return base + start;
    }

    /** The offset in bytes behind the current token. */
    public long endOffset() {
        return base + pos;
    }

    /** The offset in bytes of the value of an attribute, behind its quote. */
    public long valueOffset(int index) {
        return base + valueStart(index);
    }

    /** The offset in bytes behind the value of an attribute, of its closing quote. */
    public long valueEndOffset(int index) {
        return base + valueEnd(index);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    // For the writer, which copies slices of the buffer.

    byte[] buffer() {
        return buf;
    }

    int start() {
        return start;
    }

    /** For a start tag: the end of its last attribute, or of its name. For other tokens: their end. */
    int end() {
        return end;
    }

    int nameEnd() {
        return start + nameEnd;
    }

    /** What the current text, CDATA section, comment or instruction holds: a set of the flags above. */
    int seen() {
        return seen;
    }

    /** Whether the slice from {@link #start()} to {@link #end()} of a start tag is just what the .NET writer would write. */
    boolean isCanonicalTag() {
        return canonicalTag;
    }

    int attributeStart(int index) {
        return start + attributes[index * ATTRIBUTE];
    }

    int attributeNameEnd(int index) {
        return start + attributes[index * ATTRIBUTE + 1];
    }

    int valueStart(int index) {
        return start + attributes[index * ATTRIBUTE + 2];
    }

    int valueEnd(int index) {
        return start + attributes[index * ATTRIBUTE + 3];
    }

    boolean isCanonicalValue(int index) {
        return (attributes[index * ATTRIBUTE + 4] & OTHER_SPELLING) == 0;
    }

    // ---------------------------------------------------------------- elements and namespaces

    private void push() throws IOException {
        if (depth == limits.maxDepth()) {
            throw error(start, "elements nest deeper than " + limits.maxDepth() + " levels", "");
        }
        int from = start + 1;
        int length = start + nameEnd - from;
        int at = openStarts[depth];
        if (at + length > openNames.length) {
            openNames = Arrays.copyOf(openNames, (at + length) * 2);
        }
        System.arraycopy(buf, from, openNames, at, length);
        if (depth + 2 > openStarts.length) {
            openStarts = Arrays.copyOf(openStarts, openStarts.length * 2);
            preserve = Arrays.copyOf(preserve, preserve.length * 2);
        }
        boolean preserved = depth > 0 && preserve[depth - 1];
        if (colons > 0) {
            String space = attributeValue("xml:space");
            preserved = space == null ? preserved : space.equals("preserve");
        }
        preserve[depth] = preserved;
        depth++;
        openStarts[depth] = at + length;
    }

    private String openName(int level) {
        int from = openStarts[level];
        return new String(openNames, from, openStarts[level + 1] - from, StandardCharsets.UTF_8);
    }

    private String tagName() {
        return new String(buf, start + 1, nameEnd - 1, StandardCharsets.UTF_8);
    }

    /** Refuses two attributes of the same name. */
    private void checkAttributes() throws IOException {
        if (attributeCount > 24) {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < attributeCount; i++) {
                if (!names.add(attributeName(i))) {
                    throw duplicateAttribute(i);
                }
            }
            return;
        }
        for (int i = 1; i < attributeCount; i++) {
            int from = attributeStart(i);
            int length = attributeNameEnd(i) - from;
            for (int j = 0; j < i; j++) {
                int other = attributeStart(j);
                if (attributeNameEnd(j) - other == length
                        && buf[other] == buf[from]
                        && Arrays.equals(buf, from, from + length, buf, other, other + length)) {
                    throw duplicateAttribute(i);
                }
            }
        }
    }

    private SolutionException duplicateAttribute(int index) throws IOException {
        return error(
                attributeStart(index),
                "<" + tagName() + "> has the attribute '" + attributeName(index) + "' twice",
                "");
    }

    private boolean isNamespaceDeclaration(int index) {
        int from = attributeStart(index);
        int length = attributeNameEnd(index) - from;
        return length >= 5 && buf[from] == 'x' && matches(from, "xmlns") && (length == 5 || buf[from + 5] == ':');
    }

    private void declareNamespaces() throws IOException {
        for (int i = 0; i < attributeCount; i++) {
            if (isNamespaceDeclaration(i)) {
                String name = attributeName(i);
                String prefix = name.length() == 5 ? "" : name.substring(6);
                String namespace = attributeValue(i);
                if (namespace.isEmpty() && !prefix.isEmpty()) {
                    throw error(attributeStart(i), "the prefix '" + prefix + "' is bound to no namespace", "");
                }
                prefixes.add(new Prefix(depth + 1, prefix, namespace));
            }
        }
    }

    private void undeclareNamespaces(int level) {
        int last = prefixes.size() - 1;
        while (last >= 0 && prefixes.get(last).depth >= level) {
            prefixes.remove(last--);
        }
    }

    private void checkPrefixes() throws IOException {
        if (colons == 0) {
            return;
        }
        checkPrefix(start + 1, start + nameEnd);
        Set<String> expanded = null;
        for (int i = 0; i < attributeCount; i++) {
            if (isNamespaceDeclaration(i)) {
                continue;
            }
            Prefix prefix = checkPrefix(attributeStart(i), attributeNameEnd(i));
            if (prefix != null && colons > 1) {
                expanded = expanded == null ? new HashSet<>() : expanded;
                String name = attributeName(i);
                if (!expanded.add('{' + prefix.namespace + '}' + name.substring(name.indexOf(':') + 1))) {
                    throw duplicateAttribute(i);
                }
            }
        }
    }

    /** The declaration of the prefix of the name at {@code from}; null when the name has none or it is {@code xml}. */
    private Prefix checkPrefix(int from, int to) throws IOException {
        int colon = from;
        while (colon < to && buf[colon] != ':') {
            colon++;
        }
        if (colon == to) {
            return null;
        }
        boolean wellFormed = colon > from && colon + 1 < to && isNameStart(buf[colon + 1]);
        for (int i = colon + 1; i < to && wellFormed; i++) {
            wellFormed = buf[i] != ':';
        }
        String name = new String(buf, from, to - from, StandardCharsets.UTF_8);
        if (!wellFormed) {
            throw error(from, "'" + name + "' is not a name with a prefix", "");
        }
        String prefix = new String(buf, from, colon - from, StandardCharsets.UTF_8);
        if (prefix.equals("xml")) {
            return null;
        }
        for (int i = prefixes.size() - 1; i >= 0; i--) {
            if (prefixes.get(i).name.equals(prefix)) {
                return prefixes.get(i);
            }
        }
        throw error(from, "the prefix '" + prefix + "' of '" + name + "' is not declared", "");
    }

    // ---------------------------------------------------------------- characters

    /** Reads the name at {@code p} and returns the place behind it, where a byte is available. */
    private int name(int p, String what) throws IOException {
        p = more(p, what);
        if (!isNameStart(buf[p])) {
            throw error(p, what + " is expected", "A '<' that is meant as text is written '&lt;'.");
        }
        byte[] b = buf;
        for (; ; ) {
            int k;
            while ((k = NAME[b[p] & 0xff]) > 0) {
                colons += k - 1;
                p++;
            }
            if (p == limit) {
                p = more(p, "a tag");
                b = buf;
            } else if (b[p] < 0) {
                int read = p - start;
                int c = codePoint(p);
                if (!isNameCharacter(c)) {
                    throw error(start + read, "the character U+" + hex(c) + " must not stand in a name", "");
                }
                p = start + read + utf8Length(c);
                p = more(p, "a tag");
                b = buf;
            } else {
                return p;
            }
        }
    }

    private static boolean isNameStart(byte b) {
        return b < 0 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b == ':';
    }

    private static boolean isNameCharacter(int c) {
        return c == 0xB7
                || c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x37D
                || c >= 0x37F && c <= 0x1FFF
                || c >= 0x200C && c <= 0x200D
                || c >= 0x203F && c <= 0x2040
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    private int skipBlanks(int p) throws IOException {
        for (; ; ) {
            while (isBlank(buf[p])) {
                p++;
            }
            if (p < limit) {
                return p;
            }
            p = more(p, "a tag");
        }
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Checks the reference at {@code p}, sets the reference fields and returns the place behind it. */
    private int reference(int p) throws IOException {
        int length = 1;
        for (; ; length++) {
            p = more(p + length, "a reference") - length;
            byte c = buf[p + length];
            if (c == ';') {
                break;
            }
            boolean legal = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '#';
            if (!legal || length > 12) {
                throw error(p, "'&' begins no reference", "An '&' that is meant as text is written '&amp;'.");
            }
        }
        referenceAsIsInText = false;
        referenceAsIsInValue = false;
        if (buf[p + 1] == '#') {
            referenceChar = characterReference(p, length);
            referenceAsIsInValue = matches(p, "&#xA;") || matches(p, "&#xD;") || matches(p, "&#x9;");
        } else {
            referenceChar = namedReference(p, length);
            referenceAsIsInText = referenceChar == '&' || referenceChar == '<' || referenceChar == '>';
            referenceAsIsInValue = referenceAsIsInText || referenceChar == '"';
        }
        return p + length + 1;
    }

    private int namedReference(int p, int length) throws IOException {
        String name = new String(buf, p + 1, length - 1, StandardCharsets.US_ASCII);
        switch (name) {
            case "amp":
                return '&';
            case "lt":
                return '<';
            case "gt":
                return '>';
            case "quot":
                return '"';
            case "apos":
                return '\'';
            default:
                throw error(
                        p,
                        "the entity '&" + name + ";' is not one of XML",
                        "Entities cannot be declared in a solution: write the character itself.");
        }
    }

    private int characterReference(int p, int length) throws IOException {
        boolean hex = buf[p + 2] == 'x';
        int from = p + (hex ? 3 : 2);
        long c = from == p + length ? -1 : 0;
        for (int i = from; i < p + length && c >= 0; i++) {
            int digit = Character.digit(buf[i], hex ? 16 : 10);
            c = digit < 0 || c > Character.MAX_CODE_POINT ? -1 : c * (hex ? 16 : 10) + digit;
        }
        if (c < 0 || c > Character.MAX_CODE_POINT || !isXmlCharacter((int) c)) {
            String text = new String(buf, p, length + 1, StandardCharsets.US_ASCII);
            throw error(p, "'" + text + "' is not a character of XML", "");
        }
        return (int) c;
    }

    private static boolean isXmlCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /** Checks the UTF-8 sequence at {@code p} and returns the place behind it. */
    private int multibyte(int p) throws IOException {
        int read = p - start;
        int c = codePoint(p);
        p = start + read;
        if (!isXmlCharacter(c)) {
            throw error(p, "the character U+" + hex(c) + " is not allowed in XML", "");
        }
        return p + utf8Length(c);
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** Decodes the UTF-8 sequence at {@code p}; may move the buffer. */
    private int codePoint(int p) throws IOException {
        int read = p - start;
        int first = buf[p];
        int length = first < -62 || first > -12 ? 0 : first < -32 ? 2 : first < -16 ? 3 : 4;
        int c = length == 0 ? -1 : first & 0xff >> length + 1;
        for (int i = 1; i < length && c >= 0; i++) {
            while (limit - start <= read + i) {
                if (!fill()) {
                    break;
                }
            }
            int b = limit - start <= read + i ? 0 : buf[start + read + i];
            c = (b & 0xC0) == 0x80 ? c << 6 | b & 0x3f : -1;
        }
        if (c < 0
                || length == 3 && c < 0x800
                || length == 4 && c < 0x10000
                || c > 0x10FFFF
                || c >= 0xD800 && c <= 0xDFFF) {
            throw error(
                    start + read,
                    "the bytes are not UTF-8",
                    "Save the file in the encoding UTF-8; solutions know no other.");
        }
        return c;
    }

    private static String hex(int c) {
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private String decode(int from, int to, boolean value) {
        int p = from;
        while (p < to && buf[p] != '&' && buf[p] != '\r' && !(value && isBlank(buf[p]) && buf[p] != ' ')) {
            p++;
        }
        if (p == to) {
            return new String(buf, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        boolean cdata = !value && buf[start] == '<';
        int plain = from;
        while (p < to) {
            byte c = buf[p];
            boolean special = c == '&' && !cdata || c == '\r' || value && (c == '\n' || c == '\t');
            if (!special) {
                p++;
                continue;
            }
            text.append(new String(buf, plain, p - plain, StandardCharsets.UTF_8));
            if (c == '&') {
                p = decodeReference(p, text);
            } else {
                text.append(value ? ' ' : '\n');
                p += c == '\r' && p + 1 < to && buf[p + 1] == '\n' ? 2 : 1;
            }
            plain = p;
        }
        return text.append(new String(buf, plain, p - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private int decodeReference(int p, StringBuilder text) {
        int semicolon = p;
        while (buf[semicolon] != ';') {
            semicolon++;
        }
        text.appendCodePoint(referenceAt(p, semicolon));
        return semicolon + 1;
    }

    /** The character of a reference that was already checked, with its semicolon at {@code semicolon}. */
    int referenceAt(int p, int semicolon) {
        if (buf[p + 1] == '#') {
            boolean hex = buf[p + 2] == 'x';
            return Integer.parseInt(
                    new String(buf, p + (hex ? 3 : 2), semicolon - p - (hex ? 3 : 2), StandardCharsets.US_ASCII),
                    hex ? 16 : 10);
        }
        switch (buf[p + 1]) {
            case 'l':
                return '<';
            case 'g':
                return '>';
            case 'q':
                return '"';
            default:
                return buf[p + 2] == 'm' ? '&' : '\'';
        }
    }

    private boolean matches(int at, String ascii) {
        if (limit - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (buf[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- buffer

    /** Makes sure that a byte is available at {@code p}; returns its place, which may have moved. */
    private int more(int p, String what) throws IOException {
        if (p < limit) {
            return p;
        }
        int read = p - start;
        while (limit - start <= read) {
            if (!fill()) {
                throw error(
                        limit,
                        "the document ends inside " + what,
                        "The file is incomplete: get it again from where it came.");
            }
        }
        return start + read;
    }

    /** Makes sure that {@code count} bytes of the token are available. */
    private void need(int count, String what) throws IOException {
        more(start + count - 1, what);
    }

    /** Moves the token to the front of the buffer and reads more behind it; false at the end of the document. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buf, start, buf, 0, limit - start);
            base += start;
            limit -= start;
            pos -= start;
            start = 0;
            buf[limit] = 0;
        }
        if (exhausted) {
            return false;
        }
        if (limit == buf.length - 1) {
            if (limit >= limits.maxTokenBytes()) {
                throw error(
                        0,
                        "a text, attribute or comment is longer than " + limits.maxTokenBytes() + " bytes",
                        "No component of a solution needs that much in one place; the file looks damaged or hostile.");
            }
            buf = Arrays.copyOf(buf, limit * 2 + 1);
        }
        int count = in.read(buf, limit, buf.length - 1 - limit);
        if (count < 0) {
            exhausted = true;
            buf[limit] = 0;
            return false;
        }
        limit += count;
        // A byte that stops every loop; where it stands is never part of the document.
        buf[limit] = 0;
        return count > 0 || fill();
    }

    // ---------------------------------------------------------------- the beginning

    private void prolog() throws IOException {
        while (limit < 4 && fill()) {
            // reads until the first bytes tell the encoding
        }
        if (limit == 0) {
            throw error(0, "the file is empty", "");
        }
        int b0 = buf[0] & 0xff;
        int b1 = buf[1] & 0xff;
        if (b0 == 0xFE && b1 == 0xFF || b0 == 0xFF && b1 == 0xFE || b0 == 0 || b1 == 0 && limit > 1) {
            throw error(0, "the file is not UTF-8 but UTF-16 or UTF-32", "Save it in the encoding UTF-8.");
        }
        if (b0 == 0xEF && b1 == 0xBB && (buf[2] & 0xff) == 0xBF) {
            pos = 3;
        }
        start = pos;
        int have = 0;
        while (limit - start < 6 && limit - start > have) {
            have = limit - start;
            fill();
        }
        if (matches(start, "<?xml") && isBlank(buf[start + 5])) {
            xmlDeclaration();
        }
    }

    private void xmlDeclaration() throws IOException {
        delimited(5, "?>", XmlToken.COMMENT, "XML declaration");
        String text = new String(buf, start + 5, end - start - 7, StandardCharsets.UTF_8);
        Matcher matcher = DECLARATION.matcher(text);
        if (!matcher.matches()) {
            throw error(start, "the XML declaration is malformed", "Write <?xml version=\"1.0\" encoding=\"utf-8\"?>.");
        }
        String encoding = matcher.group(1);
        if (encoding != null
                && !encoding.equalsIgnoreCase("utf-8")
                && !encoding.equalsIgnoreCase("utf8")
                && !encoding.equalsIgnoreCase("us-ascii")) {
            throw error(
                    start,
                    "the file declares the encoding " + encoding + ", not UTF-8",
                    "Save it in the encoding UTF-8 and declare encoding=\"utf-8\".");
        }
    }

    // ---------------------------------------------------------------- errors

    private SolutionException illegalCharacter(int p, byte c) throws IOException {
        return error(p, "the control character U+" + hex(c) + " is not allowed in XML", "");
    }

    private SolutionException error(int p, String problem, String advice) throws IOException {
        return new SolutionException(
                locate(base + p), "not well-formed XML: " + problem, advice.isEmpty() ? MEND : advice);
    }

    /** Counts lines and characters up to the offset in a second reading, so that the first need not. */
    private Location locate(long offset) throws IOException {
        int line = 1;
        int column = 1;
        int previous = 0;
        try (InputStream again = source.open()) {
            byte[] block = new byte[1 << 16];
            long left = offset;
            while (left > 0) {
                int count = again.read(block, 0, (int) Math.min(block.length, left));
                if (count < 0) {
                    break;
                }
                left -= count;
                for (int i = 0; i < count; i++) {
                    int c = block[i];
                    if (c == '\n' && previous != '\r' || c == '\r') {
                        line++;
                        column = 1;
                    } else if (c != '\n' && (c & 0xC0) != 0x80) {
                        column++;
                    }
                    previous = c;
                }
            }
        }
        return new Location(source.name(), line, column);
    }
}
