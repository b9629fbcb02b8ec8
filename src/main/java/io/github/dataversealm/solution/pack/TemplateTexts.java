package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentElement;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.DetachedText;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the texts of templates back into their elements; see {@link DetachedText}. */
final class TemplateTexts {

    /** The child that says how many bytes a base64 text has; it follows the file. */
    private static final String FILE_SIZE = "filesize";

    private final PackSource source;
    private final XmlFormatter formatter;

    TemplateTexts(PackSource source, XmlFormatter formatter) {
        this.source = source;
        this.formatter = formatter;
    }

    /**
     * The facts of all owners of texts in a file, in their order. What names the files may stand behind the texts in the
     * element, so it is read before.
     */
    List<ComponentFacts> owners(ComponentKind kind, TreeFile file) throws IOException {
        DetachedText detached = kind.detached().orElseThrow();
        Set<String> keys = new HashSet<>();
        for (DetachedText.Text text : detached.texts()) {
            text.file().addKeys(keys);
        }
        kind.rootComponent().ifPresent(rule -> ComponentKind.addKeys(rule, keys));
        List<ComponentFacts> owners = new ArrayList<>();
        XmlFormatter nowhere = new XmlFormatter(new byte[] {'\n'});
        ByteSink sink = new ByteSink(1 << 12);
        try (XmlScanner scanner =
                new XmlScanner(XmlSource.of(file.file(), source.tree().describe(file)))) {
            ComponentFacts current = null;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                if (scanner.isNamed(detached.owner())) {
                    current = new ComponentFacts();
                    owners.add(current);
                } else if (current != null) {
                    sink.clear();
                    nowhere.begin(sink, 1);
                    ComponentElement.copyNoting(scanner, nowhere, keys, current);
                }
            }
        }
        return owners;
    }

    /** Writes the owner whose start tag is the current token with its texts. */
    void copyOwner(XmlScanner scanner, DetachedText detached, ComponentFacts facts) throws IOException {
        formatter.copy(scanner, XmlToken.START);
        if (scanner.isEmptyElement()) {
            return;
        }
        long size = -1;
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token != XmlToken.START) {
                formatter.copy(scanner, token);
                if (token == XmlToken.END) {
                    return;
                }
                continue;
            }
            DetachedText.Text text = text(scanner, detached);
            Optional<TreeFile> file = text == null ? Optional.empty() : file(text, facts);
            if (file.isPresent()) {
                size = writeText(scanner, text, file.get());
            } else if (text != null && !scanner.isEmptyElement()) {
                copyPresent(scanner, text, facts);
            } else if (size >= 0 && scanner.isNamed(FILE_SIZE)) {
                replaceText(scanner, Long.toString(size));
            } else {
                formatter.copyElement(scanner);
            }
        }
    }

    /** Copies an element whose text is not in a file; one that lost its text has neither. */
    private void copyPresent(XmlScanner scanner, DetachedText.Text text, ComponentFacts facts) throws IOException {
        String name = scanner.name();
        Location location = scanner.location();
        Optional<String> path = text.file().path(facts, false);
        formatter.start(scanner);
        XmlToken token = scanner.next();
        boolean empty = token == XmlToken.END;
        for (; token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START) {
                formatter.copyElement(scanner);
            } else {
                formatter.copy(scanner, token);
            }
        }
        formatter.end(name);
        if (empty && path.isPresent()) {
            source.missing(
                    location, "the text of <" + name + "> is not here, and its file " + path.get() + " is missing");
        }
    }

    private static DetachedText.Text text(XmlScanner scanner, DetachedText detached) {
        for (DetachedText.Text text : detached.texts()) {
            if (scanner.isNamed(text.element())) {
                return text;
            }
        }
        return null;
    }

    private Optional<TreeFile> file(DetachedText.Text text, ComponentFacts facts) {
        return text.file().path(facts, false).map(source.tree()::file);
    }

    private long writeText(XmlScanner scanner, DetachedText.Text text, TreeFile file) throws IOException {
        source.use(file);
        byte[] bytes = Files.readAllBytes(file.file());
        if (text.form() == DetachedText.Form.BASE64) {
            replaceText(scanner, Base64.getEncoder().encodeToString(bytes));
            return bytes.length;
        }
        String content = new String(bytes, StandardCharsets.UTF_8);
        replaceText(scanner, content.startsWith("\uFEFF") ? content.substring(1) : content);
        return -1;
    }

    private void replaceText(XmlScanner scanner, String text) throws IOException {
        String name = scanner.name();
        formatter.start(scanner);
        scanner.skipElement();
        if (!text.isEmpty()) {
            formatter.text(text);
        }
        formatter.end(name);
    }
}
