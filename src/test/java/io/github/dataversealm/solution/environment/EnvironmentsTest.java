package io.github.dataversealm.solution.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {

    private static final Environment TEST = environment("test", "https://contoso-test.crm4.dynamics.com", false);
    private static final Environment PROD = environment("prod", "https://contoso.crm4.dynamics.com", true);

    private final Environments environments = new Environments(List.of(TEST, PROD), Optional.empty());

    @Test
    void several_are_chosen_in_the_order_of_the_choice_and_each_once() {
        assertThat(choose("prod, test,,prod")).containsExactly(PROD, TEST);
    }

    @Test
    void nothing_chosen_is_none() {
        assertThat(environments.choose(Optional.empty(), Optional.empty())).isEmpty();
        assertThat(choose(" , ")).isEmpty();
    }

    @Test
    void local_can_be_declared_for_its_settings() {
        Environment local = new Environment(
                "local",
                Environments.localUrl("local"),
                "dataverse-local",
                Optional.of(java.nio.file.Path.of("local.json")),
                false,
                PromotionRules.NONE,
                Rollout.NONE,
                true);
        assertThat(new Environments(List.of(local), Optional.empty()).choose(Optional.of("local"), Optional.empty()))
                .containsExactly(local);
    }

    @Test
    void local_is_built_in() {
        assertThat(choose("local")).extracting(Environment::id).containsExactly(Environment.LOCAL);
    }

    @Test
    void an_address_is_an_environment_of_its_own() {
        assertThat(choose("https://Contoso-Dev.crm.dynamics.com/main.aspx?appid=1"))
                .containsExactly(new Environment(
                        "contoso-dev.crm.dynamics.com",
                        URI.create("https://contoso-dev.crm.dynamics.com"),
                        "dataverse-contoso-dev.crm.dynamics.com",
                        Optional.empty(),
                        false));
    }

    @Test
    void an_address_takes_the_credentials_that_are_named() {
        assertThat(new Environments(List.of(), Optional.of("my-server"))
                        .choose(Optional.of("https://a.crm.dynamics.com"), Optional.empty()))
                .extracting(Environment::serverId)
                .containsExactly("my-server");
    }

    @Test
    void a_declared_environment_keeps_its_rules_when_it_is_chosen_by_its_address() {
        assertThat(choose("https://contoso.crm4.dynamics.com/")).containsExactly(PROD);
        assertThat(environments.choose(Optional.empty(), Optional.of("https://CONTOSO.crm4.dynamics.com")))
                .containsExactly(PROD);
    }

    @Test
    void an_address_can_move_a_declared_environment_that_keeps_its_rules() {
        assertThat(environments.choose(Optional.of("prod"), Optional.of("https://moved.crm4.dynamics.com")))
                .containsExactly(environment("prod", "https://moved.crm4.dynamics.com", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contoso.crm4.dynamics.com:443",
                "https://CONTOSO.crm4.dynamics.com./main.aspx",
                "https://contoso.api.crm4.dynamics.com/api/data/v9.2/"
            })
    void no_way_to_write_the_address_gets_round_the_rules_of_production(String address) {
        assertThat(choose(address)).extracting(Environment::production).containsExactly(true);
        assertThat(environments.choose(Optional.empty(), Optional.of(address)))
                .extracting(Environment::production)
                .containsExactly(true);
        assertThat(environments.choose(Optional.of("test"), Optional.of(address)))
                .extracting(Environment::production)
                .containsExactly(true);
        assertThat(environments.choose(Optional.of("unheard"), Optional.of(address)))
                .extracting(Environment::production)
                .containsExactly(true);
    }

    @Test
    void another_name_does_not_get_round_the_rules_of_production() {
        Environment twin = environment("twin", "https://contoso.api.crm4.dynamics.com", false);
        Environments twins = new Environments(List.of(twin, PROD), Optional.empty());
        assertThat(twins.choose(Optional.of("twin"), Optional.empty()))
                .extracting(Environment::production)
                .containsExactly(true);
        refused(() -> twins.choose(Optional.of("twin,prod"), Optional.empty()))
                .withMessageContaining("are the same environment");
    }

    @Test
    void a_name_for_an_address_cannot_be_a_path() {
        refused(() -> environments.choose(Optional.of("../x"), Optional.of("https://a.crm.dynamics.com")))
                .withMessageContaining("'../x'");
    }

    @Test
    void an_address_cannot_be_that_of_several() {
        refused(() -> environments.choose(Optional.of("test,prod"), Optional.of("https://moved.crm4.dynamics.com")))
                .withMessageContaining("-Denv=test");
    }

    @Test
    void two_names_of_one_environment_are_refused() {
        Environment twin = environment("twin", "https://contoso.crm4.dynamics.com", false);
        refused(() -> new Environments(List.of(PROD, twin), Optional.empty())
                        .choose(Optional.of("prod,twin"), Optional.empty()))
                .withMessageContaining("'prod' and 'twin' are the same environment");
    }

    @Test
    void an_unknown_name_lists_the_known_ones_and_shows_what_to_add() {
        refused(() -> choose("uat"))
                .withMessageContaining("Known are: test, prod, and local.")
                .withMessageContaining("<id>uat</id>")
                .withMessageContaining("-Denv=https://contoso-uat.crm4.dynamics.com");
    }

    @Test
    void without_any_declared_the_message_says_so() {
        refused(() -> new Environments(List.of(), Optional.empty()).choose(Optional.of("uat"), Optional.empty()))
                .withMessageContaining("No environments are declared here; 'local' is built in.");
    }

    @Test
    void the_built_in_id_and_equal_ids_are_refused() {
        refused(() -> new Environments(
                        List.of(environment("local", "https://a.crm.dynamics.com", false)), Optional.empty()))
                .withMessageContaining("'local' has a <url>");
        refused(() -> new Environments(List.of(TEST, TEST), Optional.empty())).withMessageContaining("'test'");
    }

    // ---------------------------------------------------------------- groups

    private static final Environment AMBER = member("amber", "customers,pilots");
    private static final Environment BLUE = member("blue", "customers");

    private final Environments grouped = new Environments(List.of(TEST, AMBER, BLUE), Optional.empty());

    @Test
    void a_group_is_all_that_belong_to_it_in_the_order_of_their_declaration() {
        assertThat(grouped.choose(Optional.of("group:customers"), Optional.empty()))
                .containsExactly(AMBER, BLUE);
        assertThat(grouped.choose(Optional.of("group:pilots"), Optional.empty()))
                .containsExactly(AMBER);
    }

    @Test
    void ids_addresses_and_groups_can_be_mixed_and_each_environment_comes_once() {
        assertThat(grouped.choose(
                        Optional.of(
                                "blue, group:pilots, https://contoso-amber.crm4.dynamics.com, group:customers, test"),
                        Optional.empty()))
                .containsExactly(BLUE, AMBER, TEST);
    }

    @Test
    void a_group_that_is_not_there_lists_the_known_ones() {
        refused(() -> grouped.choose(Optional.of("group:custommers"), Optional.empty()))
                .withMessageContaining(
                        "No environment is in a group 'custommers'. Known groups are: customers, pilots.")
                .withMessageContaining("<groups>custommers</groups>");
        refused(() -> choose("group:customers")).withMessageContaining("No environment is in any group.");
        refused(() -> grouped.choose(Optional.of("group: "), Optional.empty()))
                .withMessageContaining("After 'group:' no group is named.");
    }

    @Test
    void an_address_cannot_be_that_of_a_group_or_of_a_local_environment() {
        for (String names : List.of("group:pilots", "local", "local-1")) {
            refused(() -> grouped.choose(Optional.of(names), Optional.of("https://a.crm.dynamics.com")))
                    .withMessageContaining("cannot be that of '" + names + "'");
        }
    }

    @Test
    void further_local_environments_are_built_in() {
        assertThat(choose("local-a,local,local-b"))
                .allMatch(Environment::local)
                .extracting(Environment::id)
                .containsExactly("local-a", "local", "local-b");
        refused(() -> choose("local-a,local-A")).withMessageContaining("are the same environment");
        refused(() -> choose("local-../x")).withMessageContaining("There is no environment 'local-../x'");
    }

    @Test
    void ids_that_would_share_a_file_are_refused() {
        refused(() -> new Environments(
                        List.of(TEST, environment("Test", "https://a.crm.dynamics.com", false)), Optional.empty()))
                .withMessageContaining("'test' and 'Test' differ in capital letters only");
    }

    private static Environment member(String id, String groups) {
        return new Environment(
                id,
                URI.create("https://contoso-" + id + ".crm4.dynamics.com"),
                "dataverse-" + id,
                Optional.empty(),
                false,
                PromotionRules.NONE,
                new Rollout(ids(groups), OptionalInt.empty()),
                false);
    }

    // ---------------------------------------------------------------- addresses

    @Test
    void addresses_are_judged() {
        assertThat(EnvironmentUrl.parse("http://127.0.0.1:8080/x")).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(EnvironmentUrl.parse("https://[::1]:8443")).isEqualTo(URI.create("https://[::1]:8443"));
        refused(() -> EnvironmentUrl.parse("http://contoso.crm4.dynamics.com")).withMessageContaining("https://");
        refused(() -> EnvironmentUrl.parse("http://localhost.evil.com")).withMessageContaining("not encrypted");
        refused(() -> EnvironmentUrl.parse("https://make.powerapps.com/environments/1"))
                .withMessageContaining("is a portal");
        refused(() -> EnvironmentUrl.parse("ftp://contoso.crm4.dynamics.com")).withMessageContaining("no address");
        refused(() -> EnvironmentUrl.parse("https://con toso")).withMessageContaining("no address");
        refused(() -> EnvironmentUrl.parse("https://user:pw9 @contoso.crm4.dynamics.com"))
                .withMessageContaining("no address")
                .withMessageNotContaining("pw9");
        refused(() -> EnvironmentUrl.parse("https://user:pw9@contoso.crm4.dynamics.com"))
                .withMessageContaining("settings.xml")
                .withMessageNotContaining("pw9");
    }

    @Test
    void the_rules_of_promotion_count_under_every_name_and_address() {
        Environment uat = ruled("uat", "test", "");
        Environments known = new Environments(
                List.of(TEST, uat, environment("twin", "https://contoso-uat.api.crm4.dynamics.com", false)),
                Optional.empty());
        for (String name : List.of("uat", "twin", "https://contoso-uat.crm4.dynamics.com/main.aspx")) {
            assertThat(known.choose(Optional.of(name), Optional.empty()))
                    .extracting(Environment::rules)
                    .as(name)
                    .containsExactly(uat.rules());
        }
        assertThat(known.choose(Optional.of("uat"), Optional.of("https://moved.crm4.dynamics.com")))
                .extracting(Environment::rules)
                .containsExactly(uat.rules());
    }

    @Test
    void the_environments_that_rules_ask_about_are_known() {
        Environments known = new Environments(
                List.of(ruled("prod", "uat", "test,local"), ruled("uat", "test", ""), TEST), Optional.empty());
        assertThat(known.askedBy(known.choose(Optional.of("prod"), Optional.empty()))
                        .keySet())
                .containsExactly("uat", "test", "local");
        assertThat(known.askedBy(List.of(TEST))).isEmpty();
    }

    @Test
    void an_environment_comes_after_others_that_are_there_and_never_after_itself() {
        refused(() -> new Environments(List.of(ruled("uat", "tset", ""), TEST), Optional.empty()))
                .withMessageContaining("'uat' comes after 'tset'");
        refused(() -> new Environments(List.of(ruled("uat", "uat", "")), Optional.empty()))
                .withMessageContaining("uat after uat");
        refused(() -> new Environments(
                        List.of(ruled("a", "", "b"), ruled("b", "c", ""), ruled("c", "a", "")), Optional.empty()))
                .withMessageContaining("a after b after c after a");
    }

    private static Environment ruled(String id, String after, String sameBytesIn) {
        return new Environment(
                id,
                URI.create("https://contoso-" + id + ".crm4.dynamics.com"),
                "dataverse-" + id,
                Optional.empty(),
                false,
                new PromotionRules(ids(after), ids(sameBytesIn), false, false, false),
                Rollout.NONE,
                false);
    }

    private static List<String> ids(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private List<Environment> choose(String names) {
        return environments.choose(Optional.of(names), Optional.empty());
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<SolutionException> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(SolutionException.class).isThrownBy(call);
    }

    private static Environment environment(String id, String url, boolean production) {
        return new Environment(
                id,
                URI.create(url),
                "dataverse-" + id,
                production ? Optional.of(Path.of("prod.json")) : Optional.empty(),
                production);
    }
}
