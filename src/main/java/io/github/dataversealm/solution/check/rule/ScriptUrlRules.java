package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules about addresses and requests (spec check-rules section 1.2). */
final class ScriptUrlRules {

    private static final List<String> SOAP_2011 =
            List.of("/xrmservices/2011/organization.svc", "/xrmservices/2011/discovery.svc");
    private static final List<String> ENDPOINTS = List.of(
            "/api/data/v",
            "/api/discovery/v",
            "/xrmservices/2011/organization.svc",
            "/xrmservices/2011/organizationdata.svc",
            "/xrmservices/2011/discovery.svc",
            "/mscrmservices/2007/crmservice.asmx",
            "/mscrmservices/2007/metadataservice.asmx",
            "/mscrmservices/2007/ad/crmdiscoveryservice.asmx",
            "/mscrmservices/2007/spla/crmdiscoveryservice.asmx",
            "/mscrmservices/2007/passport/crmdiscoveryservice.asmx");

    /** The beginning of a whole address: a scheme, and for those of the web a host (WHATWG URL, section 4.4). */
    private static final Pattern WHOLE = Pattern.compile(
            "[\\x00-\\x20]*(?i:(?:https?|wss?|ftp):[/\\\\]*[^/\\\\\\s?#]|(?!(?:https?|wss?|ftp):)[a-z][a-z0-9+.-]*:).*",
            Pattern.DOTALL);

    private static final Pattern INSECURE = Pattern.compile("(?i)^(ftp|http|telnet|ws)://");
    /** What {@code eslint-plugin-sdl} lets pass: names that look like addresses, and the own machine. */
    private static final Pattern LET_PASS = Pattern.compile(
            "(?i)^http:(//|\\\\u002f\\\\u002f)(schemas\\.microsoft\\.com|schemas\\.openxmlformats\\.org)|^http:(/|\\\\u002f){2}localhost|^http://www\\.w3\\.org/(1999/xhtml|2000/svg)");

    private ScriptUrlRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>(
                        "web-use-async",
                        Scope.SCRIPT,
                        (file, report) -> file.script()
                                .walk(new ScriptRequests((node, name, confidence) -> report.add(
                                        confidence,
                                        file.subject(),
                                        file.place(node),
                                        name,
                                        "It waits for the answer of the request " + name + ".")))),
                new Rule<>("web-avoid-browser-specific-api", Scope.SCRIPT, ScriptUrlRules::activeX),
                literal(
                        "web-avoid-crm2011-service-odata",
                        text -> text.contains("/xrmservices/2011/organizationdata.svc"),
                        "It calls the OData endpoint of CRM 2011."),
                literal(
                        "web-avoid-crm2011-service-soap",
                        text -> SOAP_2011.stream().anyMatch(text::contains),
                        "It calls the SOAP endpoint of CRM 2011."),
                literal(
                        "web-use-relative-uri",
                        text -> ENDPOINTS.stream().anyMatch(text::contains)
                                && WHOLE.matcher(text).matches(),
                        "It holds the whole address of an endpoint."),
                literal(
                        "web-use-cached-webresource",
                        text -> text.contains("/webresources/"),
                        "It loads a web resource by a path that browsers do not cache."),
                literal(
                        "web-avoid-jquery211-library",
                        text -> text.contains("/_static/_common/scripts/jquery-2.1.1.min.js"),
                        "It loads jQuery 2.1.1 of the platform, which is removed."),
                new Rule<>("web-sdl-no-insecure-url", Scope.SCRIPT, ScriptUrlRules::insecure));
    }

    /** A rule about strings as they are written, in small letters. */
    private static Rule<ScriptFile> literal(String id, Predicate<String> wanted, String message) {
        return new Rule<>(
                id,
                Scope.SCRIPT,
                (file, report) -> file.each(Kind.STRING, string -> {
                    String text = string.text();
                    if (wanted.test(text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT))) {
                        add(file, report, string, string.string(), message);
                    }
                }));
    }

    /** The address is no secret, but its parameters may hold one, and so may a name and password before the host. */
    private static void add(ScriptFile file, Report report, Node node, String address, String message) {
        String path = address.split("[?#]", 2)[0].replaceFirst("//[^/@]*@", "//");
        report.add(file.subject(), file.place(node), path.length() > 200 ? path.substring(0, 200) : path, message);
    }

    private static void insecure(ScriptFile file, Report report) {
        String message = "It holds an address without TLS.";
        file.each(Kind.STRING, string -> {
            String value = string.string();
            if (INSECURE.matcher(value).find() && !LET_PASS.matcher(value).find()) {
                add(file, report, string, value, message);
            }
        });
        file.each(Kind.TEMPLATE_PIECE, piece -> {
            String value = piece.string();
            if (INSECURE.matcher(value).find() && !LET_PASS.matcher(value).find()) {
                add(file, report, piece, value, message);
            }
        });
    }

    private static void activeX(ScriptFile file, Report report) {
        file.each(Kind.NEW, made -> {
            if (file.isGlobal(made.first(), "ActiveXObject")
                    && !made.arguments().isEmpty()) {
                report.add(file.subject(), file.place(made), "ActiveXObject", "ActiveXObject is of one browser.");
            }
        });
    }
}
