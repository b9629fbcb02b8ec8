package io.github.dataversealm.solution.localize;

import static io.github.dataversealm.solution.localize.LabelRule.of;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels that have keys in SolutionPackager's form, one row for each kind; to add a kind, add a row. A label of a kind
 * without a row has the type {@link #OTHER} and the path of its file in its key.
 *
 * <p>Types and keys of the rows from tables to solutions are those that SolutionPackager was seen to write (spec
 * solution-packager-behavior §10). It was not seen to write the keys of ribbons, navigation bars, alternate keys,
 * hierarchies, site maps of the organization, interactive dashboards, dialogs and environment variables: there the type is
 * that of the component and the key is made in the same way. Components that the platform exports as files of their own
 * have a hash in its keys that cannot be computed here.
 */
final class LabelRules {

    /** The type of labels without a row, as SolutionPackager has it for components that it copies. */
    static final int OTHER = 100000;

    private static final List<LabelRule> ROWS = List.of(
            of("Entity", "entity", 1, "{Entity/Name}entity{entity@Name}"),
            of("Entity", "attribute", 1, "{Entity/Name}{attribute@PhysicalName}"),
            of("Entity", "optionset", 1, "{Entity/Name}{optionset@Name}"),
            of("Entity", "option", 1, "{Entity/Name}{optionset@Name}{option@value}"),
            of("Entity", "state", 1, "{Entity/Name}{optionset@Name}{state@value}"),
            of("Entity", "status", 1, "{Entity/Name}{optionset@Name}{status@value}"),
            of("Entity", "EntityKey", 1, "{Entity/Name}{EntityKey/Name}"),
            of("Entity", "HierarchyRule", 1, "{Entity/Name}{HierarchyRule/HierarchyRuleID}"),
            of("forms", "systemform", 1, "{table}{systemform/formid}"),
            of("forms", "tab", 1, "{table}{tab@id}"),
            of("forms", "section", 1, "{table}{section@id}"),
            of("forms", "cell", 1, "{table}{cell@id}"),
            of("forms", "NavBarArea", 1, "{table}{systemform/formid}{NavBarArea@Id}"),
            of("forms", "NavBarItem", 1, "{table}{systemform/formid}{NavBarItem@Id}"),
            of("forms", "NavBarByRelationshipItem", 1, "{table}{systemform/formid}{NavBarByRelationshipItem@Id}"),
            of("savedqueries", "savedquery", 1, "{table}{savedquery/savedqueryid}"),
            of("visualization", "visualization", 1, "{table}{visualization/savedqueryvisualizationid}"),
            of("EntityRelationships", "RelationshipDescription", 10, "{EntityRelationship@Name}"),
            of("EntityRelationships", "EntityRelationshipRole", 10, "{EntityRelationship@Name}"),
            of("optionset", "optionset", 9, "{optionset@Name}"),
            of("optionset", "option", 9, "{optionset@Name}{option@value}"),
            of("optionset", "state", 9, "{optionset@Name}{state@value}"),
            of("optionset", "status", 9, "{optionset@Name}{status@value}"),
            of("Workflow", "Workflow", 29, "{Workflow@WorkflowId}"),
            of("Workflow", "labels", 29, "{steplabels@id}"),
            of("AppModule", "AppModule", 80, "{AppModule/UniqueName}"),
            of("AppModuleSiteMap", "AppModuleSiteMap", 81, "{AppModuleSiteMap/SiteMapUniqueName}"),
            of("AppModuleSiteMap", "Area", 81, "{Area@Id}"),
            of("AppModuleSiteMap", "Group", 81, "{Area@Id}{Group@Id}"),
            of("AppModuleSiteMap", "SubArea", 81, "{Area@Id}{SubArea@Id}"),
            of("Dashboard", "Dashboard", 222, "{Dashboard/FormId}"),
            of("Dashboard", "tab", 222, "{Dashboard/FormId}{tab@id}"),
            of("Dashboard", "section", 222, "{Dashboard/FormId}{section@id}"),
            of("Dashboard", "cell", 222, "{Dashboard/FormId}{cell@id}"),
            of("ImportExportXml", "SolutionManifest", 15062, "{SolutionManifest/UniqueName}"),
            of(
                    "ImportExportXml",
                    "Publisher",
                    15062,
                    "{Publisher/UniqueName}{Publisher/CustomizationPrefix}{Publisher/CustomizationOptionValuePrefix}"),
            of("RibbonDiffXml", "LocLabel", 50, "{LocLabel@Id}"),
            of("SiteMap", "Area", 62, "{Area@Id}"),
            of("SiteMap", "Group", 62, "{Area@Id}{Group@Id}"),
            of("SiteMap", "SubArea", 62, "{Area@Id}{SubArea@Id}"),
            of(
                    "InteractionCentricDashboard",
                    "InteractionCentricDashboard",
                    222,
                    "{InteractionCentricDashboard/FormId}"),
            of("InteractionCentricDashboard", "tab", 222, "{InteractionCentricDashboard/FormId}{tab@id}"),
            of("InteractionCentricDashboard", "section", 222, "{InteractionCentricDashboard/FormId}{section@id}"),
            of("InteractionCentricDashboard", "cell", 222, "{InteractionCentricDashboard/FormId}{cell@id}"),
            of("Dialog", "Dialog", 60, "{Dialog/FormId}"),
            of("Dialog", "tab", 60, "{Dialog/FormId}{tab@id}"),
            of("Dialog", "section", 60, "{Dialog/FormId}{section@id}"),
            of("Dialog", "cell", 60, "{Dialog/FormId}{cell@id}"),
            of("Definition", "DisplayName", 380, "{Definition/SchemaName}displayname"),
            of("Definition", "Description", 380, "{Definition/SchemaName}description"),
            of("Definition", "Hint", 380, "{Definition/SchemaName}hint"));

    /** Attributes that tell elements of the same name apart; the first that is there counts. */
    private static final List<String> IDS = List.of(
            "id", "Id", "ID", "PhysicalName", "Name", "name", "value", "Value", "RelationshipName", "uniquename");

    /** Children whose texts together tell elements of the same name apart that have no such attribute. */
    private static final List<String> ID_TEXTS = List.of(
            "HierarchyRuleID", "NavigationPropertyName", "RelationshipRoleType", "AssociationRoleOrdinal", "Name");

    private final Map<String, LabelRule> byPlace = new HashMap<>();
    private final Set<String> attributes = new HashSet<>(IDS);
    private final Set<String> texts = new HashSet<>(ID_TEXTS);

    LabelRules() {
        for (LabelRule row : ROWS) {
            byPlace.put(row.place(), row);
            row.pattern().addKeys(attributes, texts);
        }
    }

    /** The row of labels that stand in this element of a file; null when there is none. */
    LabelRule find(String root, Element container) {
        return container.parent == null ? null : byPlace.get(root + '/' + container.parent.name);
    }

    /** Whether keys may need the attribute. */
    boolean needsAttribute(String name) {
        return attributes.contains(name);
    }

    /** Whether keys may need the text of the element for the one that it stands in. */
    boolean needsText(String name) {
        return texts.contains(name);
    }

    /**
     * The elements from the root of a file to an element, with what tells them apart; those that nothing tells apart are left
     * out unless they are the last two.
     */
    String chain(Element container) {
        StringBuilder chain = new StringBuilder();
        append(container, 0, chain);
        return chain.toString();
    }

    private void append(Element element, int above, StringBuilder chain) {
        if (element.parent == null) {
            return;
        }
        append(element.parent, above + 1, chain);
        int length = chain.length();
        appendId(element, chain);
        if (chain.length() > length || above < 2) {
            chain.insert(length, '/' + element.name);
        }
    }

    private static void appendId(Element element, StringBuilder chain) {
        for (String id : IDS) {
            String value = element.attributes.getOrDefault(id, "");
            if (!value.isEmpty()) {
                chain.append('[').append(value).append(']');
                return;
            }
        }
        for (String id : ID_TEXTS) {
            String value = element.texts.getOrDefault(id, "");
            if (!value.isEmpty()) {
                chain.append('[').append(value).append(']');
            }
        }
    }
}
