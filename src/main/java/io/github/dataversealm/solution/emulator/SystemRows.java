package io.github.dataversealm.solution.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.identity.IdentityService;
import io.github.dataversealm.solution.emulator.identity.Registration;
import io.github.dataversealm.solution.emulator.store.OrganizationStore;
import io.github.dataversealm.solution.emulator.store.Table;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.emulator.table.EntitySets;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The rows that tell of the organization and its users. */
final class SystemRows {

    private static final String ROLES = "roles";

    private final OrganizationFile organization;
    private final EmulatorOptions options;
    private final Clock clock;

    SystemRows(OrganizationFile organization, EmulatorOptions options, Clock clock) {
        this.organization = organization;
        this.options = options;
        this.clock = clock;
    }

    /** Adds what is missing, and brings the users up to date. */
    void seed(OrganizationStore store, List<Registration> registrations) throws IOException {
        store.write(transaction -> {
            put(
                    transaction,
                    "businessunits",
                    organization.businessUnitId(),
                    "businessunitid",
                    row().put("name", options.uniqueName()));
            put(
                    transaction,
                    "organizations",
                    organization.organizationId(),
                    "organizationid",
                    row().put("name", options.friendlyName())
                            .put("uniquename", options.uniqueName())
                            .put("languagecode", 1033)
                            .put("maxuploadfilesize", 5_242_880));
            for (Registration registration : registrations) {
                if (registration.member()) {
                    put(
                            transaction,
                            "systemusers",
                            IdentityService.userId(registration),
                            "systemuserid",
                            user(registration));
                    roles(transaction, registration);
                }
            }
            return null;
        });
    }

    /** Gives the user its roles, and takes those away that it no longer has. */
    private void roles(Transaction transaction, Registration registration) {
        String user = IdentityService.userId(registration).toString();
        for (ObjectNode role : transaction.table(ROLES).all()) {
            if (!registration.roles().contains(role.path("name").asText())) {
                members(transaction, role, user, false);
            }
        }
        for (String name : registration.roles()) {
            ObjectNode role = transaction
                    .table(ROLES)
                    .findBy("name", name)
                    .orElseGet(() -> row().put("roleid", UUID.randomUUID().toString())
                            .put("name", name)
                            .put(
                                    "_businessunitid_value",
                                    organization.businessUnitId().toString()));
            members(transaction, role, user, true);
        }
    }

    private void members(Transaction transaction, ObjectNode role, String user, boolean member) {
        Set<String> users = new TreeSet<>();
        role.path(EntitySets.ROLE_USERS).forEach(id -> users.add(id.asText()));
        if (member ? users.add(user) : users.remove(user)) {
            ArrayNode list = role.putArray(EntitySets.ROLE_USERS);
            users.forEach(list::add);
            put(transaction, ROLES, UUID.fromString(role.get("roleid").asText()), "roleid", role);
        }
    }

    private ObjectNode user(Registration registration) {
        ObjectNode row = row().put("fullname", (registration.person() ? "" : "# ") + registration.name())
                .put("domainname", registration.name())
                .put("isdisabled", registration.disabled())
                .put("azureactivedirectoryobjectid", registration.id().toString())
                .put("_businessunitid_value", organization.businessUnitId().toString());
        return registration.person()
                ? row
                : row.put("applicationid", registration.id().toString());
    }

    private static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes the row unless it is there just so: a start must not give every row a new version. */
    private void put(Transaction transaction, String set, UUID id, String key, ObjectNode values) {
        Table table = transaction.table(set);
        ObjectNode row =
                table.find(id).orElseGet(() -> row().put("createdon", now()).put("modifiedon", now()));
        ObjectNode before = row.deepCopy();
        row.put(key, id.toString()).setAll(values);
        if (!row.equals(before)) {
            table.put(id, row);
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
