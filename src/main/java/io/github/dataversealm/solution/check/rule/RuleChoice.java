package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.service.ServiceRule;
import io.github.dataversealm.solution.check.service.ServiceRules;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rules run, how grave their findings are, and with which settings. The rules of Microsoft's service that this project
 * does not have are chosen in the same way: they do not run here, and their findings are wanted or not.
 */
public final class RuleChoice {

    private final RuleBook book;
    private final Map<String, Severity> severities = new HashMap<>();
    private final Set<String> on = new HashSet<>();
    private final Set<String> off = new HashSet<>();
    private final Map<String, Map<String, Long>> settings = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final List<Family> families = new ArrayList<>();
    private boolean onlyNamed;

    /**
     * What was said of a family, which the service may have rules of that nobody knows yet.
     *
     * @param prefix what their codes begin with, in lower case
     */
    private record Family(String prefix, boolean wanted, Optional<Severity> severity) {}

    private RuleChoice(RuleBook book) {
        this.book = book;
    }

    /**
     * Reads the configuration of rules. A key is a rule, or a family such as {@code il-*}; a value is {@code on}, {@code off}
     * or a severity. A key {@code rule.setting} has a number.
     *
     * @throws SolutionException when there is no such rule, setting or severity
     */
    public static RuleChoice of(RuleBook book, Map<String, String> configuration) {
        RuleChoice choice = new RuleChoice(book);
        configuration.forEach((key, value) -> choice.configure(key.trim(), value == null ? "" : value.trim()));
        return choice;
    }

    /** Lets nothing run but these rules. */
    public RuleChoice only(List<String> ids) {
        onlyNamed = true;
        on.clear();
        families.clear();
        for (String id : ids) {
            named.add(lower(id.trim()));
            on.addAll(matching(id.trim()));
            family(id.trim(), true, Optional.empty());
        }
        return this;
    }

    /**
     * Gives rules severities in place of their own, without turning them on. What the configuration says goes before.
     *
     * @param levels by code
     * @throws SolutionException when there is no such rule
     */
    public RuleChoice levels(Map<String, Severity> levels) {
        levels.forEach(
                (code, level) -> severities.putIfAbsent(known(code.trim()).orElseThrow(() -> unknown(code)), level));
        return this;
    }

