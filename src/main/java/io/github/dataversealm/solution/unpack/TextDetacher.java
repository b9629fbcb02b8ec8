package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentElement;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.DetachedText;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes texts out of a component that become files of their own (spec solution-packager-behavior §5, templates). */
final class TextDetacher {

    /**
     * A text that was taken out.
     *
     * @param facts what the element beside it says, by which its file is named
     * @param value the text as the element has it
     */
    record Detached(ComponentFacts facts, DetachedText.Text text, String value) {

        /** The file's path; empty when the facts lack what it is named by. */
        Optional<String> path() {
            return text.file().path(facts, false);
        }

        /** The file's bytes. */
        byte[] bytes() {
            return text.form() == DetachedText.Form.BASE64
                    ? Base64.getMimeDecoder().decode(value)
                    : ('\uFEFF' + value).getBytes(StandardCharsets.UTF_8);
        }
    }

    private final XmlScanner scanner;
    private final XmlFormatter formatter;

    TextDetacher(XmlScanner scanner, XmlFormatter formatter) {
        this.scanner = scanner;
        this.formatter = formatter;
    }

    /** Copies the owner of texts, whose start tag is the current token, without those that are taken out. */
    List<Detached> copy(DetachedText rule) throws IOException {
        List<Detached> detached = new ArrayList<>();
        formatter.copy(scanner, XmlToken.START);
        if (scanner.isEmptyElement()) {
            return detached;
        }
        ComponentFacts facts = new ComponentFacts();
        Set<String> keys = new HashSet<>();
        for (DetachedText.Text text : rule.texts()) {
            text.file().addKeys(keys);
        }
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                DetachedText.Text text = detachable(rule);
                if (text != null) {
                    take(text.form()).ifPresent(value -> detached.add(new Detached(facts, text, value)));
                } else if (!ComponentElement.copyNoting(scanner, formatter, keys, facts)) {
                    formatter.copyElement(scanner);
                }
                continue;
            }
            formatter.copy(scanner, token);
            if (token == XmlToken.END) {
                return detached;
            }
        }
    }

    private DetachedText.Text detachable(DetachedText rule) {
        for (DetachedText.Text text : rule.texts()) {
            if (scanner.isNamed(text.element()) && !scanner.isEmptyElement()) {
                return text;
            }
        }
        return null;
    }

    /** Writes the current element without its text and returns that; one that is not of the form stays. */
    private Optional<String> take(DetachedText.Form form) throws IOException {
        StringBuilder text = new StringBuilder();
        formatter.start(scanner);
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.TEXT || token == XmlToken.CDATA) {
                text.append(scanner.text());
            } else if (token == XmlToken.END) {
                boolean fits = form == DetachedText.Form.TEXT || isBase64(text.toString());
                if (!fits) {
                    formatter.text(text.toString());
                }
                formatter.end(scanner);
                return fits ? Optional.of(text.toString()) : Optional.empty();
            } else {
                throw new SolutionException(
                        scanner.location(),
                        "the text of a template holds an element or a comment",
                        "Templates carry their text escaped; export the solution again.");
            }
        }
    }

    /** Whether the bytes that the text gives lead back to it, blanks aside. */
    private static boolean isBase64(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).contentEquals(withoutBlanks(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static CharSequence withoutBlanks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars().filter(c -> c > ' ').forEach(c -> kept.append((char) c));
        return kept;
    }
}
