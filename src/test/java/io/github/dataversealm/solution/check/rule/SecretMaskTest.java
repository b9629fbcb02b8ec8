package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The mask knows every kind of secret that a rule looks for, and does not need the rule: it blots out what was never found.
 * The secrets are made up, and put together of pieces so that no scanner of this repository finds them.
 */
class SecretMaskTest {

    private static final String LETTERS =
            "Lsx4PFkThf4VucSmEHgaKwVJ7faC9qEwjky40UVsWmflzdE1F8DklZDOCj2ISaJiHkTj0rLGlkoMXGjtEkDnNf0p";

    /** @param before what stands before the secret in a text */
    private record Sample(String rule, String before, String secret) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("secret-entra-client-secret", "'", "a1B" + "8Q" + "~" + LETTERS.substring(0, 34)),
            new Sample("secret-sas-signature", "https://a.b/c?sp=r&" + "sig" + "=", LETTERS.substring(0, 44)),
            new Sample("secret-openai-key", "'", "sk" + "-" + LETTERS.substring(0, 48)),
            new Sample("secret-api-key", "x-functions-key: '", LETTERS.substring(0, 40)),
            new Sample("secret-storage-key", "Account" + "Key=", LETTERS.substring(0, 86) + "=="),
            new Sample("secret-service-bus", "SharedAccess" + "Key=", LETTERS.substring(0, 43) + "="),
            new Sample(
                    "secret-jwt",
                    "'",
                    "ey" + "J" + LETTERS.substring(0, 30) + ".ey" + "J" + LETTERS.substring(3, 40) + "." + LETTERS),
            new Sample("secret-aws", "'", "AK" + "IA" + "KKIBJ5J6WJIBAGI3"),
            new Sample("secret-github", "'", "gh" + "p_" + LETTERS.substring(0, 36)),
            new Sample("secret-google", "'", "AI" + "za" + LETTERS.substring(0, 35)),
            new Sample("secret-private-key", "-----BEGIN " + "PRIVATE KEY-----", "\\n" + LETTERS.substring(0, 40)),
            new Sample("secret-password-literal", "{\"pass" + "word\": \"", "Tr0ub4dor"));

    @Test
    void every_kind_that_a_rule_finds_is_blotted_out_without_the_rule() {
        assertThat(SAMPLES)
                .extracting(Sample::rule)
                .containsExactlyInAnyOrderElementsOf(
                        SecretRules.rules().stream().map(Rule::id).toList());
        assertThat(SAMPLES)
                .allSatisfy(sample -> assertThat(
                                new SecretMask().masked("Found: " + sample.before() + sample.secret() + "' on line 3"))
                        .as(sample.rule())
                        .startsWith("Found: ")
                        .contains("***")
                        .doesNotContain(sample.secret())
                        .doesNotContain(
                                sample.secret().substring(sample.secret().length() - 6)));
    }
}
