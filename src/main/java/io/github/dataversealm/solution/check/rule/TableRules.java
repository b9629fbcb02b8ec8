package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Relationship;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import io.github.dataversealm.solution.check.index.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables, columns, choices, relationships and labels (spec check-rules section 3). */
final class TableRules {

    private TableRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("table-primary-name", Scope.SOLUTION, TableRules::primaryName),
                new Rule<>("table-primary-name-duplicate", Scope.SOLUTION, TableRules::primaryNames),
                new Rule<>("table-activity-primary-name", Scope.SOLUTION, TableRules::activityPrimaryName),
                new Rule<>("column-duplicate", Scope.SOLUTION, TableRules::duplicateColumns),
                new Rule<>("column-lookup-without-relationship", Scope.SOLUTION, TableRules::lookups),
                new Rule<>("column-choice-missing", Scope.SOLUTION, TableRules::choices),
                new Rule<>("column-prefix", Scope.SOLUTION, TableRules::prefixes),
                new Rule<>("column-type-change", Scope.SOLUTION, TableRules::typeChanges),
                new Rule<>("relationship-table-missing", Scope.SOLUTION, TableRules::relationshipTables),
                new Rule<>("relationship-column-missing", Scope.SOLUTION, TableRules::relationshipColumns),
                new Rule<>("relationship-duplicate", Scope.SOLUTION, TableRules::relationshipNames));
    }

    /** Those that look at components while they are read. */
    static List<Rule<?>> elementRules() {
        return List.of(
                new Rule<>("choice-value-duplicate", Scope.ELEMENT, TableRules::choiceValues),
                new Rule<>("choice-value-prefix", Scope.ELEMENT, TableRules::choicePrefixes),
                new Rule<>("label-duplicate-language", Scope.ELEMENT, TableRules::labels));
    }

    private static boolean isOwnComplete(Table table, Solution solution) {
        return table.isComplete() && solution.manifest().isOwn(table.name());
    }

    private static void primaryName(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            if (isOwnComplete(table, solution)
                    && !table.processTable()
                    && !table.activity()
                    && table.columns().stream().noneMatch(Table.Column::primaryName)) {
                report.add(
                        table.subject(),
                        table.place(),
                        "primary",
                        "No column of the table has PrimaryName in its DisplayMask.");
            }
        }
    }

    private static void primaryNames(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            List<Table.Column> primary =
                    table.columns().stream().filter(Table.Column::primaryName).toList();
            if (primary.size() > 1) {
                report.add(
                        table.subject(),
                        primary.get(1).place(),
                        "primary",
                        "The columns " + primary.get(0).logicalName() + " and "
                                + primary.get(1).logicalName() + " are both the primary name.");
            }
        }
    }

    private static void activityPrimaryName(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            if (!table.activity() || !isOwnComplete(table, solution)) {
                continue;
            }
            for (Table.Column column : table.columns()) {
                if (column.primaryName() && !column.logicalName().equalsIgnoreCase("subject")) {
                    report.add(
                            table.subject(),
                            column.place(),
                            column.logicalName(),
                            "The primary name of an activity is subject, not " + column.logicalName() + ".");
                }
            }
        }
    }

    private static void duplicateColumns(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            Set<String> seen = new HashSet<>();
            for (Table.Column column : table.columns()) {
                if (!column.logicalName().isEmpty()
                        && !seen.add(column.logicalName().toLowerCase(Locale.ROOT))) {
                    report.add(
                            table.subject(),
                            column.place(),
                            column.logicalName(),
                            "The column " + column.logicalName() + " is defined twice.");
                }
            }
        }
    }

    private static void lookups(Solution solution, Report report) {
        Names related = new Names();
        for (Relationship relationship : solution.relationships()) {
            relationship.columns().forEach(column -> related.add(relationship.referencing() + '.' + column));
        }
        for (Table table : solution.tables()) {
            if (!isOwnComplete(table, solution)) {
                continue;
            }
            for (Table.Column column : table.columns()) {
                if (column.custom()
                        && column.type().equals("lookup")
                        && solution.manifest().isOwn(column.logicalName())
                        && !related.has(table.name() + '.' + column.logicalName())) {
                    report.add(
                            table.subject(),
                            column.place(),
                            column.logicalName(),
                            "The lookup column " + column.logicalName() + " has no EntityRelationship.");
                }
            }
        }
    }

    private static void choices(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            for (Table.Column column : table.columns()) {
                String choice = column.optionSet();
                if (References.isMissing(solution, 9, choice)
                        && solution.part("optionset", choice).isEmpty()) {
                    report.add(
                            References.gravity(solution),
                            table.subject(),
                            column.place(),
                            column.logicalName(),
                            "The column " + column.logicalName() + " uses the choice " + choice
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static void prefixes(Solution solution, Report report) {
        for (Table table : solution.tables()) {
            for (Table.Column column : table.columns()) {
                if (column.custom() && column.logicalName().indexOf('_') < 0) {
                    report.add(
                            table.subject(),
                            column.place(),
                            column.logicalName(),
                            "The custom column " + column.logicalName() + " has no prefix.");
                }
            }
        }
    }

    private static void typeChanges(Solution solution, Report report) {
        Optional<Solution> before = solution.previous();
        if (before.isEmpty()) {
            return;
        }
        for (Table old : before.get().tables()) {
            Optional<Table> now = solution.table(old.name());
            if (now.isEmpty()) {
                continue;
            }
            for (Table.Column column : old.columns()) {
                Optional<Table.Column> same = now.get().column(column.logicalName());
                if (same.isPresent() && !same.get().type().equalsIgnoreCase(column.type())) {
                    report.add(
                            now.get().subject(),
                            same.get().place(),
                            column.logicalName(),
                            "The column " + column.logicalName() + " was of type " + column.type() + " and is "
                                    + same.get().type() + " now.");
                } else if (same.isPresent()
                        && same.get().length() > 0
                        && same.get().length() < column.length()) {
                    report.add(
                            now.get().subject(),
                            same.get().place(),
                            column.logicalName(),
                            "The column " + column.logicalName() + " had room for " + column.length()
                                    + " characters and has " + same.get().length() + " now: longer texts in the target"
                                    + " cannot stay.");
                } else if (same.isEmpty() && column.custom() && now.get().isComplete()) {
                    report.add(
                            now.get().subject(),
                            now.get().place(),
                            column.logicalName(),
                            "The column " + column.logicalName()
                                    + " is gone: an upgrade deletes it in the target with all its data.");
                }
            }
        }
    }

    private static void choiceValues(ComponentElement component, Report report) {
        component.element().visit(element -> {
            if (element.is("options") || element.is("states") || element.is("statuses")) {
                Set<String> seen = new HashSet<>();
                for (Element option : element.children()) {
                    String value = option.attribute("value");
                    if (!value.isEmpty() && !seen.add(value)) {
                        report.add(
                                component.subject(),
                                option.place(),
                                value,
                                "The choice has the value " + value + " twice.");
                    }
                }
            }
        });
    }

    private static void choicePrefixes(ComponentElement component, Report report) {
        String prefix = component.manifest().optionValuePrefix();
        if (prefix.length() != 5 || !component.element().is("optionset")) {
            return;
        }
        for (Element option : component.element().all("option")) {
            String value = option.attribute("value");
            if (!value.isEmpty() && !(value.startsWith(prefix) && value.length() == 9)) {
                report.add(
                        component.subject(),
                        option.place(),
                        value,
                        "The value " + value + " is not in the publisher's range " + prefix + "0000 to " + prefix
                                + "9999.");
            }
        }
    }

    private static void relationshipTables(Solution solution, Report report) {
        for (Relationship relationship : solution.relationships()) {
            for (String table : relationship.tables()) {
                if (References.isTableMissing(solution, table)) {
                    report.add(
                            References.gravity(solution),
                            relationship.subject(),
                            relationship.place(),
                            table.toLowerCase(Locale.ROOT),
                            "It joins the table " + table
                                    + ", which is neither in the solution nor among its dependencies.");
                }
            }
        }
    }

    private static void relationshipColumns(Solution solution, Report report) {
        for (Relationship relationship : solution.relationships()) {
            Optional<Table> table = solution.table(relationship.referencing());
            if (table.isEmpty() || !isOwnComplete(table.get(), solution)) {
                continue;
            }
            for (String column : relationship.columns()) {
                if (table.get().column(column).isEmpty() && solution.manifest().isOwn(column)) {
                    report.add(
                            relationship.subject(),
                            relationship.place(),
                            column.toLowerCase(Locale.ROOT),
                            "Its column " + column + " is not in the table "
                                    + table.get().name() + ".");
                }
            }
        }
    }

    private static void relationshipNames(Solution solution, Report report) {
        Set<String> seen = new HashSet<>();
        for (Relationship relationship : solution.relationships()) {
            if (!relationship.name().isEmpty() && !seen.add(relationship.name().toLowerCase(Locale.ROOT))) {
                report.add(
                        relationship.subject(),
                        relationship.place(),
                        "name",
                        "There are two relationships " + relationship.name() + ".");
            }
        }
    }

    private static void labels(ComponentElement component, Report report) {
        component.element().visit(element -> {
            if (element.children().size() < 2) {
                return;
            }
            Map<String, Place> seen = new HashMap<>();
            for (Element label : element.children()) {
                String language =
                        label.hasAttribute("languagecode") ? label.attribute("languagecode") : label.attribute("LCID");
                boolean isLabel = label.hasAttribute("description") || label.hasAttribute("Title");
                if (language.isEmpty() || !isLabel) {
                    continue;
                }
                if (seen.put(label.name() + ' ' + language, label.place()) != null) {
                    report.add(
                            component.subject(),
                            label.place(),
                            label.name() + ' ' + language,
                            "A label has two texts in the language " + language + ".");
                }
            }
        });
    }
}
