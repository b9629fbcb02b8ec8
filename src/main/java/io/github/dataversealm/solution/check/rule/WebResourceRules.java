package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Role;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web resources and security roles (spec check-rules section 3). */
final class WebResourceRules {

    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9._-]+/)*+[A-Za-z0-9._-]+");
    private static final Pattern REFUSED = Pattern.compile("(?i).*\\.(aspx|ascx|asmx|ashx)");
    private static final Pattern HTML_REFERENCE =
            Pattern.compile("(?i)\\b(?:src|href)\\s*=\\s*[\"']([^\"'<>{}$]{1,500})[\"']");
    private static final Pattern PRIVILEGE =
            Pattern.compile("(?i)prv(?:Create|Read|Write|Delete|AppendTo|Append|Assign|Share)([a-z0-9]+_.+)");
    /** The other reading of {@code prvAppendToy_part}, which is to append to a table or to append {@code toy_part}. */
    private static final Pattern APPEND = Pattern.compile("(?i)prvAppend(to[a-z0-9]*_.+)");

    private static final Pattern LIBRARY = Pattern.compile("<Library\\b[^<>]*+");
    private static final Pattern LIBRARY_NAME = Pattern.compile("\\bname\\s*+=\\s*+[\"']([^\"'<>]{1,300})[\"']");
    private static final Set<String> LEVELS = Set.of("basic", "local", "deep", "global");
    private static final Set<Integer> XML_TYPES = Set.of(4, 9, 11, 12);

    private WebResourceRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("webresource-name", Scope.SOLUTION, WebResourceRules::name),
                new Rule<>("webresource-extension", Scope.SOLUTION, WebResourceRules::extension),
                new Rule<>("webresource-type", Scope.SOLUTION, WebResourceRules::type),
                new Rule<>("webresource-prefix", Scope.SOLUTION, WebResourceRules::prefix),
                new Rule<>("webresource-size", Scope.SOLUTION, WebResourceRules::size),
                new Rule<>("webresource-dependency-missing", Scope.SOLUTION, WebResourceRules::dependencies),
                new Rule<>("role-table-missing", Scope.SOLUTION, WebResourceRules::roleTables),
                new Rule<>("role-level", Scope.SOLUTION, WebResourceRules::roleLevels),
                new Rule<>("role-duplicate-privilege", Scope.SOLUTION, WebResourceRules::rolePrivileges),
                new Rule<>("role-none-for-own-tables", Scope.SOLUTION, WebResourceRules::noRole));
    }

    /** Those that look at the content of web resources. */
    static List<Rule<?>> contentRules() {
        return List.of(
                new Rule<>("webresource-xml", Scope.WEB_RESOURCE, WebResourceRules::xml),
                new Rule<>("webresource-content", Scope.WEB_RESOURCE, WebResourceRules::content),
                new Rule<>("html-webresource-missing", Scope.WEB_RESOURCE, WebResourceRules::html));
    }

    private static Place nameOf(Part webResource) {
        return webResource.element().first("Name").orElse(webResource.element()).place();
    }

    private static void name(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            String name = webResource.name();
            String relative = name.startsWith("/") ? name.substring(1) : name;
            if (!NAME.matcher(relative).matches()) {
                report.add(
                        webResource.subject(),
                        nameOf(webResource),
                        "name",
                        "Its name has characters other than letters, digits, '.', '_', '-' and single '/'.");
            }
        }
    }

    private static void extension(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            if (REFUSED.matcher(webResource.name()).matches()) {
                report.add(
                        webResource.subject(),
                        nameOf(webResource),
                        "extension",
                        "Its name ends as a page of ASP.NET does.");
            }
        }
    }

    private static void type(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            String type = webResource.text("WebResourceType");
            if (!type.matches("[1-9]|1[0-2]")) {
                report.add(
                        webResource.subject(),
                        webResource
                                .element()
                                .first("WebResourceType")
                                .orElse(webResource.element())
                                .place(),
                        "type",
                        "Its type is '" + type + "', not 1 to 12.");
            }
        }
    }

    private static void prefix(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            if (webResource.name().split("/", 2)[0].indexOf('_') < 0) {
                report.add(webResource.subject(), nameOf(webResource), "prefix", "Its name has no publisher's prefix.");
            }
        }
    }

    private static void size(Solution solution, Report report) {
        long limit = report.setting("maxBytes");
        for (Part webResource : solution.webResources()) {
            webResource
                    .content()
                    .filter(file -> file.size() > limit)
                    .ifPresent(file -> report.add(
                            webResource.subject(),
                            Place.file(solution.origin(file)),
                            "size",
                            "It has " + file.size() + " bytes, more than " + limit + "."));
        }
    }

    private static void xml(WebResourceFile file, Report report) {
        if (!XML_TYPES.contains(file.type()) || file.content().length == 0) {
            return;
        }
        try (XmlScanner scanner =
                new XmlScanner(XmlSource.of(file.content(), file.file().path()))) {
            while (scanner.next() != XmlToken.END_OF_DOCUMENT) {
                report.deadline().check();
            }
        } catch (SolutionException e) {
            String problem = e.problem();
            // SVG files of drawing programs have document types and other encodings, which browsers read
            if (problem.contains("<!DOCTYPE>") || problem.contains("encoding") || problem.contains("UTF-16")) {
                return;
            }
            report.add(
                    file.subject(),
                    Place.line(
                            file.origin(),
                            e.location().map(at -> Math.max(0, at.line())).orElse(0),
                            e.location().map(at -> Math.max(0, at.column())).orElse(0)),
                    "xml",
                    "Its content cannot be read: " + problem + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void content(WebResourceFile file, Report report) {
        byte[] content = file.content();
        boolean right =
                switch (file.type()) {
                    case 5 -> startsWith(content, 0x89, 'P', 'N', 'G');
                    case 6 -> startsWith(content, 0xFF, 0xD8, 0xFF);
                    case 7 -> startsWith(content, 'G', 'I', 'F', '8');
                    case 10 -> startsWith(content, 0, 0, 1, 0);
                    default -> true;
                };
        if (!right) {
            String kind = List.of("PNG", "JPG", "GIF", "", "", "ICO").get(file.type() - 5);
            report.add(file.subject(), Place.file(file.origin()), "signature", "Its content is not " + kind + ".");
        }
    }

    private static boolean startsWith(byte[] content, int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static void dependencies(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            Element element = webResource.element().first("DependencyXml").orElse(null);
            if (element == null) {
                continue;
            }
            String text = element.text();
            Matcher library = LIBRARY.matcher(report.deadline().guard(text));
            Set<String> reported = new HashSet<>();
            while (library.find()) {
                Matcher name = LIBRARY_NAME.matcher(text.substring(library.start(), library.end()));
                if (name.find()) {
                    missing(webResource, element, name.group(1), reported, solution, report);
                }
            }
            for (Element child : element.all("Library")) {
                missing(webResource, child, child.attribute("name"), reported, solution, report);
            }
        }
    }

    private static void missing(
            Part webResource, Element at, String name, Set<String> reported, Solution solution, Report report) {
        if (References.isWebResourceMissing(solution, name) && reported.add(name)) {
            report.add(
                    References.gravity(solution),
                    webResource.subject(),
                    at.place(),
                    name,
                    "It depends on " + name + ", which is neither in the solution nor among its dependencies.");
        }
    }

    private static void html(WebResourceFile file, Report report) {
        if (file.type() != 1) {
            return;
        }
        String text = withoutComments(Texts.decode(file.content()));
        Matcher reference = HTML_REFERENCE.matcher(report.deadline().guard(text));
        Set<String> reported = new HashSet<>();
        while (reference.find()) {
            String target = text.substring(reference.start(1), reference.end(1))
                    .split("[?#]", 2)[0]
                    .strip();
            if (target.isEmpty() || target.contains(":") || target.startsWith("//")) {
                continue;
            }
            String name = resolve(file.webResource().name(), target);
            if (!name.isEmpty() && References.isWebResourceMissing(file.solution(), name) && reported.add(name)) {
                report.add(
                        References.gravity(file.solution()),
                        file.subject(),
                        Place.line(file.origin(), Texts.lineOf(text, reference.start(1)), 0),
                        name,
                        "It refers to " + target + ", and there is no web resource " + name + ".");
            }
        }
    }

    /** A page with blanks in place of its comments, so that what follows keeps its line. */
    private static String withoutComments(String text) {
        StringBuilder page = new StringBuilder(text);
        for (int from = text.indexOf("<!--"); from >= 0; from = text.indexOf("<!--", from + 4)) {
            int end = text.indexOf("-->", from + 4);
            for (int i = from; i < (end < 0 ? text.length() : end); i++) {
                if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                    page.setCharAt(i, ' ');
                }
            }
            if (end < 0) {
                break;
            }
            from = end;
        }
        return page.toString();
    }

    /** The web resource that a relative reference in another one means; empty when it leads outside. */
    private static String resolve(String from, String target) {
        String lower = target.toLowerCase(Locale.ROOT);
        if (target.startsWith("/")) {
            return lower.startsWith("/webresources/") ? target.substring("/webresources/".length()) : "";
        }
        String path = from.substring(0, from.lastIndexOf('/') + 1);
        for (String step : target.split("/")) {
            if (step.equals("..")) {
                if (path.isEmpty()) {
                    return "";
                }
                path = path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
            } else if (!step.equals(".") && !step.isEmpty()) {
                path += step + '/';
            }
        }
        return path.isEmpty() ? "" : path.substring(0, path.length() - 1);
    }

    // ---------------------------------------------------------------- roles

    private static void roleTables(Solution solution, Report report) {
        for (Role role : solution.roles()) {
            Set<String> reported = new HashSet<>();
            for (Role.Privilege privilege : role.privileges()) {
                Matcher name = PRIVILEGE.matcher(privilege.name());
                if (name.matches()
                        && References.isTableMissing(solution, name.group(1))
                        && !isAppended(solution, privilege.name())
                        && !solution.isElsewhere(privilege.name())
                        && reported.add(name.group(1).toLowerCase(Locale.ROOT))) {
                    report.add(
                            References.gravity(solution),
                            role.subject(),
                            privilege.place(),
                            name.group(1).toLowerCase(Locale.ROOT),
                            "The privilege " + privilege.name() + " is for the table " + name.group(1)
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static boolean isAppended(Solution solution, String privilege) {
        Matcher name = APPEND.matcher(privilege);
        return name.matches() && (solution.table(name.group(1)).isPresent() || solution.isElsewhere(name.group(1)));
    }

    private static void roleLevels(Solution solution, Report report) {
        for (Role role : solution.roles()) {
            for (Role.Privilege privilege : role.privileges()) {
                if (!LEVELS.contains(privilege.level().toLowerCase(Locale.ROOT))) {
                    report.add(
                            role.subject(),
                            privilege.place(),
                            privilege.name(),
                            "The level of " + privilege.name() + " is '" + privilege.level()
                                    + "', not Basic, Local, Deep or Global.");
                }
            }
        }
    }

    private static void rolePrivileges(Solution solution, Report report) {
        for (Role role : solution.roles()) {
            Set<String> seen = new HashSet<>();
            for (Role.Privilege privilege : role.privileges()) {
                if (!privilege.name().isEmpty() && !seen.add(privilege.name().toLowerCase(Locale.ROOT))) {
                    report.add(
                            role.subject(),
                            privilege.place(),
                            privilege.name(),
                            "The privilege " + privilege.name() + " stands twice.");
                }
            }
        }
    }

    private static void noRole(Solution solution, Report report) {
        boolean ownTables = solution.tables().stream()
                .anyMatch(table -> table.isComplete() && solution.manifest().isOwn(table.name()));
        if (ownTables && solution.roles().isEmpty()) {
            report.add(
                    solution.subject(),
                    Place.file(solution.manifest().origin()),
                    "role",
                    "The solution makes tables and no security role for them.");
        }
    }
}
