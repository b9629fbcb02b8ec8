package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.index.Ids;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processes and cloud flows (spec check-rules section 3). */
final class FlowRules {

    private static final Pattern REFERENCE =
            Pattern.compile("\\b(?:body|outputs|actions|items|result)\\(\\s*'((?:[^']|'')*+)'\\s*\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\bvariables\\(\\s*'((?:[^']|'')*+)'\\s*\\)");
    private static final String GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern TENANT = Pattern.compile(
            "(?i)login\\.(?:microsoftonline\\.com|microsoftonline\\.us|windows\\.net|partner\\.microsoftonline\\.cn)/"
                    + GUID);
    private static final List<String> TENANT_WORDS = List.of("login.");
    private static final List<String> ENVIRONMENT_WORDS = List.of("dynamics", "appsplatform");
    private static final List<String> SHAREPOINT_WORDS = List.of("sharepoint");
    private static final Pattern TENANT_ID = Pattern.compile("(?i)" + GUID);

    /** Letters and digits mixed, without blanks: neither a word nor the reference to a vault. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?=[^0-9]{0,200}[0-9])(?=[^A-Za-z]{0,200}[A-Za-z])[^\\s/\\\\@{}]{12,500}");

    private FlowRules() {}

    /** Those that look at all processes together. */
    static List<Rule<?>> processRules() {
        return List.of(
                new Rule<>("process-dialog", Scope.SOLUTION, FlowRules::dialogs),
                new Rule<>("process-draft", Scope.SOLUTION, FlowRules::drafts));
    }

    /** Those for processes that are XAML. */
    static List<Rule<?>> xamlRules() {
        return List.of(
                new Rule<>("process-xaml-malformed", Scope.XAML, FlowRules::xaml),
                new Rule<>("process-table-missing", Scope.XAML, FlowRules::xamlTables),
                new Rule<>("process-activity-assembly-missing", Scope.XAML, FlowRules::activities));
    }

