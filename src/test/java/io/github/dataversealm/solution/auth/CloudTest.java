package io.github.dataversealm.solution.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTest {

    @ParameterizedTest
    @CsvSource({
        "contoso.crm.dynamics.com, public, login.microsoftonline.com",
        "contoso.api.crm4.dynamics.com, public, login.microsoftonline.com",
        "contoso.crm21.dynamics.com, public, login.microsoftonline.com",
        "Contoso.CRM9.dynamics.com, gcc, login.microsoftonline.com",
        "contoso.crm.microsoftdynamics.us, gcchigh, login.microsoftonline.us",
        "contoso.crm.appsplatform.us, dod, login.microsoftonline.us",
        "contoso.crm.dynamics.cn, china, login.chinacloudapi.cn",
    })
    void an_environment_tells_its_cloud_by_its_host(String host, String cloud, String login) {
        Cloud found = Cloud.of(URI.create("https://" + host)).orElseThrow();
        assertThat(found).hasToString(cloud);
        assertThat(found.loginHost()).isEqualTo(login);
        assertThat(Cloud.named(cloud)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "contoso.crm4.dynamics.com.evil.example", "evildynamics.com", "10.0.0.1"})
    void other_hosts_are_in_no_cloud(String host) {
        assertThat(Cloud.of(URI.create("https://" + host))).isEmpty();
    }

    @Test
    void a_name_that_is_none_lists_those_that_are() {
        assertThat(Cloud.named("GCC-High")).isEqualTo(Cloud.GCC_HIGH);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> Cloud.named("moon"))
                .withMessageContaining("public, gcc, gcchigh, dod, china");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer authorization_uri=https://login.microsoftonline.com/t-1/oauth2/authorize, resource_id=https://a/",
                "bearer Resource_Id=\"https://a/\", AUTHORIZATION_URI=\"https://login.microsoftonline.com/t-1/oauth2/authorize\"",
            })
    void a_challenge_is_read_in_any_order_and_case(String header) {
        assertThat(Challenge.parse(List.of("Negotiate", header)))
                .contains(new Challenge("login.microsoftonline.com", Optional.of("t-1")));
    }

    @Test
    void a_challenge_for_any_tenant_names_none() {
        assertThat(Challenge.parse(List.of("Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/"
                        + "authorize, resource_id=https://a/")))
                .contains(new Challenge("login.microsoftonline.com", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=x",
                "Bearer",
                "Bearer authorization_uri=https://login.microsoftonline.com/t/oauth2/authorize",
                "Bearer authorization_uri=http://login.microsoftonline.com/t/oauth2/authorize, resource_id=https://a/",
                "Bearer authorization_uri=::not an address::, resource_id=https://a/",
                "Bearer authorization_uri=https:///t, resource_id=https://a/",
            })
    void anything_else_is_no_challenge(String header) {
        assertThat(Challenge.parse(List.of(header))).isEmpty();
    }
}
