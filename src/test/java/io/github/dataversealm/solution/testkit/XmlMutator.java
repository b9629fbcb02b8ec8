package io.github.dataversealm.solution.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits XML by its tags and texts, so that most of what comes out is well-formed but means something else. */
public final class XmlMutator {

    private static final Pattern TOKEN = Pattern.compile("<!--.*?-->|<[^>]*>|[^<]+", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([\\w:.]+)=(\"[^\"]*\"|'[^']*')");

    private XmlMutator() {}

    /** The document with one edit, which is described in the list. */
    public static byte[] mutate(byte[] xml, Random random, List<String> edits) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(new String(xml, StandardCharsets.UTF_8));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.isEmpty()) {
            return xml;
        }
        edit(tokens, random, edits);
        return String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    }

    private static void edit(List<String> tokens, Random random, List<String> edits) {
        int at = start(tokens, random);
        int end = end(tokens, at);
        String tag = tokens.get(at);
        List<String> element = new ArrayList<>(tokens.subList(at, end));
        int other = start(tokens, random);
        switch (random.nextInt(13)) {
            case 0 -> {
                edits.add("delete " + tag);
                tokens.subList(at, end).clear();
            }
            case 1 -> {
                edits.add("duplicate " + tag);
                tokens.addAll(end, element);
            }
            case 2 -> {
                String name = name(tag);
                String renamed = random.nextInt(8) == 0 ? "n".repeat(100_000) : name + "X";
                edits.add("rename " + tag);
                tokens.set(at, tag.replaceFirst(Pattern.quote(name), renamed));
                if (end - 1 > at) {
                    tokens.set(end - 1, "</" + renamed + ">");
                }
            }
            case 3 -> {
                Matcher attribute = ATTRIBUTE.matcher(tag);
                if (attribute.find()) {
                    edits.add("remove " + attribute.group() + " of " + tag);
                    tokens.set(at, tag.substring(0, attribute.start()) + tag.substring(attribute.end()));
                }
            }
            case 4 -> {
                Matcher attribute = ATTRIBUTE.matcher(tag);
                if (attribute.find()) {
                    String value = value(random);
                    edits.add("set " + attribute.group(1) + " of " + tag + " to " + shown(value));
                    tokens.set(
                            at,
                            tag.substring(0, attribute.start(2)) + '"' + value + '"' + tag.substring(attribute.end(2)));
                }
            }
            case 5 -> {
                String value = value(random);
                for (int i = at + 1; i < end; i++) {
                    if (!tokens.get(i).startsWith("<") && !tokens.get(i).isBlank()) {
                        edits.add("set the text " + shown(tokens.get(i)) + " in " + tag + " to " + shown(value));
                        tokens.set(i, value);
                        break;
                    }
                }
            }
            case 6 -> {
                edits.add("move " + tag + " before " + tokens.get(other));
                if (other < at) {
                    tokens.subList(at, end).clear();
                    tokens.addAll(other, element);
                }
            }
            case 7 -> {
                edits.add("copy " + tag + " before " + tokens.get(other));
                tokens.addAll(other, element);
            }
            case 8 -> {
                int depth = random.nextInt(4) == 0 ? 20_000 : 3;
                edits.add("nest " + tag + " " + depth + " deep");
                tokens.add(end, "</n>".repeat(depth));
                tokens.add(at, "<n>".repeat(depth));
            }
            case 9 -> {
                edits.add("comment before " + tag);
                tokens.add(at, "<!-- a comment -->");
            }
            case 10 -> {
                edits.add("text before " + tag);
                tokens.add(at, "stray &amp; text");
            }
            case 11 -> {
                edits.add("empty " + tag);
                if (end - at > 2) {
                    tokens.subList(at + 1, end - 1).clear();
                }
            }
            default -> {
                edits.add("attribute on " + tag);
                tokens.set(at, tag.replaceFirst("^<[^\\s/>]+", "$0 added=\"1\""));
            }
        }
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static String value(Random random) {
        List<String> values = List.of(
                "",
                "a",
                "../../x",
                "CON",
                "a/b\\c:d",
                "/",
                "&#x1F600;",
                "&lt;x&gt;",
                "1",
                "{00000000-0000-0000-0000-000000000000}",
                "/WebResources/../solution.xml",
                "solution.xml",
                "y".repeat(70_000),
                "[Content_Types].xml",
                ".",
                " ",
                "2");
        return values.get(random.nextInt(values.size()));
    }

    private static String name(String tag) {
        return tag.substring(1).split("[\\s/>]", 2)[0];
    }

    /** A start tag below the root; the first token when there is none. */
    private static int start(List<String> tokens, Random random) {
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(tokens.size());
            String token = tokens.get(at);
            if (token.startsWith("<")
                    && !token.startsWith("</")
                    && !token.startsWith("<?")
                    && !token.startsWith("<!")) {
                return at;
            }
        }
        return 0;
    }

    /** The index behind the element that begins there. */
    private static int end(List<String> tokens, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.startsWith("</")) {
                depth--;
            } else if (token.startsWith("<")
                    && !token.endsWith("/>")
                    && !token.startsWith("<?")
                    && !token.startsWith("<!")) {
                depth++;
            }
            if (depth <= 0) {
                return i + 1;
            }
        }
        return tokens.size();
    }
}
