package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.service.Merge.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which findings of the two sides are the same. */
class MergeTest {

    private static Key key(String rule, String file, int line, String component) {
        return new Key(rule, file, file, line, component);
    }

    @Test
    void a_component_by_its_name_goes_before_any_other_of_the_file() {
        List<Key> offline = List.of(key("r", "a.msapp", 0, "Screen1"), key("r", "a.msapp", 0, "Screen2"));
        List<Key> service = List.of(key("r", "a.msapp", 0, "Other"), key("R", "A.msapp", 0, "screen1"));
        assertThat(Merge.of(offline, service)).containsExactly(1, 0);
    }

    @Test
    void in_a_document_of_many_components_the_name_says_which_one_it_is() {
        List<Key> offline = List.of(
                new Key("r", "Steps/1.xml", "customizations.xml", 4, "Step 1"),
                new Key("r", "Steps/2.xml", "customizations.xml", 9, "Step 2"));
        assertThat(Merge.of(offline, List.of(new Key("r", "customizations.xml", "customizations.xml", 0, "Step 2"))))
                .containsExactly(1);
        assertThat(Merge.of(
                        List.of(key("r", "Steps/1.xml", 4, "Step 1")),
                        List.of(key("r", "customizations.xml", 0, "Step 1"))))
                .as("a folder, in which there is no such document")
                .containsExactly(0);
        assertThat(Merge.of(
                        List.of(key("r", "Steps/1.xml", 4, "Step 1")),
                        List.of(key("r", "customizations.xml", 0, "Step 9"))))
                .containsExactly(-1);
    }

    @Test
    void other_rules_files_and_lines_are_other_findings() {
        List<Key> offline = List.of(key("r", "a", 1, "c"));
        assertThat(Merge.of(offline, List.of(key("q", "a", 1, "c"), key("r", "b", 1, "c"), key("r", "a", 2, "c"))))
                .containsExactly(-1, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_same_findings_in_any_order_all_find_their_partners(long seed) {
        Random random = new Random(seed);
        List<Key> offline = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "c" + random.nextInt(30);
            offline.add(new Key(
                    "r" + random.nextInt(5),
                    name + ".xml",
                    random.nextBoolean() ? "customizations.xml" : name + ".xml",
                    random.nextInt(4),
                    name));
        }
        List<Key> service = new ArrayList<>(offline);
        Collections.shuffle(service, random);
        int[] partners = Merge.of(offline, service);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < partners.length; i++) {
            assertThat(partners[i]).as("partner of " + service.get(i)).isNotNegative();
            assertThat(seen.add(partners[i])).isTrue();
            assertThat(offline.get(partners[i]).rule()).isEqualTo(service.get(i).rule());
            assertThat(offline.get(partners[i]).file()).isEqualTo(service.get(i).file());
        }
    }
}
