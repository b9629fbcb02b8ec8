package io.github.dataversealm.solution.localize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CulturesTest {

    /** The languages that Power Platform offers. */
    private static final List<Integer> OFFERED = List.of(
            1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1033, 1035, 1036, 1037, 1038, 1040, 1041, 1042, 1043, 1044,
            1045, 1046, 1048, 1049, 1050, 1051, 1053, 1054, 1055, 1057, 1058, 1060, 1061, 1062, 1063, 1066, 1069, 1081,
            1086, 1087, 1110, 2052, 2070, 2074, 3076, 3082, 3098);

    private final Cultures cultures = new Cultures();

    @ParameterizedTest
    @CsvSource({
        "1025,ar-SA",
        "1028,zh-TW",
        "1033,en-US",
        "2052,zh-CN",
        "2070,pt-PT",
        "2074,sr-Latn-CS",
        "3076,zh-HK",
        "3082,es-ES",
        "3098,sr-Cyrl-CS",
        "9242,sr-Latn-RS",
        "1034,es-ES_tradnl",
        "3084,fr-CA"
    })
    void names_and_numbers_of_known_cultures(int lcid, String name) {
        assertThat(cultures.name(lcid)).isEqualTo(name);
        assertThat(cultures.lcid(name)).hasValue(lcid);
        assertThat(cultures.lcid(name.toUpperCase(java.util.Locale.ROOT))).hasValue(lcid);
        assertThat(cultures.lcid(String.valueOf(lcid))).hasValue(lcid);
    }

    @Test
    void every_language_on_offer_has_a_name_of_its_own() {
        assertThat(OFFERED.stream().map(cultures::name).distinct())
                .hasSameSizeAs(OFFERED)
                .noneMatch(name -> name.matches("\\d+"));
    }

    @Test
    void an_unknown_number_stands_for_itself() {
        assertThat(cultures.name(64999)).isEqualTo("64999");
        assertThat(cultures.lcid("64999")).hasValue(64999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx-YY", "0", "-1033", "10 33", "99999999", "en_US", "../en-US"})
    void all_else_is_no_language(String text) {
        assertThat(cultures.lcid(text)).isEmpty();
    }
}
