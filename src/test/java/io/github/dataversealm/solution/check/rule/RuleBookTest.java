package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private final RuleBook book = RuleBook.complete();

    @Test
    void each_rule_that_is_described_is_made_once_and_no_other() {
        List<String> made = new ArrayList<>();
        for (Scope<?> scope : Scope.all()) {
            book.rules(scope).forEach(rule -> made.add(rule.rule().id()));
        }

        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        book.infos().stream().map(RuleInfo::id).toList());
    }

    @Test
    void all_things_that_rules_look_at_are_listed() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : Scope.class.getDeclaredFields()) {
            if (field.getType() == Scope.class) {
                constants.add(field.get(null));
            }
        }

        assertThat(constants).containsExactlyInAnyOrderElementsOf(Scope.all());
    }
}
