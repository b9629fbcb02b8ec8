package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rules about foreign code that gets in, after {@code eslint-plugin-sdl} and ESLint's {@code no-eval}, {@code no-implied-eval}
 * and {@code no-new-func}.
 */
final class ScriptSecurityRules {

    private static final Set<String> TIMERS = Set.of("setTimeout", "setInterval", "execScript");
    private static final Set<String> GLOBAL_OBJECTS = Set.of("window", "globalThis", "global");
    private static final Set<String> CALLS = Set.of("call", "apply", "bind");

    private ScriptSecurityRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("web-avoid-eval", Scope.SCRIPT, ScriptSecurityRules::eval),
                find(
                        "web-sdl-no-cookies",
                        Kind.MEMBER,
                        node -> isNamed(node, "cookie") && isDocument(node.object()),
                        "document.cookie is used"),
                find(
                        "web-sdl-no-document-domain",
                        Kind.ASSIGNMENT,
                        node -> node.name().equals("=")
                                && isNamed(node.first(), "domain")
                                && isDocument(node.first().object()),
                        "document.domain is set"),
                find(
                        "web-sdl-no-document-write",
                        Kind.CALL,
                        node -> node.arguments().size() == 1
                                && node.first().property().name().contains("write")
                                && isDocument(node.first().object()),
                        "document.write is called"),
                new Rule<>("web-sdl-no-inner-html", Scope.SCRIPT, (file, report) -> {
                    find(file, report, Kind.ASSIGNMENT, ScriptSecurityRules::setsHtml, "HTML is set as text");
                    find(file, report, Kind.CALL, ScriptSecurityRules::insertsHtml, "HTML is inserted as text");
                }),
                find("web-sdl-no-html-method", Kind.CALL, ScriptSecurityRules::htmlMethod, "jQuery's html() is called"),
                find(
                        "web-sdl-no-msapp-exec-unsafe",
                        Kind.CALL,
                        node -> node.arguments().size() == 1
                                && isNamed(node.first(), "execUnsafeLocalFunction")
                                && node.first().object().isIdentifier("MSApp"),
                        "execUnsafeLocalFunction is called"),
                find(
                        "web-sdl-no-postmessage-star-origin",
                        Kind.CALL,
                        ScriptSecurityRules::starOrigin,
                        "Any origin gets the message"),
                find("web-sdl-no-winjs-html-unsafe", Kind.CALL, ScriptSecurityRules::winJs, "HTML is set unchecked"));
    }

    private static Rule<ScriptFile> find(String id, Kind kind, Predicate<Node> wanted, String message) {
        return new Rule<>(id, Scope.SCRIPT, (file, report) -> find(file, report, kind, wanted, message));
    }

    private static void find(ScriptFile file, Report report, Kind kind, Predicate<Node> wanted, String message) {
        file.each(kind, node -> {
            if (wanted.test(node)) {
                Node member = node.is(Kind.MEMBER) ? node : node.first();
                report.add(file.subject(), file.place(node), member.property().name(), message + ".");
            }
        });
    }

    private static boolean isNamed(Node member, String name) {
        return member.property().name().equals(name);
    }

    /** {@code document}, {@code window.document}, {@code this.window.document} ... */
    private static boolean isDocument(Node node) {
        if (node.is(Kind.IDENTIFIER)) {
            return node.name().equals("document");
        }
        if (!isNamed(node, "document")) {
            return false;
        }
        Node window = node.object();
        if (window.is(Kind.IDENTIFIER)) {
            return window.name().toLowerCase(Locale.ROOT).endsWith("window");
        }
        Node object = window.object();
        return isNamed(window, "window") && (object.is(Kind.THIS) || object.isIdentifier("globalThis"));
    }

    private static boolean isEmptyText(Node node) {
        return node.is(Kind.STRING) && node.string().isEmpty();
    }

    private static boolean setsHtml(Node assignment) {
        String name = assignment.first().property().name();
        return (name.contains("innerHTML") || name.contains("outerHTML")) && !isEmptyText(assignment.child(1));
    }

    private static boolean insertsHtml(Node call) {
        return call.arguments().size() == 2
                && isNamed(call.first(), "insertAdjacentHTML")
                && !isEmptyText(call.child(2));
    }

    private static boolean htmlMethod(Node call) {
        return call.arguments().size() == 1 && isNamed(call.first(), "html") && !isLiteral(call.child(1));
    }

    /** Whether it is written here, and nothing foreign can be in it. */
    private static boolean isLiteral(Node node) {
        return switch (node.kind()) {
            case STRING, NUMBER, NULL -> true;
            case TEMPLATE -> node.child(1).is(Kind.NONE);
            default -> false;
        };
    }

    private static boolean starOrigin(Node call) {
        int arguments = call.arguments().size();
        return (arguments == 2 || arguments == 3)
                && isNamed(call.first(), "postMessage")
                && call.child(2).is(Kind.STRING)
                && call.child(2).string().equals("*");
    }

    private static boolean winJs(Node call) {
        Node callee = call.first();
        String name = callee.property().name();
        return name.matches(".*(insertAdjacent|setInner|setOuter)HTMLUnsafe.*")
                && isNamed(callee.object(), "Utilities")
                && callee.object().object().isIdentifier("WinJS");
    }

    // ---------------------------------------------------------------- text as code

    private static void eval(ScriptFile file, Report report) {
        file.each(Kind.CALL, call -> {
            Node callee = plain(call.first());
            if (callee.isIdentifier("eval")) {
                addEval(file, report, callee, "eval");
            } else if (callee.is(Kind.IDENTIFIER)
                    && TIMERS.contains(callee.name())
                    && file.isGlobal(callee)
                    && isText(call.child(1))) {
                addEval(file, report, call, callee.name());
            } else if (TIMERS.contains(callee.propertyName())
                    && isGlobalObject(file, callee.object())
                    && isText(call.child(1))) {
                addEval(file, report, call, callee.propertyName());
            } else if (file.isGlobal(callee, "Function")
                    || file.isGlobal(callee.object(), "Function") && CALLS.contains(callee.propertyName())) {
                addFunction(file, report, call);
            }
        });
        file.each(Kind.NEW, made -> {
            if (file.isGlobal(made.first(), "Function")) {
                addFunction(file, report, made);
            }
        });
        file.each(Kind.IDENTIFIER, name -> {
            if (name.name().equals("eval") && isValue(name) && file.isGlobal(name)) {
                addEval(file, report, name, "eval");
            }
        });
        file.each(Kind.MEMBER, member -> {
            if (member.propertyName().equals("eval")
                    && (isGlobalObject(file, member.object()) || isGlobalThis(file, member.object()))) {
                addEval(file, report, member.property(), "eval");
            }
        });
    }

    /** A function of fixed texts, such as {@code Function("return this")()} of libraries, runs nothing foreign. */
    private static void addFunction(ScriptFile file, Report report, Node call) {
        List<Node> texts = call.arguments();
        if (!texts.isEmpty() && texts.stream().allMatch(text -> text.is(Kind.STRING))) {
            report.add(
                    Severity.LOW,
                    file.subject(),
                    file.place(call),
                    "Function",
                    "Function runs text as code; the text is fixed.");
        } else {
            addEval(file, report, call, "Function");
        }
    }

    private static void addEval(ScriptFile file, Report report, Node node, String name) {
        report.add(file.subject(), file.place(node), name, name + " runs text as code.");
    }

    private static Node plain(Node node) {
        return node.is(Kind.CHAIN) ? node.first() : node;
    }

    /** Whether it is the window, also {@code window.window}. */
    private static boolean isGlobalObject(ScriptFile file, Node node) {
        if (node.is(Kind.MEMBER)) {
            return node.propertyName().equals("window") && isGlobalObject(file, node.object());
        }
        return node.is(Kind.IDENTIFIER) && GLOBAL_OBJECTS.contains(node.name()) && file.isGlobal(node);
    }

    /** Whether it is the {@code this} of the script itself. */
    private static boolean isGlobalThis(ScriptFile file, Node node) {
        if (!node.is(Kind.THIS) || file.script().isModule()) {
            return false;
        }
        for (Node at = node.parent(); !at.is(Kind.NONE); at = at.parent()) {
            if (at.isFunction() && !at.is(Kind.ARROW) || at.is(Kind.CLASS_BODY)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Node node) {
        Node at = node;
        while (at.is(Kind.BINARY) && at.name().equals("+")) {
            if (isText(at.child(1))) {
                return true;
            }
            at = at.first();
        }
        return at.is(Kind.STRING) || at.is(Kind.TEMPLATE);
    }

    /** Whether a name is read as a value, and is not called, a key, a member, or what is declared. */
    private static boolean isValue(Node name) {
        Node parent = name.parent();
        return switch (parent.kind()) {
            case MEMBER -> parent.first().isSame(name) || parent.isComputed();
            case CALL, NEW -> !parent.first().isSame(name);
            case PROPERTY, METHOD, FIELD -> !parent.first().isSame(name);
            case LABELED, BREAK, CONTINUE, IMPORT_SPECIFIER, EXPORT_SPECIFIER -> false;
            default -> true;
        };
    }
}
