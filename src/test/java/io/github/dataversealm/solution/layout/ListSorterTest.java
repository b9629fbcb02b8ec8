package io.github.dataversealm.solution.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sorts of spec solution-packager-behavior §4. */
class ListSorterTest {

    private static String sorted(String list, SortedList rule, boolean sorted, List<String> told) throws IOException {
        ByteSink sink = new ByteSink(16);
        XmlFormatter formatter = new XmlFormatter(new byte[] {'\n'});
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(list.getBytes(StandardCharsets.UTF_8), "solution.xml"))) {
            scanner.next();
            formatter.begin(sink, 0);
            ListSorter.copy(scanner, formatter, rule, sorted, keys -> told.add(String.join("|", keys)));
        }
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    private static String roots(String items) throws IOException {
        String list = sorted(
                "<RootComponents>" + items + "</RootComponents>", SortedList.ROOT_COMPONENTS, true, new ArrayList<>());
        return list.replace("RootComponent ", "R ").replace("\n  ", "");
    }

    @Test
    void by_type_as_text_then_schema_name_then_id() throws IOException {
        assertThat(roots("<RootComponent type='2' schemaName='b'/>\n<RootComponent type='10'/>"
                        + "<RootComponent type='1' schemaName='Z'/><RootComponent type='1' schemaName='a' id='2'/>"
                        + "<RootComponent id='1' type='1' schemaName='a' />"
                        + "<RootComponent type='1' id='3'></RootComponent>"))
                .isEqualTo(
                        "<RootComponents><R type=\"1\" id=\"3\"></RootComponent>"
                                + "<R id=\"1\" type=\"1\" schemaName=\"a\" /><R type=\"1\" schemaName=\"a\" id=\"2\" />"
                                + "<R type=\"1\" schemaName=\"Z\" /><R type=\"10\" /><R type=\"2\" schemaName=\"b\" />\n</RootComponents>");
    }

    @Test
    void equal_items_keep_their_order() throws IOException {
        assertThat(
                        roots(
                                "<RootComponent type='2'/><RootComponent type='1' behavior='1'/><RootComponent type='1' behavior='0'/>"))
                .isEqualTo("<RootComponents><R type=\"1\" behavior=\"1\" /><R type=\"1\" behavior=\"0\" />"
                        + "<R type=\"2\" />\n</RootComponents>");
    }

    @Test
    void an_empty_list_is_written_short() throws IOException {
        for (String list : new String[] {
            "<RootComponents/>", "<RootComponents></RootComponents>", "<RootComponents>\n</RootComponents>"
        }) {
            assertThat(sorted(list, SortedList.ROOT_COMPONENTS, true, new ArrayList<>()))
                    .isEqualTo("<RootComponents />");
        }
    }

    @Test
    void a_list_with_comments_or_text_keeps_its_order() throws IOException {
        String list =
                "<RootComponents>\n  <RootComponent type=\"2\" />\n  <!-- one -->\n  <RootComponent type=\"1\" />\n</RootComponents>";
        assertThat(sorted(list, SortedList.ROOT_COMPONENTS, true, new ArrayList<>()))
                .isEqualTo(list);
        String mixed = "<RootComponents>x<RootComponent type=\"2\" /><RootComponent type=\"1\" /></RootComponents>";
        assertThat(sorted(mixed, SortedList.ROOT_COMPONENTS, true, new ArrayList<>()))
                .isEqualTo(mixed);
    }

    @Test
    void keys_are_told_in_source_order_and_sorting_can_be_left_out() throws IOException {
        List<String> told = new ArrayList<>();
        String list =
                "<RootComponents>\n  <RootComponent type=\"2\" schemaName=\"&lt;b\" />\n  <RootComponent id=\"i\" />\n</RootComponents>";
        assertThat(sorted(list, SortedList.ROOT_COMPONENTS, false, told)).isEqualTo(list);
        assertThat(told).containsExactly("2|<b|", "||i");
    }

    @Test
    void dependencies_by_what_is_required_whatever_stands_deeper() throws IOException {
        String list = "<MissingDependencies><MissingDependency><Required type='2' schemaName='x'><package>"
                + "<Required type='0'/></package></Required><Dependent type='1'/></MissingDependency>"
                + "<MissingDependency><Dependent type='0'/><Required type='1'/></MissingDependency>"
                + "<MissingDependency/></MissingDependencies>";
        List<String> told = new ArrayList<>();
        String sorted = sorted(list, SortedList.MISSING_DEPENDENCIES, true, told);
        assertThat(told).containsExactly("2|x", "1|", "|");
        assertThat(sorted.replaceAll("\n *", ""))
                .isEqualTo("<MissingDependencies><MissingDependency /><MissingDependency><Dependent type=\"0\" />"
                        + "<Required type=\"1\" /></MissingDependency><MissingDependency>"
                        + "<Required type=\"2\" schemaName=\"x\"><package><Required type=\"0\" /></package></Required>"
                        + "<Dependent type=\"1\" /></MissingDependency></MissingDependencies>");
    }
}
