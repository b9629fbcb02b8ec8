package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Ids;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.Variable;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Environment variables and canvas apps, with what Studio's checker saved in them (spec check-rules sections 1.4 and 3). */
final class AppRules {

    private static final int TEXT = 100_000_000;
    private static final int NUMBER = 100_000_001;
    private static final int BOOLEAN = 100_000_002;
    private static final int JSON = 100_000_003;
    private static final int SECRET = 100_000_005;

    /** Microsoft's code for a rule of the app checker. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("app-include-accessible-label", "acc-AccessibleLabelNeeded"),
            Map.entry("app-include-tab-index", "acc-TabIndexShouldBeDefinedForInteractiveControl"),
            Map.entry("app-make-focusborder-visible", "acc-FocusBorderShouldBeVisible"),
            Map.entry("app-include-tab-order", "acc-TabOrderShouldBeChecked"),
            Map.entry("app-include-readable-screen-name", "acc-ReadableScreenNameNeeded"),
            Map.entry("app-avoid-interactive-html", "acc-HtmlShouldNotBeInteractive"),
            Map.entry("app-avoid-autostart", "acc-AutostartShouldBeOff"),
            Map.entry("app-include-helpful-control-setting", "acc-HelpfulControlSettingNeeded"),
            Map.entry("app-include-state-indication-text", "acc-StateIndicationTextNeeded"),
            Map.entry("app-include-captions", "acc-CaptionsNeeded"),
            Map.entry("app-include-alternative-input", "acc-AlternativeInputNeeded"),
            Map.entry("app-use-delayoutput-text-input", "app-TextInputIsNotDelayOutput"),
            Map.entry("app-reduce-screen-controls", "app-ScreenHasManyControls"));

    private AppRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("env-value-shipped", Scope.SOLUTION, AppRules::shipped),
                new Rule<>("env-type-mismatch", Scope.SOLUTION, AppRules::types),
                new Rule<>("env-secret-plain", Scope.SOLUTION, AppRules::plainSecrets),
                new Rule<>("env-no-value", Scope.SOLUTION, AppRules::noValue),
                new Rule<>("env-url", Scope.SOLUTION, AppRules::urls),
                new Rule<>("canvas-references-malformed", Scope.SOLUTION, AppRules::malformedReferences),
                new Rule<>("canvas-connection-reference-missing", Scope.SOLUTION, AppRules::connectionReferences),
                new Rule<>("canvas-flow-missing", Scope.SOLUTION, AppRules::flows),
                new Rule<>("canvas-hardcoded-datasource", Scope.SOLUTION, AppRules::dataSources),
                new Rule<>("canvas-no-connection-reference", Scope.SOLUTION, AppRules::noConnectionReference));
    }

    /** Those that look at what apps hold. */
    static List<Rule<?>> contentRules() {
        List<Rule<?>> rules = new ArrayList<>(List.of(
                new Rule<>("canvas-msapp-unreadable", Scope.CANVAS, AppRules::unreadable),
                new Rule<>("canvas-checker-absent", Scope.CANVAS, AppRules::checkerAbsent),
                formula("app-formula-issues-high", "High", false),
                formula("app-formula-issues-medium", "Medium", false),
                formula("app-formula-issues-low", "Low", false),
                formula("app-testformula-issues-high", "High", true),
                formula("app-testformula-issues-medium", "Medium", true),
                formula("app-testformula-issues-low", "Low", true),
                new Rule<>("app-checker-other", Scope.CANVAS, AppRules::others)));
        new TreeMap<>(CODES)
                .forEach((code, rule) -> rules.add(new Rule<>(
                        code,
                        Scope.CANVAS,
                        (app, report) ->
                                issues(app, report, issue -> issue.ruleId().equals(rule)))));
        return List.copyOf(rules);
    }

    // ---------------------------------------------------------------- environment variables

    private static void shipped(Solution solution, Report report) {
        for (Variable variable : solution.variables()) {
            if (variable.value().filter(value -> !value.isEmpty()).isPresent()) {
                report.add(
                        variable.subject(),
                        variable.valuePlace(),
                        "value",
                        "The package ships a current value, which overwrites that of the target.");
            }
        }
    }

    private static void types(Solution solution, Report report) {
        for (Variable variable : solution.variables()) {
            mismatch(variable, variable.defaultValue(), "default value", variable.place(), report);
            variable.value()
                    .ifPresent(value -> mismatch(variable, value, "current value", variable.valuePlace(), report));
        }
    }