    /** Those for cloud flows. */
    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("flow-json-malformed", Scope.FLOW, FlowRules::malformed),
                new Rule<>("flow-runafter-missing", Scope.FLOW, FlowRules::runAfter),
                new Rule<>("flow-avoid-invalid-reference", Scope.FLOW, FlowRules::references),
                new Rule<>("flow-variable-undefined", Scope.FLOW, FlowRules::variables),
                new Rule<>("flow-host-connection-undefined", Scope.FLOW, FlowRules::hostConnections),
                new Rule<>("flow-connection-reference-missing", Scope.FLOW, FlowRules::connectionReferences),
                new Rule<>("flow-child-missing", Scope.FLOW, FlowRules::children),
                new Rule<>("flow-envvar-missing", Scope.FLOW, FlowRules::environmentVariables),
                new Rule<>("flow-avoid-connection-mode", Scope.FLOW, FlowRules::connectionMode),
                new Rule<>("flow-avoid-recursive-loop", Scope.FLOW, FlowRules::recursion),
                new Rule<>("flow-outlook-attachment-missing-info", Scope.FLOW, FlowRules::attachments),
                new Rule<>("flow-hardcoded-environment-url", Scope.FLOW, FlowRules::environmentUrl),
                new Rule<>("flow-hardcoded-sharepoint", Scope.FLOW, FlowRules::sharePoint),
                new Rule<>("flow-hardcoded-tenant", Scope.FLOW, FlowRules::tenant),
                new Rule<>("flow-http-trigger-open", Scope.FLOW, FlowRules::openTrigger),
                new Rule<>("flow-http-action", Scope.FLOW, FlowRules::httpAction),
                new Rule<>("flow-insecure-http", Scope.FLOW, FlowRules::insecureHttp),
                new Rule<>("flow-secret-default", Scope.FLOW, FlowRules::secretDefaults));
    }

    // ---------------------------------------------------------------- classic processes

    private static void xaml(Xaml xaml, Report report) {
        xaml.problem()
                .ifPresent(problem -> report.add(
                        xaml.subject(),
                        Place.line(
                                xaml.origin(),
                                problem.location()
                                        .map(at -> Math.max(0, at.line()))
                                        .orElse(0),
                                problem.location()
                                        .map(at -> Math.max(0, at.column()))
                                        .orElse(0)),
                        "xaml",
                        "Its XAML cannot be read: " + problem.problem() + "."));
    }

    private static void xamlTables(Xaml xaml, Report report) {
        Solution solution = xaml.solution();
        String primary = xaml.process().text("PrimaryEntity");
        if (References.isTableMissing(solution, primary)) {
            report.add(
                    References.gravity(solution),
                    xaml.subject(),
                    xaml.process().element().place(),
                    primary,
                    "It belongs to the table " + primary
                            + ", which is neither in the solution nor among its dependencies.");
        }
        Set<String> reported = new HashSet<>(Set.of(primary));
        for (Xaml.Name name : xaml.names()) {
            if (name.attribute().equals("EntityName")
                    && References.isTableMissing(solution, name.value())
                    && reported.add(name.value())) {
                report.add(
                        References.gravity(solution),
                        xaml.subject(),
                        name.place(),
                        name.value(),
                        "It uses the table " + name.value()
                                + ", which is neither in the solution nor among its dependencies.");
            }
        }
    }

    private static void activities(Xaml xaml, Report report) {
        Solution solution = xaml.solution();
        Set<String> reported = new HashSet<>();
        for (Xaml.Name name : xaml.names()) {
            String[] parts = name.value().split(",", 3);
            if (!name.attribute().equals("AssemblyQualifiedName") || parts.length < 2) {
                continue;
            }
            String assembly = parts[1].strip();
            boolean platform =
                    assembly.startsWith("Microsoft.") || assembly.startsWith("System") || assembly.equals("mscorlib");
            if (!platform
                    && !solution.hasAssembly(assembly)
                    && !solution.isElsewhere(assembly)
                    && !solution.isElsewhere(parts[0].strip())
                    && reported.add(assembly)) {
                report.add(
                        xaml.subject(),
                        name.place(),
                        assembly,
                        "It uses an activity of the assembly " + assembly + ", which is not in the solution.");
            }
        }
    }

    private static void dialogs(Solution solution, Report report) {
        for (Part process : solution.processes()) {
            if (process.text("Category").equals("1")) {
                report.add(process.subject(), process.element().place(), process.id(), "The process is a dialog.");
            }
        }
    }

    /** Whether it is off; the copy of a process that runs has no state of its own. */
    static boolean isDraft(Part process) {
        return process.text("StateCode").equals("0") && !process.text("Type").equals("2");
    }

    private static void drafts(Solution solution, Report report) {
        for (Part process : solution.processes()) {
            boolean saidAlready = PluginRules.isInactive(process) && report.isSaidBy(PluginRules.INACTIVE);
            if (isDraft(process) && !saidAlready) {
                report.add(
                        process.subject(),
                        process.element().place(),
                        process.id(),
                        "The process is a draft and stays off.");
            }
        }
    }

    // ---------------------------------------------------------------- the document

    private static void malformed(Flow flow, Report report) {
        flow.problem()
                .ifPresent(problem -> report.add(
                        flow.subject(),
                        Place.line(
                                flow.origin(),
                                problem.location()
                                        .map(at -> Math.max(0, at.line()))
                                        .orElse(0),
                                problem.location()
                                        .map(at -> Math.max(0, at.column()))
                                        .orElse(0)),
                        "json",
                        "Its definition cannot be read: " + problem.problem() + "."));
    }

    private static void eachAction(Flow flow, BiConsumer<String, Json> visitor) {
        flow.actions().forEach(action -> visitor.accept(action.name(), action.definition()));
    }

    private static void eachOperation(Flow flow, BiConsumer<String, Json> visitor) {
        flow.triggers().forEach(trigger -> visitor.accept(trigger.name(), trigger.definition()));
        eachAction(flow, visitor);
    }

    private static void runAfter(Flow flow, Report report) {
        for (Json container : flow.containers()) {
            Names siblings = Names.of(container.fields().keySet());
            container
                    .fields()
                    .forEach((name, action) -> action.get("runAfter").fields().forEach((before, state) -> {
                        if (!siblings.has(before)) {
                            report.add(
                                    flow.subject(),
                                    flow.place(state),
                                    name + ' ' + before,
                                    "The action " + name + " runs after " + before + ", which is no action beside it.");
                        }
                    }));
        }
    }

    /** The form in which names of actions are compared: designers show spaces where the definition has underscores. */
    private static String actionKey(String name) {
        return name.replace("''", "'").replace(' ', '_');
    }

    private static void references(Flow flow, Report report) {
        if (!flow.definition().isObject()) {
            return;
        }
        Names known = new Names();
        eachOperation(flow, (name, action) -> known.add(actionKey(name)));
        Set<String> reported = new HashSet<>();
        eachExpression(flow, report, (text, value) -> {
            // each match has a name in quotation marks
            if (text.indexOf('\'') < 0) {
                return;
            }
            Matcher reference = REFERENCE.matcher(report.deadline().guard(text));
            while (reference.find()) {
                String name = text.substring(reference.start(1), reference.end(1));
                if (!known.has(actionKey(name)) && !name.isEmpty() && reported.add(name)) {
                    report.add(
                            flow.subject(),
                            flow.place(value),
                            name,
                            "An expression refers to the action '" + name + "', which the flow does not have.");
                }
            }
        });
    }

    private static void eachExpression(Flow flow, Report report, BiConsumer<String, Json> visitor) {
        for (Json expression : flow.expressions()) {
            report.deadline().check();
            visitor.accept(expression.text(), expression);
        }
    }

    private static void variables(Flow flow, Report report) {
        Names known = new Names();
        eachAction(flow, (name, action) -> {
            if (action.get("type").text().equals("InitializeVariable")) {
                action.at("inputs/variables")
                        .items()
                        .forEach(variable -> known.add(variable.get("name").text()));
            }
        });
        Set<String> reported = new HashSet<>();
        eachExpression(flow, report, (text, value) -> {
            if (!text.contains("variables(")) {
                return;
            }
            Matcher variable = VARIABLE.matcher(report.deadline().guard(text));
            while (variable.find()) {
                String name = text.substring(variable.start(1), variable.end(1)).replace("''", "'");
                undefined(name, value, known, reported, flow, report);
            }
        });
        eachAction(flow, (name, action) -> {
            String type = action.get("type").text();
            if (type.endsWith("Variable") && !type.equals("InitializeVariable")) {
                Json variable = action.at("inputs/name");
                undefined(variable.text(), variable, known, reported, flow, report);
            }
        });
    }

    private static void undefined(
            String name, Json value, Names known, Set<String> reported, Flow flow, Report report) {
        if (!name.isEmpty() && name.indexOf('@') < 0 && !known.has(name) && reported.add(name)) {
            report.add(
                    flow.subject(),
                    flow.place(value),
                    name,
                    "The variable '" + name + "' is used and no action initializes it.");
        }
    }

    // ---------------------------------------------------------------- what a flow needs

    private static void hostConnections(Flow flow, Report report) {
        Names known = Names.of(
                flow.json().at("properties/connectionReferences").fields().keySet());
        eachOperation(flow, (name, operation) -> {
            Json connection = operation.at("inputs/host/connectionName");
            if (connection.isString()
                    && !connection.text().isEmpty()
                    && connection.text().indexOf('@') < 0
                    && !known.has(connection.text())) {
                report.add(
                        flow.subject(),
                        flow.place(connection),
                        name,
                        name + " uses the connection " + connection.text()
                                + ", which is not among the flow's connection references.");
            }
        });
    }

    private static void connectionReferences(Flow flow, Report report) {
        flow.json().at("properties/connectionReferences").fields().forEach((key, reference) -> {
            Json name = reference.at("connection/connectionReferenceLogicalName");
            if (!name.text().isEmpty()
                    && flow.solution().part("connectionreference", name.text()).isEmpty()
                    && !flow.solution().defines(name.text())
                    && !flow.solution().isElsewhere(name.text())) {
                report.add(
                        flow.subject(),
                        flow.place(name),
                        name.text(),
                        "It uses the connection reference " + name.text()
                                + ", which is neither in the solution nor among its dependencies.");
            }
        });
    }

    private static void children(Flow flow, Report report) {
        eachAction(flow, (name, action) -> {
            Json child = action.at("inputs/host/workflowReferenceName");
            String id = Ids.plain(child.text());
            if (!id.isEmpty()
                    && id.indexOf('@') < 0
                    && !flow.solution().hasProcess(id)
                    && !flow.solution().isElsewhere(id)) {
                report.add(
                        flow.subject(),
                        flow.place(child),
                        name,
                        name + " calls the flow " + id
                                + ", which is neither in the solution nor among its dependencies.");
            }
        });
    }

    private static void environmentVariables(Flow flow, Report report) {
        flow.definition().get("parameters").fields().forEach((key, parameter) -> {
            Json name = parameter.at("metadata/schemaName");
            if (!name.text().isEmpty()
                    && !flow.solution().hasVariable(name.text())
                    && !flow.solution().isElsewhere(name.text())) {
                report.add(
                        flow.subject(),
                        flow.place(name),
                        name.text(),
                        "It uses the environment variable " + name.text()
                                + ", which is neither in the solution nor among its dependencies.");
            }
        });
    }

    private static void connectionMode(Flow flow, Report report) {
        flow.json().at("properties/connectionReferences").fields().forEach((key, reference) -> {
            if (reference.isObject()
                    && reference
                            .at("connection/connectionReferenceLogicalName")
                            .text()
                            .isEmpty()) {
                report.add(
                        flow.subject(),
                        flow.place(reference),
                        key,
                        "It uses the connection " + key + " itself and no connection reference.");
            }
        });
    }

    // ---------------------------------------------------------------- what a flow does

    private static void recursion(Flow flow, Report report) {
        flow.definition().get("triggers").fields().forEach((name, trigger) -> {
            Json parameters = trigger.at("inputs/parameters");
            String table = parameters.get("subscriptionRequest/entityname").text();
            String message = parameters.get("subscriptionRequest/message").text();
            boolean onUpdate = Set.of("3", "4", "6", "7").contains(message);
            boolean filtered = !parameters
                            .get("subscriptionRequest/filteringattributes")
                            .text()
                            .isEmpty()
                    || !parameters
                            .get("subscriptionRequest/filterexpression")
                            .text()
                            .isEmpty()
                    || trigger.get("conditions").isArray();
            if (table.isEmpty() || !onUpdate || filtered) {
                return;
            }
            eachAction(flow, (action, operation) -> {
                Json row = operation.at("inputs/parameters").get("recordId");
                boolean update = operation.at("inputs/host/operationId").text().startsWith("UpdateRecord")
                        || operation.at("inputs/host/operationId").text().startsWith("UpdateOnlyRecord");
                String id = row.text().toLowerCase(Locale.ROOT);
                if (update
                        && (id.contains("triggeroutputs()") || id.contains("triggerbody()"))
                        && id.contains(table.toLowerCase(Locale.ROOT) + "id'")) {
                    report.add(
                            flow.subject(),
                            flow.place(row),
                            action,
                            action + " updates the row that starts the flow, and " + name
                                    + " has no filter: the flow starts itself again.");
                }
            });
        });
    }

    private static void attachments(Flow flow, Report report) {
        eachAction(flow, (name, action) -> {
            if (!action.at("inputs/host/operationId").text().equals("SendEmailV2")) {
                return;
            }
            for (Json attachment : action.at("inputs/parameters")
                    .get("emailMessage/Attachments")
                    .items()) {
                if (attachment.isObject()
                        && (isBlank(attachment.get("Name")) || isBlank(attachment.get("ContentBytes")))) {
                    report.add(
                            flow.subject(),
                            flow.place(attachment),
                            name,
                            "An attachment of " + name + " has no Name or no ContentBytes.");
                }
            }
        });
    }

    private static boolean isBlank(Json value) {
        return value.isString() ? value.text().isBlank() : !value.isPresent() || value.kind() == Json.Kind.NULL;
    }

    /** @param words of which each match has one */
    private static void find(Flow flow, Report report, List<String> words, Pattern pattern, String what) {
        Set<String> reported = new HashSet<>();
        Set<Json> defaults = defaultsOfVariables(flow);
        for (Json value : flow.texts()) {
            if (Texts.mentions(value.text(), words) && !defaults.contains(value)) {
                Matcher found = pattern.matcher(report.deadline().guard(value.text()));
                while (found.find()) {
                    String address =
                            value.text().substring(found.start(), found.end()).toLowerCase(Locale.ROOT);
                    if (reported.add(address)) {
                        report.add(flow.subject(), flow.place(value), address, what + ": " + address + ".");
                    }
                }
            }
        }
    }

    /** What a designer notes of the environment variables that a flow reads: the target's own values count. */
    private static Set<Json> defaultsOfVariables(Flow flow) {
        Set<Json> defaults = Collections.newSetFromMap(new IdentityHashMap<>());
        flow.definition().get("parameters").fields().values().stream()
                .filter(parameter -> !parameter.at("metadata/schemaName").text().isEmpty())
                .forEach(parameter -> defaults.add(parameter.get("defaultValue")));
        return defaults;
    }

    private static void environmentUrl(Flow flow, Report report) {
        find(
                flow,
                report,
                ENVIRONMENT_WORDS,
                Addresses.ENVIRONMENT,
                "Its definition holds the address of an environment");
    }

    private static void sharePoint(Flow flow, Report report) {
        find(
                flow,
                report,
                SHAREPOINT_WORDS,
                Addresses.SHAREPOINT_URL,
                "Its definition holds the address of a SharePoint site");
    }

    private static void tenant(Flow flow, Report report) {
        find(flow, report, TENANT_WORDS, TENANT, "Its definition holds the id of a tenant");
        eachAction(flow, (name, action) -> {
            Json tenant = action.at("inputs/authentication/tenant");
            if (tenant.isString() && TENANT_ID.matcher(tenant.text()).matches()) {
                report.add(
                        flow.subject(),
                        flow.place(tenant),
                        name,
                        "The authentication of " + name + " holds the id of a tenant.");
            }
        });
    }

    private static void openTrigger(Flow flow, Report report) {
        flow.definition().get("triggers").fields().forEach((name, trigger) -> {
            String who = trigger.at("inputs/triggerAuthenticationType").text();
            boolean http = trigger.get("type").text().equals("Request")
                    && trigger.get("kind").text().equalsIgnoreCase("Http");
            if (http && (who.isEmpty() || who.equalsIgnoreCase("All"))) {
                report.add(
                        flow.subject(), flow.place(trigger), name, "Anyone who knows the address can start the flow.");
            }
        });
    }

    private static List<Json> httpActions(Flow flow) {
        List<Json> found = new ArrayList<>();
        eachAction(flow, (name, action) -> {
            if (action.get("type").text().equals("Http")) {
                found.add(action);
            }
        });
        return found;
    }

    private static void httpAction(Flow flow, Report report) {
        for (Json action : httpActions(flow)) {
            report.add(
                    flow.subject(),
                    flow.place(action),
                    "http",
                    "It has an HTTP action, which needs a premium licence.");
        }
    }

    private static void insecureHttp(Flow flow, Report report) {
        for (Json action : httpActions(flow)) {
            Json uri = action.at("inputs/uri");
            if (uri.text().toLowerCase(Locale.ROOT).startsWith("http://")) {
                report.add(flow.subject(), flow.place(uri), "uri", "It calls an address without TLS.");
            }
        }
    }

    /**
     * The designer copies the value that an environment variable has at the time into the definition of the flow, where it
     * stays when the variable's own value is kept out of the solution.
     */
    private static void secretDefaults(Flow flow, Report report) {
        flow.definition().get("parameters").fields().values().forEach(parameter -> {
            String variable = parameter.at("metadata/schemaName").text();
            Json copy = parameter.get("defaultValue");
            if (SecretText.isSecretName(variable)
                    && SECRET_VALUE.matcher(copy.text()).matches()) {
                report.add(
                        flow.subject(),
                        flow.place(copy),
                        variable,
                        "It holds a copy of the value that the environment variable " + variable + " had ("
                                + copy.text().length() + " characters).");
            }
        });
    }
}
