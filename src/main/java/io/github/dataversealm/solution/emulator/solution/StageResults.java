package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The answer of StageSolution (spec dataverse-web-api §2.1). */
final class StageResults {

    private final Transaction transaction;
    private final SolutionPackage staged;

    StageResults(Transaction transaction, SolutionPackage staged) {
        this.transaction = transaction;
        this.staged = staged;
    }

    /** For a file of which nothing can be said but what is wrong with it. */
    static ObjectNode unreadable(ServiceFault fault) {
        return NewRow.empty()
                .set("StageSolutionUploadId", new UUID(0, 0))
                .set("StageSolutionStatus", "Failed")
                .set("SolutionComponentsDetails", JsonNodeFactory.instance.arrayNode())
                .set("SolutionDetails", null)
                .set("MissingDependencies", JsonNodeFactory.instance.arrayNode())
                .set("SolutionValidationResults", results(Optional.of(fault)))
                .node();
    }

    ObjectNode answer(Optional<UUID> uploadId, Optional<ServiceFault> fault, List<MissingDependency> missing) {
        return NewRow.empty()
                .set("StageSolutionUploadId", uploadId.orElse(new UUID(0, 0)))
                .set("StageSolutionStatus", fault.isEmpty() ? "Passed" : "Failed")
                .set("SolutionComponentsDetails", components())
                .set("SolutionDetails", details())
                .set("MissingDependencies", MissingDependencyText.rows(missing))
                .set("SolutionValidationResults", results(fault))
                .node();
    }

