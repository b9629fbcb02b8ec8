package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A solution as far as its settings are concerned. */
final class Needs {

    static final String OUTLOOK = "/providers/Microsoft.PowerApps/apis/shared_office365";

    private final List<EnvironmentVariable> variables = new ArrayList<>();
    private final List<ConnectionReference> references = new ArrayList<>();

    Needs variable(String schemaName, int type) {
        return add(schemaName, type, false, Optional.empty(), Optional.empty(), "", "");
    }

    Needs required(String schemaName) {
        return add(schemaName, EnvironmentVariable.TEXT, true, Optional.empty(), Optional.empty(), "", "");
    }

    Needs withDefault(String schemaName, String defaultValue) {
        return add(schemaName, EnvironmentVariable.TEXT, true, Optional.of(defaultValue), Optional.empty(), "", "");
    }

    Needs withValue(String schemaName, String value) {
        return add(schemaName, EnvironmentVariable.TEXT, false, Optional.empty(), Optional.of(value), "", "");
    }

    Needs site(String schemaName) {
        return add(
                schemaName,
                EnvironmentVariable.DATA_SOURCE,
                false,
                Optional.empty(),
                Optional.empty(),
                "/providers/Microsoft.PowerApps/apis/shared_sharepointonline",
                "dataset");
    }

    private Needs add(
            String schemaName,
            int type,
            boolean required,
            Optional<String> defaultValue,
            Optional<String> value,
            String api,
            String parameter) {
        variables.add(new EnvironmentVariable(
                schemaName,
                "Name of " + schemaName,
                Map.of(1033, "Name of " + schemaName),
                "What it is \"for\"",
                Map.of(1033, "What it is \"for\""),
                type,
                required,
                defaultValue,
                value,
                value.map(any -> "04c897b5-b838-ea11-a813-000d3a5a4145"),
                "",
                api,
                parameter));
        return this;
    }

    Needs connection(String logicalName, String connectorId) {
        references.add(new ConnectionReference(logicalName, "Name of " + logicalName, "", connectorId));
        return this;
    }

    SolutionContents contents() {
        return new SolutionContents(
                new SolutionHeader(
                        "Trips",
                        "Trips",
                        "",
                        new SolutionVersion("1.0.0.0"),
                        PackageType.MANAGED,
                        "9.2",
                        "9.2",
                        1033,
                        new SolutionHeader.Publisher("contoso", "Contoso", "", "contoso", 10000),
                        Optional.empty()),
                List.of(),
                List.of(),
                List.copyOf(variables),
                List.copyOf(references),
                List.of());
    }
}
