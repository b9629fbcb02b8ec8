package io.github.dataversealm.solution.corpus.defect;

import static io.github.dataversealm.solution.corpus.defect.Parcel.CUSTOMIZATIONS;
import static io.github.dataversealm.solution.corpus.defect.Parcel.attribute;
import static io.github.dataversealm.solution.corpus.defect.Parcel.inside;

import io.github.dataversealm.solution.corpus.defect.Parcel.Block;
import io.github.dataversealm.solution.corpus.defect.Parcel.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables, columns, choices, forms, views and roles. */
final class TableDefects {

    private TableDefects() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind("column dropped", TableDefects::columnDropped),
                new Kind("library dropped", TableDefects::libraryDropped),
                new Kind("choice dropped", TableDefects::choiceDropped),
                new Kind("table dropped", TableDefects::tableDropped),
                new Kind("function wrong", TableDefects::functionWrong),
                new Kind("fetch column wrong", TableDefects::fetchColumnWrong),
                new Kind("privilege wrong", TableDefects::privilegeWrong),
                new Kind("form difference", TableDefects::formDifference));
    }

    /** The whole forms of a table. */
    private static List<Block> forms(Table table) {
        return Parcel.blocks("systemform", table.block().text(), table.block().start()).stream()
                .filter(form -> !form.text().contains("solutionaction="))
                .toList();
    }

    private static String formFiles(Table table) {
        return "(?i)Entities/" + Pattern.quote(table.name()) + "/FormXml/.*";
    }

    private static List<Kind.Maker> columnDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Table table : parcel.tables()) {
            String shown =
                    String.join("", forms(table).stream().map(Block::text).toList());
            for (Block column : Parcel.blocks(
                    "attribute", table.block().text(), table.block().start())) {
                String name = inside(column.text(), "LogicalName");
                boolean lookup =
                        Set.of("lookup", "customer", "owner", "partylist").contains(inside(column.text(), "Type"));
                if (column.text().startsWith("<attribute PhysicalName")
                        && parcel.isOwn(name)
                        && !lookup
                        && !parcel.isElsewhere(name)
                        && shown.contains("datafieldname=\"" + name + "\"")) {
                    makers.add(() -> Optional.of(Injected.of(
                            "without the column " + name,
                            "form-column-missing",
                            parcel.change().cut(column),
                            sources ->
                                    sources.places(formFiles(table), "<control [^>]*datafieldname=\"" + name + "\""))));
                }
            }
        }
        return makers;
    }

    private static List<Kind.Maker> libraryDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block webResource : PackageDefects.webResources(parcel)) {
            String name = inside(webResource.text(), "Name");
            if (parcel.isOwn(name) && parcel.customizations().contains("<Library name=\"" + name + "\"")) {
                makers.add(() -> Optional.of(Injected.of(
                        "without the library " + name,
                        "form-library-missing",
                        PackageDefects.cutRoot(parcel, PackageDefects.without(parcel, webResource), "61", name),
                        sources -> sources.places(
                                "Entities/.*/FormXml/.*|Dashboards/.*",
                                "<Library name=\"" + Pattern.quote(name) + "\""))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> choiceDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        int list = parcel.customizations().indexOf("<optionsets>");
        if (list < 0) {
            return makers;
        }
        for (Block choice : Parcel.blocks("optionset", parcel.customizations().substring(list), list)) {
            String name = attribute(choice.text(), "Name");
            if (parcel.isOwn(name)
                    && !parcel.isElsewhere(name)
                    && parcel.customizations().contains("<OptionSetName>" + name + "</OptionSetName>")) {
                makers.add(() -> Optional.of(Injected.of(
                        "without the choice " + name,
                        "column-choice-missing",
                        PackageDefects.cutRoot(parcel, parcel.change().cut(choice), "9", name),
                        sources -> sources.places(
                                "Entities/.*/Entity.xml",
                                "<attribute PhysicalName(?=(?:(?!</attribute>)[\\s\\S])*<OptionSetName>"
                                        + Pattern.quote(name) + "</OptionSetName>)"))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> tableDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Table table : parcel.tables()) {
            String in = "<Referenc(?:ing|ed)EntityName>" + Pattern.quote(table.name()) + "</";
            boolean joined = parcel.blocks("EntityRelationship").stream()
                    .anyMatch(relationship ->
                            Pattern.compile(in).matcher(relationship.text()).find());
            if (joined) {
                makers.add(() -> Optional.of(Injected.of(
                        "without the table " + table.name(),
                        "relationship-table-missing",
                        PackageDefects.cutRoot(parcel, parcel.change().cut(table.block()), "1", table.name()),
                        sources -> sources.places(
                                "Other/Relationships/.*",
                                "<EntityRelationship (?=(?:(?!</EntityRelationship>)[\\s\\S])*" + in + ")"))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> functionWrong(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        Matcher handler = Pattern.compile("<Handler [^>]*>").matcher(parcel.customizations());
        while (handler.find()) {
            String library = attribute(handler.group(), "libraryName");
            String function = attribute(handler.group(), "functionName");
            boolean here = !function.isEmpty()
                    && parcel.blocks("WebResource").stream()
                            .anyMatch(block -> inside(block.text(), "Name").equals(library)
                                    && inside(block.text(), "WebResourceType").equals("3")
                                    && parcel.entries()
                                            .containsKey(inside(block.text(), "FileName")
                                                    .replaceFirst("^/", "")));
            if (here) {
                int at = handler.start() + handler.group().indexOf("functionName=\"") + "functionName=\"".length();
                makers.add(() -> Optional.of(Injected.of(
                        "not " + function,
                        "form-function-missing",
                        parcel.change().replace(CUSTOMIZATIONS, at, at + function.length(), "Seeded.goneFunction"),
                        sources -> sources.places(".*\\.xml", "<Handler [^>]*\"Seeded.goneFunction\""))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> fetchColumnWrong(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Table table : parcel.tables()) {
            for (Block view : Parcel.blocks(
                    "savedquery", table.block().text(), table.block().start())) {
                Matcher fetched = Pattern.compile(
                                "<entity name=\"" + Pattern.quote(table.name().toLowerCase(Locale.ROOT))
                                        + "\"[^>]*>\\s*(?:<attribute [^>]*/>\\s*)*?<attribute name=\"(\\w+)\"")
                        .matcher(view.text());
                if (fetched.find()) {
                    String name = parcel.prefix() + "_seededgone";
                    int from = view.start() + fetched.start(1);
                    int to = view.start() + fetched.end(1);
                    makers.add(() -> Optional.of(Injected.of(
                            "not " + view.text().substring(fetched.start(1), fetched.end(1)),
                            "view-column-missing",
                            parcel.change().replace(CUSTOMIZATIONS, from, to, name),
                            sources -> sources.places(
                                    "Entities/.*/SavedQueries/.*", "<attribute name=\"" + name + "\""))));
                }
            }
        }
        return makers;
    }

    private static List<Kind.Maker> privilegeWrong(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        if (parcel.prefix().isEmpty() || parcel.prefix().equals("none")) {
            return makers;
        }
        for (Block privilege : parcel.blocks("RolePrivilege")) {
            String name = attribute(privilege.text(), "name");
            if (name.matches("(?i)prv(Create|Read|Write|Delete|Append|Assign|Share)\\w+_\\w+")) {
                String gone = "prvRead" + parcel.prefix() + "_seededgone";
                int at = privilege.start() + privilege.text().indexOf("\"" + name + "\"") + 1;
                makers.add(() -> Optional.of(Injected.of(
                        "not " + name,
                        "role-table-missing",
                        parcel.change().replace(CUSTOMIZATIONS, at, at + name.length(), gone),
                        sources -> sources.places("Roles/.*", "<RolePrivilege [^>]*" + gone))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> formDifference(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Table table : parcel.tables()) {
            for (Block form : forms(table)) {
                int control = form.text().indexOf("<control ");
                if (control >= 0) {
                    int at = form.start() + control + "<control".length();
                    makers.add(() -> Optional.of(Injected.of(
                            "a difference in a form of " + table.name(),
                            "form-diff-on-own-table",
                            parcel.change().replace(CUSTOMIZATIONS, at, at, " solutionaction=\"Added\""),
                            sources -> sources.firstIn(
                                    formFiles(table), "solutionaction=\"Added\"", "<systemform(?=[\\s>])"))));
                }
            }
        }
        return makers;
    }
}
