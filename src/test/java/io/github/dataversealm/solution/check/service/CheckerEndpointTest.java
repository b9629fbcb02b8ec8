package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the service is, and what it is asked for. */
class CheckerEndpointTest {

    private static final URI CONTOSO = URI.create("https://contoso.crm4.dynamics.com");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "contoso.crm.dynamics.com, unitedstates.api.advisor.powerapps.com",
        "contoso.crm2.dynamics.com, southamerica.api.advisor.powerapps.com",
        "contoso.crm3.dynamics.com, canada.api.advisor.powerapps.com",
        "contoso.crm4.dynamics.com, europe.api.advisor.powerapps.com",
        "contoso.api.crm4.dynamics.com, europe.api.advisor.powerapps.com",
        "contoso.crm5.dynamics.com, asia.api.advisor.powerapps.com",
        "contoso.crm6.dynamics.com, australia.api.advisor.powerapps.com",
        "contoso.crm7.dynamics.com, japan.api.advisor.powerapps.com",
        "contoso.crm8.dynamics.com, india.api.advisor.powerapps.com",
        "contoso.crm9.dynamics.com, gov.api.advisor.powerapps.us",
        "contoso.crm11.dynamics.com, unitedkingdom.api.advisor.powerapps.com",
        "contoso.crm12.dynamics.com, france.api.advisor.powerapps.com",
        "contoso.crm14.dynamics.com, southafrica.api.advisor.powerapps.com",
        "contoso.crm15.dynamics.com, unitedarabemirates.api.advisor.powerapps.com",
        "contoso.crm16.dynamics.com, germany.api.advisor.powerapps.com",
        "contoso.crm17.dynamics.com, switzerland.api.advisor.powerapps.com",
        "contoso.crm19.dynamics.com, norway.api.advisor.powerapps.com",
        "contoso.crm20.dynamics.com, singapore.api.advisor.powerapps.com",
        "contoso.crm21.dynamics.com, korea.api.advisor.powerapps.com",
        "contoso.crm22.dynamics.com, sweden.api.advisor.powerapps.com",
        "contoso.crm.microsoftdynamics.us, high.api.advisor.powerapps.us",
        "contoso.crm.appsplatform.us, mil.api.advisor.appsplatform.us",
        "contoso.crm.dynamics.cn, china.api.advisor.powerapps.cn"
    })
    void the_geography_of_an_environment(String environment, String host) {
        assertThat(CheckerEndpoint.of(Optional.empty(), Optional.empty(), URI.create("https://" + environment))
                        .address())
                .isEqualTo(URI.create("https://" + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contoso.crm99.dynamics.com",
                "https://contoso.example.com",
                "https://crm.dynamics.com.evil.test",
                "https://evilcrm4.dynamics.com"
            })
    void a_geography_that_is_not_known_is_not_guessed(String environment) {
        assertThatThrownBy(() -> CheckerEndpoint.of(Optional.empty(), Optional.empty(), URI.create(environment)))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("-Dsolution.geo=Europe")
                .hasMessageContaining("NewZealand");
    }

    @ParameterizedTest
    @EnumSource(Geography.class)
    void every_geography_has_a_name_and_a_place_whose_tokens_it_may_have(Geography geography) {
        assertThat(Geography.named(geography.title().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(geography);
        CheckerEndpoint endpoint = CheckerEndpoint.of(Optional.empty(), Optional.of(geography.title()), CONTOSO);
        assertThat(endpoint.address().getScheme()).isEqualTo("https");
        assertThat(endpoint.resource())
                .hasValueSatisfying(resource ->
                        assertThat(endpoint.mayHaveTokensOf(resource)).isTrue());
        assertThat(endpoint.mayHaveTokensOf("https://graph.microsoft.com/")).isFalse();
        assertThat(endpoint.mayHaveTokensOf("https://contoso.crm4.dynamics.com/"))
                .isFalse();
    }

    @Test
    void clouds_do_not_have_tokens_of_one_another() {
        CheckerEndpoint europe = CheckerEndpoint.of(Geography.EUROPE);
        assertThat(europe.mayHaveTokensOf("https://api.advisor.powerapps.com/")).isTrue();
        assertThat(europe.mayHaveTokensOf("https://api.advisor.powerapps.us/")).isFalse();
        assertThat(europe.mayHaveTokensOf("http://api.advisor.powerapps.com/")).isFalse();
        assertThat(europe.mayHaveTokensOf("https://api.advisor.powerapps.com:444/"))
                .isFalse();
        assertThat(europe.mayHaveTokensOf("https://api.advisor.powerapps.com.evil.test/"))
                .isFalse();
        assertThat(europe.mayHaveTokensOf("https://evil.test/.advisor.powerapps.com"))
                .isFalse();
        assertThat(europe.mayHaveTokensOf("api://something")).isFalse();
        CheckerEndpoint own = custom("https://checker.contoso.com");
        assertThat(own.mayHaveTokensOf("https://checker.contoso.com/")).isTrue();
        assertThat(own.mayHaveTokensOf("https://api.advisor.powerapps.com/"))
                .as("a token of Microsoft's service for a server of somebody else")
                .isFalse();
    }

    private static CheckerEndpoint custom(String address) {
        return CheckerEndpoint.of(Optional.of(address), Optional.empty(), CONTOSO);
    }

    @ParameterizedTest
    @CsvSource({
        "https://Checker.Contoso.com/, https://checker.contoso.com",
        "https://checker.contoso.com:8443, https://checker.contoso.com:8443",
        "http://localhost:8080, http://localhost:8080"
    })
    void an_address_of_ones_own(String text, URI address) {
        assertThat(custom(text).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://checker.contoso.com",
                "https://checker.contoso.com/api",
                "https://checker.contoso.com?sig=s3cr3t",
                "https://user:s3cr3t@checker.contoso.com",
                "checker.contoso.com",
                "ftp://checker.contoso.com",
                "https://",
                "://"
            })
    void an_address_that_is_none(String text) {
        assertThatThrownBy(() -> custom(text))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("customEndpoint")
                .message()
                .doesNotContain("s3cr3t");
    }

    @Test
    void two_places_are_one_too_many() {
        assertThatThrownBy(() -> CheckerEndpoint.of(Optional.of("https://a.test"), Optional.of("Europe"), CONTOSO))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("Both customEndpoint and geo are given.");
        assertThatThrownBy(() -> Geography.named("Atlantis"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("UnitedKingdom");
    }

    @ParameterizedTest
    @CsvSource({
        "Solution Checker, 0ad12346-e108-40b8-a956-9a8f95ea18c9",
        "solution-checker, 0ad12346-e108-40b8-a956-9a8f95ea18c9",
        "AppSourceCertification, 083a2ef5-7e0e-4754-9d88-9455142dc08b",
        "083A2EF5-7e0e-4754-9d88-9455142dc08b, 083a2ef5-7e0e-4754-9d88-9455142dc08b",
        "11111111-2222-3333-4444-555555555555, 11111111-2222-3333-4444-555555555555"
    })
    void rule_sets_by_name_and_by_id(String text, String id) {
        assertThat(RuleSet.of(text).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Solution", "1-1-1-1-1", "0ad12346"})
    void a_rule_set_that_is_none(String text) {
        assertThatThrownBy(() -> RuleSet.of(text))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'AppSource Certification'");
    }

    @Test
    void levels_in_each_form() throws IOException {
        Map<String, Severity> wanted = Map.of("web-avoid-eval", Severity.LOW, "meta-remove-dup-reg", Severity.HIGH);
        String json = "[{\"Id\":\"web-avoid-eval\",\"OverrideLevel\":\"low\"},"
                + "{\"id\":\"meta-remove-dup-reg\",\"overrideLevel\":\"High\"}]";
        Path file = Files.writeString(folder.resolve("levels.json"), "\ufeff" + json);
        assertThat(LevelOverrides.of(json, folder::resolve)).isEqualTo(wanted);
        assertThat(LevelOverrides.of("levels.json", folder::resolve)).isEqualTo(wanted);
        assertThat(LevelOverrides.of(" web-avoid-eval=Low, meta-remove-dup-reg = high ,", folder::resolve))
                .isEqualTo(wanted);
        assertThat(LevelOverrides.of(" ", folder::resolve)).isEmpty();
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-file.json",
                "[{\"Id\":\"web-avoid-eval\"}]",
                "[{\"OverrideLevel\":\"Low\"}]",
                "[{\"Id\":\"a\",\"OverrideLevel\":\"5\"}]",
                "[17]",
                "web-avoid-eval=Worst",
                "=Low",
                "[{"
            })
    void levels_that_are_none(String text) {
        assertThatThrownBy(() -> LevelOverrides.of(text, folder::resolve)).isInstanceOf(SolutionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "*a*b*", "", " "})
    void names_of_files_that_the_service_does_not_understand(String pattern) {
        assertThatThrownBy(() -> options(List.of(pattern), List.of(), Optional.empty(), 1))
                .isInstanceOf(SolutionException.class);
    }

    @Test
    void other_options_that_are_wrong() {
        assertThatThrownBy(() -> options(List.of(), List.of("web avoid"), Optional.empty(), 1))
                .hasMessageContaining("no code of a rule");
        assertThatThrownBy(() -> options(List.of(), List.of(), Optional.of("http://contoso.test/a?sig=s3cr3t"), 1))
                .hasMessageContaining("solutionUrl")
                .message()
                .doesNotContain("s3cr3t");
        assertThatThrownBy(() -> options(List.of(), List.of(), Optional.empty(), 0))
                .hasMessageContaining("serviceTimeLimit");
    }

    private static ServiceOptions options(List<String> files, List<String> rules, Optional<String> url, int minutes) {
        return new ServiceOptions(RuleSet.SOLUTION_CHECKER, rules, Map.of(), files, url, Duration.ofMinutes(minutes));
    }
}
