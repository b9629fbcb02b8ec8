package io.github.dataversealm.solution.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The observations of spec solution-packager-behavior §4, and that the order is one. */
class CultureOrderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "co op, co_op, cooo, coop, co'op, co-op, co-OP, Coop, COOP, CO-OP, coox",
                "a, A, a_b, ab, aB, Ab, AB, äb, ab_, abc, ae, aé, af",
                "alert.png, alert_load.gif",
                "cat_rev_x, cat_review",
                "1, 10, 2, 20, 29, 300, 31, 380, 61, 9",
            })
    void observed(String ordered) {
        List<String> expected = List.of(ordered.split(", "));
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.size(); j++) {
                assertThat(Integer.signum(CultureOrder.compare(expected.get(i), expected.get(j))))
                        .as("%s : %s", expected.get(i), expected.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    /** Blank, punctuation, digits and letters, each between two letters as it stands in names. */
    @Test
    void ascii() {
        String order = " !#$%&()*,./:;?@[\\]^_`{|}~+<=>0123456789abcdefghijklmnopqrstuvwxyz";
        for (int i = 1; i < order.length(); i++) {
            String before = "x" + order.charAt(i - 1) + "a";
            assertThat(CultureOrder.compare(before, "x" + order.charAt(i))).isNegative();
            assertThat(CultureOrder.compare("X" + order.charAt(i), before)).isPositive();
        }
    }

    @Test
    void a_missing_attribute_comes_first() {
        assertThat(CultureOrder.compare("", " ")).isNegative();
        assertThat(CultureOrder.compare("-", "")).isPositive();
        assertThat(CultureOrder.compare("", "")).isZero();
    }

    @Test
    void accents() {
        // composed or not: the same place
        assertOrder("e", "E", "e\u0301", "é", "É", "ea", "éa", "eb");
        assertOrder("resume", "Resume", "resumé", "résume", "résumé", "resumes");
        assertOrder("co-op", "coöp", "co-öp", "cö-op", "coox");
        // characters that nobody sees count last, lone surrogates are characters like others
        assertOrder("soft", "so\u00ADft", "Soft", "softer");
        assertOrder("a", "a\uD83D", "a\uDE00");
        assertOrder("z", "я", "Я", "яя", "日", "😀");
    }

    private static void assertOrder(String... expected) {
        for (int i = 1; i < expected.length; i++) {
            assertThat(CultureOrder.compare(expected[i - 1], expected[i]))
                    .as("%s : %s", expected[i - 1], expected[i])
                    .isNegative();
        }
    }

    @Test
    void it_is_a_total_order() {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            texts.add(text(random));
        }
        for (String a : texts) {
            for (String b : texts) {
                int order = Integer.signum(CultureOrder.compare(a, b));
                assertThat(order == 0).isEqualTo(a.equals(b));
                assertThat(Integer.signum(CultureOrder.compare(b, a))).isEqualTo(-order);
                for (String c : texts) {
                    if (order < 0 && CultureOrder.compare(b, c) < 0 && CultureOrder.compare(a, c) >= 0) {
                        throw new AssertionError(a + " < " + b + " < " + c + ", but not " + a + " < " + c);
                    }
                }
            }
        }
    }

    /** A comparator that breaks its contract makes the sort of the JDK throw, or depend on the order before. */
    @Test
    void sorting_does_not_depend_on_the_order_before() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            texts.add(text(random));
        }
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, random);
        texts.sort(CultureOrder::compare);
        shuffled.sort(CultureOrder::compare);
        assertThat(shuffled).isEqualTo(texts);
    }

    /** Few letters, so that many texts are alike but for accents, case and marks. */
    private static String text(Random random) {
        String letters = "aaabAB--''  _1äÄáé\u0301\u0308\u00AD\u200D日я\uD83D\uDE00\uAC00\t";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
