package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Languages of labels (spec check-rules section 3, label-language-undeclared). The languages are listed behind the components,
 * so these are read once more; the rule is off unless somebody wants it.
 */
final class LanguageRules {

    private LanguageRules() {}

    static List<Rule<?>> rules() {
        return List.of(new Rule<>("label-language-undeclared", Scope.SOLUTION, LanguageRules::undeclared));
    }

    private static void undeclared(Solution solution, Report report) {
        Set<String> declared = new HashSet<>();
        for (Part language : solution.parts("Language")) {
            declared.add(language.element().text());
        }
        if (declared.isEmpty()) {
            // a package that lists none says nothing about languages
            return;
        }
        solution.manifest().root().ifPresent(root -> declared.add(root.attribute("languagecode")));
        Set<Told> told = new HashSet<>();
        try {
            new SolutionReader(solution.tree(), component -> look(component, declared, told, report)).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param source tells forms of one name apart */
    private record Told(Subject subject, String source, String language) {}

    private static void look(ComponentElement component, Set<String> declared, Set<Told> told, Report report) {
        String source = component.element().origin().source();
        component.element().visit(element -> {
            String language = language(element);
            if (!language.isEmpty()
                    && !declared.contains(language)
                    && told.add(new Told(component.subject(), source, language))) {
                report.add(
                        component.subject(),
                        element.place(),
                        language + ' ' + source,
                        "It has a label in the language " + language + ", which the solution does not list.");
            }
        });
    }

    /** The language of a label; empty for an element that is none. */
    private static String language(Element element) {
        boolean label = element.hasAttribute("description") || element.hasAttribute("Title");
        return label
                ? element.hasAttribute("languagecode") ? element.attribute("languagecode") : element.attribute("LCID")
                : "";
    }
}
