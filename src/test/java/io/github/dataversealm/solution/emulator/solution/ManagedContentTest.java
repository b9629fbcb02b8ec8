package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What a managed export leaves out, by examples and as the service did it with real solutions. */
class ManagedContentTest {

    private static final String HEAD = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<ImportExportXml>";
    private static final String TAIL = "<Languages><Language>1033</Language></Languages></ImportExportXml>";

    private static byte[] managed(byte[] document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ManagedContent.of(XmlSource.of(document, "customizations.xml")).writeTo(out);
        return out.toByteArray();
    }

    private static String managed(String sections) throws IOException {
        String written =
                new String(managed((HEAD + sections + TAIL).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(written).startsWith(HEAD).endsWith(TAIL);
        return written.substring(HEAD.length(), written.length() - TAIL.length());
    }

    @Test
    void a_document_without_marks_is_the_same() throws IOException {
        String own = "<Entities><Entity><Name>con_Trip</Name><EntityInfo><entity Name=\"con_Trip\" unmodified=\"0\">"
                + "<attributes /></entity></EntityInfo><FormXml /></Entity></Entities>\n<Workflows />";
        assertThat(managed(own)).isEqualTo(own);
        assertThat(ManagedContent.of(XmlSource.of((HEAD + own + TAIL).getBytes(StandardCharsets.UTF_8), "x"))
                        .isWhole())
                .isTrue();
    }

    @Test
    void what_others_made_is_left_out_with_the_lists_that_hold_nothing_else() throws IOException {
        String unmanaged = """
                <Entities>
                  <Entity>
                    <Name>Account</Name>
                    <EntityInfo>
                      <entity Name="Account" unmodified="1">
                        <attributes />
                      </entity>
                    </EntityInfo>
                    <FormXml>
                      <forms type="card">
                        <systemform unmodified="1"><formid>{1}</formid></systemform>
                      </forms>
                      <forms type="main">
                        <systemform><formid>{2}</formid></systemform>
                        <systemform unmodified="1"><formid>{3}</formid></systemform>
                      </forms>
                    </FormXml>
                    <SavedQueries>
                      <savedqueries>
                        <savedquery unmodified="1" />
                      </savedqueries>
                    </SavedQueries>
                    <RibbonDiffXml />
                  </Entity>
                </Entities>
                <Workflows>
                  <Workflow Name="Theirs" unmodified="1"><ProcessTriggers /></Workflow>
                </Workflows>
                """;
        assertThat(managed(unmanaged)).isEqualTo("""
                        <Entities>
                          <Entity>
                            <Name>Account</Name>
                            <FormXml>
                              <forms type="main">
                                <systemform><formid>{2}</formid></systemform>
                              </forms>
                            </FormXml>
                            <RibbonDiffXml />
                          </Entity>
                        </Entities>
                        <Workflows>
                        </Workflows>
                        """);
    }

    @Test
    void a_text_or_comment_beside_it_stays() throws IOException {
        assertThat(managed("<Entities><Entity><SavedQueries><!-- ours --><savedqueries><savedquery unmodified=\"1\"/>"
                        + "</savedqueries></SavedQueries></Entity></Entities>"))
                .isEqualTo("<Entities><Entity><SavedQueries><!-- ours --></SavedQueries></Entity></Entities>");
    }

    /** A table with its own element, a form, a view, a process: each by the table and its id. */
    private static Set<String> parts(Document document, boolean marked) {
        Set<String> parts = new TreeSet<>();
        for (String tag : List.of("entity", "systemform", "savedquery", "visualization", "Workflow")) {
            for (Element element : elements(document.getDocumentElement(), tag)) {
                String parent = element.getParentNode().getNodeName();
                if (Set.of("EntityInfo", "forms", "savedqueries", "Visualizations", "Workflows")
                                .contains(parent)
                        && element.getAttribute("unmodified").equals("1") == marked) {
                    parts.add(tag + " " + id(element));
                }
            }
        }
        return parts;
    }

    private static String id(Element element) {
        for (String attribute : List.of("Name", "WorkflowId")) {
            if (element.hasAttribute(attribute)) {
                return element.getAttribute(attribute).toLowerCase(Locale.ROOT);
            }
        }
        for (String child : List.of("formid", "savedqueryid", "savedqueryvisualizationid")) {
            List<Element> found = elements(element, child);
            if (!found.isEmpty()) {
                return found.get(0).getTextContent().trim().toLowerCase(Locale.ROOT);
            }
        }
        throw new AssertionError(element.getTagName());
    }

    private static List<Element> elements(Element root, String tag) {
        NodeList found = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document parse(byte[] document) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document));
    }

    /** Which labels repeat their column's name by themselves, and are emptied, the unmanaged export does not say. */
    private static boolean sameBesideLabels(Document one, Document other) {
        for (Document document : List.of(one, other)) {
            for (Element cell : elements(document.getDocumentElement(), "cell")) {
                elements(cell, "labels")
                        .forEach(labels -> labels.getParentNode().removeChild(labels));
            }
            removeBlanks(document.getDocumentElement());
        }
        return one.getDocumentElement().isEqualNode(other.getDocumentElement());
    }

    private static void removeBlanks(Node parent) {
        Node next;
        for (Node node = parent.getFirstChild(); node != null; node = next) {
            next = node.getNextSibling();
            if (node.getNodeType() == Node.TEXT_NODE && node.getTextContent().isBlank()) {
                parent.removeChild(node);
            } else {
                removeBlanks(node);
            }
        }
    }

    /** That nothing is left out which the service has, and nothing marked is left in. */
    @Test
    void real_managed_exports_have_none_of_it_and_all_of_the_rest() throws Exception {
        Corpus corpus = Corpus.orSkip();
        int marked = 0;
        int kept = 0;
        int same = 0;
        for (Map.Entry<String, String> pair : corpus.pairs().entrySet()) {
            byte[] unmanaged = Corpus.unzip(corpus.zip(pair.getKey())).get("customizations.xml");
            Document theirs = parse(Corpus.unzip(corpus.zip(pair.getValue())).get("customizations.xml"));
            Set<String> unmodified = parts(parse(unmanaged), true);
            Document ours = parse(managed(unmanaged));
            assertThat(parts(theirs, false)).as(pair.getKey()).noneMatch(unmodified::contains);
            assertThat(parts(theirs, true)).as(pair.getKey()).isEmpty();
            assertThat(parts(ours, true)).as(pair.getKey()).isEmpty();
            assertThat(parts(ours, false)).as(pair.getKey()).containsAll(parts(theirs, false));
            assertThat(elements(ours.getDocumentElement(), "EntityInfo"))
                    .as(pair.getKey())
                    .hasSameSizeAs(elements(theirs.getDocumentElement(), "EntityInfo"));
            marked += unmodified.size();
            kept += parts(theirs, false).size();
            same += sameBesideLabels(ours, theirs) ? 1 : 0;
        }
        assertThat(marked).isGreaterThan(30);
        assertThat(same).isGreaterThan(10);
        System.out.println("corpus managed exports: " + marked + " unmodified parts of "
                + corpus.pairs().size()
                + " pairs left out as the service does it, all " + kept + " parts kept that its managed zips have, "
                + same
                + " documents the same beside labels of form cells");
    }
}
