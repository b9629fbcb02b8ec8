package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How grave findings are depends on how the solution uses the script. */
class ScriptUsesTest {

    private static final String REFRESH = "formContext.ui.refreshRibbon();";

    private static Severity severity(String rule, String script, ScriptUses uses) {
        List<RawFinding> found = ScriptAgreementTest.findings("a.js", script, uses).stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).severity();
    }

    private static Severity refresh(String script, ScriptUses uses) {
        return severity("web-avoid-ui-refreshribbon", script, uses);
    }

    @Test
    void a_refresh_in_a_rule_of_the_ribbon_is_critical() {
        ScriptUses uses = new ScriptUses(true, Set.of("Contoso.Trip.isOpen"), Set.of());
        assertThat(refresh("Contoso.Trip.isOpen = function () { " + REFRESH + " };", uses))
                .isEqualTo(Severity.CRITICAL);
        assertThat(refresh("Contoso.Trip = { isOpen() { " + REFRESH + " } };", uses))
                .isEqualTo(Severity.CRITICAL);
        assertThat(refresh("class Trip { static isOpen = () => { " + REFRESH + " } }", uses))
                .isEqualTo(Severity.CRITICAL);
    }

    /** What is called is known by its name alone, and the call may never be made. */
    @Test
    void one_that_it_seems_to_come_to_through_other_functions_is_high() {
        ScriptUses uses = new ScriptUses(true, Set.of(), Set.of("onLoad"));
        String far = "function onLoad() { a.then(() => b.c()); } x = { c: function () { d(); } };"
                + " const d = function () { setTimeout(function () { " + REFRESH + " }); };";
        assertThat(refresh(far, uses)).isEqualTo(Severity.HIGH);
    }

    @Test
    void any_other_refresh_is_low() {
        ScriptUses uses = new ScriptUses(true, Set.of("isOpen"), Set.of("onLoad"));
        assertThat(refresh("function onSave() { " + REFRESH + " } function onLoad() { }", uses))
                .isEqualTo(Severity.LOW);
        assertThat(refresh("function onLoad() { " + REFRESH + " }", ScriptUses.NONE))
                .isEqualTo(Severity.LOW);
    }

    @Test
    void the_document_is_that_of_a_form_where_a_form_loads_the_script() {
        String script = "var a = Xrm.Utility; document.getElementById('b');";
        ScriptUses uses = new ScriptUses(true, Set.of(), Set.of());
        assertThat(severity("web-avoid-dom-form", script, uses)).isEqualTo(Severity.HIGH);
        assertThat(severity("web-avoid-dom-form", script, ScriptUses.NONE)).isEqualTo(Severity.LOW);
    }

    @Test
    void names_of_the_script_itself_are_hardly_those_of_the_platform() {
        String rule = "web-avoid-unpub-api";
        assertThat(severity(rule, "openStdWin('a');", ScriptUses.NONE)).isEqualTo(Severity.HIGH);
        assertThat(severity(rule, "openStdWin('a'); function openStdWin() { }", ScriptUses.NONE))
                .isEqualTo(Severity.LOW);
        assertThat(severity(rule, "a({ USER_GUID: 1 });", ScriptUses.NONE)).isEqualTo(Severity.LOW);
        assertThat(severity(rule, "a(window.USER_GUID);", ScriptUses.NONE)).isEqualTo(Severity.HIGH);
        assertThat(severity(rule, "(function (Mscrm) { Mscrm.a(); })();", ScriptUses.NONE))
                .isEqualTo(Severity.LOW);
    }

    @Test
    void a_function_of_fixed_texts_runs_nothing_foreign() {
        assertThat(severity("web-avoid-eval", "Function('return this')();", ScriptUses.NONE))
                .isEqualTo(Severity.LOW);
        assertThat(severity("web-avoid-eval", "new Function('a', b)();", ScriptUses.NONE))
                .isEqualTo(Severity.CRITICAL);
    }
}
