package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.ComponentKey;
import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Table;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.CustomTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an import that passed its checks does (spec dataverse-web-api §9.4). */
final class ImportEffects {

    /** Kinds whose layers are merged, so that overwriting customizations leaves them (spec §5.1). */
    private static final Set<String> MERGED = Set.of("60", "62", "50", "80");

    private final Transaction transaction;
    private final SolutionPackage imported;
    private final ImportOptions options;
    private final Knobs knobs;
    private final ComponentStore components;
    private final Instant now;
    private final List<ImportReport.Warning> warnings = new ArrayList<>();

    ImportEffects(
            Transaction transaction,
            SolutionPackage imported,
            ImportOptions options,
            Knobs knobs,
            ComponentStore components,
            Instant now) {
        this.transaction = transaction;
        this.imported = imported;
        this.options = options;
        this.knobs = knobs;
        this.components = components;
        this.now = now;
    }

    List<ImportReport.Warning> warnings() {
        return warnings;
    }

    /** Does it. @return the solution as it is now */
    Solution apply() throws IOException {
        Optional<Solution> installed = Solution.find(transaction, imported.uniqueName());
        UUID publisher = publisher();
        Solution solution;
        if (installed.isPresent() && options.mode() == ImportOptions.Mode.PLAIN) {
            solution = installed.get();
        } else {
            String suffix = installed.isPresent() ? Solution.HOLDING_SUFFIX : "";
            UUID id = UUID.randomUUID();
            solution = new Solution(SolutionRows.fresh(
                            id,
                            imported.uniqueName() + suffix,
                            imported.header().friendlyName(),
                            imported.header().version().text(),
                            publisher,
                            now)
                    .node());
        }
        update(solution, publisher, installed.isPresent() && options.mode() == ImportOptions.Mode.PLAIN);
        members(solution.id());
        tables();
        variables();
        connectionReferences();
        if (knobs.takeComponentParameters()) {
            parameters();
        }
        workflows();
        dependencies(solution);
        new Packages(transaction).keep(solution.id(), imported.zip());
        if (options.mode() == ImportOptions.Mode.SINGLE_STEP && installed.isPresent()) {
            return new Removal(transaction, components, now).promote(installed.get(), solution);
        }
        return solution;
    }

    private UUID publisher() {
        SolutionHeader.Publisher wanted = imported.header().publisher();
        Optional<ObjectNode> known = transaction.table(Tables.PUBLISHERS).findBy("uniquename", wanted.uniqueName());
        if (known.isPresent()) {
            return NewRow.id(known.get(), "publisherid").orElseThrow();
        }
        UUID id = UUID.randomUUID();
        transaction
                .table(Tables.PUBLISHERS)
                .put(
                        id,
                        SolutionRows.publisher(
                                        id,
                                        wanted.uniqueName(),
                                        wanted.friendlyName(),
                                        wanted.description(),
                                        wanted.prefix(),
                                        wanted.optionValuePrefix(),
                                        now)
                                .node());
        return id;
    }

    private void update(Solution solution, UUID publisher, boolean isUpdate) {
        SolutionHeader header = imported.header();
        NewRow row = NewRow.of(solution.row())
                .set("friendlyname", header.friendlyName())
                .set("description", header.description().isEmpty() ? null : header.description())
                .set("version", header.version().text())
                .set("ismanaged", imported.isManaged())
                .set("solutionpackageversion", header.packageVersion().isEmpty() ? null : header.packageVersion())
                .set("_publisherid_value", publisher)
                .set("modifiedon", now);
        if (isUpdate) {
            row.set("updatedon", now);
        }
        header.parent()
                .flatMap(name -> Solution.find(transaction, name))
                .ifPresent(parent -> row.set("_parentsolutionid_value", parent.id()));
        solution.put(transaction);
        components.refresh(solution);
    }

    private void members(UUID solutionId) {
        Map<String, UUID> roots = new HashMap<>();
        for (Component component : imported.contents().components()) {
            if (component.behavior().isPresent()) {
                StoredComponent stored = stored(component);
                UUID id = components.addMember(solutionId, stored, component.behavior(), Optional.empty(), now);
                if (stored.type().equals(ComponentTypes.ENTITY)) {
                    roots.put(stored.schemaName().toLowerCase(Locale.ROOT), id);
                }
            }
        }
        for (Component component : imported.contents().components()) {
            if (component.behavior().isEmpty()) {
                if (component.unmanagedReference()) {
                    // named only, neither brought nor listed: no member
                    continue;
                }
                Optional<UUID> root = component.parent().map(parent -> roots.get(parent.toLowerCase(Locale.ROOT)));
                components.addMember(solutionId, stored(component), component.behavior(), root, now);
            }
        }
    }

