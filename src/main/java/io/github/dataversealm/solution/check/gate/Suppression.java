package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision that findings are right as they are.
 *
 * @param rule the rule's id, a family such as {@code web-*}, or {@code *}
 * @param component the kind and name of the component, or its name alone; {@code *} stands for anything; empty for all
 * @param file the file, with {@code *} for anything, as seen from the folder of the extent; empty for all
 * @param reason why; empty when none was given, which is a finding of its own
 * @param expires the last day that it holds; empty when it holds for ever
 * @param extent the folder or lines that it is about
 * @param written where it is written
 */
public record Suppression(
        String rule,
        String component,
        String file,
        String reason,
        Optional<LocalDate> expires,
        Extent extent,
        Written written) {

    private static final String MICROSOFT = "@microsoft/power-apps/";

    /** What Microsoft's plug-in for ESLint calls a rule is the same rule. */
    public Suppression {
        rule = rule.toLowerCase(Locale.ROOT).startsWith(MICROSOFT) ? rule.substring(MICROSOFT.length()) : rule;
    }

    /** The same, written somewhere else. */
    public Suppression writtenIn(Written place) {
        return new Suppression(rule, component, file, reason, expires, extent, place);
    }

    public boolean fits(Finding finding) {
        return isAbout(finding.rule().id())
                && extent.covers(finding)
                && (component.isEmpty()
                        || new Wildcard(component).matches(finding.subject().name())
                        || new Wildcard(component).matches(finding.subject().toString()))
                && (file.isEmpty() || new Wildcard(file).matches(extent.relative(finding.file())));
    }

    /** Whether it is about that rule, with or without the prefix of rules for scripts. */
    public boolean isAbout(String id) {
        return new Wildcard(rule).matches(id) || new Wildcard("web-" + rule).matches(id);
    }

    /**
     * Whether it decides about rules without naming any: what comes later is let pass unseen. One rule or one family in what is
     * called so is something else.
     *
     * @param known the ids of all rules
     */
    boolean namesNoRule(Collection<String> known) {
        return rule.contains("*")
                && (Wildcard.namesNothing(rule)
                        || known.stream()
                                        .filter(this::isAbout)
                                        .map(RuleInfo::familyOf)
                                        .distinct()
                                        .count()
                                > 1);
    }

    /**
     * Whether it decides about components without naming any; a folder of the work of others is something else.
     *
     * @param finding one that it fits
     */
    boolean namesNoComponent(Finding finding) {
        String kind = finding.subject().kind().toLowerCase(Locale.ROOT);
        String said = component.replace("*", "").strip().toLowerCase(Locale.ROOT);
        boolean onlyTheKind = component.contains("*") && kind.contains(said);
        return extent.equals(Extent.ALL)
                && (component.isEmpty() || onlyTheKind || Wildcard.namesNothing(component))
                && (file.isEmpty() || Wildcard.namesNothing(file));
    }

    public boolean isExpired(LocalDate today) {
        return expires.filter(day -> day.isBefore(today)).isPresent();
    }

    /** What it is about, without where it is written. */
    public String what() {
        return rule + (component.isEmpty() ? "" : " in " + component) + (file.isEmpty() ? "" : " in " + file);
    }

    @Override
    public String toString() {
        return what() + " (" + written + ")";
    }
}
