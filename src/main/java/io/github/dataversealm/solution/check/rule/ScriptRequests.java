package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds requests that the browser waits for: {@code XMLHttpRequest.open} and jQuery's requests that say so, and helper
 * libraries that always do. Follows the variables that hold a request, {@code false}, or perhaps {@code false}; they hold for
 * the rest of the script, as in Microsoft's rule.
 */
final class ScriptRequests implements Script.Visitor {

    private static final Set<String> JQUERY =
            Set.of("ajax", "ajaxSetup", "get", "getJSON", "getScript", "post", "ajaxPrefilter");

    /** Which argument of the functions of XrmServiceToolkit.Rest, from 0, says whether the request is asynchronous. */
    private static final Map<String, Integer> TOOLKIT_REST = Map.of(
            "Create",
            4,
            "Delete",
            4,
            "Retrieve",
            6,
            "Disassociate",
            6,
            "Update",
            5,
            "RetrieveMultiple",
            5,
            "Associate",
            7);

    /** Which argument of the functions of XrmServiceToolkit.Soap, from 0, is the callback of an asynchronous request. */
    private static final Map<String, Integer> TOOLKIT_SOAP = Map.ofEntries(
            Map.entry("Create", 1),
            Map.entry("Update", 1),
            Map.entry("Execute", 1),
            Map.entry("RetrieveMultiple", 1),
            Map.entry("QueryByAttribute", 1),
            Map.entry("QueryAll", 1),
            Map.entry("GrantAccess", 1),
            Map.entry("ModifyAccess", 1),
            Map.entry("RevokeAccess", 1),
            Map.entry("RetrievePrincipalAccess", 1),
            Map.entry("Delete", 2),
            Map.entry("Fetch", 2),
            Map.entry("RetrieveAllEntitiesMetadata", 2),
            Map.entry("Retrieve", 3),
            Map.entry("RetrieveEntityMetadata", 3),
            Map.entry("RetrieveAttributeMetadata", 3),
            Map.entry("SetState", 4),
            Map.entry("Assign", 4),
            Map.entry("Associate", 5),
            Map.entry("Disassociate", 5));

    private static final Set<String> TOOLKIT_SOAP_ALWAYS =
            Set.of("GetCurrentUserBusinessUnitId", "GetCurrentUserId", "GetCurrentUserRoles", "IsCurrentUserRole");
    private static final Set<String> SDK_SYNC =
            Set.of("associate", "create", "del", "disassociate", "execute", "retrieve", "retrieveMultiple", "update");
    private static final int LONGEST = 200;

    /** Takes the requests that are waited for. */
    @FunctionalInterface
    interface Found {

        /**
         * @param name what makes the request
         * @param confidence exact where the script says so on the spot; else by what variables hold, which are known by their
         *     names alone
         */
        void request(Node node, String name, Confidence confidence);
    }

    private final Found found;
    private final Set<String> falses = new HashSet<>();
    private final Set<String> perhaps = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    /** The node with the call of a finding, so that one call is one finding. */
    private final Map<Integer, Boolean> reported = new HashMap<>();

    ScriptRequests(Found found) {
        this.found = found;
    }

    @Override
    public void enter(Node node) {
        switch (node.kind()) {
            case DECLARATOR -> {
                if (!node.child(1).is(Kind.NONE)) {
                    holds(node, node.child(1));
                }
            }
            case FUNCTION -> returns(node);
            case ASSIGNMENT -> assigned(node.first(), node.child(1));
            case CALL -> called(node);
            case MEMBER -> member(node);
            default -> {
                // no request
            }
        }
    }

    @Override
    public void leave(Node node) {
        if (node.is(Kind.FUNCTION_DECLARATION)) {
            returns(node);
        }
    }

    // ---------------------------------------------------------------- what variables and functions hold

    private void returns(Node function) {
        for (Node statement : function.last().children()) {
            if (statement.is(Kind.RETURN) && !statement.first().is(Kind.NONE)) {
                holds(function, statement.first());
            }
        }
    }

