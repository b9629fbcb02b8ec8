package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rules run, how grave their findings are, and with which settings. */
public final class RuleChoice {

    private final Map<String, Severity> severities = new HashMap<>();
    private final Set<String> on = new HashSet<>();
    private final Set<String> off = new HashSet<>();
    private final Map<String, Map<String, Long>> settings = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private boolean onlyNamed;

    /**
     * Reads the configuration of rules. A key is a rule, or a family such as {@code il-*}; a value is {@code on}, {@code off}
     * or a severity. A key {@code rule.setting} has a number.
     *
     * @throws SolutionException when there is no such rule, setting or severity
     */
    public static RuleChoice of(RuleBook book, Map<String, String> configuration) {
        RuleChoice choice = new RuleChoice();
        configuration.forEach((key, value) -> choice.configure(book, key.trim(), value == null ? "" : value.trim()));
        return choice;
    }

    /** Lets nothing run but these rules. */
    public RuleChoice only(RuleBook book, List<String> ids) {
        onlyNamed = true;
        on.clear();
        for (String id : ids) {
            named.add(id.trim().toLowerCase(Locale.ROOT));
            matching(book, id.trim()).forEach(rule -> on.add(rule.id()));
        }
        return this;
    }

    private void configure(RuleBook book, String key, String value) {
        int point = key.indexOf('.');
        if (point > 0) {
            RuleInfo rule = matching(book, key.substring(0, point)).get(0);
            String name = key.substring(point + 1);
            if (rule.settings().stream().noneMatch(setting -> setting.name().equals(name))
                    || !value.matches("[0-9]{1,15}")) {
                throw new SolutionException(
                        null,
                        "The rule " + rule.id() + " has no setting '" + name + "' with the value '" + value + "'.",
                        "See docs/rules/" + rule.id() + ".md for its settings.");
            }
            settings.computeIfAbsent(rule.id(), id -> new HashMap<>()).put(name, Long.parseLong(value));
            return;
        }
        Optional<Severity> severity = Severity.of(value);
        String word = value.toLowerCase(Locale.ROOT);
        for (RuleInfo rule : matching(book, key)) {
            if (word.equals("off")) {
                off.add(rule.id());
                on.remove(rule.id());
                named.remove(rule.id());
            } else if (word.equals("on") || severity.isPresent()) {
                on.add(rule.id());
                off.remove(rule.id());
                named.add(key.toLowerCase(Locale.ROOT));
                severity.ifPresent(chosen -> severities.put(rule.id(), chosen));
            } else {
                throw new SolutionException(
                        null,
                        "'" + value + "' is no severity for the rule " + key + ".",
                        "Use off, on, Critical, High, Medium, Low or Informational.");
            }
        }
    }

    /**
     * Lets the rule about XML schemas run when there are schemas, unless it is turned off. Without them it cannot run.
     *
     * @throws SolutionException when somebody asks for it by its name and there are no schemas
     */
    public RuleChoice schemas(boolean there) {
        if (there && !onlyNamed && !off.contains(SchemaRules.ID)) {
            on.add(SchemaRules.ID);
        } else if (!there && named.contains(SchemaRules.ID)) {
            throw new SolutionException(
                    null,
                    "The rule " + SchemaRules.ID + " needs the schemas that it validates with.",
                    "Name the folder with the XSD files: -Dsolution.schemaDirectory=...");
        } else if (!there) {
            on.remove(SchemaRules.ID);
            off.add(SchemaRules.ID);
        }
        return this;
    }

    private static List<RuleInfo> matching(RuleBook book, String key) {
        List<RuleInfo> found = new ArrayList<>();
        if (key.endsWith("*")) {
            String prefix = key.substring(0, key.length() - 1).toLowerCase(Locale.ROOT);
            book.infos().stream()
                    .filter(rule -> rule.id().toLowerCase(Locale.ROOT).startsWith(prefix))
                    .forEach(found::add);
        } else {
            book.find(key).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new SolutionException(
                    null,
                    "There is no rule '" + key + "'.",
                    "The rules are listed in docs/rules/index.md; a family is written with a star, such as il-*.");
        }
        return found;
    }

    public boolean runs(RuleInfo rule) {
        return onlyNamed
                ? on.contains(rule.id())
                : on.contains(rule.id()) || rule.enabled() && !off.contains(rule.id());
    }

    /**
     * Whether somebody has kept a rule that is on from failing a check.
     *
     * @param level from which severity on findings fail it
     */
    public boolean isWeakened(RuleInfo rule, Severity level) {
        return rule.enabled()
                && rule.severity().reaches(level)
                && !(runs(rule) && severity(rule).reaches(level));
    }

    /** Whether the user does not want to hear of a rule: it is turned off, or others are named and it is not. */
    public boolean isUnwanted(String id) {
        return onlyNamed ? !on.contains(id) : off.contains(id);
    }

    /** The severity that the user gave a rule. */
    public Optional<Severity> chosen(RuleInfo rule) {
        return Optional.ofNullable(severities.get(rule.id()));
    }

    public Severity severity(RuleInfo rule) {
        return severities.getOrDefault(rule.id(), rule.severity());
    }

    Map<String, Long> settings(RuleInfo rule) {
        Map<String, Long> values = new HashMap<>();
        rule.settings().forEach(setting -> values.put(setting.name(), setting.value()));
        values.putAll(settings.getOrDefault(rule.id(), Map.of()));
        return values;
    }
}
