package io.github.dataversealm.solution.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ComponentIndexTest {

    private static final String ID = "11111111-2222-3333-4444-555555555555";

    private static Component component(
            String type, String id, String name, String parent, Map<String, String> columns) {
        return new Component(
                new ComponentKey(type, id, name), name, Optional.of(parent), OptionalInt.empty(), false, columns);
    }

    private static Side side(String type, String id, String name, String parent, Map<String, String> columns) {
        return new Side(new ComponentKey(type, id, name), "", parent, "", columns);
    }

    private static boolean satisfies(Component component, Side side) {
        return ComponentIndex.of(List.of(component)).satisfies(side);
    }

    @Test
    void a_table_is_found_by_its_name_in_any_letter_case() {
        Component table = component("1", "", "contoso_Trip", "", Map.of());
        assertThat(satisfies(table, side("1", "", "contoso_trip", "", Map.of())))
                .isTrue();
        assertThat(satisfies(table, side("2", "", "contoso_trip", "", Map.of())))
                .isFalse();
    }

    @Test
    void a_column_is_found_in_its_table_only() {
        Component column = component("2", "", "contoso_days", "contoso_Trip", Map.of());
        assertThat(satisfies(column, side("2", "", "contoso_Days", "contoso_trip", Map.of())))
                .isTrue();
        assertThat(satisfies(column, side("2", "", "contoso_days", "account", Map.of())))
                .isFalse();
        assertThat(satisfies(column, side("2", "", "contoso_days", "", Map.of())))
                .isTrue();
    }

    @Test
    void a_form_or_view_is_found_by_its_id_and_not_by_its_title() {
        Component view = component("26", ID, "Active Trips", "contoso_trip", Map.of());
        assertThat(satisfies(view, side("26", ID, "Other", "contoso_trip", Map.of())))
                .isTrue();
        assertThat(satisfies(view, side("26", ID.replace('1', '9'), "Active Trips", "contoso_trip", Map.of())))
                .isFalse();
        assertThat(satisfies(component("60", ID, "", "", Map.of()), side("24", ID, "", "", Map.of())))
                .isTrue();
    }

    @Test
    void a_connector_has_another_id_elsewhere_but_the_same_name() {
        Component connector = component("372", ID, "contoso_api", "", Map.of());
        assertThat(satisfies(connector, side("371", ID.replace('1', '9'), "contoso_api", "", Map.of())))
                .isTrue();
    }

    @Test
    void kinds_of_the_component_framework_are_found_by_their_columns() {
        Component rule = component("maskingrule", "", "Date", "", Map.of("name", "Date"));
        assertThat(satisfies(rule, side("MaskingRule", "", "", "", Map.of("name", "date"))))
                .isTrue();
        Component reference = component("connectionreference", "", "contoso_mail", "", Map.of());
        assertThat(satisfies(
                        reference,
                        side(
                                "connectionreference",
                                "",
                                "",
                                "",
                                Map.of("connectionreferencelogicalname", "contoso_mail"))))
                .isTrue();
        Component setting = component("appsetting", "", "", "", Map.of("a.uniquename", "x", "b.uniquename", "y"));
        assertThat(satisfies(setting, side("AppSetting", "", "", "", Map.of("b.uniquename", "y", "a.uniquename", "x"))))
                .isTrue();
        assertThat(satisfies(setting, side("AppSetting", "", "", "", Map.of("b.uniquename", "x", "a.uniquename", "y"))))
                .isFalse();
        Component search = component("dvtablesearch", ID, "", "", Map.of());
        assertThat(satisfies(search, side("dvtablesearch", "", "", "", Map.of("dvtablesearchid", "{" + ID + "}"))))
                .isTrue();
    }

    @Test
    void a_copy_of_a_role_is_found_by_the_role_that_it_copies() {
        Component role = component("20", ID, "", "", Map.of());
        Side copy = new Side(new ComponentKey("20", ID.replace('1', '9'), ""), "", "", "", ID, Map.of());
        assertThat(satisfies(role, copy)).isTrue();
    }

    @Test
    void what_is_only_referred_to_satisfies_nothing() {
        Component table =
                new Component(new ComponentKey("1", "", "contoso_trip"), "", Optional.empty(), OptionalInt.of(1), true);
        Side side = side("1", "", "contoso_trip", "", Map.of());
        ComponentIndex index = ComponentIndex.of(List.of(table));
        assertThat(index.find(side)).contains(table);
        assertThat(index.satisfies(side)).isFalse();
        assertThat(ComponentIndex.of(List.of(table, component("1", "", "contoso_Trip", "", Map.of())))
                        .satisfies(side))
                .isTrue();
    }
}