    private StoredComponent stored(Component component) {
        StoredComponent stored = components.ensure(withId(component), imported.isManaged());
        boolean overwritten = options.overwrite()
                && imported.isManaged()
                && stored.active()
                && stored.basis() != StoredComponent.Basis.UNMANAGED
                && !MERGED.contains(stored.type());
        if (overwritten) {
            stored = stored.with(stored.basis(), false);
            components.put(stored);
        }
        return stored;
    }

    private Component withId(Component component) {
        ComponentKey key = component.key();
        if (!key.type().equals(ComponentTypes.WEB_RESOURCE) || !key.id().isEmpty()) {
            return component;
        }
        String id =
                imported.facts().webResourceIds().getOrDefault(key.schemaName().toLowerCase(Locale.ROOT), "");
        return new Component(
                new ComponentKey(key.type(), id, key.schemaName()),
                component.displayName(),
                component.parent(),
                component.behavior(),
                component.unmanagedReference(),
                component.columns());
    }

    /** So that rows can be put into them; a table that is there already only gets more columns. */
    private void tables() {
        CustomTables tables = new CustomTables(transaction);
        for (TableFacts facts : imported.facts().tables()) {
            Optional<StoredComponent> table =
                    components.find(new ComponentKeys(ComponentTypes.ENTITY, "", facts.schemaName(), "", Map.of()));
            if (table.isEmpty()) {
                continue;
            }
            List<CustomTables.Attribute> columns = new ArrayList<>();
            for (TableFacts.ColumnFacts column : facts.columns()) {
                components
                        .find(new ComponentKeys(
                                ComponentTypes.ATTRIBUTE, "", column.logicalName(), facts.schemaName(), Map.of()))
                        .ifPresent(stored -> columns.add(new CustomTables.Attribute(
                                stored.objectId(), column.logicalName(), column.schemaName(), column.type())));
            }
            tables.define(definition(table.get().objectId(), facts, table.get().basis()), columns);
        }
        for (Component component : imported.contents().components()) {
            // a table that is only listed is there, and so has a description
            components
                    .find(ComponentStore.keys(component))
                    .filter(stored -> stored.type().equals(ComponentTypes.ENTITY))
                    .filter(stored -> transaction
                            .table(CustomTables.DEFINITIONS)
                            .find(stored.objectId())
                            .isEmpty())
                    .ifPresent(stored -> tables.define(
                            definition(
                                    stored.objectId(),
                                    new TableFacts(stored.schemaName(), "", "", "", List.of()),
                                    stored.basis()),
                            List.of()));
        }
    }

    private CustomTables.Definition definition(UUID id, TableFacts facts, StoredComponent.Basis basis) {
        String logicalName = facts.schemaName().toLowerCase(Locale.ROOT);
        Optional<ObjectNode> known = transaction.table(CustomTables.DEFINITIONS).find(id);
        String set = known.map(row -> NewRow.text(row, "EntitySetName"))
                .orElse(facts.entitySetName().isEmpty() ? CustomTables.plural(logicalName) : facts.entitySetName());
        String key = known.map(row -> NewRow.text(row, "PrimaryIdAttribute"))
                .orElse(facts.primaryId().isEmpty() ? logicalName + "id" : facts.primaryId());
        String name = facts.primaryName().isEmpty()
                ? known.map(row -> NewRow.text(row, "PrimaryNameAttribute")).orElse("")
                : facts.primaryName();
        return new CustomTables.Definition(
                id, logicalName, facts.schemaName(), set, key, name, basis != StoredComponent.Basis.PLATFORM);
    }

    // ---------------------------------------------------------------- rows of their own

    private void variables() {
        Table definitions = transaction.table(Tables.VARIABLES);
        for (EnvironmentVariable variable : imported.contents().environmentVariables()) {
            Optional<ObjectNode> known = definitions.findBy("schemaname", variable.schemaName());
            UUID id = known.flatMap(row -> NewRow.id(row, "environmentvariabledefinitionid"))
                    .orElseGet(() -> idOf(ComponentTypes.VARIABLE, variable.schemaName()));
            NewRow row = NewRow.of(known.orElseGet(() -> NewRow.empty()
                            .set("environmentvariabledefinitionid", id)
                            .set("createdon", now)
                            .set("valueschema", null)
                            .set("secretstore", 0)
                            .set("hint", null)
                            .set("apiid", null)
                            .set("parameterkey", null)
                            .set("_parentdefinitionid_value", null)
                            .set("_connectionreferenceid_value", null)
                            .set(
                                    "introducedversion",
                                    imported.header().version().text())
                            .set("statecode", 0)
                            .set("statuscode", 1)
                            .node()))
                    .set("schemaname", variable.schemaName())
                    .set("displayname", variable.displayName())
                    .set("description", variable.description().isEmpty() ? null : variable.description())
                    .set("defaultvalue", variable.defaultValue())
                    .set("type", variable.type())
                    .set("isrequired", variable.required())
                    .set("ismanaged", imported.isManaged())
                    .set("modifiedon", now);
            definitions.put(id, row.node());
            if (variable.value().isPresent()) {
                value(id, variable.schemaName(), variable.value().get(), variable.valueId());
            }
        }
    }

