package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.deploy.ContentRule;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The options of an import that decide what is done, by the names of their parameters. A new one is a row here. */
public final class PlanOptions {

    /** Of a parameter that was not given. */
    private static final String USUAL = "usual";

    private static final Map<String, Function<ImportOptions, Object>> SWITCHES = switches();

    private PlanOptions() {}

    private static Map<String, Function<ImportOptions, Object>> switches() {
        Map<String, Function<ImportOptions, Object>> switches = new LinkedHashMap<>();
        switches.put("forceOverwrite", ImportOptions::forceOverwrite);
        switches.put("activatePlugins", ImportOptions::activatePlugins);
        switches.put("skipDependencyCheck", ImportOptions::skipDependencyCheck);
        switches.put("importAsHolding", ImportOptions::importAsHolding);
        switches.put("stageAndUpgrade", ImportOptions::stageAndUpgrade);
        switches.put("update", ImportOptions::update);
        switches.put("skipLowerVersion", ImportOptions::skipLowerVersion);
        switches.put("allowLowerVersion", ImportOptions::allowLowerVersion);
        switches.put(
                "pendingUpgrade", options -> options.pendingUpgrade().name().toLowerCase(Locale.ROOT));
        switches.put("publishChanges", ImportOptions::publishChanges);
        switches.put(
                "versionCheck",
                options -> options.contentRule().map(ContentRule::toString).orElse(USUAL));
        switches.put("allowMissingConnections", ImportOptions::allowMissingConnections);
        return Collections.unmodifiableMap(switches);
    }

    /** The names of the parameters that a plan fixes, with those of its {@link Rollout}. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(SWITCHES.keySet());
        names.addAll(List.of("waves", "stopOnFailure"));
        return List.copyOf(names);
    }

    static Map<String, Object> values(ImportOptions options) {
        Map<String, Object> values = new LinkedHashMap<>();
        SWITCHES.forEach((name, value) -> values.put(name, value.apply(options)));
        return values;
    }

    /** What differs from what is usual, such as {@code update=true}. */
    public static List<String> changed(ImportOptions options) {
        Map<String, Object> usual = values(ImportOptions.DEFAULT);
        return values(options).entrySet().stream()
                .filter(option -> !usual.get(option.getKey()).equals(option.getValue()))
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
    }

    /**
     * What is typed otherwise than the plan says.
     *
     * @param typed the values of the parameters that were typed, by their names
     */
    public static List<String> contradictions(ImportOptions planned, Map<String, String> typed) {
        Map<String, Object> values = values(planned);
        return typed.entrySet().stream()
                .filter(option -> values.containsKey(option.getKey()))
                .filter(option -> !text(values.get(option.getKey())).equals(meant(option.getValue())))
                .map(option -> "-Dsolution." + option.getKey() + "=" + option.getValue() + ", and the plan says "
                        + values.get(option.getKey()))
                .sorted()
                .toList();
    }

    /** A switch that is typed without a value is on. */
    private static String meant(String typed) {
        return typed.isBlank() ? "true" : typed.strip().toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    static ImportOptions read(PlanNode node) {
        return new ImportOptions(
                node.flag("forceOverwrite"),
                node.flag("activatePlugins"),
                node.flag("skipDependencyCheck"),
                node.flag("importAsHolding"),
                node.flag("stageAndUpgrade"),
                node.flag("update"),
                node.flag("skipLowerVersion"),
                node.flag("allowLowerVersion"),
                node.parsed("pendingUpgrade", text -> PendingUpgrade.valueOf(text.toUpperCase(Locale.ROOT))),
                node.flag("publishChanges"),
                node.parsed(
                        "versionCheck",
                        text -> text.equals(USUAL)
                                ? Optional.empty()
                                : Optional.of(ContentRule.valueOf(text.toUpperCase(Locale.ROOT)))),
                node.flag("allowMissingConnections"),
                ImportOptions.DEFAULT.maxWait(),
                ImportOptions.START_GRACE);
    }
}
