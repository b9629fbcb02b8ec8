package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Script;
import io.github.dataversealm.solution.check.javascript.Script.Chain;
import io.github.dataversealm.solution.check.javascript.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Microsoft's rules for scripts, read from the tokens (spec check-rules sections 1.2 and 1.3). A name that the script
 * declares itself is not the platform's.
 */
final class ScriptRules {

    private static final Set<String> WINDOWS = Set.of("window", "self", "globalThis", "parent", "top");
    private static final Set<String> CONSOLE = Set.of("console");
    private static final Set<String> DIALOGS = Set.of("alert", "confirm", "prompt");
    private static final Set<String> OLD_CONTEXT =
            Set.of("getServerUrl", "getAuthenticationHeader", "isOutlookClient", "isOutlookOnline");
    private static final Set<String> NAVIGATION =
            Set.of("openEntityForm", "openQuickCreate", "openWebResource", "alertDialog", "confirmDialog");
    private static final Set<String> ORG_SETTINGS = Set.of("getOrgLcid", "getOrgUniqueName", "getIsAutoSaveEnabled");
    private static final Pattern BROWSER_OBJECT =
            Pattern.compile("(?i)(microsoft|msxml2|msxml3|msxml)\\.(xmlhttp|domdocument|xmldom|serverxmlhttp).*");
    private static final Pattern ENDPOINT = Pattern.compile(
            "(?i)https?://[^\\s\"'/]+(?:/.*)?(/XRMServices/|/api/data/v|/api/discovery/|/2007/SPLA/|OrganizationData\\.svc|Organization\\.svc).*");
    private static final Pattern ALLOWED_HTTP = Pattern.compile(
            "(?i)http://(localhost|127\\.0\\.0\\.1|\\[::1\\]|www\\.w3\\.org|schemas\\.|tempuri\\.org|xmlns|purl\\.org|json-schema\\.org|[^/]*\\.w3\\.org).*");

    private ScriptRules() {}

