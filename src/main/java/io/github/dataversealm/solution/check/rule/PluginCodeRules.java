package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.Argument;
import io.github.dataversealm.solution.assembly.PluginCode;
import io.github.dataversealm.solution.assembly.PluginCode.Call;
import io.github.dataversealm.solution.check.finding.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What plug-ins do when they run (spec check-rules section 3, plug-ins). Microsoft's service had rules of these names until
 * March 2022; what they said exactly was never published. Only code that registered types reach is looked at, since merged
 * libraries are full of things that no plug-in uses.
 */
final class PluginCodeRules {

    private static final String COLUMN_SET = "Microsoft.Xrm.Sdk.Query.ColumnSet";
    private static final String REQUESTS = "Microsoft.Xrm.Sdk.Messages.";
    private static final String CRM_REQUESTS = "Microsoft.Crm.Sdk.Messages.";
    private static final String MONITOR = "System.Threading.Monitor";
    private static final String HTTP_CLIENT = "System.Net.Http.HttpClient";
    private static final String WEB_CLIENT = "System.Net.WebClient";
    private static final String WEB_REQUEST = "System.Net.WebRequest";
    private static final String HTTP_WEB_REQUEST = "System.Net.HttpWebRequest";
    private static final String REQUEST_HEADERS = "System.Net.Http.Headers.HttpRequestHeaders";
    private static final String HEADERS = "System.Net.Http.Headers.HttpHeaders";

    /** Messages that a plain Update has taken the place of. */
    private static final Set<String> SPECIALIZED_UPDATES = Set.of(
            CRM_REQUESTS + "AssignRequest",
            CRM_REQUESTS + "SetStateRequest",
            CRM_REQUESTS + "SetParentSystemUserRequest",
            CRM_REQUESTS + "SetParentTeamRequest",
            CRM_REQUESTS + "SetParentBusinessUnitRequest",
            CRM_REQUESTS + "SetBusinessEquipmentRequest",
            CRM_REQUESTS + "SetBusinessSystemUserRequest");

    private static final Set<String> BATCHES =
            Set.of(REQUESTS + "ExecuteMultipleRequest", REQUESTS + "ExecuteTransactionRequest");

    /** What begins work in other threads, by type; a star stands for any method. */
    private static final Map<String, Set<String>> PARALLEL = Map.of(
            "System.Threading.Tasks.Parallel", Set.of("*"),
            "System.Linq.ParallelEnumerable", Set.of("AsParallel"),
            "System.Threading.Thread", Set.of(".ctor"),
            "System.Threading.ThreadPool", Set.of("QueueUserWorkItem", "UnsafeQueueUserWorkItem"),
            "System.Threading.Tasks.Task", Set.of("Run", "Start"),
            "System.Threading.Tasks.TaskFactory", Set.of("StartNew"),
            "System.Threading.Tasks.TaskFactory`1", Set.of("StartNew"),
            "System.ComponentModel.BackgroundWorker", Set.of("RunWorkerAsync"));

    private static final Set<String> RETRIEVE_METADATA = Set.of(
            REQUESTS + "RetrieveEntityRequest",
            REQUESTS + "RetrieveAllEntitiesRequest",
            REQUESTS + "RetrieveAttributeRequest",
            REQUESTS + "RetrieveRelationshipRequest",
            REQUESTS + "RetrieveOptionSetRequest",
            REQUESTS + "RetrieveAllOptionSetsRequest",
            REQUESTS + "RetrieveEntityKeyRequest",
            REQUESTS + "RetrieveManagedPropertyRequest");

