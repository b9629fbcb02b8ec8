package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All rules.
 *
 * <p>What is said of the rules is known at once; the rules themselves are made when there is something that they look at: in
 * a new JVM most of the time of a check goes into loading what is behind them, and most solutions have few kinds of things.
 */
public final class RuleBook {

    private final Map<String, RuleInfo> infos = new LinkedHashMap<>();
    private final Map<Scope<?>, Lazy<List<Described<?>>>> rules = new HashMap<>();

    /** A rule and what is said of it. */
    record Described<T>(Rule<T> rule, RuleInfo info) {}

    /** Made once: it never changes, and a build may check many solutions. */
    private static final class Complete {
        static final RuleBook BOOK = new RuleBook();
    }

    public static RuleBook complete() {
        return Complete.BOOK;
    }

    private RuleBook() {
        RuleTexts.read().values().forEach(info -> infos.put(key(info.id()), info));
        for (Scope<?> scope : Scope.all()) {
            rules.put(scope, new Lazy<>(() -> described(scope)));
        }
    }

    /** The families that have rules for such things. A new one is named here, under each thing that its rules look at. */
    private static List<List<Rule<?>>> families(Scope<?> scope) {
        if (scope == Scope.PACKAGE) {
            return List.of(PackageRules.rules(), ContentRules.rules(), SourceRules.rules());
        }
        if (scope == Scope.ELEMENT) {
            return List.of(
                    PackageRules.rules(), TableRules.elementRules(), RowSizeRules.rules(), FormRules.elementRules());
        }
        if (scope == Scope.SOLUTION) {
            return List.of(
                    PackageRules.rules(),
                    ContentRules.rules(),
                    SourceRules.rules(),
                    TableRules.rules(),
                    LanguageRules.rules(),
                    FormRules.rules(),
                    FlowRules.processRules(),
                    AppRules.rules(),
                    PluginRules.rules(),
                    WebResourceRules.rules());
        }
        if (scope == Scope.SCHEMAS) {
            return List.of(SchemaRules.rules());
        }
        if (scope == Scope.XAML) {
            return List.of(FlowRules.xamlRules());
        }
        if (scope == Scope.FLOW) {
            return List.of(FlowRules.rules());
        }
        if (scope == Scope.DESKTOP_FLOW) {
            return List.of(DesktopFlowRules.rules());
        }
        if (scope == Scope.SCRIPT) {
            return List.of(ScriptRules.rules());
        }
        if (scope == Scope.WEB_RESOURCE) {
            return List.of(WebResourceRules.contentRules());
        }
        if (scope == Scope.CANVAS) {
            return List.of(AppRules.contentRules());
        }
        if (scope == Scope.CONNECTOR) {
            return List.of(ConnectorRules.rules());
        }
        if (scope == Scope.ASSEMBLY || scope == Scope.STEPS) {
            return List.of(PluginRules.assemblyRules());
        }
        if (scope == Scope.CODE) {
            return List.of(PluginCodeRules.rules());
        }
        if (scope == Scope.SECRETS) {
            return List.of(SecretRules.rules());
        }
        throw new IllegalArgumentException("There are no rules that look at a " + scope + ".");
    }

    private List<Described<?>> described(Scope<?> scope) {
        List<Described<?>> found = new ArrayList<>();
        for (List<Rule<?>> family : families(scope)) {
            for (Rule<?> rule : family) {
                if (rule.scope() == scope) {
                    found.add(new Described<>(rule, info(rule)));
                }
            }
        }
        return List.copyOf(found);
    }

    private RuleInfo info(Rule<?> rule) {
        RuleInfo info = infos.get(key(rule.id()));
        if (info == null) {
            throw new IllegalStateException("rules.txt does not describe the rule " + rule.id());
        }
        return info;
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

    /** The rules that look at such things. */
    <T> List<Described<T>> rules(Scope<T> scope) {
        // what is under a scope are rules that look at what the scope is for
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<Described<T>> found = (List<Described<T>>) (List) rules.get(scope).get();
        return found;
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