    private void value(UUID definition, String schemaName, String value, Optional<String> givenId) {
        Table values = transaction.table(Tables.VALUES);
        Optional<ObjectNode> known = values
                .where(row -> NewRow.text(row, "_environmentvariabledefinitionid_value")
                        .equals(definition.toString()))
                .stream()
                .findFirst();
        UUID id = known.flatMap(row -> NewRow.id(row, "environmentvariablevalueid"))
                .or(() -> givenId.filter(text -> !text.isEmpty()).map(UUID::fromString))
                .orElseGet(UUID::randomUUID);
        ObjectNode row = known.orElseGet(() -> NewRow.empty()
                .set("environmentvariablevalueid", id)
                .set("schemaname", schemaName)
                .set("_environmentvariabledefinitionid_value", definition)
                .set("createdon", now)
                .set("ismanaged", imported.isManaged())
                .set("statecode", 0)
                .set("statuscode", 1)
                .node());
        values.put(id, NewRow.of(row).set("value", value).set("modifiedon", now).node());
    }

    private void connectionReferences() {
        Table references = transaction.table(Tables.CONNECTION_REFERENCES);
        for (ConnectionReference reference : imported.contents().connectionReferences()) {
            Optional<ObjectNode> known = references.findBy("connectionreferencelogicalname", reference.logicalName());
            UUID id = known.flatMap(row -> NewRow.id(row, "connectionreferenceid"))
                    .orElseGet(() -> idOf(ComponentTypes.CONNECTION_REFERENCE, reference.logicalName()));
            ObjectNode row = NewRow.of(known.orElseGet(() -> NewRow.empty()
                            .set("connectionreferenceid", id)
                            .set("connectionid", null)
                            .set("customconnectorid", null)
                            .set("connectionparametersetconfig", null)
                            .set("promptingbehavior", 0)
                            .set("statecode", 0)
                            .set("statuscode", 1)
                            .set("createdon", now)
                            .node()))
                    .set("connectionreferencelogicalname", reference.logicalName())
                    .set("connectionreferencedisplayname", reference.displayName())
                    .set("description", reference.description().isEmpty() ? null : reference.description())
                    .set("connectorid", reference.connectorId())
                    .set("ismanaged", imported.isManaged())
                    .set("modifiedon", now)
                    .node();
            references.put(id, row);
        }
    }

    /** The values of ComponentParameters replace what the package carries; those for other components are ignored (§4.1). */
    private void parameters() {
        Set<String> own = new HashSet<>();
        imported.contents()
                .connectionReferences()
                .forEach(reference -> own.add(reference.logicalName().toLowerCase(Locale.ROOT)));
        imported.contents()
                .environmentVariables()
                .forEach(variable -> own.add(variable.schemaName().toLowerCase(Locale.ROOT)));
        for (ObjectNode parameter : options.parameters()) {
            String reference = NewRow.text(parameter, "connectionreferencelogicalname");
            String variable = NewRow.text(parameter, "schemaname");
            if (own.contains(reference.toLowerCase(Locale.ROOT))) {
                Table table = transaction.table(Tables.CONNECTION_REFERENCES);
                ObjectNode row = table.findBy("connectionreferencelogicalname", reference)
                        .orElseThrow();
                row.put("connectionid", NewRow.text(parameter, "connectionid"));
                table.put(NewRow.id(row, "connectionreferenceid").orElseThrow(), row);
            } else if (own.contains(variable.toLowerCase(Locale.ROOT))) {
                ObjectNode definition = transaction
                        .table(Tables.VARIABLES)
                        .findBy("schemaname", variable)
                        .orElseThrow();
                value(
                        NewRow.id(definition, "environmentvariabledefinitionid").orElseThrow(),
                        NewRow.text(definition, "schemaname"),
                        NewRow.text(parameter, "value"),
                        Optional.of(NewRow.text(parameter, "environmentvariablevalueid")));
            }
        }
    }

