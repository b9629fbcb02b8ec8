package io.github.dataversealm.solution.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes XML as Dataverse exports it: indented by two blanks, CR LF, no byte order mark. Counts what it writes. */
final class XmlLines {

    private final OutputStream out;
    private final StringBuilder line = new StringBuilder(1 << 13);
    private long written;
    private int level;

    XmlLines(OutputStream out) {
        this.out = out;
    }

    /** How many bytes have been written. */
    long written() throws IOException {
        drain();
        return written;
    }

    XmlLines declaration() {
        line.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n");
        return this;
    }

    /** A start tag; the attributes are names and values in turn. */
    XmlLines open(String name, String... attributes) throws IOException {
        indent();
        tag(name, attributes);
        line.append(">\r\n");
        level++;
        return drainWhenFull();
    }

    XmlLines close(String name) throws IOException {
        level--;
        indent();
        line.append("</").append(name).append(">\r\n");
        return drainWhenFull();
    }

    /** An element with text, or {@code <a></a>} without. */
    XmlLines leaf(String name, String text) throws IOException {
        indent();
        line.append('<').append(name).append('>');
        escape(text);
        line.append("</").append(name).append(">\r\n");
        return drainWhenFull();
    }

    /** The name of a table, which has text and attributes. */
    XmlLines tableName(String name, String label) throws IOException {
        indent();
        tag("Name", "LocalizedName", label, "OriginalName", label);
        line.append('>').append(name).append("</Name>\r\n");
        return drainWhenFull();
    }

    /** An element {@code <a />}; the attributes are names and values in turn. */
    XmlLines empty(String name, String... attributes) throws IOException {
        indent();
        tag(name, attributes);
        line.append(" />\r\n");
        return drainWhenFull();
    }

    private void tag(String name, String... attributes) {
        line.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            line.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            line.append('"');
        }
    }

    private void indent() {
        for (int i = 0; i < level; i++) {
            line.append("  ");
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&':
                    line.append("&amp;");
                    break;
                case '<':
                    line.append("&lt;");
                    break;
                case '>':
                    line.append("&gt;");
                    break;
                case '"':
                    line.append("&quot;");
                    break;
                default:
                    line.append(c);
                    break;
            }
        }
    }

    private XmlLines drainWhenFull() throws IOException {
        if (line.length() > 8000) {
            drain();
        }
        return this;
    }

    private void drain() throws IOException {
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        written += bytes.length;
        line.setLength(0);
    }
}
