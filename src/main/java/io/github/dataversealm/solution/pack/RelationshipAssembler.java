package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the relationships back in the order of their list; see {@link RelationshipFiles}. */
final class RelationshipAssembler {

    private static final byte[] LF = {'\n'};
    /** The root, the container, the relationship. */
    private static final int LEVEL = 2;

    private final PackSource source;
    private final XmlFormatter formatter;
    private final Map<String, byte[]> relationships = new LinkedHashMap<>();

    RelationshipAssembler(PackSource source, XmlFormatter formatter) {
        this.source = source;
        this.formatter = formatter;
    }

    /** Writes all relationships; false when there are none. */
    boolean write() throws IOException {
        for (TreeFile file : source.tree().filesBelow(RelationshipFiles.FOLDER)) {
            read(file);
        }
        TreeFile list = source.tree().file(RelationshipFiles.LIST);
        boolean any = !relationships.isEmpty();
        if (list != null) {
            writeListed(list);
        }
        for (Map.Entry<String, byte[]> relationship : relationships.entrySet()) {
            if (list != null) {
                source.warn("The relationship " + relationship.getKey() + " is not listed in " + RelationshipFiles.LIST
                        + "; it is packed after the listed ones.");
            }
            formatter.appendChild(new ByteArrayInputStream(relationship.getValue()));
        }
        return any;
    }

    private void read(TreeFile file) throws IOException {
        source.use(file);
        ByteSink sink = new ByteSink(1 << 12);
        XmlFormatter fragment = new XmlFormatter(LF);
        try (XmlScanner scanner = new XmlScanner(source.open(file))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START || !scanner.isNamed(RelationshipFiles.ELEMENT)) {
                    continue;
                }
                String name = scanner.attributeValue("Name");
                if (name == null || relationships.containsKey(name)) {
                    throw new SolutionException(
                            scanner.location(),
                            name == null
                                    ? "a relationship has no Name"
                                    : "the relationship " + name + " is there twice",
                            "Each relationship has a Name and stands in one file.");
                }
                sink.clear();
                fragment.begin(sink, LEVEL);
                fragment.copyElement(scanner);
                relationships.put(name, sink.toByteArray());
            }
        }
    }

    private void writeListed(TreeFile list) throws IOException {
        source.use(list);
        try (XmlScanner scanner =
                new XmlScanner(XmlSource.of(list.file(), source.tree().describe(list)))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START || !scanner.isNamed(RelationshipFiles.ELEMENT)) {
                    continue;
                }
                String name = scanner.attributeValue("Name");
                byte[] relationship = relationships.remove(name == null ? "" : name);
                if (relationship == null) {
                    source.missing(
                            scanner.location(),
                            "the relationship " + name + " is listed, but no file in " + RelationshipFiles.FOLDER
                                    + "/ has it");
                } else {
                    formatter.appendChild(new ByteArrayInputStream(relationship));
                }
            }
        }
    }
}