    private static void mismatch(Variable variable, String value, String which, Place place, Report report) {
        if (value.isEmpty()) {
            return;
        }
        String problem =
                switch (variable.type()) {
                    case NUMBER ->
                        value.strip().matches("[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,4})?")
                                ? ""
                                : "a number";
                    case BOOLEAN ->
                        Set.of("yes", "no", "true", "false")
                                        .contains(value.strip().toLowerCase(Locale.ROOT))
                                ? ""
                                : "yes or no";
                    case JSON -> isJson(value) ? "" : "JSON";
                    default -> "";
                };
        if (!problem.isEmpty()) {
            report.add(variable.subject(), place, which, "Its " + which + " is not " + problem + ".");
        }
    }

    private static boolean isJson(String value) {
        try {
            new JsonDocuments().read(value, "value");
            return true;
        } catch (SolutionException e) {
            return false;
        }
    }

    private static void plainSecrets(Solution solution, Report report) {
        for (Variable variable : solution.variables()) {
            boolean byName = variable.type() == TEXT && SecretText.isSecretName(variable.schemaName());
            boolean plain = byName || variable.type() == SECRET;
            if (!plain) {
                continue;
            }
            plain(variable, variable.defaultValue(), variable.place(), "default", report);
            variable.value().ifPresent(value -> plain(variable, value, variable.valuePlace(), "value", report));
        }
    }

    private static void plain(Variable variable, String value, Place place, String which, Report report) {
        boolean vault = value.startsWith("/subscriptions/")
                || value.toLowerCase(Locale.ROOT).contains(".vault.azure.net/");
        if (!value.isEmpty() && !vault) {
            report.add(
                    variable.type() == SECRET ? Confidence.EXACT : Confidence.HEURISTIC,
                    variable.subject(),
                    place,
                    which,
                    "It holds what its name or type calls a secret, in plain text (" + value.length()
                            + " characters).");
        }
    }

    private static void noValue(Solution solution, Report report) {
        for (Variable variable : solution.variables()) {
            if (variable.defaultValue().isEmpty() && variable.value().orElse("").isEmpty()) {
                report.add(
                        variable.subject(), variable.place(), "none", "It has no value: the import must supply one.");
            }
        }
    }

    private static void urls(Solution solution, Report report) {
        for (Variable variable : solution.variables()) {
            if (Addresses.isEnvironment(report.deadline().guard(variable.defaultValue()))
                    || Addresses.isSharePoint(report.deadline().guard(variable.defaultValue()))) {
                report.add(
                        variable.subject(),
                        variable.place(),
                        "url",
                        "Its default value is an address in one environment.");
            }
        }
    }

    // ---------------------------------------------------------------- canvas apps

    private static Json references(Part app) {
        String text = app.text("ConnectionReferences");
        if (text.isEmpty()) {
            return Json.ABSENT;
        }
        try {
            return new JsonDocuments().read(text, "ConnectionReferences");
        } catch (SolutionException e) {
            // canvas-references-malformed says so
            return Json.ABSENT;
        }
    }

    /** The rules about the connections of an app see none where they cannot be read. */
    private static void malformedReferences(Solution solution, Report report) {
        for (Part app : solution.parts("CanvasApp")) {
            String text = app.text("ConnectionReferences");
            if (text.isEmpty()) {
                continue;
            }
            try {
                new JsonDocuments().read(text, "ConnectionReferences");
            } catch (SolutionException e) {
                report.add(
                        app.subject(),
                        referencesPlace(app),
                        "json",
                        "Its ConnectionReferences cannot be read: " + e.problem() + ".");
            }
        }
    }

    private static Place referencesPlace(Part app) {
        return app.element().first("ConnectionReferences").orElse(app.element()).place();
    }

