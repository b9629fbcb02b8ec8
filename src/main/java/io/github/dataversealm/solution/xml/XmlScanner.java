package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pull parser for UTF-8 XML 1.0 that keeps what the .NET reader and writer tell apart: {@code <a/>} and
 * {@code <a></a>}, CDATA and text, the order and spelling of attributes. It works on bytes; a token is a slice of one
 * buffer and is valid until the next call of {@link #next()}.
 *
 * <p>It is strict: tags must match, attributes and prefixes must be right, characters must be legal, bytes must be
 * UTF-8. Document types are refused, and with them all entities but the five of XML and character references.
 * Every error is a {@link SolutionException} with line and column.
 */
public final class XmlScanner extends CharacterReader {

    /** What a run of characters holds; also the classes of single bytes in {@link #TEXT}. */
    static final int PLAIN = 1;

    static final int BLANK = 2;
    static final int CARRIAGE_RETURN = 4;
    static final int LINE_FEED = 8;
    /** The source spells something in another way than the .NET writer does. */
    static final int OTHER_SPELLING = 16;

    private static final int STOP = 64;

    private static final byte[] TEXT = new byte[256];
    private static final byte[] VALUE = new byte[256];

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
    }

    /** How many numbers describe an attribute: start and end of name and value, what the value holds. */
    private static final int ATTRIBUTE = 5;

    // The current token.
    private int end;
    private int seen;
    private int nameEnd;
    private boolean emptyElement;
    private boolean canonicalTag;
    private int[] attributes = new int[ATTRIBUTE * 16];
    private int attributeCount;
    // The open elements: their names one after the other, and where each begins.
    private byte[] openNames = new byte[512];
    private int[] openStarts = new int[32];
    private int depth;
    private boolean rootSeen;
    /** For each open element whether blanks in it count ({@code xml:space="preserve"}). */
    private boolean[] preserve = new boolean[32];

    private final NamespaceScope namespaces = new NamespaceScope();

    public XmlScanner(XmlSource source) throws IOException {
        this(source, XmlLimits.DEFAULT, 1 << 16);
    }

    /** @param bufferSize the size of the first buffer in bytes; it grows to the longest token */
    public XmlScanner(XmlSource source, XmlLimits limits, int bufferSize) throws IOException {
        super(source, limits, bufferSize);
        boolean ready = false;
        try {
            prolog();
            ready = true;
        } finally {
            if (!ready) {
                close();
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
            return depth == 0 ? blanksOutside() : characters();
        }
        need(2, "a tag");
        switch (buf[pos + 1]) {
            case '/':
                return endTag();
            case '!':
                return declaration();
            case '?':
                return processingInstruction();
            default:
                return startTag();
        }
    }

    /** Reads over the rest of the element whose start tag is the current token; its end tag, if it has one, is then that. */
    public void skipElement() throws IOException {
        for (int outside = level() - 1; depth > outside; ) {
            next();
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
            throw error(pos, "the document has no element", "Get the file again from where it came.");
        }
        return XmlToken.END_OF_DOCUMENT;
    }

    /** Before and after the root element there may be nothing but blanks, comments and instructions. */
    private XmlToken blanksOutside() throws IOException {
        int length = 0;
        do {
            if (!isBlank(buf[start + length])) {
                throw rootSeen
                        ? error(start + length, "text stands behind the end of the root element", "Remove it.")
                        : error(start + length, "text stands before the root element", "Check that this is XML.");
            }
            length++;
        } while (moreThan(length) && buf[start + length] != '<');
        pos = start + length;
        end = pos;
        seen = BLANK;
        return XmlToken.TEXT;
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
        return XmlToken.TEXT;
    }

    private XmlToken declaration() throws IOException {
        need(4, "a tag");
        if (buf[pos + 2] == '-' && buf[pos + 3] == '-') {
            return comment();
        }
        need(9, "a tag");
        if (matches(pos, "<![CDATA[")) {
            return cdata();
        }
        if (matches(pos, "<!DOCTYPE")) {
            throw error(
                    pos,
                    "a document type (<!DOCTYPE>) is not allowed",
                    "Solutions have none; entities that it declares are never resolved. Remove it.");
        }
        throw error(
                pos,
                "'<!' begins neither a comment nor a CDATA section",
                "A '<' that is meant as text is written '&lt;'.");
    }

    private XmlToken comment() throws IOException {
        delimited(4, "--", "comment");
        need(pos - start + 1, "a comment");
        if (buf[pos] != '>') {
            throw error(pos - 2, "'--' must not stand in a comment", "Write '- -', or another character.");
        }
        pos++;
        end = pos;
        return XmlToken.COMMENT;
    }

    private XmlToken cdata() throws IOException {
        if (depth == 0) {
            throw error(pos, "a CDATA section stands outside of the root element", "Remove it.");
        }
        delimited(9, "]]>", "CDATA section");
        return XmlToken.CDATA;
    }

    private XmlToken processingInstruction() throws IOException {
        colons = 0;
        int p = name(start + 2, "the target of a processing instruction");
        if (colons > 0) {
            throw error(start + 2, "the target of a processing instruction must not have a colon", "Rename it.");
        }
        nameEnd = p - start;
        if (nameEnd == 5 && excerpt(start + 2, 3).equalsIgnoreCase("xml")) {
            throw error(
                    start,
                    "an XML declaration may only stand at the very beginning",
                    "Remove what stands before it, or the declaration.");
        }
        p = more(p + 1, "a processing instruction") - 1;
        if (!isBlank(buf[p]) && !matches(p, "?>")) {
            throw error(p, "a blank must follow the target of a processing instruction", "Write one.");
        }
        delimited(nameEnd, "?>", "processing instruction");
        return XmlToken.PROCESSING_INSTRUCTION;
    }

    /** Reads on to {@code close}; the token is the whole slice with its delimiters. */
    private void delimited(int open, String close, String what) throws IOException {
        int p = start + open;
        int found = 0;
        byte first = (byte) close.charAt(0);
        for (; ; ) {
            int read = p - start;
            if (limit - p < close.length()) {
                if (!moreThan(read + close.length() - 1)) {
                    throw error(
                            start,
                            "the " + what + " is not closed by '" + close + "'",
                            "Close it, or get the file again: it may be incomplete.");
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
    }

    private XmlToken startTag() throws IOException {
        if (depth == 0 && rootSeen) {
            throw error(pos, "a second root element begins", "A document has one: remove the other.");
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
                    throw error(p, "'>' must follow '/' at the end of an empty element", "Write '/>'.");
                }
                emptyElement = true;
                canonicalTag &= blanks == 0 || blanks == 1 && buf[p - 2] == ' ';
                end = p - 1 - blanks - start;
                p++;
                break;
            }
            if (blanks == 0) {
                throw error(
                        p,
                        "a blank, '>' or '/>' is expected in the tag <" + tagName() + ">",
                        "Check the quotes of the attribute before.");
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
        if (colons > 0) {
            checkPrefixes();
        }
        if (emptyElement) {
            if (declares) {
                namespaces.leave(depth + 1);
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
                    p,
                    "the element <" + tagName() + "> has more than " + limits.maxAttributes() + " attributes",
                    "No component of a solution needs as many: the file looks damaged or hostile.");
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
                throw error(p, "'=' must follow the name of an attribute", "Write name=\"value\".");
            }
        }
        p = more(p + 1, "an attribute");
        byte quote = buf[p];
        if (quote != '"') {
            canonicalTag = false;
            p = skipBlanks(p);
            quote = buf[p];
            if (quote != '"' && quote != '\'') {
                throw error(p, "the value of an attribute must be quoted", "Write name=\"value\".");
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
            throw error(pos, "an end tag has no start tag", "Remove it, or add the start tag.");
        }
        int open = openStarts[depth - 1];
        int length = openStarts[depth] - open;
        int p = start + 2 + length;
        if (p >= limit || buf[p] != '>' || !isOpenName(open, length)) {
            p = otherEndTag(open, length);
        }
        nameEnd = 2 + length;
        pos = p + 1;
        end = pos;
        namespaces.leave(depth);
        depth--;
        return XmlToken.END;
    }

    private boolean isOpenName(int open, int length) {
        int at = start + 2;
        for (int i = 0; i < length; i++) {
            if (buf[at + i] != openNames[open + i]) {
                return false;
            }
        }
        return true;
    }

    /** An end tag with blanks, one at the end of the buffer, or a wrong one; returns the place of its {@code >}. */
    private int otherEndTag(int open, int length) throws IOException {
        int p = name(start + 2, "the name of an element");
        if (p - start - 2 != length || !isOpenName(open, length)) {
            throw error(
                    start,
                    "</" + excerpt(start + 2, p - start - 2) + "> does not close <" + openName(depth - 1) + ">",
                    "Write </" + openName(depth - 1) + "> here or before.");
        }
        p = skipBlanks(p);
        if (buf[p] != '>') {
            throw error(p, "'>' is expected at the end of an end tag", "Write '>'.");
        }
        return p;
    }

    // ---------------------------------------------------------------- what the current token holds

    /** How many elements are open: after a start tag with it, after an end tag without it. */
    public int depth() {
        return depth;
    }

    /** The level of the element whose start tag is the current token, empty or not: the root has 1. */
    public int level() {
        return emptyElement ? depth + 1 : depth;
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
        return decodeValue(valueStart(index), valueEnd(index));
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
        return buf[start] == '<' ? decodeCdata(start + 9, end - 3) : decodeText(start, end);
    }

    private int nameStart() {
        return start + (buf[start + 1] == '/' ? 2 : 1);
    }

    /** The namespace declarations of the open elements, outermost first, as prefix and name pairs; the default namespace has an empty prefix. */
    public List<Map.Entry<String, String>> openNamespaces() {
        return namespaces.open();
    }

    /** Where the current token begins; it costs a second reading of the document. */
    public Location location() throws IOException {
        return locate(start);
    }

    /** The offset in bytes of the current token in the document. */
    public long offset() {
        return offsetOf(start);
    }

    /** The offset in bytes behind the current token. */
    public long endOffset() {
        return offsetOf(pos);
    }

    /** The offset in bytes of the value of an attribute, behind its quote. */
    public long valueOffset(int index) {
        return offsetOf(valueStart(index));
    }

    /** The offset in bytes behind the value of an attribute, of its closing quote. */
    public long valueEndOffset(int index) {
        return offsetOf(valueEnd(index));
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

    /** The end of the name of a start tag, end tag or processing instruction. */
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
            throw error(
                    start,
                    "elements nest deeper than " + limits.maxDepth() + " levels",
                    "No component of a solution does: the file looks damaged or hostile.");
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
        String name = new String(openNames, from, openStarts[level + 1] - from, StandardCharsets.UTF_8);
        return name.length() > 80 ? name.substring(0, 80) + "..." : name;
    }

    private String tagName() {
        return excerpt(start + 1, nameEnd - 1);
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
        int from = attributeStart(index);
        String name = excerpt(from, attributeNameEnd(index) - from);
        return error(from, "<" + tagName() + "> has the attribute '" + name + "' twice", "Remove one of them.");
    }

    private boolean isNamespaceDeclaration(int index) {
        int from = attributeStart(index);
        int length = attributeNameEnd(index) - from;
        return length >= 5 && buf[from] == 'x' && matches(from, "xmlns") && (length == 5 || buf[from + 5] == ':');
    }

    private void declareNamespaces() throws IOException {
        for (int i = 0; i < attributeCount; i++) {
            if (isNamespaceDeclaration(i)) {
                int colon = colon(attributeStart(i), attributeNameEnd(i));
                String prefix = colon < 0 ? "" : attributeName(i).substring(6);
                declareNamespace(attributeStart(i), prefix, attributeValue(i));
            }
        }
    }

    private void declareNamespace(int at, String prefix, String namespace) throws IOException {
        if (namespace.isEmpty() && !prefix.isEmpty()) {
            throw error(at, "the prefix '" + prefix + "' is bound to no namespace", "Give it one, or remove it.");
        }
        boolean reserved = namespace.equals(NamespaceScope.XMLNS) || prefix.equals("xmlns");
        if (reserved || prefix.equals("xml") != namespace.equals(NamespaceScope.XML)) {
            throw error(
                    at, "the prefixes 'xml' and 'xmlns' and their namespaces are XML's own", "Remove the declaration.");
        }
        if (namespace.length() > NamespaceScope.MAX_NAMESPACE_CHARACTERS || namespaces.isFull()) {
            throw error(
                    at,
                    "a namespace is longer than " + NamespaceScope.MAX_NAMESPACE_CHARACTERS
                            + " characters, or more than " + NamespaceScope.MAX_DECLARATIONS + " are declared",
                    "No solution has such: the file looks damaged or hostile.");
        }
        if (!prefix.equals("xml")) {
            namespaces.declare(depth + 1, prefix, namespace);
        }
    }

    private void checkPrefixes() throws IOException {
        namespace(start + 1, start + nameEnd);
        Set<String> expanded = null;
        for (int i = 0; i < attributeCount; i++) {
            String namespace = isNamespaceDeclaration(i) ? null : namespace(attributeStart(i), attributeNameEnd(i));
            if (namespace != null && colons > 1) {
                expanded = expanded == null ? new HashSet<>() : expanded;
                String name = attributeName(i);
                if (!expanded.add(namespace + '}' + name.substring(name.indexOf(':') + 1))) {
                    throw duplicateAttribute(i);
                }
            }
        }
    }

    /** The namespace of the prefix of the name in {@code buf[from..to)}; null when it has none. */
    private String namespace(int from, int to) throws IOException {
        int colon = colon(from, to);
        if (colon < 0) {
            return null;
        }
        String namespace = namespaces.find(buf, from, colon);
        if (namespace == null) {
            throw error(
                    from,
                    "the prefix '" + excerpt(from, colon - from) + "' of '" + excerpt(from, to - from)
                            + "' is not declared",
                    "Declare it with xmlns:" + excerpt(from, colon - from) + "=\"...\", or remove it.");
        }
        return namespace;
    }

    /** The place of the colon of the name; -1 when it has none. */
    private int colon(int from, int to) throws IOException {
        int colon = -1;
        for (int i = from; i < to; i++) {
            if (buf[i] == ':') {
                if (colon >= 0 || i == from || i + 1 == to || buf[i + 1] == ':' || !isNameStart(i + 1)) {
                    throw error(
                            from,
                            "'" + excerpt(from, to - from) + "' is not a name with a prefix",
                            "Write prefix:name, with one colon.");
                }
                colon = i;
            }
        }
        return colon;
    }

    // ---------------------------------------------------------------- the beginning

    private void prolog() throws IOException {
        moreThan(3);
        if (limit == 0) {
            throw error(0, "the file is empty", "Get it again from where it came.");
        }
        int b0 = buf[0];
        int b1 = limit > 1 ? buf[1] : -1;
        if (b0 == -2 && b1 == -1 && limit > 1 || b0 == -1 && b1 == -2 || b0 == 0 || b1 == 0) {
            throw error(0, "the file is not UTF-8 but UTF-16 or UTF-32", "Save it in the encoding UTF-8.");
        }
        pos = byteOrderMark(buf, limit);
        start = pos;
        if (moreThan(5) && matches(start, "<?xml") && isBlank(buf[start + 5])) {
            xmlDeclaration();
        }
    }

    private void xmlDeclaration() throws IOException {
        delimited(5, "?>", "XML declaration");
        String problem = XmlDeclaration.problem(new String(buf, start + 5, end - start - 7, StandardCharsets.UTF_8));
        if (problem != null) {
            throw error(
                    start,
                    problem,
                    "Save the file in the encoding UTF-8 and begin it with <?xml version=\"1.0\" encoding=\"utf-8\"?>.");
        }
    }
}