    private PluginCodeRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                calls("il-specify-column", PluginCodeRules::allColumns),
                calls("il-avoid-batch-plugin", PluginCodeRules::batch),
                calls("il-avoid-parallel-plugin", PluginCodeRules::parallel),
                new Rule<>("il-avoid-lock-plugin", Scope.CODE, PluginCodeRules::locks),
                new Rule<>("il-turn-off-keepalive", Scope.CODE, PluginCodeRules::keepAlive),
                calls("il-avoid-specialized-update-ops", PluginCodeRules::specializedUpdate),
                calls("il-avoid-unpub-metadata", PluginCodeRules::unpublished));
    }

    /** The types of which these rules want to see calls. */
    static Set<String> types() {
        Set<String> types = new HashSet<>(Set.of(
                COLUMN_SET, MONITOR, HTTP_CLIENT, WEB_CLIENT, WEB_REQUEST, HTTP_WEB_REQUEST, REQUEST_HEADERS, HEADERS));
        types.addAll(SPECIALIZED_UPDATES);
        types.addAll(BATCHES);
        types.addAll(PARALLEL.keySet());
        types.addAll(RETRIEVE_METADATA);
        return types;
    }

    /** A rule about single calls; {@code problem} says what is wrong with one, or nothing. */
    private static Rule<PluginCodeFile> calls(String id, Function<Call, String> problem) {
        return new Rule<>(id, Scope.CODE, (file, report) -> {
            Set<String> reported = new HashSet<>();
            for (PluginCode.Method method : file.code().methods()) {
                for (Call call : method.calls()) {
                    String text = problem.apply(call);
                    if (!text.isEmpty()) {
                        add(file, method, call.type(), text, reported, report);
                    }
                }
            }
        });
    }

    /** Once for a method, however often it does so, and for the closures that the compiler made of it. */
    private static void add(
            PluginCodeFile file,
            PluginCode.Method method,
            String detail,
            String text,
            Set<String> reported,
            Report report) {
        String name = method.sourceName();
        if (reported.add(name + ' ' + detail)) {
            String way = method.sourceType().equals(method.plugin())
                    ? ""
                    : " The plug-in " + method.plugin() + " reaches it.";
            report.add(
                    file.subject(),
                    Place.file(file.origin()),
                    name + ' ' + detail,
                    "The method " + name + " " + text + "." + way);
        }
    }

    private static boolean isTrue(Argument argument) {
        return argument.equals(new Argument.Number(1));
    }

    private static boolean creates(Call call, Set<String> types) {
        return call.member().equals(".ctor") && types.contains(call.type());
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String allColumns(Call call) {
        if (!call.type().equals(COLUMN_SET) || !isTrue(call.last())) {
            return "";
        }
        return switch (call.member()) {
            // new ColumnSet(true); the other constructor takes an array
            case ".ctor" -> call.arguments().size() == 1 ? "asks for all columns with new ColumnSet(true)" : "";
            case "set_AllColumns" -> "asks for all columns with AllColumns = true";
            default -> "";
        };
    }

    private static String batch(Call call) {
        return creates(call, BATCHES) ? "makes a batch with " + simpleName(call.type()) : "";
    }

    private static String parallel(Call call) {
        Set<String> members = PARALLEL.getOrDefault(call.type(), Set.of());
        if (!members.contains("*") && !members.contains(call.member())) {
            return "";
        }
        String type = simpleName(call.type()).replace("`1", "");
        return "works in other threads with "
                + (call.member().equals(".ctor") ? "new " + type : type + '.' + call.member());
    }

    private static void locks(PluginCodeFile file, Report report) {
        Set<String> reported = new HashSet<>();
        for (PluginCode.Method method : file.code().methods()) {
            if (method.locksType()) {
                add(file, method, "synchronized", "is static and synchronized", reported, report);
            }
            for (Call call : method.calls()) {
                boolean enters = call.member().equals("Enter") || call.member().equals("TryEnter");
                if (call.type().equals(MONITOR)
                        && enters
                        && !call.arguments().isEmpty()
                        && call.arguments().get(0) instanceof Argument.Shared) {
                    add(file, method, MONITOR, "locks an object that all plug-ins share", reported, report);
                }
            }
        }
    }

    private static void keepAlive(PluginCodeFile file, Report report) {
        Set<String> careful = new HashSet<>();
        for (PluginCode.Method method : file.code().methods()) {
            if (method.calls().stream().anyMatch(PluginCodeRules::closesConnection)) {
                careful.add(outermost(method.type()));
            }
        }
        Set<String> reported = new HashSet<>();
        for (PluginCode.Method method : file.code().methods()) {
            for (Call call : method.calls()) {
                boolean sends =
                        switch (call.type()) {
                            case HTTP_CLIENT, WEB_CLIENT -> call.member().equals(".ctor");
                            case WEB_REQUEST, HTTP_WEB_REQUEST -> call.member().startsWith("Create");
                            default -> false;
                        };
                if (sends && !careful.contains(outermost(method.type()))) {
                    String text = "keeps the connections of " + simpleName(call.type()) + " open";
                    add(file, method, call.type(), text, reported, report);
                }
            }
        }
    }

    private static String outermost(String type) {
        int nested = type.indexOf('+');
        return nested < 0 ? type : type.substring(0, nested);
    }

    private static boolean closesConnection(Call call) {
        return switch (call.member()) {
            case "set_KeepAlive" -> call.type().equals(HTTP_WEB_REQUEST) && !isTrue(call.last());
            case "set_ConnectionClose" -> call.type().equals(REQUEST_HEADERS);
            case "Add", "TryAddWithoutValidation" ->
                call.arguments().size() > 1
                        && call.arguments().get(1) instanceof Argument.Text name
                        && name.text().equalsIgnoreCase("Connection");
            default -> false;
        };
    }

    private static String specializedUpdate(Call call) {
        return creates(call, SPECIALIZED_UPDATES)
                ? "sends " + simpleName(call.type()) + " where an update of the columns does the same"
                : "";
    }

    private static String unpublished(Call call) {
        return call.member().equals("set_RetrieveAsIfPublished") && isTrue(call.last())
                ? "reads metadata that is not published (RetrieveAsIfPublished = true)"
                : "";
    }
}
