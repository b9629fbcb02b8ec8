package io.github.dataversealm.solution.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelMergerTest {

    private static final String ENTITY = "Entities/ctr_Trip/Entity.xml";
    private static final String FORM = "Entities/ctr_Trip/FormXml/main/{1}.xml";
    private static final String FORM_MANAGED = "Entities/ctr_Trip/FormXml/main/{1}_managed.xml";
    private static final String COPY = "Entities/ctr_Trip/FormXml/main/{2}.xml";

    private final Map<String, String> tree = new TreeMap<>();
    private final Messages messages = new Messages();

    private static XmlSource source(String path, String text) {
        return XmlSource.of(text.getBytes(StandardCharsets.UTF_8), path);
    }

    private LabelIndex index() throws IOException {
        LabelIndex index = new LabelIndex();
        for (Map.Entry<String, String> file : tree.entrySet()) {
            index.add(file.getKey(), source(file.getKey(), file.getValue()));
        }
        return index;
    }

    private LabelMerger merger(String... resources) throws IOException {
        Map<String, XmlSource> files = new TreeMap<>();
        for (int i = 0; i < resources.length; i += 2) {
            files.put(resources[i], source(resources[i], resources[i + 1]));
        }
        return LabelMerger.of(files, index(), messages);
    }

    private static String resx(String... strings) {
        StringBuilder text = new StringBuilder("<root>");
        for (int i = 0; i < strings.length; i += 2) {
            text.append("<data name=\"")
                    .append(strings[i])
                    .append("\"><value>")
                    .append(strings[i + 1])
                    .append("</value></data>");
        }
        return text.append("</root>").toString();
    }

    private String merged(LabelMerger merger, String path) throws IOException {
        return new String(
                merger.merge(path, source(path, tree.get(path))).open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private List<String> keys(int lcid) throws IOException {
        return List.copyOf(index().strings().get(lcid).keySet());
    }

    private static String form(String id, String label) {
        return "<forms><systemform><formid>" + id + "</formid><form><tabs><tab id=\"{t}\"><labels>" + label
                + "</labels></tab></tabs></form></systemform></forms>";
    }

    private void entity() {
        tree.put(
                ENTITY,
                "<Entity>\n  <Name LocalizedName=\"Trip\">ctr_Trip</Name>\n  <EntityInfo><entity Name=\"ctr_Trip\">\n"
                        + "    <LocalizedNames>\n"
                        + "      <LocalizedName description=\"Trip\" languagecode=\"1033\" />\n"
                        + "      <LocalizedName description=\"Viaje\" languagecode=\"3082\" />\n"
                        + "    </LocalizedNames>\n  </entity></EntityInfo>\n</Entity>");
    }

    @Test
    void keys_of_labels_that_one_form_has_are_those_of_SolutionPackager() throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        assertThat(keys(1033)).containsExactly("1:label,Trip{t}", "1:LocalizedName,ctr_Tripentityctr_Trip");
    }

    @Test
    void a_key_that_two_labels_would_have_says_where_each_stands() throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        tree.put(COPY, form("{2}", "<label description=\"Other\" languagecode=\"1033\" />"));
        assertThat(keys(1033))
                .contains(
                        "1:label,Trip{t}@Entities/ctr_Trip/FormXml/main/{1}/tab[{t}]/labels",
                        "1:label,Trip{t}@Entities/ctr_Trip/FormXml/main/{2}/tab[{t}]/labels");
        LabelMerger merger = merger(
                "Resources/en-US/resources.en-US.resx",
                resx("1:label,Trip{t}@Entities/ctr_Trip/FormXml/main/{2}/tab[{t}]/labels", "New"));
        assertThat(merged(merger, FORM)).isEqualTo(tree.get(FORM));
        assertThat(merged(merger, COPY)).isEqualTo(tree.get(COPY).replace("Other", "New"));
    }

    @Test
    void a_key_of_SolutionPackager_that_names_two_labels_is_left_alone_and_reported_when_it_was_edited()
            throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        tree.put(COPY, form("{2}", "<label description=\"Other\" languagecode=\"1033\" />"));
        assertThat(merger("Resources/en-US/resources.en-US.resx", resx("1:label,Trip{t}", "Other"))
                        .changesNothing())
                .isTrue();
        assertThat(messages.warnings()).isEmpty();
        assertThat(merger("Resources/en-US/resources.en-US.resx", resx("1:label,Trip{t}", "New"))
                        .changesNothing())
                .isTrue();
        assertThat(messages.warnings()).singleElement().asString().contains("1:label,Trip{t}", "2 labels");
    }

    @Test
    void both_variants_of_a_form_share_a_key_while_they_say_the_same() throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        tree.put(
                FORM_MANAGED,
                form("{1}", "<label description=\"General\" languagecode=\"1033\" solutionaction=\"Added\" />"));
        LabelMerger merger = merger("Resources/1033/resources.1033.resx", resx("1:label,Trip{t}", "New"));
        assertThat(merged(merger, FORM)).isEqualTo(tree.get(FORM).replace("General", "New"));
        assertThat(merged(merger, FORM_MANAGED))
                .isEqualTo(tree.get(FORM_MANAGED).replace("General", "New"));
    }

    @Test
    void variants_of_a_form_that_differ_have_a_key_each() throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        tree.put(FORM_MANAGED, form("{1}", "<label description=\"Main\" languagecode=\"1033\" />"));
        assertThat(keys(1033)).contains("1:label,Trip{t}", "1:label,Trip{t}_managed");
        LabelMerger merger = merger(
                "Resources/en-US/resources.en-US.resx",
                resx("1:label,Trip{t}", "General", "1:label,Trip{t}_managed", "New"));
        assertThat(merged(merger, FORM)).isEqualTo(tree.get(FORM));
        assertThat(merged(merger, FORM_MANAGED))
                .isEqualTo(tree.get(FORM_MANAGED).replace("Main", "New"));
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void the_file_that_one_zip_of_a_pair_had_is_merged_too() throws IOException {
        entity();
        String own = "Other/Preserved/Unmanaged/Files/" + ENTITY;
        String key = "1:LocalizedName,ctr_Tripentityctr_Trip";
        tree.put(own, tree.get(ENTITY).replace("<EntityInfo>", "<x /><EntityInfo>"));
        assertThat(keys(1033)).containsExactly(key);
        LabelMerger shared = merger("Resources/en-US/resources.en-US.resx", resx(key, "New"));
        assertThat(merged(shared, ENTITY))
                .isEqualTo(tree.get(ENTITY).replace("description=\"Trip\"", "description=\"New\""));
        assertThat(merged(shared, own)).isEqualTo(tree.get(own).replace("description=\"Trip\"", "description=\"New\""));

        tree.put(own, tree.get(own).replace("Viaje", "Paseo"));
        assertThat(keys(1033)).containsExactly(key, key + "_unmanaged");
        LabelMerger apart = merger("Resources/en-US/resources.en-US.resx", resx(key + "_unmanaged", "New"));
        assertThat(merged(apart, ENTITY)).isEqualTo(tree.get(ENTITY));
        assertThat(merged(apart, own)).isEqualTo(tree.get(own).replace("description=\"Trip\"", "description=\"New\""));
    }

    @Test
    void a_language_is_added_in_its_place_with_the_blanks_of_its_neighbour() throws IOException {
        entity();
        String key = "1:LocalizedName,ctr_Tripentityctr_Trip";
        LabelMerger merger = merger(
                "Resources/fr-FR/resources.fr-FR.resx", resx(key, "Le &quot;voyage&quot;&#xA;&lt;2&gt;"),
                "Resources/ar-SA/resources.ar-SA.resx", resx(key, "رحلة"),
                "Resources/3098/resources.3098.resx", resx(key, "Пут"));
        assertThat(merged(merger, ENTITY))
                .contains("    <LocalizedNames>\n"
                        + "      <LocalizedName description=\"رحلة\" languagecode=\"1025\" />\n"
                        + "      <LocalizedName description=\"Trip\" languagecode=\"1033\" />\n"
                        + "      <LocalizedName description=\"Le &quot;voyage&quot;&#xA;&lt;2&gt;\" languagecode=\"1036\" />\n"
                        + "      <LocalizedName description=\"Viaje\" languagecode=\"3082\" />\n"
                        + "      <LocalizedName description=\"Пут\" languagecode=\"3098\" />\n"
                        + "    </LocalizedNames>");
    }

    @Test
    void an_empty_translation_adds_nothing_and_an_empty_text_clears() throws IOException {
        entity();
        String key = "1:LocalizedName,ctr_Tripentityctr_Trip";
        assertThat(merger("Resources/fr-FR/resources.fr-FR.resx", resx(key, "")).changesNothing())
                .isTrue();
        assertThat(merged(merger("Resources/es-ES/resources.es-ES.resx", resx(key, "")), ENTITY))
                .isEqualTo(tree.get(ENTITY).replace("\"Viaje\"", "\"\""));
    }

    @Test
    void line_breaks_keep_their_kind() throws IOException {
        tree.put(
                "OptionSets/ctr_a.xml",
                "<optionset Name=\"ctr_a\"><Descriptions><Description description='a&#xD;&#xA;b' languagecode='1033' />"
                        + "</Descriptions></optionset>");
        String file = "Resources/en-US/resources.en-US.resx";
        assertThat(merger(file, resx("9:Description,ctr_a", "a\nb")).changesNothing())
                .isTrue();
        assertThat(merged(merger(file, resx("9:Description,ctr_a", "it's\nb")), "OptionSets/ctr_a.xml"))
                .contains("description='it&apos;s&#xD;&#xA;b' languagecode='1033'");
    }

    @Test
    void the_new_language_is_listed_and_one_that_adds_nothing_is_not() throws IOException {
        entity();
        String customizations = "Other/Customizations.xml";
        tree.put(
                customizations,
                "<ImportExportXml>\n  <Languages>\n    <Language>1033</Language>\n  </Languages>\n</ImportExportXml>");
        String key = "1:LocalizedName,ctr_Tripentityctr_Trip";
        LabelMerger merger = merger(
                "Resources/fr-FR/resources.fr-FR.resx", resx(key, "Voyage"),
                "Resources/de-DE/resources.de-DE.resx", resx(key, ""),
                "Resources/es-ES/resources.es-ES.resx", resx(key, "Paseo"));
        assertThat(merged(merger, customizations))
                .isEqualTo(
                        "<ImportExportXml>\n  <Languages>\n    <Language>1033</Language>\n    <Language>1036</Language>\n"
                                + "  </Languages>\n</ImportExportXml>");
        for (String empty : List.of(
                "<ImportExportXml>\n  <Languages />\n</ImportExportXml>",
                "<ImportExportXml>\n  <Languages></Languages>\n</ImportExportXml>",
                "<ImportExportXml>\n  <a />\n</ImportExportXml>")) {
            tree.put(customizations, empty);
            assertThat(merged(merger, customizations).replaceAll("\\s", "").replace("<a/>", ""))
                    .isEqualTo("<ImportExportXml><Languages><Language>1036</Language></Languages></ImportExportXml>");
        }
    }

    @Test
    void keys_without_a_label_are_warnings_with_file_and_key() throws IOException {
        entity();
        merger("Resources/en-US/resources.en-US.resx", resx("1:label,Gone{x}", "a"));
        assertThat(messages.warnings())
                .containsExactly("Resources/en-US/resources.en-US.resx: no label has the key '1:label,Gone{x}'.");
    }

    @Test
    void a_label_that_two_keys_of_a_file_name_is_an_error() throws IOException {
        entity();
        tree.put(FORM, form("{1}", "<label description=\"General\" languagecode=\"1033\" />"));
        String twice =
                resx("1:label,Trip{t}", "a", "1:label,Trip{t}@Entities/ctr_Trip/FormXml/main/{1}/tab[{t}]/labels", "b");
        assertThatThrownBy(() -> merger("Resources/en-US/resources.en-US.resx", twice))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("another key of this file names too");
    }

    @Test
    void a_language_with_two_files_or_without_a_name_is_an_error() {
        assertThatThrownBy(() -> merger(
                        "Resources/en-US/resources.en-US.resx", resx(), "Resources/1033/resources.1033.resx", resx()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("has another file");
        assertThatThrownBy(() -> merger("Resources/xx-YY/resources.xx-YY.resx", resx()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'xx-YY' is unknown");
    }

    @Test
    void the_template_is_not_merged_and_strange_names_are_reported() throws IOException {
        entity();
        assertThat(merger(
                                "Resources/template_resources.resx",
                                resx("1:LocalizedName,ctr_Tripentityctr_Trip", "New"),
                                "Resources/notes.resx",
                                "no xml")
                        .changesNothing())
                .isTrue();
        assertThat(messages.warnings()).singleElement().asString().startsWith("Resources/notes.resx: not merged");
    }

    @Test
    void elements_that_nothing_tells_apart_are_numbered_and_the_edit_hits_the_right_one() throws IOException {
        String path = "ctr_things/a/thing.xml";
        tree.put(
                path,
                "<thing><x><labels><label description=\"1\" languagecode=\"1033\"></label></labels></x>"
                        + "<x><labels><label description=\"2\" languagecode=\"1033\" /><label description=\"3\" languagecode=\"1033\" />"
                        + "</labels></x></thing>");
        List<String> keys = keys(1033);
        assertThat(keys).hasSize(3);
        for (String key : keys) {
            String old = index().strings().get(1033).get(key).text();
            LabelMerger merger = merger("Resources/en-US/resources.en-US.resx", resx(key, "new"));
            assertThat(merged(merger, path))
                    .isEqualTo(tree.get(path).replace("description=\"" + old + '"', "description=\"new\""));
        }
        LabelMerger added = merger("Resources/fr-FR/resources.fr-FR.resx", resx(keys.get(0), "un"));
        assertThat(merged(added, path)).contains("</label><label description=\"un\" languagecode=\"1036\" /></labels>");
    }
}
