package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes elements of a document, one component after the other, so that a document of any size takes no more memory than
 * its largest component.
 */
final class ElementReader {

    /** The largest form of real solutions has 30,000 elements. */
    private static final int MAX_ELEMENTS = 2_000_000;

    /** What is done with the parts of a component that are files of their own. */
    interface Parts {

        /** Whether the element at this path below the component is such a part. */
        boolean isPart(String path);

        /**
         * Takes a part.
         *
         * @param container the element that it stands in
         */
        void part(String path, Element container, Element part);
    }

    private final XmlScanner scanner;
    private final Map<String, String> names;
    private int elements;

    ElementReader(XmlScanner scanner) {
        this(scanner, new HashMap<>());
    }

    private ElementReader(XmlScanner scanner, Map<String, String> names) {
        this.scanner = scanner;
        this.names = names;
    }

    /** Reads the element whose start tag is the current token, to its end. */
    Element read(Origin origin, Parts parts) throws IOException {
        int ordinal = 0;
        Element root = start(origin, ordinal++);
        if (scanner.isEmptyElement()) {
            return root;
        }
        Deque<Element> open = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        Deque<String> paths = new ArrayDeque<>();
        open.push(root);
        texts.push(new StringBuilder());
        paths.push("");
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                String name = scanner.name();
                String path = paths.peek().isEmpty() ? name : paths.peek() + '/' + name;
                if (parts != null && parts.isPart(path)) {
                    parts.part(path, open.peek(), new ElementReader(scanner, names).read(origin, parts(parts, path)));
                    continue;
                }
                Element element = start(origin, ordinal++);
                open.peek().add(element);
                if (!scanner.isEmptyElement()) {
                    open.push(element);
                    texts.push(new StringBuilder());
                    paths.push(path.length() > 512 ? "" : path);
                }
            } else if (token == XmlToken.TEXT && !scanner.isInsignificant() || token == XmlToken.CDATA) {
                texts.peek().append(scanner.text());
            } else if (token == XmlToken.END) {
                open.pop().fill(texts.pop().toString());
                paths.pop();
                if (open.isEmpty()) {
                    return root;
                }
            } else if (token == XmlToken.END_OF_DOCUMENT) {
                throw new IllegalStateException("The scanner ends documents only where their elements end.");
            }
        }
    }

    /** A part has no parts of its own. */
    private static Parts parts(Parts parts, String path) {
        return new Parts() {
            @Override
            public boolean isPart(String below) {
                return false;
            }

            @Override
            public void part(String below, Element container, Element part) {
                throw new IllegalStateException(parts + " " + path);
            }
        };
    }

    private Element start(Origin origin, int ordinal) throws IOException {
        if (++elements > MAX_ELEMENTS) {
            throw new SolutionException(
                    scanner.location(),
                    "A component has more than " + MAX_ELEMENTS + " elements.",
                    "No component of a solution does: the file looks damaged or hostile.");
        }
        int count = scanner.attributeCount();
        String[] attributes = new String[count * 2];
        for (int i = 0; i < count; i++) {
            attributes[2 * i] = shared(scanner.attributeName(i));
            attributes[2 * i + 1] = scanner.attributeValue(i);
        }
        return new Element(origin, shared(scanner.name()), attributes, scanner.offset(), ordinal);
    }

    private String shared(String name) {
        return names.size() > 10_000 ? name : names.computeIfAbsent(name, same -> same);
    }
}