    private void workflows() {
        Table table = transaction.table(Tables.WORKFLOWS);
        for (Workflow workflow : imported.contents().workflows()) {
            UUID id = UUID.fromString(workflow.id());
            Optional<ObjectNode> known = table.find(id);
            PackageFacts.FlowUse use =
                    imported.facts().flows().getOrDefault(workflow.id(), new PackageFacts.FlowUse(Set.of(), Set.of()));
            NewRow row = NewRow.of(known.orElseGet(() -> NewRow.empty()
                            .set("workflowid", id)
                            .set("workflowidunique", id)
                            .set("uniquename", null)
                            .set("type", 1)
                            .set("statecode", 0)
                            .set("statuscode", 1)
                            .set("modernflowtype", 0)
                            .set("clientdata", null)
                            .set("primaryentity", "none")
                            .set("createdon", now)
                            .set("_ownerid_value", null)
                            .node()))
                    .set("name", workflow.name())
                    .set("category", workflow.category())
                    .set("connectionreferences", Flows.references(use.connectionReferences()))
                    .set("ismanaged", imported.isManaged())
                    .set("modifiedon", now);
            if (workflow.activated() && options.publishWorkflows() && knobs.activateFlows()) {
                activate(workflow, row.node());
            }
            table.put(id, row.node());
        }
    }

    private void activate(Workflow workflow, ObjectNode row) {
        Optional<ServiceFault> problem = Flows.problem(transaction, row);
        if (problem.isEmpty()) {
            Flows.switchOn(row, true);
            return;
        }
        if (knobs.flowActivationFailure() == Knobs.Severity.FAILURE) {
            throw problem.get();
        }
        Flows.switchOn(row, false);
        imported.contents().components().stream()
                .filter(component -> component.key().type().equals(ComponentTypes.WORKFLOW)
                        && component.key().id().equals(workflow.id()))
                .findFirst()
                .ifPresent(component -> warnings.add(new ImportReport.Warning(
                        component, problem.get().code(), problem.get().getMessage())));
    }

    // ---------------------------------------------------------------- dependencies

    private void dependencies(Solution solution) {
        Dependencies dependencies = new Dependencies(transaction, components);
        UUID layer = imported.isManaged() ? solution.id() : WellKnownRows.ACTIVE;
        // what another version of them needed they do not need any more
        Dependencies.deleteOfLayer(transaction, layer, brought()::contains);
        for (MissingDependency dependency : imported.contents().missingDependencies()) {
            components
                    .find(ComponentKeys.of(dependency.dependent()))
                    .ifPresent(dependent -> dependencies.add(
                            ComponentKeys.of(dependency.required()),
                            dependency.required().displayName(),
                            dependent,
                            layer));
        }
        Set<String> ownTables = new HashSet<>();
        for (Component component : imported.contents().components()) {
            if (component.key().type().equals(ComponentTypes.ENTITY) && !component.unmanagedReference()) {
                ownTables.add(component.key().schemaName().toLowerCase(Locale.ROOT));
            }
        }
        for (Component component : imported.contents().components()) {
            String parent = component.parent().orElse("");
            if (!parent.isEmpty() && !ownTables.contains(parent.toLowerCase(Locale.ROOT))) {
                ComponentKeys table = new ComponentKeys(ComponentTypes.ENTITY, "", parent, "", Map.of());
                Optional<StoredComponent> dependent = components.find(ComponentStore.keys(component));
                if (dependent.isPresent()
                        && components
                                .find(table)
                                .filter(found -> found.basis() != StoredComponent.Basis.PLATFORM)
                                .isPresent()) {
                    dependencies.add(table, parent, dependent.get(), layer);
                }
            }
        }
        imported.facts()
                .flows()
                .forEach((id, use) -> components
                        .find(new ComponentKeys(ComponentTypes.WORKFLOW, id, "", "", Map.of()))
                        .ifPresent(flow -> {
                            for (String name : use.connectionReferences()) {
                                need(dependencies, ComponentTypes.CONNECTION_REFERENCE, name, flow, layer);
                            }
                            for (String name : use.variables()) {
                                need(dependencies, ComponentTypes.VARIABLE, name, flow, layer);
                            }
                        }));
    }

    /** The components that the package has a version of. */
    private Set<UUID> brought() {
        Set<UUID> brought = new HashSet<>();
        for (Component component : imported.contents().components()) {
            if (component.behavior().isPresent() || !component.unmanagedReference()) {
                components
                        .find(ComponentStore.keys(component))
                        .map(StoredComponent::objectId)
                        .ifPresent(brought::add);
            }
        }
        return brought;
    }

    private void need(Dependencies dependencies, String type, String name, StoredComponent dependent, UUID layer) {
        ComponentKeys keys = new ComponentKeys(type, "", name, "", Map.of());
        if (components.find(keys).isPresent()) {
            dependencies.add(keys, name, dependent, layer);
        }
    }

    private UUID idOf(String type, String name) {
        return components
                .find(new ComponentKeys(type, "", name, "", Map.of()))
                .map(StoredComponent::objectId)
                .orElseGet(() -> UUID.nameUUIDFromBytes(
                        (type + " " + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8)));
    }
}
