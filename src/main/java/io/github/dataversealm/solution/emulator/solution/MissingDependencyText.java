package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.emulator.message.NewRow;
import java.util.List;

/** Missing dependencies as the service tells them: as XML in messages, as rows in StageSolutionResults (spec §2.1, §5.5). */
final class MissingDependencyText {

    private MissingDependencyText() {}

    static String xml(List<MissingDependency> missing) {
        StringBuilder xml = new StringBuilder("<MissingDependencies>");
        int key = 0;
        for (MissingDependency dependency : missing) {
            xml.append("<MissingDependency canResolveMissingDependency=\"False\"><Required key=\"")
                    .append(key)
                    .append('"');
            side(xml, dependency.required());
            String solution = dependency.requiredSolution().isEmpty() ? "Active" : dependency.requiredSolution();
            attribute(xml, "solution", solution);
            ids(xml, dependency.required());
            xml.append(" /><Dependent key=\"").append(key + 1).append('"');
            side(xml, dependency.dependent());
            ids(xml, dependency.dependent());
            xml.append(" /></MissingDependency>");
            key += 2;
        }
        return xml.append("</MissingDependencies>").toString();
    }

    private static void side(StringBuilder xml, MissingDependency.Side side) {
        attribute(xml, "type", side.key().type());
        attribute(xml, "schemaName", side.key().schemaName());
        attribute(xml, "displayName", side.displayName());
        attribute(xml, "parentSchemaName", side.parentSchemaName());
        attribute(xml, "parentDisplayName", side.parentDisplayName());
    }

    private static void ids(StringBuilder xml, MissingDependency.Side side) {
        if (!side.key().id().isEmpty()) {
            attribute(xml, "id", "{" + side.key().id() + "}");
        }
        side.columns().forEach((column, value) -> attribute(xml, "id." + column, value));
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        if (!value.isEmpty()) {
            xml.append(' ').append(name).append("=\"");
            XmlText.escape(xml, value);
            xml.append('"');
        }
    }

    static ArrayNode rows(List<MissingDependency> missing) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (MissingDependency dependency : missing) {
            NewRow row = NewRow.empty();
            side(row, "Required", dependency.required());
            row.set(
                    "RequiredSolutionName",
                    dependency.requiredSolution().isEmpty() ? "Active" : dependency.requiredSolution());
            side(row, "Dependent", dependency.dependent());
            row.set("CanResolveMissingDependency", false).set("MissingPackages", JsonNodeFactory.instance.arrayNode());
            rows.add(row.node());
        }
        return rows;
    }

    private static void side(NewRow row, String which, MissingDependency.Side side) {
        String name = side.key().schemaName().isEmpty()
                ? side.columns().values().stream().findFirst().orElse("")
                : side.key().schemaName();
        row.set(which + "ComponentSchemaName", name)
                .set(which + "ComponentDisplayName", side.displayName())
                .set(which + "ComponentParentSchemaName", side.parentSchemaName())
                .set(which + "ComponentParentDisplayName", side.parentDisplayName())
                .set(
                        which + "ComponentId",
                        side.key().id().isEmpty()
                                ? "00000000-0000-0000-0000-000000000000"
                                : side.key().id())
                .set(which + "ComponentType", side.key().type());
    }
}