    private static void connectionReferences(Solution solution, Report report) {
        for (Part app : solution.parts("CanvasApp")) {
            references(app).fields().values().forEach(reference -> {
                String name = reference.get("xrmConnectionReferenceLogicalName").text();
                if (!name.isEmpty()
                        && solution.part("connectionreference", name).isEmpty()
                        && !solution.defines(name)
                        && !solution.isElsewhere(name)) {
                    report.add(
                            app.subject(),
                            referencesPlace(app),
                            name,
                            "It uses the connection reference " + name
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            });
        }
    }

    private static void flows(Solution solution, Report report) {
        for (Part app : solution.parts("CanvasApp")) {
            references(app).fields().values().forEach(reference -> {
                Json hint = reference.at("parameterHints/workflowEntityId");
                String id = Ids.plain(hint.isObject() ? hint.get("value").text() : hint.text());
                if (!id.isEmpty() && !solution.hasProcess(id) && !solution.isElsewhere(id)) {
                    report.add(
                            app.subject(),
                            referencesPlace(app),
                            id,
                            "It calls the flow " + id
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            });
        }
    }

    private static void dataSources(Solution solution, Report report) {
        for (Part app : solution.parts("CanvasApp")) {
            Set<String> reported = new HashSet<>();
            references(app)
                    .fields()
                    .values()
                    .forEach(reference -> reference.get("dataSets").fields().forEach((address, dataSet) -> {
                        boolean sharePoint = Addresses.isSharePoint(address);
                        boolean overridden = dataSet.get("datasetOverride").isPresent()
                                || dataSet.get("datasetOverrideType").isPresent();
                        if (sharePoint && !overridden && reported.add(address)) {
                            report.add(
                                    app.subject(),
                                    referencesPlace(app),
                                    address,
                                    "It reads " + address + " in every environment.");
                        }
                    }));
        }
    }

    private static void noConnectionReference(Solution solution, Report report) {
        for (Part app : solution.parts("CanvasApp")) {
            references(app).fields().forEach((key, reference) -> {
                if (reference.get("xrmConnectionReferenceLogicalName").text().isEmpty()) {
                    report.add(
                            app.subject(),
                            referencesPlace(app),
                            reference.get("id").text(),
                            "It connects to " + reference.get("displayName").text()
                                    + " without a connection reference.");
                }
            });
        }
    }

    private static void unreadable(CanvasFile app, Report report) {
        app.problem()
                .ifPresent(problem -> report.add(
                        app.subject(), Place.file(app.origin()), "msapp", "The .msapp cannot be read. " + problem));
    }

    private static void checkerAbsent(CanvasFile app, Report report) {
        if (app.problem().isEmpty() && !app.hasResult()) {
            report.add(
                    app.subject(), Place.file(app.origin()), "checker", "It holds no result of Studio's app checker.");
        }
    }

    // ---------------------------------------------------------------- the embedded result

    private static boolean isFormula(AppIssue issue) {
        return issue.category().equalsIgnoreCase("formula") && !CODES.containsValue(issue.ruleId());
    }

    private static boolean isTest(AppIssue issue) {
        return issue.where().startsWith("Test_") || issue.where().startsWith("TestSuite");
    }

    private static Rule<CanvasFile> formula(String code, String level, boolean test) {
        return new Rule<>(
                code,
                Scope.CANVAS,
                (app, report) -> issues(
                        app,
                        report,
                        issue -> isFormula(issue) && issue.level().equalsIgnoreCase(level) && isTest(issue) == test));
    }

    private static void issues(CanvasFile app, Report report, Predicate<AppIssue> wanted) {
        for (AppIssue issue : app.issues()) {
            if (wanted.test(issue)) {
                report.add(app.subject(), Place.file(app.origin()), issue.ruleId() + ' ' + issue.where(), text(issue));
            }
        }
    }

    private static String text(AppIssue issue) {
        String where = issue.where().isEmpty() ? "" : issue.where() + ": ";
        String what = issue.message().isEmpty() ? issue.ruleId() : issue.message();
        // where Microsoft's code stands for many faults, its advice says more than that of the code
        boolean advised =
                !CODES.containsValue(issue.ruleId()) && !issue.howToFix().isEmpty();
        return where + what + (advised ? " " + issue.howToFix() : "");
    }

    /** Findings of the app checker that the service has no code for, under their own name. */
    private static void others(CanvasFile app, Report report) {
        for (AppIssue issue : app.issues()) {
            if (!isFormula(issue) && !CODES.containsValue(issue.ruleId())) {
                report.add(
                        Severity.INFORMATIONAL,
                        app.subject(),
                        Place.file(app.origin()),
                        issue.ruleId() + ' ' + issue.where(),
                        issue.ruleId() + ": " + text(issue));
            }
        }
    }
}