    private static ArrayNode results(Optional<ServiceFault> fault) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        fault.ifPresent(found -> results.add(NewRow.empty()
                .set("SolutionValidationResultType", "Error")
                .set("Message", found.getMessage())
                .set("ErrorCode", found.code())
                .set("AdditionalInfo", null)
                .node()));
        return results;
    }

    private ObjectNode details() {
        SolutionHeader header = staged.header();
        Optional<Solution> previous = Solution.find(transaction, header.uniqueName());
        Optional<ObjectNode> publisher =
                previous.flatMap(row -> transaction.table(Tables.PUBLISHERS).find(row.publisherId()));
        ArrayNode patches = JsonNodeFactory.instance.arrayNode();
        previous.ifPresent(row -> row.patches(transaction).forEach(patch -> patches.add(patch.uniqueName())));
        return NewRow.empty()
                .set("SolutionUniqueName", header.uniqueName())
                .set("SolutionFriendlyName", header.friendlyName())
                .set("SolutionDescription", header.description())
                .set("PublisherUniqueName", header.publisher().uniqueName())
                .set("PublisherFriendlyName", header.publisher().friendlyName())
                .set("PreviousSolutionUniqueName", previous.map(Solution::uniqueName))
                .set("PreviousSolutionFriendlyName", previous.map(Solution::friendlyName))
                .set("PreviousPublisherUniqueName", publisher.map(row -> NewRow.text(row, "uniquename")))
                .set("PreviousPublisherFriendlyName", publisher.map(row -> NewRow.text(row, "friendlyname")))
                .set("IsPatchSolution", header.parent().isPresent())
                .set("IsManaged", staged.isManaged())
                .set("PreviousIsManaged", previous.map(Solution::isManaged).orElse(false))
                .set("SolutionVersion", header.version().text())
                .set("PreviousSolutionVersion", previous.map(row -> NewRow.text(row.row(), "version")))
                .set("PreviousPatchSolutionsNames", patches)
                .set("IsPrerequisitesExport", false)
                .set(
                        "HasPendingUpgrade",
                        previous.flatMap(row -> row.holding(transaction)).isPresent())
                .node();
    }

    private ArrayNode components() {
        ArrayNode details = JsonNodeFactory.instance.arrayNode();
        SolutionHeader header = staged.header();
        Map<String, String> solution = new LinkedHashMap<>();
        solution.put("localizedname", header.friendlyName());
        solution.put("description", header.description());
        details.add(detail(header.friendlyName(), "solution", "Unknown", solution));
        ComponentStore stored = new ComponentStore(transaction);
        Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
        staged.contents().environmentVariables().forEach(variable -> variables.put(variable.schemaName(), variable));
        for (Component component : staged.contents().components()) {
            if (component.parent().isPresent() || isListedBelow(component)) {
                continue;
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("name", component.key().schemaName());
            if (!component.key().id().isEmpty() && !component.key().type().equals(ComponentTypes.ENTITY)) {
                attributes.put(
                        ComponentTypes.logicalName(component.key().type()) + "id",
                        component.key().id());
            }
            String name = component.displayName().isEmpty() ? component.key().schemaName() : component.displayName();
            details.add(detail(
                    name,
                    ComponentTypes.logicalName(component.key().type()),
                    present(stored.find(ComponentStore.keys(component)).isPresent()),
                    attributes));
        }
        for (Workflow workflow : staged.contents().workflows()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("workflowid", workflow.id());
            attributes.put("name", workflow.name());
            attributes.put("category", String.valueOf(workflow.category()));
            boolean known = transaction
                    .table(Tables.WORKFLOWS)
                    .find(UUID.fromString(workflow.id()))
                    .isPresent();
            details.add(detail(workflow.name(), "workflow", present(known), attributes));
        }
        staged.contents().connectionReferences().forEach(reference -> details.add(reference(reference)));
        variables.values().forEach(variable -> {
            details.add(definition(variable));
            variable.value().ifPresent(value -> details.add(value(variable, value)));
        });
        return details;
    }

    /** Kinds that are told with attributes of their own. */
    private static boolean isListedBelow(Component component) {
        return switch (component.key().type()) {
            case ComponentTypes.WORKFLOW,
                    ComponentTypes.CONNECTION_REFERENCE,
                    ComponentTypes.VARIABLE,
                    ComponentTypes.VALUE -> true;
            default -> false;
        };
    }

    private ObjectNode reference(ConnectionReference reference) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("connectorid", reference.connectorId());
        attributes.put("connectionreferencelogicalname", reference.logicalName());
        attributes.put("connectionreferencedisplayname", reference.displayName());
        attributes.put("description", reference.description());
        boolean known = transaction
                .table(Tables.CONNECTION_REFERENCES)
                .findBy("connectionreferencelogicalname", reference.logicalName())
                .isPresent();
        return detail(reference.logicalName(), "connectionreference", present(known), attributes);
    }

    private ObjectNode definition(EnvironmentVariable variable) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("schemaname", variable.schemaName());
        attributes.put("displayname", variable.displayName());
        attributes.put("description", variable.description());
        attributes.put("type", String.valueOf(variable.type()));
        attributes.put("defaultvalue", variable.defaultValue().orElse(""));
        attributes.put("isrequired", String.valueOf(variable.required()));
        attributes.put("parameterkey", "");
        attributes.put("parentdefinitionid", "");
        attributes.put("apiid", "");
        boolean known = transaction
                .table(Tables.VARIABLES)
                .findBy("schemaname", variable.schemaName())
                .isPresent();
        return detail(variable.displayName(), "EnvironmentVariableDefinition", present(known), attributes);
    }

    private ObjectNode value(EnvironmentVariable variable, String value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("schemaname", variable.schemaName());
        attributes.put("environmentvariablevalueid", variable.valueId().orElse(""));
        attributes.put("value", value);
        boolean known = transaction
                .table(Tables.VALUES)
                .findBy("schemaname", variable.schemaName())
                .isPresent();
        return detail(variable.schemaName(), "EnvironmentVariableValue", present(known), attributes);
    }

    private static String present(boolean known) {
        return known ? "True" : "False";
    }

    private static ObjectNode detail(String name, String type, String present, Map<String, String> attributes) {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        attributes.forEach((key, value) -> {
            keys.add(key);
            values.add(value);
        });
        return NewRow.empty()
                .set("ComponentName", name)
                .set("ComponentTypeName", type)
                .set("IsPresentInOrg", present)
                .set(
                        "Attributes",
                        NewRow.empty()
                                .set("Count", attributes.size())
                                .set("Keys", keys)
                                .set("Values", values)
                                .node())
                .node();
    }
}
