package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.NewRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** New rows of {@code solutions} and {@code publishers} with all their columns (spec dataverse-web-api §3.1, §3.2). */
final class SolutionRows {

    private static final List<String> ADDRESS = List.of(
            "city",
            "country",
            "county",
            "line1",
            "line2",
            "line3",
            "name",
            "postalcode",
            "stateorprovince",
            "telephone1");

    private SolutionRows() {}

    static NewRow fresh(UUID id, String uniqueName, String friendlyName, String version, UUID publisher, Instant now) {
        return NewRow.empty()
                .set("solutionid", id)
                .set("uniquename", uniqueName)
                .set("friendlyname", friendlyName)
                .set("version", version)
                .set("ismanaged", false)
                .set("isvisible", true)
                .set("isapimanaged", false)
                .set("description", null)
                .set("installedon", now)
                .set("updatedon", null)
                .set("createdon", now)
                .set("modifiedon", now)
                .set("solutionpackageversion", null)
                .set("solutiontype", null)
                .set("templatesuffix", null)
                .set("upgradeinfo", null)
                .set("thumbprint", null)
                .set("enabledforsourcecontrolintegration", false)
                .set("sourcecontrolsyncstatus", 0)
                .set("_publisherid_value", publisher)
                .set("_parentsolutionid_value", null)
                .set("_configurationpageid_value", null);
    }

    static NewRow publisher(
            UUID id,
            String uniqueName,
            String friendlyName,
            String description,
            String prefix,
            int optionValuePrefix,
            Instant now) {
        NewRow row = NewRow.empty()
                .set("publisherid", id)
                .set("uniquename", uniqueName)
                .set("friendlyname", friendlyName)
                .set("description", description.isEmpty() ? null : description)
                .set("customizationprefix", prefix)
                .set("customizationoptionvalueprefix", optionValuePrefix)
                .set("emailaddress", null)
                .set("supportingwebsiteurl", null)
                .set("isreadonly", false)
                .set("createdon", now)
                .set("modifiedon", now);
        for (int number = 1; number <= 2; number++) {
            for (String column : ADDRESS) {
                row.set("address" + number + "_" + column, null);
            }
        }
        return row;
    }
}