    private void configure(String key, String value) {
        int point = key.indexOf('.');
        if (point > 0) {
            RuleInfo rule = book.find(key.substring(0, point)).orElseThrow(() -> unknown(key.substring(0, point)));
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
        boolean isOff = value.equalsIgnoreCase("off");
        if (!isOff && !value.equalsIgnoreCase("on") && severity.isEmpty()) {
            matching(key);
            throw new SolutionException(
                    null,
                    "'" + value + "' is no severity for the rule " + key + ".",
                    "Use off, on, Critical, High, Medium, Low or Informational.");
        }
        for (String id : matching(key)) {
            if (isOff) {
                off.add(id);
                on.remove(id);
                named.remove(id);
            } else {
                on.add(id);
                off.remove(id);
                named.add(lower(key));
                severity.ifPresent(chosen -> severities.put(id, chosen));
            }
        }
        family(key, !isOff, severity);
    }

    /**
     * Lets the rule about XML schemas run when there are schemas, unless it is turned off. Without them it cannot run.
     *
     * @throws SolutionException when somebody asks for it by its name, it would run, and there are no schemas
     */
    public RuleChoice schemas(boolean there) {
        if (there && !onlyNamed && !off.contains(SchemaRules.ID)) {
            on.add(SchemaRules.ID);
        } else if (!there && named.contains(SchemaRules.ID) && on.contains(SchemaRules.ID)) {
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

    /**
     * For a check that does not ask the service.
     *
     * @throws SolutionException when only rules of the service are named: nothing would be looked at
     */
    public void requireOffline() {
        if (onlyNamed && !on.isEmpty() && book.infos().stream().noneMatch(this::runs)) {
            throw new SolutionException(
                    null,
                    "Only Microsoft's service has what is named in rules: "
                            + String.join(", ", on.stream().sorted().toList()) + ".",
                    "Ask it: -Dsolution.service=true -Denv=<environment>");
        }
    }

    private Set<String> matching(String key) {
        Set<String> found = new LinkedHashSet<>();
        if (key.endsWith("*")) {
            String prefix = lower(key.substring(0, key.length() - 1));
            ids().filter(id -> lower(id).startsWith(prefix)).forEach(found::add);
        } else {
            known(key).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw unknown(key);
        }
        return found;
    }

    private Stream<String> ids() {
        return Stream.concat(book.infos().stream().map(RuleInfo::id), ServiceRules.complete().codes().stream())
                .distinct();
    }

    /** The rule's own id, by one that may be written in another way. */
    private Optional<String> known(String code) {
        return book.find(code)
                .map(RuleInfo::id)
                .or(() -> ServiceRules.complete().find(code).map(ServiceRule::code));
    }

    private SolutionException unknown(String key) {
        List<String> near = NearNames.of(key, ids().toList());
        return new SolutionException(
                null,
                "There is no rule '" + key + "'."
                        + (near.isEmpty() ? "" : " There is: " + String.join(", ", near) + "."),
                "The rules are listed in docs/rules/index.md; a family is written with a star, such as il-*.");
    }

    private void family(String key, boolean wanted, Optional<Severity> severity) {
        if (key.endsWith("*")) {
            families.add(new Family(lower(key.substring(0, key.length() - 1)), wanted, severity));
        }
    }

    /** What was said last of the family of a rule that nobody knows. */
    private Optional<Family> family(String id) {
        return families.stream()
                .filter(family -> lower(id).startsWith(family.prefix()))
                .reduce((first, last) -> last);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    public boolean runs(RuleInfo rule) {
        return onlyNamed
                ? on.contains(rule.id())
                : on.contains(rule.id()) || rule.enabled() && !off.contains(rule.id());
    }

    /**
     * Whether somebody has kept a rule that is on from failing a check, or has changed what it allows.
     *
     * @param level from which severity on findings fail it
     */
    public boolean isWeakened(RuleInfo rule, Severity level) {
        return rule.enabled()
                && rule.severity().reaches(level)
                && !(runs(rule) && severity(rule).reaches(level) && !isSetDifferently(rule));
    }

    private boolean isSetDifferently(RuleInfo rule) {
        Map<String, Long> chosen = settings.getOrDefault(rule.id(), Map.of());
        return rule.settings().stream()
                .anyMatch(setting -> chosen.getOrDefault(setting.name(), setting.value()) != setting.value());
    }

    /** Whether the user does not want to hear of a rule: it is turned off, or others are named and it is not. */
    public boolean isUnwanted(String id) {
        Optional<String> rule = known(id);
        if (rule.isEmpty()) {
            return !family(id).map(Family::wanted).orElse(!onlyNamed);
        }
        return onlyNamed ? !on.contains(rule.get()) : off.contains(rule.get());
    }

    /** The severity that the user gave a rule. */
    public Optional<Severity> chosen(RuleInfo rule) {
        return known(rule.id())
                .map(id -> Optional.ofNullable(severities.get(id)))
                .orElseGet(() -> family(rule.id()).flatMap(Family::severity));
    }

    public Severity severity(RuleInfo rule) {
        return severities.getOrDefault(rule.id(), rule.severity());
    }

    Map<String, Long> settings(RuleInfo rule) {
        if (rule.settings().isEmpty()) {
            return Map.of();
        }
        Map<String, Long> values = new HashMap<>();
        rule.settings().forEach(setting -> values.put(setting.name(), setting.value()));
        values.putAll(settings.getOrDefault(rule.id(), Map.of()));
        return values;
    }
}
