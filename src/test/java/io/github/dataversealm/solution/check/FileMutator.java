package io.github.dataversealm.solution.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.dataversealm.solution.testkit.XmlMutator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Damages the files of real solutions, in ways that fit what they are. */
final class FileMutator {

    /** What a file is, which decides how it is damaged. */
    enum Kind {
        MANIFEST,
        CUSTOMIZATIONS,
        CONTENT_TYPES,
        FLOW,
        PROCESS,
        SCRIPT,
        MARKUP,
        IMAGE,
        APP,
        ASSEMBLY,
        CONNECTOR,
        VARIABLE,
        DOCUMENT;

        boolean isXml() {
            return this == MANIFEST
                    || this == CUSTOMIZATIONS
                    || this == CONTENT_TYPES
                    || this == PROCESS
                    || this == DOCUMENT;
        }
    }

    /**
     * A damaged file.
     *
     * @param how what was done to it
     * @param broken whether nobody can read it any more, so that a check has to say so
     */
    record Mutation(byte[] content, String how, boolean broken) {}

    private static final Pattern JSON_TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9]++(?:\\.[0-9]++)?|true|false|null|[{}\\[\\]:,]|\\s++");
    private static final List<String> JSON_VALUES = List.of(
            "null",
            "-1",
            "1e400",
            "99999999999999999999999999",
            "\"\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"\":{\"\":0}}",
            "\"@{concat(''''''''\"",
            "\"@body(\"");
    private static final List<String> XML_VALUES = List.of(
            "", "-1", "99999999999999999999", "{", "/", "..", "a,b,,c", "&lt;fetch&gt;", "\u0663", "\ud83d\ude00");
    private static final List<String> SCRIPT_PIECES = List.of(
            "`${",
            "/*",
            "//",
            "'",
            "\"",
            "\\",
            "/[",
            "(",
            ")",
            "{",
            "}",
            "=>",
            "<!--",
            "\u2028",
            "\u0000",
            "#!",
            "@",
            "class A { #b; static {",
            "async function*",
            "import(",
            "export default",
            "0b",
            "\\u{110000}",
            "?.",
            "eval(");

    private final Random random;

    FileMutator(Random random) {
        this.random = random;
    }

    static Kind kind(String entry, byte[] content) {
        String path = entry.toLowerCase(Locale.ROOT);
        if (path.equals("solution.xml")) {
            return Kind.MANIFEST;
        } else if (path.equals("customizations.xml")) {
            return Kind.CUSTOMIZATIONS;
        } else if (path.equals("[content_types].xml")) {
            return Kind.CONTENT_TYPES;
        } else if (path.startsWith("workflows/")) {
            return path.endsWith(".json") ? Kind.FLOW : Kind.PROCESS;
        } else if (path.endsWith(".dll")) {
            return Kind.ASSEMBLY;
        } else if (path.endsWith(".msapp")) {
            return Kind.APP;
        } else if (path.startsWith("connector/")) {
            return Kind.CONNECTOR;
        } else if (path.startsWith("environmentvariable") || path.startsWith("environment_variable")) {
            return path.endsWith(".json") ? Kind.VARIABLE : Kind.DOCUMENT;
        } else if (path.startsWith("webresources/")) {
            int first = content.length == 0 ? 0 : content[0] & 0xFF;
            return first == '<' || first == 0xEF
                    ? Kind.MARKUP
                    : first >= 0x80 || first == 'G' ? Kind.IMAGE : Kind.SCRIPT;
        }
        return path.endsWith(".xml") && path.indexOf('/') > 0 ? Kind.DOCUMENT : null;
    }

    Mutation mutate(Kind kind, byte[] content) {
        Mutation mutation = damage(kind, content);
        return isUnreadable(kind, mutation.content())
                ? new Mutation(mutation.content(), mutation.how(), true)
                : mutation;
    }

    private Mutation damage(Kind kind, byte[] content) {
        int choice = random.nextInt(10);
        if (choice == 0) {
            return whole(content);
        } else if (choice == 1) {
            return encoding(content);
        } else if (choice < 4) {
            return bytes(content);
        }
        return switch (kind) {
            case MANIFEST, CUSTOMIZATIONS, CONTENT_TYPES, PROCESS, DOCUMENT, MARKUP -> xml(content);
            case FLOW, VARIABLE -> json(content);
            case CONNECTOR -> content.length > 0 && content[0] == '{' ? json(content) : bytes(content);
            case SCRIPT -> script(content);
            case APP -> app(content);
            case ASSEMBLY -> assembly(content);
            case IMAGE -> bytes(content);
        };
    }

    // ---------------------------------------------------------------- any file

    /** In place of the file something else. */
    private Mutation whole(byte[] content) {
        return switch (random.nextInt(5)) {
            case 0 -> new Mutation(new byte[0], "empty", false);
            case 1 -> new Mutation(new byte[content.length], "zeros", false);
            case 2 ->
                new Mutation(
                        text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
                        "Git LFS pointer",
                        false);
            case 3 -> {
                byte[] noise = new byte[content.length];
                random.nextBytes(noise);
                yield new Mutation(noise, "noise", false);
            }
            default -> new Mutation(text("<<<<<<< HEAD\n" + string(content) + "\n>>>>>>> other\n"), "conflict", false);
        };
    }

    private Mutation encoding(byte[] content) {
        String text = string(content);
        return switch (random.nextInt(6)) {
            case 0 -> new Mutation(join(bom(0xFE, 0xFF), text.getBytes(StandardCharsets.UTF_16BE)), "UTF-16BE", false);
            case 1 -> new Mutation(join(bom(0xFF, 0xFE), text.getBytes(StandardCharsets.UTF_16LE)), "UTF-16LE", false);
            case 2 -> new Mutation(text.getBytes(StandardCharsets.UTF_16LE), "UTF-16 without a mark", false);
            case 3 -> new Mutation(join(bom(0xEF, 0xBB, 0xBF), bom(0xEF, 0xBB, 0xBF), content), "two marks", false);
            case 4 ->
                new Mutation(
                        text.replaceFirst("([a-z])([ <\"])", "$1\u00e9\u00ff$2").getBytes(StandardCharsets.ISO_8859_1),
                        "Latin-1 that says UTF-8",
                        false);
            default ->
                new Mutation(
                        text.replaceFirst(
                                        "encoding=\"[^\"]*\"",
                                        "encoding=\"" + pick(List.of("UTF-16", "EBCDIC-CP-US", "x", "UTF-7")) + '"')
                                .getBytes(Charset.forName("windows-1252")),
                        "declaration that lies",
                        false);
        };
    }

    private Mutation bytes(byte[] content) {
        if (content.length == 0) {
            return new Mutation(new byte[] {1}, "one byte", false);
        }
        int at = random.nextInt(content.length);
        int length = Math.min(content.length - at, 1 + random.nextInt(1 + random.nextInt(2000)));
        switch (random.nextInt(4)) {
            case 0:
                return new Mutation(Arrays.copyOf(content, at), "cut at " + at, false);
            case 1:
                return new Mutation(
                        join(Arrays.copyOf(content, at), Arrays.copyOfRange(content, at + length, content.length)),
                        "without " + length + " bytes at " + at,
                        false);
            case 2:
                return new Mutation(
                        join(Arrays.copyOf(content, at + length), Arrays.copyOfRange(content, at, content.length)),
                        length + " bytes at " + at + " twice",
                        false);
            default:
                byte[] changed = content.clone();
                int count = 1 + random.nextInt(16);
                for (int i = 0; i < count; i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                return new Mutation(changed, count + " other bytes", false);
        }
    }

    // ---------------------------------------------------------------- by kind

    private Mutation xml(byte[] content) {
        String text = string(content);
        switch (random.nextInt(6)) {
            case 0:
                int depth = 50_000 + random.nextInt(100_000);
                int at = Math.max(0, text.lastIndexOf("</"));
                return new Mutation(
                        text(text.substring(0, at) + nest(depth) + text.substring(at)), depth + " levels", false);
            case 1:
                return new Mutation(
                        text("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\"><!ENTITY c \"&b;&b;\">]>" + text),
                        "entities",
                        false);
            case 2:
                String value = random.nextBoolean() ? pick(XML_VALUES) : "x".repeat(1 << random.nextInt(18));
                return new Mutation(
                        text(replaceOne(text, Pattern.compile("(?<==\")[^\"]*(?=\")|(?<=>)[^<>]+(?=<)"), value)),
                        "another value of " + value.length() + " characters",
                        false);
            case 3:
                return new Mutation(text(replaceOne(text, Pattern.compile("</[^>]+>"), "")), "end tag gone", false);
            default:
                List<String> edits = new ArrayList<>();
                byte[] mutated = content;
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    mutated = XmlMutator.mutate(mutated, random, edits);
                }
                return new Mutation(mutated, String.join(", ", edits), false);
        }
    }

    private static String nest(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    private Mutation json(byte[] content) {
        String text = string(content);
        switch (random.nextInt(5)) {
            case 0:
                int depth = 2_000 + random.nextInt(200_000);
                String deep = random.nextBoolean()
                        ? "[".repeat(depth) + "]".repeat(depth)
                        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
                return new Mutation(text(replaceOne(text, JSON_TOKEN, deep)), depth + " levels", false);
            case 1:
                return new Mutation(text(replaceOne(text, JSON_TOKEN, "")), "a token less", false);
            default:
                List<String> tokens = new ArrayList<>();
                Matcher matcher = JSON_TOKEN.matcher(text);
                while (matcher.find()) {
                    tokens.add(matcher.group());
                }
                if (tokens.isEmpty()) {
                    return new Mutation(text("[]"), "an empty list", false);
                }
                StringBuilder how = new StringBuilder("other values:");
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    int at = value(tokens);
                    String value = pick(JSON_VALUES);
                    how.append(' ').append(value);
                    tokens.set(at, value);
                }
                return new Mutation(text(String.join("", tokens)), how.toString(), false);
        }
    }

    /** Most often a value, now and then a name. */
    private int value(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            int candidate = (at + i) % tokens.size();
            String token = tokens.get(candidate);
            if (token.length() > 1 && !token.isBlank()) {
                return candidate;
            }
        }
        return at;
    }

    private Mutation script(byte[] content) {
        StringBuilder text = new StringBuilder(string(content));
        StringBuilder how = new StringBuilder("with");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            String piece = pick(SCRIPT_PIECES);
            int times = random.nextInt(4) == 0 ? 1 << random.nextInt(17) : 1;
            text.insert(random.nextInt(text.length() + 1), piece.repeat(times));
            how.append(' ').append(times).append(" times ").append(piece);
        }
        return new Mutation(text(text.toString()), how.toString(), false);
    }

    /** The zip of an app: its end, or the result of the app checker in it. */
    private Mutation app(byte[] content) {
        switch (random.nextInt(4)) {
            case 0:
                return new Mutation(
                        join(content, new byte[66_000 + random.nextInt(500_000)]), "zeros behind the end", false);
            case 1:
                return new Mutation(lie(content), "sizes that lie", false);
            default:
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                String how = "rewritten";
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content));
                        ZipOutputStream zip = new ZipOutputStream(out)) {
                    zip.setLevel(1);
                    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                        byte[] bytes = in.readAllBytes();
                        if (entry.getName().endsWith(".sarif")) {
                            Mutation result = random.nextInt(3) == 0 ? bytes(bytes) : json(bytes);
                            bytes = result.content();
                            how = "app checker result: " + result.how();
                        }
                        zip.putNextEntry(new ZipEntry(entry.getName()));
                        zip.write(bytes);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new Mutation(out.toByteArray(), how, false);
        }
    }

    /** Writes other sizes into the headers of a zip. */
    byte[] lie(byte[] zip) {
        byte[] changed = zip.clone();
        for (int at = 0; at + 46 < changed.length; at++) {
            boolean local =
                    changed[at] == 'P' && changed[at + 1] == 'K' && changed[at + 2] == 3 && changed[at + 3] == 4;
            boolean central =
                    changed[at] == 'P' && changed[at + 1] == 'K' && changed[at + 2] == 1 && changed[at + 3] == 2;
            if ((local || central) && random.nextInt(3) == 0) {
                int sizes = at + (local ? 18 : 20);
                changed[sizes + random.nextInt(8)] = (byte) random.nextInt(256);
            }
        }
        return changed;
    }

    /** The headers and tables of an assembly, which are at the front and, after the code, at the back. */
    private Mutation assembly(byte[] content) {
        byte[] changed = content.clone();
        int count = 1 + random.nextInt(40);
        boolean front = random.nextBoolean();
        int metadata = Math.max(0, indexOf(changed, new byte[] {'B', 'S', 'J', 'B'}));
        for (int i = 0; i < count; i++) {
            int from = front ? 0x80 : metadata;
            int at = Math.min(changed.length - 1, from + random.nextInt(front ? 0x400 : 4_000));
            changed[at] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
        }
        return new Mutation(changed, count + " other bytes in the " + (front ? "headers" : "metadata"), false);
    }

    // ---------------------------------------------------------------- who cannot read it

    /** Asked of parsers that are not ours. */
    private static boolean isUnreadable(Kind kind, byte[] content) {
        if (kind.isXml()) {
            return !isXml(content);
        }
        boolean json = kind == Kind.FLOW || kind == Kind.VARIABLE;
        return json && !isJson(content);
    }

    private static boolean isXml(byte[] content) {
        try {
            XMLReader reader =
                    SAXParserFactory.newDefaultInstance().newSAXParser().getXMLReader();
            reader.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            reader.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            reader.setErrorHandler(new DefaultHandler());
            reader.parse(new InputSource(new ByteArrayInputStream(content)));
            return true;
        } catch (SAXException | IOException e) {
            return false;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isJson(byte[] content) {
        try (JsonParser parser = new JsonFactory().createParser(content)) {
            int depth = 0;
            int documents = 0;
            while (parser.nextToken() != null) {
                depth += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                documents += depth == 0 ? 1 : 0;
            }
            return documents == 1;
        } catch (IOException e) {
            return false;
        }
    }

    // ---------------------------------------------------------------- tools

    private String replaceOne(String text, Pattern pattern, String value) {
        List<int[]> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(new int[] {matcher.start(), matcher.end()});
        }
        if (found.isEmpty()) {
            return text + value;
        }
        int[] one = pick(found);
        return text.substring(0, one[0]) + value + text.substring(one[1]);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String string(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bom(int... bytes) {
        byte[] bom = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bom[i] = (byte) bytes[i];
        }
        return bom;
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int at = 0; at + wanted.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