    static List<Rule<?>> rules() {
        List<Rule<?>> rules = new ArrayList<>();
        rules.add(chain("web-use-client-context", chain -> chain.startsWith("Xrm", "Page"), "%s is deprecated"));
        rules.add(chain(
                "web-use-global-context", chain -> chain.startsWith("Xrm", "Page", "context"), "%s is deprecated"));
        rules.add(chain(
                "web-use-org-setting",
                chain -> chain.startsWith("Xrm", "Page", "context") && ORG_SETTINGS.contains(chain.name(3)),
                "%s is deprecated"));
        rules.add(chain(
                "web-use-navigation-api",
                chain -> chain.startsWith("Xrm", "Utility") && NAVIGATION.contains(chain.name(2)),
                "%s is deprecated"));
        rules.add(chain("web-use-offline", chain -> chain.startsWith("Xrm", "Mobile", "offline"), "%s is deprecated"));
        rules.add(chain(
                "web-avoid-isactivitytype",
                chain -> chain.startsWith("Xrm", "Utility", "isActivityType"),
                "%s is deprecated"));
        rules.add(chain(
                "web-use-appsidepane-api", chain -> chain.startsWith("Xrm", "Panel", "loadPanel"), "%s is deprecated"));
        rules.add(chain(
                "web-avoid-2011-api",
                chain -> chain.startsWith("Xrm", "Page")
                        && (chain.name(2).equals("context") && OLD_CONTEXT.contains(chain.name(3))
                                || chain.names().contains("getCurrentControl")),
                "%s is of CRM 2011"));
        rules.add(chain(
                "web-remove-console", chain -> CONSOLE.contains(chain.name(0)) && chain.size() > 1, "%s is called"));
        rules.add(call(
                "web-remove-alert", chain -> chain.size() == 1 && DIALOGS.contains(chain.name(0)), "%s is called"));
        rules.add(call("web-avoid-modals", chain -> chain.last().equals("showModalDialog"), "%s is called"));
        rules.add(call("web-avoid-loadtheme", chain -> chain.last().equals("loadTheme"), "%s is called"));
        rules.add(chain(
                "web-use-getsecurityroleprivilegesinfo",
                chain -> chain.names().contains("securityRolePrivileges"),
                "%s is slow"));
        rules.add(new Rule<>("web-avoid-window-top", Scope.SCRIPT, ScriptRules::windowTop));
        rules.add(new Rule<>("web-use-utility-dialogs", Scope.SCRIPT, ScriptRules::utilityDialogs));
        rules.add(new Rule<>("web-use-strict-equality-operators", Scope.SCRIPT, ScriptRules::equality));
        rules.add(new Rule<>("web-use-strict-mode", Scope.SCRIPT, ScriptRules::strictMode));
        rules.add(new Rule<>("web-avoid-eval", Scope.SCRIPT, ScriptRules::eval));
        rules.add(new Rule<>("web-avoid-with", Scope.SCRIPT, ScriptRules::with));
        rules.add(new Rule<>("web-remove-debug-script", Scope.SCRIPT, ScriptRules::debug));
        rules.add(new Rule<>("web-use-async", Scope.SCRIPT, ScriptRules::synchronous));
        rules.add(new Rule<>("web-avoid-browser-specific-api", Scope.SCRIPT, ScriptRules::activeX));
        rules.add(literal(
                "web-avoid-crm2011-service-odata",
                text -> text.toLowerCase(Locale.ROOT).contains("/xrmservices/2011/organizationdata.svc"),
                "It calls the OData endpoint of CRM 2011."));
        rules.add(literal(
                "web-avoid-crm2011-service-soap",
                text -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return lower.contains("/xrmservices/2011/organization.svc")
                            || lower.contains("/xrmservices/2011/discovery.svc");
                },
                "It calls the SOAP endpoint of CRM 2011."));
        rules.add(literal(
                "web-use-relative-uri",
                text -> text.length() < 4000 && ENDPOINT.matcher(text).matches(),
                "It holds the whole address of an endpoint."));
        rules.add(literal(
                "web-use-cached-webresource",
                text -> text.toLowerCase(Locale.ROOT).startsWith("/webresources/"),
                "It loads a web resource by a path that browsers do not cache."));
        rules.add(literal(
                "web-sdl-no-insecure-url",
                text -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return (lower.startsWith("http://") || lower.startsWith("ftp://"))
                            && lower.length() > 8
                            && !ALLOWED_HTTP.matcher(lower).matches();
                },
                "It holds an address without TLS."));
        rules.add(member(
                "web-sdl-no-cookies",
                (script, index) -> isNamed(script, index, "cookie") && isNamed(script, index - 2, "document"),
                "document.cookie is used"));
        rules.add(member(
                "web-sdl-no-document-domain",
                (script, index) -> isNamed(script, index, "domain")
                        && isNamed(script, index - 2, "document")
                        && isAssigned(script, index + 1),
                "document.domain is set"));
        rules.add(member(
                "web-sdl-no-document-write",
                (script, index) -> (isNamed(script, index, "write") || isNamed(script, index, "writeln"))
                        && isNamed(script, index - 2, "document")
                        && script.isCall(index + 1),
                "document.write is called"));
        rules.add(member("web-sdl-no-inner-html", ScriptRules::setsHtml, "HTML is set as text"));
        rules.add(member("web-sdl-no-html-method", ScriptRules::htmlMethod, "jQuery's html() is called"));
        rules.add(member(
                "web-sdl-no-msapp-exec-unsafe",
                (script, index) ->
                        isNamed(script, index, "execUnsafeLocalFunction") && isNamed(script, index - 2, "MSApp"),
                "execUnsafeLocalFunction is called"));
        rules.add(member("web-sdl-no-postmessage-star-origin", ScriptRules::starOrigin, "Any origin gets the message"));
        rules.add(member(
                "web-sdl-no-winjs-html-unsafe",
                (script, index) -> {
                    Token token = script.token(index);
                    return token.text().matches("set(Inner|Outer)HTMLUnsafe|insertAdjacentHTMLUnsafe");
                },
                "HTML is set unchecked"));
        rules.add(new Rule<>("web-unsupported-syntax", Scope.SCRIPT, ScriptRules::newSyntax));
        return List.copyOf(rules);
    }

    // ---------------------------------------------------------------- forms of rules

    /** The chain without the window in front; its first name is the platform's, not one that the script declares. */
    private static Chain global(ScriptFile file, Chain chain) {
        Script script = file.script();
        Chain at = chain;
        if (script.isDeclared(at.name(0), at.indexes().get(0))) {
            return null;
        }
        while (at.size() > 1 && WINDOWS.contains(at.name(0))) {
            at = new Chain(at.names().subList(1, at.size()), at.indexes().subList(1, at.size()), at.end());
        }
        return at;
    }

    private static Rule<ScriptFile> chain(String id, Predicate<Chain> wanted, String message) {
        return new Rule<>(id, Scope.SCRIPT, (file, report) -> {
            for (Chain chain : file.script().chains()) {
                Chain global = global(file, chain);
                if (global != null && wanted.test(global)) {
                    add(file, chain, message, report);
                }
            }
        });
    }

    private static Rule<ScriptFile> call(String id, Predicate<Chain> wanted, String message) {
        return new Rule<>(id, Scope.SCRIPT, (file, report) -> {
            for (Chain chain : file.script().chains()) {
                Chain global = global(file, chain);
                if (global != null && file.script().isCall(chain.end()) && wanted.test(global)) {
                    add(file, chain, message, report);
                }
            }
        });
    }

    private static void add(ScriptFile file, Chain chain, String message, Report report) {
        String name = String.join(".", chain.names().subList(0, Math.min(4, chain.size())));
        Token token = file.script().token(chain.indexes().get(0));
        report.add(file.subject(), file.place(token), name, String.format(Locale.ROOT, message, name) + ".");
    }

    private static void add(ScriptFile file, int index, String detail, String message, Report report) {
        report.add(file.subject(), file.place(file.script().token(index)), detail, message);
    }

    private static Rule<ScriptFile> literal(String id, Predicate<String> wanted, String message) {
        return new Rule<>(id, Scope.SCRIPT, (file, report) -> {
            Script script = file.script();
            for (int i = 0; i < script.size(); i++) {
                Token token = script.token(i);
                if ((token.isString() || token.kind() == Token.Kind.TEMPLATE) && wanted.test(token.text())) {
                    // the address is no secret, but its parameters may hold one
                    add(file, i, token.text().split("\\?", 2)[0], message, report);
                }
            }
        });
    }

    /** A rule about names behind a point, whatever they are members of. */
    private static Rule<ScriptFile> member(String id, BiPredicate<Script, Integer> wanted, String message) {
        return new Rule<>(id, Scope.SCRIPT, (file, report) -> {
            Script script = file.script();
            for (int i = 1; i < script.size(); i++) {
                if (script.token(i).isName() && script.isMember(i) && wanted.test(script, i)) {
                    add(file, i, script.token(i).text(), message + ".", report);
                }
            }
        });
    }

    private static boolean isNamed(Script script, int index, String name) {
        return index >= 0 && index < script.size() && script.token(index).isName(name);
    }

    private static boolean isAssigned(Script script, int index) {
        return script.is(index, "=") || script.is(index, "+=");
    }

    // ---------------------------------------------------------------- single rules

    private static void windowTop(ScriptFile file, Report report) {
        Script script = file.script();
        for (Chain chain : script.chains()) {
            int first = chain.indexes().get(0);
            boolean own = script.isDeclared(chain.name(0), first);
            boolean top = chain.name(0).equals("top") && !own && !script.is(first + 1, ":") && !isKey(script, first)
                    || chain.startsWith("window", "top") && !own
                    || chain.startsWith("window", "parent", "parent") && !own
                    || chain.startsWith("parent", "parent") && !own
                    || chain.startsWith("parent", "window", "top") && !own;
            if (top && !(chain.size() == 1 && isAssigned(script, chain.end()))) {
                add(file, chain, "%s is used", report);
            }
        }
    }

    /** Whether the name is the key of a short property: {@code {top, left}}. */
    private static boolean isKey(Script script, int index) {
        return (script.is(index - 1, "{") || script.is(index - 1, ","))
                        && (script.is(index + 1, ",") || script.is(index + 1, "}"))
                || script.is(index + 1, "(");
    }

    private static void utilityDialogs(ScriptFile file, Report report) {
        Script script = file.script();
        boolean xrm = script.chains().stream().anyMatch(chain -> {
            Chain global = global(file, chain);
            return global != null && global.name(0).equals("Xrm");
        });
        if (!xrm) {
            return;
        }
        for (Chain chain : script.chains()) {
            Chain global = global(file, chain);
            boolean dialog = global != null
                    && global.size() == 1
                    && (global.name(0).equals("alert") || global.name(0).equals("confirm"));
            if (dialog && script.isCall(chain.end())) {
                add(file, chain, "%s is called in a script of forms", report);
            }
        }
    }

    private static void equality(ScriptFile file, Report report) {
        Script script = file.script();
        for (int i = 0; i < script.size(); i++) {
            if (script.is(i, "==") || script.is(i, "!=")) {
                String sign = script.token(i).text();
                String before = i > 0 ? script.token(i - 1).text() : "";
                add(file, i, shortened(before) + sign, "It compares with " + sign + ", which converts types.", report);
            }
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) : text;
    }

    private static void strictMode(ScriptFile file, Report report) {
        Script script = file.script();
        if (script.size() == 0 || isDirective(script, 0)) {
            return;
        }
        int functions = 0;
        int missing = -1;
        for (int i = 0; i < script.size(); i++) {
            Token token = script.token(i);
            if (token.isName("import") && !script.is(i + 1, "(") && !script.isMember(i)
                    || token.isName("export") && !script.isMember(i) && i + 1 < script.size()) {
                return;
            }
            if (token.isName("function") && !script.isMember(i)) {
                functions++;
                int parameters = i + 1;
                while (parameters < script.size() && !script.is(parameters, "(") && parameters < i + 4) {
                    parameters++;
                }
                int close = script.is(parameters, "(") ? script.partner(parameters) : -1;
                int body = close > 0 && script.is(close + 1, "{") ? close + 1 : -1;
                if (body < 0 || script.partner(body) < 0) {
                    continue;
                }
                if (!isDirective(script, body + 1)) {
                    missing = missing < 0 ? i : missing;
                }
                i = script.partner(body);
            }
        }
        if (missing >= 0 || functions == 0) {
            add(file, Math.max(0, missing), "strict", "It does not run in strict mode.", report);
        }
    }

    /** Whether a list of statements begins with {@code "use strict"}. */
    private static boolean isDirective(Script script, int from) {
        for (int i = from; i < script.size() && script.token(i).isString(); i++) {
            if (script.token(i).text().equals("use strict")) {
                return true;
            }
            if (script.is(i + 1, ";")) {
                i++;
            }
        }
        return false;
    }

    private static void eval(ScriptFile file, Report report) {
        Script script = file.script();
        for (Chain chain : script.chains()) {
            Chain global = global(file, chain);
            if (global == null || global.size() != 1) {
                continue;
            }
            int first = chain.indexes().get(0);
            boolean call = script.isCall(chain.end());
            String name = global.name(0);
            if (name.equals("eval") && (call || chain.size() > 1)) {
                add(file, chain, "%s runs text as code", report);
            } else if (name.equals("Function")
                    && call
                    && script.token(Math.max(0, first - 1)).isName("new")) {
                add(file, chain, "new %s runs text as code", report);
            } else if (call && Set.of("setTimeout", "setInterval", "execScript").contains(name)) {
                List<int[]> arguments = script.arguments(chain.end());
                if (!arguments.isEmpty()
                        && (script.token(arguments.get(0)[0]).isString()
                                || script.token(arguments.get(0)[0]).kind() == Token.Kind.TEMPLATE)) {
                    add(file, chain, "%s runs text as code", report);
                }
            }
        }
    }

    private static void with(ScriptFile file, Report report) {
        Script script = file.script();
        for (int i = 0; i < script.size(); i++) {
            boolean statement = script.token(i).isName("with") && !script.isMember(i) && script.is(i + 1, "(");
            int close = statement ? script.partner(i + 1) : -1;
            // a method of that name has its body in braces too, and a comma or brace before it
            if (close > 0
                    && !script.is(i - 1, ",")
                    && !script.token(Math.max(0, i - 1)).isName("function")
                    && close + 1 < script.size()
                    && !script.is(close + 1, ")")) {
                add(file, i, "with", "It has a with statement.", report);
            }
        }
    }

    private static void debug(ScriptFile file, Report report) {
        Script script = file.script();
        for (int i = 0; i < script.size(); i++) {
            if (script.token(i).isName("debugger")
                    && !script.isMember(i)
                    && !script.is(i + 1, ":")
                    && !script.is(i + 1, "=")
                    && !script.is(i + 1, ".")) {
                add(file, i, "debugger", "It has a debugger statement.", report);
            }
        }
        String name = file.webResource().name().toLowerCase(Locale.ROOT);
        if (name.substring(name.lastIndexOf('/') + 1).matches(".*(^|[._-])debug\\.js") && script.size() > 0) {
            add(file, 0, "name", "Its name says that it is for debugging.", report);
        }
    }

    private static void synchronous(ScriptFile file, Report report) {
        Script script = file.script();
        boolean request = false;
        for (int i = 0; i < script.size(); i++) {
            Token token = script.token(i);
            request |= token.isName("XMLHttpRequest")
                    || token.isString() && BROWSER_OBJECT.matcher(token.text()).matches();
        }
        for (int i = 0; i < script.size(); i++) {
            Token token = script.token(i);
            if (request && token.isName("open") && script.isMember(i) && script.isCall(i + 1)) {
                List<int[]> arguments = script.arguments(i + 1);
                if (arguments.size() >= 3 && isFalse(script, arguments.get(2))) {
                    add(file, i, "open", "It waits for the answer of a request.", report);
                }
            } else if ((token.isName("async")
                            || token.isString() && token.text().equals("async"))
                    && script.is(i + 1, ":")
                    && i + 3 < script.size()
                    && isFalse(script, new int[] {i + 2, i + 2})
                    && (script.is(i + 3, ",") || script.is(i + 3, "}"))) {
                add(file, i, "async", "It waits for the answer of a request.", report);
            }
        }
    }

    private static boolean isFalse(Script script, int[] argument) {
        Token first = script.token(argument[0]);
        boolean word = argument[0] == argument[1] && first.isName("false");
        boolean minified = argument[1] == argument[0] + 1
                && first.is("!")
                && script.token(argument[1]).text().equals("1");
        return word || minified;
    }

    private static void activeX(ScriptFile file, Report report) {
        Script script = file.script();
        for (Chain chain : script.chains()) {
            Chain global = global(file, chain);
            int first = chain.indexes().get(0);
            boolean made = global != null
                    && global.size() == 1
                    && global.name(0).equals("ActiveXObject")
                    && script.isCall(chain.end())
                    && isNamed(script, first - 1, "new");
            if (!made) {
                continue;
            }
            List<int[]> arguments = script.arguments(chain.end());
            if (!arguments.isEmpty()
                    && script.token(arguments.get(0)[0]).isString()
                    && BROWSER_OBJECT
                            .matcher(script.token(arguments.get(0)[0]).text())
                            .matches()) {
                add(file, chain, "%s is of one browser", report);
            }
        }
    }

    private static boolean setsHtml(Script script, int index) {
        String name = script.token(index).text();
        if (name.equals("innerHTML") || name.equals("outerHTML")) {
            if (!isAssigned(script, index + 1)) {
                return false;
            }
            // eslint-plugin-sdl lets an empty text pass
            boolean empty = index + 2 < script.size()
                    && script.token(index + 2).isString()
                    && script.token(index + 2).text().isEmpty()
                    && script.is(index + 1, "=");
            return !empty;
        }
        if (name.equals("insertAdjacentHTML") && script.isCall(index + 1)) {
            List<int[]> arguments = script.arguments(index + 1);
            return arguments.size() == 2
                    && !(script.isLiteral(arguments.get(1))
                            && script.token(arguments.get(1)[0]).text().isEmpty());
        }
        return false;
    }

    private static boolean htmlMethod(Script script, int index) {
        if (!script.token(index).text().equals("html") || !script.isCall(index + 1)) {
            return false;
        }
        List<int[]> arguments = script.arguments(index + 1);
        return arguments.size() == 1 && !script.isLiteral(arguments.get(0));
    }

    private static boolean starOrigin(Script script, int index) {
        if (!script.token(index).text().equals("postMessage") || !script.isCall(index + 1)) {
            return false;
        }
        List<int[]> arguments = script.arguments(index + 1);
        return arguments.size() >= 2
                && arguments.get(1)[0] == arguments.get(1)[1]
                && script.token(arguments.get(1)[0]).isString()
                && script.token(arguments.get(1)[0]).text().equals("*");
    }

    /** Syntax that came after ECMAScript 2018, as far as tokens show it. */
    private static void newSyntax(ScriptFile file, Report report) {
        Script script = file.script();
        for (int i = 0; i < script.size(); i++) {
            Token token = script.token(i);
            boolean sign = token.kind() == Token.Kind.SIGN
                    && Set.of("?.", "??", "??=", "||=", "&&=").contains(token.text());
            boolean number = token.kind() == Token.Kind.NUMBER
                    && (token.text().endsWith("n") && !token.text().startsWith("0x")
                            || token.text().indexOf('_') > 0);
            boolean name = token.isName()
                    && token.text().startsWith("#")
                    && token.text().length() > 1;
            if (sign || number || name) {
                add(
                        file,
                        i,
                        sign ? token.text() : number ? "number" : "private",
                        "It has syntax that is newer than ECMAScript 2018.",
                        report);
                return;
            }
        }
    }
}
