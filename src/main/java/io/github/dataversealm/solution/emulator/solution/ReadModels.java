package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that are worked out from others at each request (spec dataverse-web-api §3.6). */
final class ReadModels {

    private static final Pattern SOLUTION =
            Pattern.compile("(?i)msdyn_solutionid\\s+eq\\s+'?\\{?([0-9a-f-]{36})\\}?'?");
    private static final Pattern COMPONENT =
            Pattern.compile("(?i)msdyn_componentid\\s+eq\\s+'\\{?([0-9a-f-]{36})\\}?'");
    private static final Pattern KIND = Pattern.compile("(?i)msdyn_solutioncomponentname\\s+eq\\s+'([^']+)'");

    private ReadModels() {}

    private static Optional<String> first(Pattern pattern, Optional<String> filter) {
        Matcher matcher = pattern.matcher(filter.orElse(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static UUID solution(Optional<String> filter) {
        return first(SOLUTION, filter)
                .map(UUID::fromString)
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("The filter must name one msdyn_solutionid."));
    }

    /**
     * A table whose rows are the components of a type, by id and name.
     *
     * @param kept whether the store has rows of the table too, which come first
     */
    record Components(String set, boolean kept, String type, String key, Function<StoredComponent, String> name)
            implements EntityRules {

        /** {@code webresourceset}. */
        static Components webResources() {
            return new Components(
                    "webresourceset", false, ComponentTypes.WEB_RESOURCE, "webresourceid", StoredComponent::schemaName);
        }

        /** {@code roles}: those that users have, and those that solutions brought. */
        static Components roles() {
            return new Components("roles", true, ComponentTypes.ROLE, "roleid", StoredComponent::displayName);
        }

        @Override
        public Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) {
            ComponentStore components = new ComponentStore(transaction);
            List<ObjectNode> rows =
                    new ArrayList<>(kept ? transaction.table(set).all() : List.of());
            for (StoredComponent component : components.all()) {
                if (component.type().equals(type) && component.basis() != StoredComponent.Basis.PLATFORM) {
                    rows.add(NewRow.empty()
                            .set(key, component.objectId())
                            .set("name", name.apply(component))
                            .set("displayname", component.title())
                            .set("ismanaged", component.basis() == StoredComponent.Basis.MANAGED)
                            .node());
                }
            }
            return Optional.of(rows);
        }
    }

    /** {@code solutioncomponents}: the kept ones, and those of the platform's own solution. */
    static final class Members implements EntityRules {

        @Override
        public Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) {
            List<ObjectNode> rows =
                    new ArrayList<>(transaction.table(Tables.MEMBERS).all());
            String platform = StoredComponent.Basis.PLATFORM.name();
            for (ObjectNode row : transaction
                    .table(Tables.COMPONENTS)
                    .where(row -> NewRow.text(row, "basis").equals(platform))) {
                StoredComponent component = StoredComponent.of(row);
                String text = WellKnownRows.SYSTEM + " " + component.objectId();
                rows.add(NewRow.empty()
                        .set("solutioncomponentid", UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)))
                        .set("objectid", component.objectId())
                        .set("componenttype", ComponentTypes.known(transaction, component.type()))
                        .set("rootcomponentbehavior", 0)
                        .set("rootsolutioncomponentid", null)
                        .set("ismetadata", ComponentStore.isMetadata(component.type()))
                        .set("_solutionid_value", WellKnownRows.SYSTEM)
                        .node());
            }
            return Optional.of(rows);
        }
    }

    /** {@code msdyn_solutioncomponentsummaries}. */
    static final class Summaries implements EntityRules {

        @Override
        public Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) {
            UUID solutionId = solution(filter);
            if (filter.orElse("").matches("(?is).*\\beq\\s+(true|false)\\b.*")) {
                throw Fault.INVALID_ARGUMENT.toFault("The filter on a boolean column is not supported by this table.");
            }
            ComponentStore components = new ComponentStore(transaction);
            Map<UUID, ObjectNode> members = components.membersOf(solutionId);
            boolean managed = Solution.find(transaction, solutionId)
                    .map(Solution::isManaged)
                    .orElse(false);
            List<ObjectNode> rows = new ArrayList<>();
            members.forEach((objectId, member) -> components
                    .find(objectId)
                    .ifPresent(component ->
                            rows.add(summary(transaction, component, member, solutionId, managed, members.size()))));
            return Optional.of(rows);
        }

        private static ObjectNode summary(
                Transaction transaction,
                StoredComponent component,
                ObjectNode member,
                UUID solutionId,
                boolean managed,
                int total) {
            Optional<ObjectNode> workflow = component.type().equals(ComponentTypes.WORKFLOW)
                    ? transaction.table(Tables.WORKFLOWS).find(component.objectId())
                    : Optional.empty();
            return NewRow.empty()
                    .set("msdyn_solutioncomponentsummaryid", NewRow.text(member, "solutioncomponentid"))
                    .set("msdyn_objectid", component.objectId())
                    .set("msdyn_name", component.title())
                    .set("msdyn_displayname", component.title())
                    .set("msdyn_schemaname", component.schemaName().isEmpty() ? null : component.schemaName())
                    .set("msdyn_componenttype", member.path("componenttype").asInt())
                    .set("msdyn_componenttypename", ComponentTypes.name(component.type()))
                    .set("msdyn_componentlogicalname", ComponentTypes.logicalName(component.type()))
                    .set("msdyn_solutionid", solutionId)
                    .set("msdyn_ismanaged", managed)
                    .set("msdyn_ismanagedname", managed ? "Managed" : "Unmanaged")
                    .set("msdyn_iscustom", component.basis() != StoredComponent.Basis.PLATFORM)
                    .set("msdyn_iscustomizable", true)
                    .set("msdyn_hasactivecustomization", component.active())
                    .set("msdyn_primaryentityname", component.parent().isEmpty() ? null : component.parent())
                    .set("msdyn_subtype", null)
                    .set(
                            "msdyn_status",
                            workflow.map(row -> row.path("statecode").asInt() == 1 ? "On" : "Off"))
                    .set("msdyn_workflowcategory", workflow.map(row -> NewRow.text(row, "category")))
                    .set("msdyn_createdon", NewRow.text(member, "createdon"))
                    .set("msdyn_modifiedon", NewRow.text(member, "modifiedon"))
                    .set("msdyn_total", total)
                    .node();
        }
    }

    /** {@code msdyn_solutioncomponentcountsummaries}. */
    static final class Counts implements EntityRules {

        @Override
        public Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) {
            UUID solutionId = solution(filter);
            ComponentStore components = new ComponentStore(transaction);
            Map<String, Integer> counts = new LinkedHashMap<>();
            components
                    .membersOf(solutionId)
                    .keySet()
                    .forEach(objectId -> components
                            .find(objectId)
                            .ifPresent(component -> counts.merge(component.type(), 1, Integer::sum)));
            List<ObjectNode> rows = new ArrayList<>();
            counts.forEach((type, count) -> rows.add(NewRow.empty()
                    .set(
                            "msdyn_solutioncomponentcountsummaryid",
                            UUID.nameUUIDFromBytes((solutionId + " " + type).getBytes(StandardCharsets.UTF_8)))
                    .set("msdyn_solutionid", solutionId)
                    .set("msdyn_componentlogicalname", ComponentTypes.logicalName(type))
                    .set("msdyn_componenttype", ComponentTypes.known(transaction, type))
                    .set("msdyn_total", count)
                    .node()));
            return Optional.of(rows);
        }
    }

    /** {@code msdyn_componentlayers}: the solutions that have the component, from the bottom up, then Active. */
    static final class Layers implements EntityRules {

        @Override
        public Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) {
            UUID objectId = first(COMPONENT, filter)
                    .map(UUID::fromString)
                    .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault(
                            "The filter must name msdyn_componentid and msdyn_solutioncomponentname."));
            String kind = first(KIND, filter)
                    .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault(
                            "The filter must name msdyn_componentid and msdyn_solutioncomponentname."));
            ComponentStore components = new ComponentStore(transaction);
            Optional<StoredComponent> found = components.find(objectId);
            if (found.isEmpty()) {
                return Optional.of(List.of());
            }
            StoredComponent component = found.get();
            List<String[]> layers = new ArrayList<>();
            if (component.basis() == StoredComponent.Basis.PLATFORM) {
                layers.add(new String[] {"System", "MicrosoftCorporation"});
            }
            for (UUID solutionId : components.solutionsOf(objectId)) {
                Optional<Solution> solution =
                        Solution.find(transaction, solutionId).filter(Solution::isManaged);
                solution.ifPresent(row -> layers.add(new String[] {
                    row.uniqueName(),
                    transaction
                            .table(Tables.PUBLISHERS)
                            .find(row.publisherId())
                            .map(publisher -> NewRow.text(publisher, "friendlyname"))
                            .orElse("")
                }));
            }
            if (component.active()) {
                layers.add(new String[] {"Active", "Default Publisher for org"});
            }
            List<ObjectNode> rows = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                String text = objectId + " " + layers.get(i)[0];
                rows.add(NewRow.empty()
                        .set("msdyn_componentlayerid", UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)))
                        .set("msdyn_componentid", objectId.toString())
                        .set("msdyn_solutioncomponentname", kind)
                        .set("msdyn_name", component.title())
                        .set("msdyn_solutionname", layers.get(i)[0])
                        .set("msdyn_publishername", layers.get(i)[1])
                        .set("msdyn_order", i + 1)
                        .set("msdyn_overwritetime", "1900-01-01T00:00:00Z")
                        .set("msdyn_changes", null)
                        .set("msdyn_componentjson", null)
                        .set("msdyn_children", null)
                        .node());
            }
            return Optional.of(rows);
        }
    }
}
