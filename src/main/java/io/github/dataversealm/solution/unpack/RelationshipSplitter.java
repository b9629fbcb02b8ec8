package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentElement;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.FileNames;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Splits {@code <EntityRelationships>}: a list of the names in source order, and a file for each referenced table with
 * its relationships (spec solution-packager-behavior §5 row 5).
 */
final class RelationshipSplitter {

    private static final String CONTAINER = ComponentKinds.ENTITY_RELATIONSHIPS;
    private static final String ELEMENT = RelationshipFiles.ELEMENT;
    private static final String UNMODIFIED = "unmodified";
    private static final Set<String> KEYS =
            Set.of("@Name", "@" + UNMODIFIED, "EntityRelationshipType", "ReferencedEntityName", "FirstEntityName");

    private final XmlScanner scanner;
    private final ComponentOutput output;
    private final Map<String, ComponentBuffer> tables = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    RelationshipSplitter(XmlScanner scanner, ComponentOutput output) {
        this.scanner = scanner;
        this.output = output;
    }

    /** Splits the container whose start tag is the current token. */
    void split(PreservedElement left) throws IOException {
        if (scanner.isEmptyElement()) {
            return;
        }
        if (!output.takesRelationships()) {
            scanner.skipElement();
            return;
        }
        ComponentBuffer list = begin();
        LooseXml loose = new LooseXml(scanner, output);
        boolean any = false;
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START && scanner.isNamed(ELEMENT)) {
                relationship(list.formatter);
                any = true;
            } else if (token == XmlToken.START) {
                left.add(loose.element());
            } else if (token != XmlToken.TEXT || !scanner.isInsignificant()) {
                left.add(loose.other(token));
            }
        }
        if (!any) {
            output.release(list);
            return;
        }
        list.formatter.end(CONTAINER);
        output.file(RelationshipFiles.LIST, list);
        for (Map.Entry<String, ComponentBuffer> table : tables.entrySet()) {
            table.getValue().formatter.end(CONTAINER);
            output.file(RelationshipFiles.FOLDER + '/' + table.getKey() + ".xml", table.getValue());
        }
    }

    private ComponentBuffer begin() throws IOException {
        ComponentBuffer buffer = output.buffer();
        buffer.beginDocument();
        buffer.formatter.start(CONTAINER);
        buffer.formatter.declareXsi();
        return buffer;
    }

    private void relationship(XmlFormatter list) throws IOException {
        ComponentFacts facts = new ComponentFacts();
        ComponentElement.noteAttributes(scanner, KEYS, "", facts);
        String name = facts.first("@Name");
        if (name.isEmpty() || !names.add(name)) {
            throw new SolutionException(
                    scanner.location(),
                    name.isEmpty()
                            ? "a <" + ELEMENT + "> has no Name"
                            : "the relationship '" + name + "' is there a second time",
                    "Each relationship has a Name of its own; export the solution again.");
        }
        list.start(ELEMENT);
        list.attribute("Name", facts.first("@Name"));
        if (!facts.all("@" + UNMODIFIED).isEmpty()) {
            list.attribute(UNMODIFIED, facts.first("@" + UNMODIFIED));
        }
        list.endEmpty();
        ComponentBuffer buffer = output.buffer();
        buffer.formatter.begin(buffer.sink, 1);
        copy(buffer.formatter, facts);
        String table = table(facts);
        // Relationships may spell a table differently, and disks may not tell the spellings apart.
        String spelling = spellings.computeIfAbsent(CaseKey.of(table), key -> table);
        ComponentBuffer file = tables.get(spelling);
        if (file == null) {
            file = begin();
            tables.put(spelling, file);
        }
        file.formatter.appendChild(buffer.sink.open());
        output.release(buffer);
    }

    private void copy(XmlFormatter formatter, ComponentFacts facts) throws IOException {
        formatter.copy(scanner, XmlToken.START);
        if (scanner.isEmptyElement()) {
            return;
        }
        int level = scanner.depth();
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START && ComponentElement.copyNoting(scanner, formatter, KEYS, facts)) {
                continue;
            }
            formatter.copy(scanner, token);
            if (token == XmlToken.END && scanner.depth() < level) {
                return;
            }
        }
    }

    private String table(ComponentFacts facts) throws IOException {
        String type = facts.first("EntityRelationshipType");
        String table = facts.first(type.equals("ManyToMany") ? "FirstEntityName" : "ReferencedEntityName");
        if (table.isEmpty() || !type.equals("ManyToMany") && !type.equals("OneToMany")) {
            throw new SolutionException(
                    scanner.location(),
                    "the relationship '" + facts.first("@Name") + "' has the unknown type '" + type
                            + "' or names no table",
                    "A relationship is OneToMany with a ReferencedEntityName or ManyToMany with a FirstEntityName.");
        }
        return FileNames.legal(table);
    }
}