    /** The name that a declaration or function has; a function without one has that of its variable. */
    private static Node nameOf(Node node) {
        if (node.first().is(Kind.IDENTIFIER)) {
            return node.first();
        }
        Node parent = node.parent();
        return node.is(Kind.FUNCTION) && parent.is(Kind.DECLARATOR)
                ? parent.first()
                : node.first().object();
    }

    private void holds(Node node, Node value) {
        String name = nameOf(node).name();
        switch (value.kind()) {
            case FALSE -> add(falses, name);
            case IDENTIFIER -> {
                if (node.is(Kind.DECLARATOR) && value.name().equals("XMLHttpRequest")) {
                    add(requests, name);
                } else {
                    for (Set<String> held : List.of(falses, perhaps, requests)) {
                        if (held.contains(value.name())) {
                            add(held, name);
                        }
                    }
                }
            }
            case BINARY -> {
                if (!node.is(Kind.FUNCTION)) {
                    add(perhaps, name);
                }
            }
            case CALL -> {
                if (isJquery(value)) {
                    jquery(node, value);
                }
            }
            case NEW -> {
                if (isRequest(value)) {
                    holdsRequest(node);
                }
            }
            default -> {
                // nothing that matters
            }
        }
    }

    private static void add(Set<String> names, String name) {
        if (!name.isEmpty()) {
            names.add(name);
        }
    }

    private static boolean isRequest(Node node) {
        return node.is(Kind.NEW) && node.first().isIdentifier("XMLHttpRequest");
    }

    /** A declaration is set to a request, or a function makes one. */
    private void holdsRequest(Node node) {
        if (node.first().is(Kind.IDENTIFIER)) {
            requests.add(node.first().name());
            return;
        }
        for (Node at = node.parent(); !at.is(Kind.NONE); at = at.parent()) {
            if (at.is(Kind.DECLARATOR)) {
                add(requests, at.first().name());
            } else if (at.is(Kind.PROPERTY)) {
                add(requests, propertyPath(node));
                return;
            } else if (at.is(Kind.ASSIGNMENT)) {
                add(requests, ScriptNames.ofMember(at.first()));
                return;
            }
        }
    }

    /** The name of a value in objects within objects: {@code a.b.c}. */
    private static String propertyPath(Node node) {
        StringBuilder path = new StringBuilder();
        for (Node at = node.parent(); !at.is(Kind.NONE); at = at.parent()) {
            if (at.is(Kind.PROPERTY) && !at.first().name().isEmpty()) {
                path.insert(0, "." + at.first().name());
            } else if (at.is(Kind.DECLARATOR)) {
                return path.insert(0, at.first().name()).toString();
            }
        }
        return path.toString();
    }

    private void assigned(Node target, Node value) {
        String name = target.is(Kind.IDENTIFIER) ? target.name() : "";
        String from = value.is(Kind.IDENTIFIER) ? value.name() : "";
        if (!name.isEmpty() && falses.contains(from)) {
            falses.add(name);
        } else if (falses.contains(name)) {
            falses.remove(name);
        } else if (perhaps.contains(name) && value.is(Kind.FALSE)) {
            perhaps.remove(name);
            falses.add(name);
        } else {
            String whole = target.is(Kind.MEMBER) ? ScriptNames.ofMember(target) : name;
            String source = value.is(Kind.MEMBER) ? ScriptNames.ofMember(value) : from;
            if (isRequest(value) || requests.contains(source)) {
                add(requests, whole);
            } else {
                requests.remove(whole);
            }
        }
    }

    // ---------------------------------------------------------------- calls

    private void called(Node call) {
        Node callee = call.first();
        Node parent = call.parent();
        if (parent.is(Kind.DECLARATOR) && parent.first().is(Kind.IDENTIFIER)) {
            String function = callee.is(Kind.IDENTIFIER) ? callee.name() : "";
            if (falses.contains(function)) {
                falses.add(parent.first().name());
            } else if (perhaps.contains(function)) {
                perhaps.add(parent.first().name());
            }
        } else if (isJquery(call)) {
            jquery(call, call);
        }
    }

    private static boolean isJquery(Node call) {
        Node callee = call.first();
        return (callee.object().isIdentifier("$") || callee.object().isIdentifier("jQuery"))
                && JQUERY.contains(callee.property().name());
    }

