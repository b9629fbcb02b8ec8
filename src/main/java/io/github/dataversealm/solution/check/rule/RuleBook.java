package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All rules. A new family is a line here. */
public final class RuleBook {

    private final Map<String, RuleInfo> infos = new LinkedHashMap<>();
    private final List<Rule<?>> rules = new ArrayList<>();

    /** Made once: it never changes, and a build may check many solutions. */
    private static final class Complete {
        static final RuleBook BOOK = new RuleBook();
    }

    public static RuleBook complete() {
        return Complete.BOOK;
    }

    private RuleBook() {
        Map<String, RuleInfo> texts = RuleTexts.read();
        // side by side: most of the time of a first check in a new JVM goes into loading what is behind the rules
        List<List<Rule<?>>> families = Stream.<Supplier<List<Rule<?>>>>of(
                        PackageRules::rules,
                        ContentRules::rules,
                        SchemaRules::rules,
                        SourceRules::rules,
                        TableRules::rules,
                        RowSizeRules::rules,
                        LanguageRules::rules,
                        FormRules::rules,
                        FlowRules::rules,
                        DesktopFlowRules::rules,
                        AppRules::rules,
                        ConnectorRules::rules,
                        PluginRules::rules,
                        PluginCodeRules::rules,
                        WebResourceRules::rules,
                        SecretRules::rules,
                        ScriptRules::rules)
                .parallel()
                .map(Supplier::get)
                .toList();
        for (List<Rule<?>> family : families) {
            for (Rule<?> rule : family) {
                RuleInfo info = texts.get(rule.id());
                if (info == null) {
                    throw new IllegalStateException("rules.txt does not describe the rule " + rule.id());
                }
                if (infos.put(key(rule.id()), info) != null) {
                    throw new IllegalStateException("There are two rules " + rule.id());
                }
                rules.add(rule);
            }
        }
        for (RuleInfo info : texts.values()) {
            if (!infos.containsKey(key(info.id()))) {
                throw new IllegalStateException("rules.txt describes the rule " + info.id() + ", which does not exist");
            }
        }
    }

    /** What is said of all rules, by family. */
    public Collection<RuleInfo> infos() {
        return Collections.unmodifiableCollection(infos.values());
    }

    /** The rule of that name; the codes of Microsoft's script rules may be written without {@code web-}. */
    public Optional<RuleInfo> find(String id) {
        RuleInfo exact = infos.get(key(id));
        return Optional.ofNullable(exact == null ? infos.get("web-" + key(id)) : exact);
    }

    RuleInfo info(Rule<?> rule) {
        return infos.get(key(rule.id()));
    }

    /** The rules that look at such things. */
    @SuppressWarnings("unchecked")
    <T> List<Rule<T>> rules(Scope<T> scope) {
        List<Rule<T>> found = new ArrayList<>();
        for (Rule<?> rule : rules) {
            if (rule.scope() == scope) {
                found.add((Rule<T>) rule);
            }
        }
        return found;
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
