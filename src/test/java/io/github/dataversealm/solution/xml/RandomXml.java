package io.github.dataversealm.solution.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Well-formed documents, and changes that mostly make them malformed. */
final class RandomXml {

    private static final String[] NAMES = {"a", "b", "Entity", "x-1_.y", "p:c", "q:d", "é", "日本", "xml2"};
    private static final String[] TEXTS = {
        "x", "some text", " ", "\n", "\r\n", "\r", "\t", "  \n ", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#32;",
                "&#xD;",
        "&#xA;", "&#10;", "&#x9;", "&#160;", "&#x1F600;", "ä", "日", "😀", "\u00A0", ">", "'", "]", "-", "?",
                "0123456789"
    };
    private static final String[] INSERTS = {
        "<",
        ">",
        "&",
        ";",
        "'",
        "\"",
        "/",
        "=",
        "!",
        "-",
        "--",
        "?",
        "[",
        "]]>",
        "#",
        "x",
        ":",
        " ",
        "\n",
        "\r",
        "\t",
        "<a>",
        "</a>",
        "<a/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "?>",
        "&#",
        "&#x",
        "&amp;",
        "xmlns",
        "xmlns:p='u'",
        "p:",
        "a='1'",
        " a='1'",
        "<!DOCTYPE a>",
        "\u0001",
        "ä",
        "😀",
        "\uFEFF",
        "<?xml version='1.0'?>",
        "&lt",
        "&#0;",
        "&#xD800;"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomXml(Random random) {
        this.random = random;
    }

    static byte[] document(Random random) {
        return new RandomXml(random).document().getBytes(StandardCharsets.UTF_8);
    }

    private String document() {
        out.append(random.nextInt(6) == 0 ? "\uFEFF" : "");
        if (random.nextInt(3) == 0) {
            out.append("<?xml version=\"1.0\"")
                    .append(random.nextBoolean() ? " encoding='UTF-8'" : "")
                    .append(random.nextInt(4) == 0 ? " standalone = \"yes\" " : "")
                    .append("?>");
        }
        outside();
        element(0);
        outside();
        return out.toString();
    }

    private void outside() {
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(pick(" ", "\n", "\r\n\t", "<!--c\r\n-->", "<?p d?>", "<?p?>"));
        }
    }

    private void element(int depth) {
        String name = pick(NAMES);
        out.append('<').append(name);
        boolean declares = depth == 0;
        if (declares) {
            out.append(" xmlns:p='urn:p' xmlns:q=\"urn:q\"");
        } else if (random.nextInt(8) == 0) {
            out.append(pick(" xmlns='urn:d'", " xmlns=''", " xmlns:p='urn:p2'", " xmlns:r='urn:r'"));
        }
        String[] attributes = {"i", "name", "p:i", "q:j", "ü", "xml:lang", "xml:space"};
        for (String attribute : attributes) {
            if (random.nextInt(6) == 0) {
                attribute(attribute);
            }
        }
        out.append(random.nextInt(4) == 0 ? pick(" ", "\n", "  ") : "");
        if (random.nextInt(4) == 0) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (int i = random.nextInt(depth > 6 ? 2 : 5); i > 0; i--) {
            content(depth);
        }
        out.append("</").append(name).append(random.nextInt(8) == 0 ? " " : "").append('>');
    }

    private void attribute(String name) {
        out.append(pick(" ", " ", "\n", "  ")).append(name).append(pick("=", "=", " = "));
        char quote = random.nextBoolean() ? '"' : '\'';
        out.append(quote);
        if (name.equals("xml:space")) {
            out.append(pick("preserve", "default"));
        } else {
            for (int i = random.nextInt(4); i > 0; i--) {
                String text = pick(TEXTS);
                out.append(text.indexOf(quote) >= 0 ? "" : text);
            }
        }
        out.append(quote);
    }

    private void content(int depth) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3:
                element(depth + 1);
                break;
            case 4, 5:
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    String text = pick(TEXTS);
                    boolean end = text.equals(">") && out.charAt(out.length() - 1) == ']';
                    out.append(end ? "" : text);
                }
                break;
            case 6:
                out.append("<![CDATA[")
                        .append(pick("", "x", "<&>", "a\r\nb\rc", " ", "]]", "😀"))
                        .append("]]>");
                break;
            case 7:
                out.append("<!--")
                        .append(pick("", "x", "<&> - ", "a\r\nb\rc", "ü"))
                        .append("-->");
                break;
            case 8:
                out.append(pick("<?p?>", "<?p d?>", "<?p-2  d\r\ne ??>", "<?p >?>"));
                break;
            default:
                out.append(pick(" ", "\n  ", "\r\n"));
                break;
        }
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** One to three changes: bytes removed, inserted, replaced, or copied from elsewhere. */
    static byte[] mutated(byte[] document, Random random) {
        byte[] bytes = document;
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(4));
        switch (random.nextInt(6)) {
            case 0:
                return spliced(bytes, at, to, new byte[0]);
            case 1, 2:
                return spliced(bytes, at, at, insert(random));
            case 3:
                return spliced(bytes, at, to, insert(random));
            case 4:
                int from = random.nextInt(bytes.length + 1);
                int end = Math.min(bytes.length, from + random.nextInt(20));
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, from, end));
            default:
                return spliced(bytes, at, to, new byte[] {(byte) random.nextInt(256)});
        }
    }

    private static byte[] insert(Random random) {
        return INSERTS[random.nextInt(INSERTS.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] insert) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + insert.length);
        System.arraycopy(insert, 0, spliced, from, insert.length);
        System.arraycopy(bytes, to, spliced, from + insert.length, bytes.length - to);
        return spliced;
    }
}