    private void jquery(Node node, Node call) {
        Node options = call.child(1);
        if (!options.is(Kind.OBJECT)) {
            return;
        }
        for (Node property : options.children()) {
            if (property.is(Kind.PROPERTY)
                    && property.first().name().equals("async")
                    && (property.child(1).is(Kind.FALSE) || isHeld(property.child(1)))) {
                report(
                        node,
                        call,
                        call.first().text(LONGEST),
                        property.child(1).is(Kind.FALSE) ? Confidence.EXACT : Confidence.HEURISTIC);
                return;
            }
        }
    }

    private void report(Node node, Node call, String name, Confidence confidence) {
        if (reported.put(call.start(), true) == null) {
            found.request(node, name, confidence);
        }
    }

    /** Whether it is a name or a call of a function that holds false, or perhaps. */
    private boolean isHeld(Node value) {
        Node name = value.is(Kind.CALL) ? value.first() : value;
        return name.is(Kind.IDENTIFIER) && (falses.contains(name.name()) || perhaps.contains(name.name()));
    }

    private void member(Node member) {
        Node call = member.parent();
        if (!call.is(Kind.CALL) || !call.first().isSame(member)) {
            return;
        }
        if (member.property().isIdentifier("open")) {
            Node async = call.child(3);
            if (isOfRequest(member.object()) && (isFalse(async) || isHeld(async))) {
                found.request(member, "open", isFalse(async) ? Confidence.EXACT : Confidence.HEURISTIC);
            }
        } else if (isLibrary(member, call.arguments())) {
            boolean held = call.arguments().stream()
                    .anyMatch(argument -> argument.is(Kind.IDENTIFIER) && falses.contains(argument.name()));
            found.request(member, member.text(LONGEST), held ? Confidence.HEURISTIC : Confidence.EXACT);
        }
    }

    private boolean isOfRequest(Node object) {
        return switch (object.kind()) {
            case IDENTIFIER -> requests.contains(object.name());
            case MEMBER -> requests.contains(ScriptNames.ofMember(object));
            case CALL -> requests.contains(ScriptNames.ofCall(object));
            case NEW -> isRequest(object);
            default -> false;
        };
    }

    private static boolean isFalse(Node node) {
        return switch (node.kind()) {
            case FALSE, NULL -> true;
            case NUMBER -> node.text().equals("0");
            case STRING -> node.length() == 2;
            case IDENTIFIER -> node.name().equals("undefined");
            case UNARY ->
                node.name().equals("!")
                        && node.first().is(Kind.NUMBER)
                        && node.first().text().equals("1");
            default -> false;
        };
    }

    private boolean isLibrary(Node member, List<Node> arguments) {
        String name = member.property().name();
        if (!TOOLKIT_REST.containsKey(name)
                && !TOOLKIT_SOAP.containsKey(name)
                && !TOOLKIT_SOAP_ALWAYS.contains(name)
                && !SDK_SYNC.contains(name)) {
            return false;
        }
        String object =
                member.object().text(LONGEST).replaceFirst("window\\.", "").replaceFirst("parent\\.", "");
        return switch (object) {
            case "XrmServiceToolkit.Rest" -> isToolkitRest(TOOLKIT_REST.getOrDefault(name, 0), arguments);
            case "XrmServiceToolkit.Soap" ->
                TOOLKIT_SOAP_ALWAYS.contains(name) || isToolkitSoap(TOOLKIT_SOAP.getOrDefault(name, 0), arguments);
            case "Sdk.Sync" -> SDK_SYNC.contains(name);
            default -> false;
        };
    }

    private boolean isToolkitRest(int place, List<Node> arguments) {
        if (place == 0 || arguments.size() < 4 || arguments.size() < place) {
            return false;
        }
        if (arguments.size() == place) {
            return true;
        }
        Node value = arguments.get(place);
        return value.is(Kind.FALSE) || value.is(Kind.IDENTIFIER) && falses.contains(value.name());
    }

    private static boolean isToolkitSoap(int place, List<Node> arguments) {
        if (place == 0 || arguments.isEmpty()) {
            return false;
        }
        return arguments.size() <= place
                || arguments.get(place).is(Kind.NULL)
                || arguments.get(place).isIdentifier("undefined");
    }
}
