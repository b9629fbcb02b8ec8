package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Form;
import io.github.dataversealm.solution.check.index.Ribbon;
import io.github.dataversealm.solution.check.index.Solution;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the solution uses a script, which tells what Microsoft's rules can only guess.
 *
 * @param inForm whether a form or a ribbon of the solution loads it; a script that none loads may be one of a page
 * @param inRibbonRules the functions that rules of the ribbon call, such as {@code Contoso.isOpen}
 * @param atLoad the functions that are called when a form is loaded, such as {@code Contoso.onLoad}
 */
record ScriptUses(boolean inForm, Set<String> inRibbonRules, Set<String> atLoad) {

    static final ScriptUses NONE = new ScriptUses(false, Set.of(), Set.of());

    /** The uses of all scripts by the names of the web resources, in small letters. */
    static Map<String, ScriptUses> of(Solution solution) {
        Map<String, ScriptUses> uses = new HashMap<>();
        for (Ribbon ribbon : solution.ribbons()) {
            for (String kind : List.of("JavaScriptFunction", "CustomRule")) {
                for (Element call : ribbon.element().all(kind)) {
                    References.webResource(call.attribute("Library"))
                            .map(name -> at(uses, name))
                            .ifPresent(use -> {
                                if (kind.equals("CustomRule")) {
                                    use.inRibbonRules.add(call.attribute("FunctionName"));
                                }
                            });
                }
            }
        }
        for (Form form : solution.forms()) {
            form.libraries().forEach(library -> at(uses, library.text()));
            for (Form.Handler handler : form.handlers()) {
                ScriptUses use = at(uses, handler.library());
                if (handler.event().equalsIgnoreCase("onload")) {
                    use.atLoad.add(handler.function());
                }
            }
        }
        return uses;
    }

    private static ScriptUses at(Map<String, ScriptUses> uses, String library) {
        return uses.computeIfAbsent(
                library.toLowerCase(Locale.ROOT), name -> new ScriptUses(true, new HashSet<>(), new HashSet<>()));
    }
}
