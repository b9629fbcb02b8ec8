package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.dataverse.ComponentDefinition;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.SolutionComponent;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddComponentTest {

    private static final UUID ID = DataverseAtOnce.id("component");

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();
    private InstalledSolution trips;

    @BeforeEach
    void a_solution() {
        trips = environment.add("Trips", "1.0.0.0", false);
        environment.definitions.add(new ComponentDefinition("connectionreference", 10_132));
        environment.definitions.add(new ComponentDefinition("ctr_gadget", 10_200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "Entity", "1", " TABLE "})
    void a_table_is_found_by_its_name(String type) {
        environment.ids.put("EntityDefinitions/LogicalName=ctr_trip", List.of(ID));
        add("ctr_trip", type);
        assertMember(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web resource", "WebResource", "web-resource", "61"})
    void a_type_is_written_as_people_write_it(String type) {
        environment.ids.put("webresourceset/name=ctr_/trip/form.js", List.of(ID));
        add("ctr_/trip/form.js", type);
        assertMember(61, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectionreference", "connection reference", "10132"})
    void the_number_of_a_newer_kind_is_looked_up(String type) {
        environment.ids.put("connectionreferences/connectionreferencelogicalname=ctr_mail", List.of(ID));
        add("ctr_mail", type);
        assertMember(10_132, 0);
    }

    @Test
    void a_flow_is_found_by_the_row_of_its_definition() {
        environment.ids.put("workflows/name=Notify,type eq 1", List.of(ID));
        add("Notify", "flow");
        assertMember(29, 0);
    }

    @Test
    void an_id_of_any_kind_that_the_environment_knows_is_taken() {
        add("{" + ID.toString().toUpperCase(java.util.Locale.ROOT) + "}", "ctr_gadget");
        assertMember(10_200, 0);
    }

    @Test
    void a_kind_without_a_table_of_its_own_is_looked_for_in_the_unmanaged_solutions() {
        InstalledSolution other = environment.add("Other", "1.0.0.0", false);
        environment.summaries.put(
                other.id(), List.of(new ComponentSummary(ID, 9, "", "", "ctr_status", "Status", "ctr_status")));
        add("ctr_STATUS", "9");
        assertMember(9, 0);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> add("ctr_other", "9"))
                .withMessageContaining("has no choice whose name is 'ctr_other'")
                .withMessageContaining("give the id");
    }

    @Test
    void a_table_that_the_environment_does_not_show_is_no_end() {
        environment.failing(
                "findIds", new ServiceException(404, Optional.empty(), "no segment", "Not known.", "Too old."));
        environment.summaries.put(trips.id(), List.of(new ComponentSummary(ID, 20, "", "", "Trip Requester", "", "")));
        add("Trip Requester", "role");
        assertMember(20, 0);
        environment.failing("findIds", new ServiceException(403, Optional.empty(), "no", "You may not.", "Ask."));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> add("Trip Requester", "role"));
    }

    @Test
    void an_unknown_type_lists_the_words() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> add("x", "widget"))
                .withMessageContaining("knows no component type 'widget'")
                .withMessageContaining("webresource");
    }

    @Test
    void a_name_that_is_not_there_or_not_unique_adds_nothing() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> add("Active", "view"))
                .withMessageContaining("has no view whose name is 'Active'");
        environment.ids.put("savedqueries/name=Active", List.of(ID, DataverseAtOnce.id("other")));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> add("Active", "view"))
                .withMessageContaining("several components")
                .withMessageContaining(ID.toString());
        assertThat(environment.count("addComponent")).isZero();
    }

    @Test
    void one_unknown_name_of_several_adds_none() {
        environment.ids.put("EntityDefinitions/LogicalName=ctr_trip", List.of(ID));
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new AddComponent(Targets.of(environment.api(), messages))
                        .add(new AddComponent.Request(
                                "Trips", List.of("ctr_trip", "ctr_missing"), "table", false, true)));
        assertThat(environment.count("addComponent")).isZero();
    }

    @Test
    void a_member_is_not_added_again() {
        environment.components.put(trips.id(), List.of(new SolutionComponent(UUID.randomUUID(), ID, 61, 0)));
        add(ID.toString(), "61");
        assertThat(environment.count("addComponent")).isZero();
        assertThat(messages.infos()).containsExactly("web resource " + ID + " is in Trips already.");
    }

    @Test
    void a_lost_answer_is_looked_up() {
        environment.losingAnswer("addComponent");
        add(ID.toString(), "61");
        assertThat(environment.count("addComponent")).isEqualTo(1);
        assertMember(61, 0);
    }

    @Test
    void a_table_can_come_without_its_parts() {
        new AddComponent(Targets.of(environment.api(), messages))
                .add(new AddComponent.Request("Trips", List.of(ID.toString()), "table", false, false));
        assertMember(1, 1);
    }

    @Test
    void a_managed_solution_takes_nothing() {
        environment.add("Base", "1.0.0.0", true);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new AddComponent(Targets.of(environment.api(), messages))
                        .add(new AddComponent.Request("Base", List.of(ID.toString()), "1", false, true)))
                .withMessageContaining("is managed here, so nobody can add components to it");
    }

    @Test
    void no_word_means_two_kinds() {
        Set<String> words = new HashSet<>();
        for (ComponentKindRow row : ComponentKindRow.ALL) {
            assertThat(row.words()).allMatch(word -> word.equals(ComponentKindRow.plain(word)));
            assertThat(words).doesNotContainAnyElementsOf(row.words());
            words.addAll(row.words());
        }
    }

    private void add(String component, String type) {
        new AddComponent(Targets.of(environment.api(), messages))
                .add(new AddComponent.Request("Trips", List.of(component), type, false, true));
    }

    private void assertMember(int type, int behavior) {
        assertThat(environment.components(trips.id())).singleElement().satisfies(member -> {
            assertThat(member.objectId()).isEqualTo(ID);
            assertThat(member.componentType()).isEqualTo(type);
            assertThat(member.rootComponentBehavior()).isEqualTo(behavior);
        });
    }
}
