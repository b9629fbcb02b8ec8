package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Form;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Relationship;
import io.github.dataversealm.solution.check.index.Ribbon;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import io.github.dataversealm.solution.check.index.Table;
import io.github.dataversealm.solution.check.index.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Forms, views, ribbons, site maps and apps (spec check-rules section 3). */
final class FormRules {

    private FormRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("form-column-missing", Scope.SOLUTION, FormRules::formColumns),
                new Rule<>("form-library-missing", Scope.SOLUTION, FormRules::libraries),
                new Rule<>("form-function-missing", Scope.SOLUTION, FormRules::functions),
                new Rule<>("form-library-undeclared", Scope.SOLUTION, FormRules::undeclaredLibraries),
                new Rule<>("form-diff-on-own-table", Scope.SOLUTION, FormRules::diffOnOwnTable),
                new Rule<>("form-diff", Scope.SOLUTION, FormRules::diff),
                new Rule<>("view-column-missing", Scope.SOLUTION, FormRules::viewColumns),
                new Rule<>("view-alias-duplicate", Scope.SOLUTION, FormRules::aliases),
                new Rule<>("view-column-unfetched", Scope.SOLUTION, FormRules::unfetched),
                new Rule<>("ribbon-webresource-missing", Scope.SOLUTION, FormRules::ribbonWebResources),
                new Rule<>("ribbon-function-missing", Scope.SOLUTION, FormRules::ribbonFunctions),
                new Rule<>("ribbon-rule-undefined", Scope.SOLUTION, FormRules::ribbonRules),
                new Rule<>("ribbon-command-undefined", Scope.SOLUTION, FormRules::ribbonCommands),
                new Rule<>("ribbon-duplicate-id", Scope.SOLUTION, FormRules::ribbonIds),
                new Rule<>("sitemap-table-missing", Scope.SOLUTION, FormRules::siteMapTables),
                new Rule<>("sitemap-webresource-missing", Scope.SOLUTION, FormRules::siteMapWebResources),
                new Rule<>("sitemap-duplicate-id", Scope.SOLUTION, FormRules::siteMapIds),
                new Rule<>("app-component-missing", Scope.SOLUTION, FormRules::appComponents),
                new Rule<>("app-sitemap-missing", Scope.SOLUTION, FormRules::appSiteMap));
    }

    /** Those that look at components while they are read. */
    static List<Rule<?>> elementRules() {
        return List.of(new Rule<>("view-fetch-malformed", Scope.ELEMENT, FormRules::fetch));
    }

    // ---------------------------------------------------------------- forms

    private static Optional<Table> ownComplete(Solution solution, String name) {
        return solution.table(name)
                .filter(table -> table.isComplete()
                        && !table.processTable()
                        && solution.manifest().isOwn(table.name()));
    }

    private static boolean hasColumn(Solution solution, Table table, String column, Names related) {
        return References.SYSTEM_COLUMNS.contains(column.toLowerCase(Locale.ROOT))
                || table.column(column).isPresent()
                || column.equalsIgnoreCase(table.primaryKey())
                || related.has(table.name() + '.' + column)
                || solution.isElsewhere(column);
    }

    private static Names related(Solution solution) {
        Names related = new Names();
        for (Relationship relationship : solution.relationships()) {
            relationship.columns().forEach(column -> related.add(relationship.referencing() + '.' + column));
        }
        return related;
    }

    private static void formColumns(Solution solution, Report report) {
        Names related = related(solution);
        for (Form form : solution.forms()) {
            Optional<Table> table = ownComplete(solution, form.table());
            if (table.isEmpty() || form.diff()) {
                continue;
            }
            for (Form.Name field : form.fields()) {
                if (!hasColumn(solution, table.get(), field.text(), related)) {
                    report.add(
                            form.subject(),
                            field.place(),
                            form.id() + ' ' + field.text(),
                            "It shows the column " + field.text() + ", which the table " + form.table()
                                    + " does not have.");
                }
            }
        }
    }

    private static void libraries(Solution solution, Report report) {
        for (Form form : solution.forms()) {
            for (Form.Name library : form.libraries()) {
                if (References.isWebResourceMissing(solution, library.text())) {
                    report.add(
                            References.gravity(solution),
                            form.subject(),
                            library.place(),
                            form.id() + ' ' + library.text(),
                            "It loads the script " + library.text()
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static void functions(Solution solution, Report report) {
        References references = new References(solution);
        for (Form form : solution.forms()) {
            for (Form.Handler handler : form.handlers()) {
                if (references.lacksFunction(handler.library(), handler.function())) {
                    report.add(
                            form.subject(),
                            handler.place(),
                            form.id() + ' ' + handler.library() + ' ' + handler.function(),
                            "It calls " + handler.function() + ", which the script " + handler.library()
                                    + " does not have.");
                }
            }
        }
    }

    private static void undeclaredLibraries(Solution solution, Report report) {
        for (Form form : solution.forms()) {
            if (form.diff() || form.libraries().isEmpty() && form.handlers().isEmpty()) {
                continue;
            }
            Names libraries =
                    Names.of(form.libraries().stream().map(Form.Name::text).toList());
            Set<String> reported = new HashSet<>();
            for (Form.Handler handler : form.handlers()) {
                if (solution.manifest().isOwn(handler.library())
                        && !libraries.has(handler.library())
                        && reported.add(handler.library())) {
                    report.add(
                            form.subject(),
                            handler.place(),
                            form.id() + ' ' + handler.library(),
                            "A handler needs " + handler.library() + ", which is not among the form's libraries.");
                }
            }
        }
    }

    private static void diffOnOwnTable(Solution solution, Report report) {
        for (Form form : solution.forms()) {
            if (form.diff() && ownComplete(solution, form.table()).isPresent()) {
                report.add(
                        form.subject(),
                        form.place(),
                        form.id(),
                        "The form is a difference to another form (solutionaction), and its table is created by this solution.");
            }
        }
    }

    private static void diff(Solution solution, Report report) {
        for (Form form : solution.forms()) {
            if (form.diff() && ownComplete(solution, form.table()).isEmpty()) {
                report.add(
                        form.subject(),
                        form.place(),
                        form.id(),
                        "The form is a difference to a form of another solution.");
            }
        }
    }

    // ---------------------------------------------------------------- views

    private static void viewColumns(Solution solution, Report report) {
        Names related = related(solution);
        for (View view : solution.views()) {
            Optional<Table> table = ownComplete(solution, view.entity());
            if (table.isEmpty()) {
                continue;
            }
            Set<String> reported = new HashSet<>();
            for (Form.Name column : view.fetched()) {
                if (!hasColumn(solution, table.get(), column.text(), related) && reported.add(column.text())) {
                    report.add(
                            view.subject(),
                            column.place(),
                            view.id() + ' ' + column.text(),
                            "It reads the column " + column.text() + ", which the table " + view.entity()
                                    + " does not have.");
                }
            }
        }
    }

    private static void fetch(ComponentElement component, Report report) {
        if (!component.element().is("savedquery")) {
            return;
        }
        Optional<Element> fetch = component.element().first("fetchxml");
        if (fetch.isPresent()
                && !fetch.get().children().isEmpty()
                && component.element().first("fetchxml/fetch/entity").isEmpty()) {
            report.add(
                    component.subject(),
                    fetch.get().place(),
                    "fetch",
                    "Its fetchxml has no <fetch> with an <entity> in it.");
        } else if (fetch.isPresent()
                && component
                        .element()
                        .first("fetchxml/fetch/entity")
                        .filter(entity -> entity.attribute("name").isEmpty())
                        .isPresent()) {
            report.add(component.subject(), fetch.get().place(), "entity", "The <entity> of its fetchxml has no name.");
        }
        Optional<Element> layout = component.element().first("layoutxml");
        if (layout.isPresent()
                && !layout.get().children().isEmpty()
                && component.element().first("layoutxml/grid").isEmpty()) {
            report.add(component.subject(), layout.get().place(), "layout", "Its layoutxml has no <grid>.");
        }
    }

    private static void aliases(Solution solution, Report report) {
        for (View view : solution.views()) {
            Set<String> seen = new HashSet<>();
            for (Form.Name alias : view.aliases()) {
                if (!seen.add(alias.text().toLowerCase(Locale.ROOT))) {
                    report.add(
                            view.subject(),
                            alias.place(),
                            view.id() + ' ' + alias.text(),
                            "Two joined tables have the alias " + alias.text() + ".");
                }
            }
        }
    }

    private static void unfetched(Solution solution, Report report) {
        for (View view : solution.views()) {
            Names fetched =
                    Names.of(view.fetched().stream().map(Form.Name::text).toList());
            for (Form.Name cell : view.cells()) {
                if (!view.fetched().isEmpty() && !cell.text().contains(".") && !fetched.has(cell.text())) {
                    report.add(
                            view.subject(),
                            cell.place(),
                            view.id() + ' ' + cell.text(),
                            "It shows the column " + cell.text() + " and does not read it.");
                }
            }
        }
    }

    // ---------------------------------------------------------------- ribbons

    private static void ribbonWebResources(Solution solution, Report report) {
        for (Ribbon ribbon : solution.ribbons()) {
            Set<String> reported = new HashSet<>();
            ribbon.element().visit(element -> {
                List<String> attributes = element.attributes();
                for (int i = 1; i < attributes.size(); i += 2) {
                    Optional<String> name = References.webResource(attributes.get(i));
                    if (name.isPresent()
                            && References.isWebResourceMissing(solution, name.get())
                            && reported.add(name.get())) {
                        report.add(
                                References.gravity(solution),
                                ribbon.subject(),
                                element.place(),
                                name.get(),
                                "It uses the web resource " + name.get()
                                        + ", which is neither in the solution nor among its dependencies.");
                    }
                }
            });
        }
    }

    private static void ribbonFunctions(Solution solution, Report report) {
        References references = new References(solution);
        for (Ribbon ribbon : solution.ribbons()) {
            for (String kind : List.of("JavaScriptFunction", "CustomRule")) {
                for (Element call : ribbon.element().all(kind)) {
                    Optional<String> library = References.webResource(call.attribute("Library"));
                    String function = call.attribute("FunctionName");
                    if (library.isPresent() && references.lacksFunction(library.get(), function)) {
                        report.add(
                                ribbon.subject(),
                                call.place(),
                                library.get() + ' ' + function,
                                "It calls " + function + ", which the script " + library.get() + " does not have.");
                    }
                }
            }
        }
    }

    private static void ribbonRules(Solution solution, Report report) {
        Names defined = new Names();
        for (Ribbon ribbon : solution.ribbons()) {
            ribbon.element()
                    .first("RuleDefinitions")
                    .ifPresent(rules -> rules.visit(element -> {
                        if (isRule(element)) {
                            defined.add(element.attribute("Id"));
                        }
                    }));
        }
        for (Ribbon ribbon : solution.ribbons()) {
            ribbon.element()
                    .first("CommandDefinitions")
                    .ifPresent(commands -> commands.visit(element -> {
                        String id = element.attribute("Id");
                        if (isRule(element)
                                && !id.isEmpty()
                                && !id.startsWith("Mscrm.")
                                && isOwnRule(solution.manifest(), id)
                                && !defined.has(id)) {
                            report.add(
                                    ribbon.subject(),
                                    element.place(),
                                    id,
                                    "The rule " + id + " is used by a command and defined nowhere.");
                        }
                    }));
        }
    }

    private static boolean isRule(Element element) {
        return element.is("EnableRule") || element.is("DisplayRule");
    }

    /** Ids are made by tools as {@code prefix.table.Name} or {@code prefix_Name}. */
    private static boolean isOwnRule(Manifest manifest, String id) {
        return manifest.isOwn(id)
                || !manifest.prefix().isEmpty()
                        && id.toLowerCase(Locale.ROOT)
                                .startsWith(manifest.prefix().toLowerCase(Locale.ROOT) + ".");
    }

    private static void ribbonCommands(Solution solution, Report report) {
        Names defined = new Names();
        for (Ribbon ribbon : solution.ribbons()) {
            ribbon.element().all("CommandDefinition").forEach(command -> defined.add(command.attribute("Id")));
        }
        for (Ribbon ribbon : solution.ribbons()) {
            Set<String> reported = new HashSet<>();
            ribbon.element()
                    .first("CustomActions")
                    .ifPresent(actions -> actions.visit(element -> {
                        String command = element.attribute("Command");
                        if (!command.isEmpty()
                                && isOwnRule(solution.manifest(), command)
                                && !defined.has(command)
                                && reported.add(command)) {
                            report.add(
                                    ribbon.subject(),
                                    element.place(),
                                    command,
                                    "The command " + command + " is used by a button and defined nowhere.");
                        }
                    }));
        }
    }

    private static void ribbonIds(Solution solution, Report report) {
        for (Ribbon ribbon : solution.ribbons()) {
            for (String kind : List.of("CustomAction", "CommandDefinition")) {
                Set<String> seen = new HashSet<>();
                for (Element element : ribbon.element().all(kind)) {
                    String id = element.attribute("Id");
                    if (!id.isEmpty() && !seen.add(id)) {
                        report.add(
                                ribbon.subject(),
                                element.place(),
                                kind + ' ' + id,
                                "The id " + id + " stands twice among the elements <" + kind + ">.");
                    }
                }
            }
        }
    }

    // ---------------------------------------------------------------- site maps and apps

    private static List<Part> siteMaps(Solution solution) {
        return Stream.concat(solution.parts("AppModuleSiteMap").stream(), solution.parts("SiteMap").stream())
                .toList();
    }

    private static void siteMapTables(Solution solution, Report report) {
        for (Part map : siteMaps(solution)) {
            for (Element area : map.element().all("SubArea")) {
                String table = area.attribute("Entity");
                if (References.isTableMissing(solution, table)) {
                    report.add(
                            References.gravity(solution),
                            map.subject(),
                            area.place(),
                            area.attribute("Id") + ' ' + table,
                            "It shows the table " + table
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static void siteMapWebResources(Solution solution, Report report) {
        for (Part map : siteMaps(solution)) {
            Set<String> reported = new HashSet<>();
            map.element().visit(element -> {
                for (String attribute : List.of("Url", "Icon", "VectorIcon")) {
                    String value = element.attribute(attribute);
                    boolean path = value.toLowerCase(Locale.ROOT).startsWith("/webresources/");
                    Optional<String> name = path
                            ? Optional.of(
                                    value.substring("/webresources/".length()).split("[?#]", 2)[0])
                            : References.webResource(value);
                    if (name.isEmpty()
                            || !References.isWebResourceMissing(solution, name.get())
                            || !reported.add(name.get())) {
                        continue;
                    }
                    // the platform does not track icons that are named by their path, and shows another one without
                    // them
                    Severity severity = path && !attribute.equals("Url") ? Severity.LOW : References.gravity(solution);
                    report.add(
                            severity,
                            map.subject(),
                            element.place(),
                            name.get(),
                            "It uses the web resource " + name.get()
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            });
        }
    }

    private static void siteMapIds(Solution solution, Report report) {
        for (Part map : siteMaps(solution)) {
            Set<String> seen = new HashSet<>();
            List<Element> all = new ArrayList<>(map.element().all("Area"));
            all.addAll(map.element().all("Group"));
            for (Element element : all) {
                String id = element.attribute("Id");
                if (!id.isEmpty() && !seen.add(element.name() + ' ' + id)) {
                    report.add(map.subject(), element.place(), id, "The id " + id + " stands twice.");
                }
            }
        }
    }

    private static void appComponents(Solution solution, Report report) {
        for (Part app : solution.parts("AppModule")) {
            for (Element component : app.element().all("AppModuleComponent")) {
                String name = component.attribute("schemaName");
                String type = component.attribute("type");
                boolean missing = type.equals("1") && References.isTableMissing(solution, name)
                        || type.equals("62")
                                && References.isMissing(solution, 62, name)
                                && solution.part("AppModuleSiteMap", name).isEmpty();
                if (missing) {
                    report.add(
                            References.gravity(solution),
                            app.subject(),
                            component.place(),
                            type + ' ' + name,
                            "It holds the " + (type.equals("1") ? "table " : "site map ") + name
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static void appSiteMap(Solution solution, Report report) {
        for (Part app : solution.parts("AppModule")) {
            List<Element> components = app.element().all("AppModuleComponent");
            boolean diff = components.stream().anyMatch(component -> component.hasAttribute("solutionaction"));
            boolean siteMap = components.stream()
                    .anyMatch(component -> component.attribute("type").equals("62"));
            if (!diff && !siteMap && solution.manifest().isOwn(app.name()) && !components.isEmpty()) {
                report.add(
                        app.subject(),
                        app.element().place(),
                        "sitemap",
                        "The app has no site map, so it shows nothing.");
            }
        }
    }
}
