package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a package is imported (spec dataverse-web-api §2.2, §5.1).
 *
 * @param overwrite whether unmanaged customizations are overwritten
 * @param publishWorkflows whether processes and flows that are on in the package are switched on
 * @param mode what happens to an installed version
 * @param parameters values for connection references and environment variables
 */
public record ImportOptions(boolean overwrite, boolean publishWorkflows, Mode mode, List<ObjectNode> parameters) {

    /** What happens to an installed version. */
    public enum Mode {
        /** It is updated: nothing is removed. */
        PLAIN,
        /** The package is kept beside it as {@code _Upgrade}. */
        HOLDING,
        /** It is replaced in one step. */
        SINGLE_STEP
    }

    static ImportOptions of(ObjectNode parameters, boolean singleStep) {
        List<ObjectNode> components = new ArrayList<>();
        for (JsonNode component : parameters.path("ComponentParameters")) {
            if (component instanceof ObjectNode object) {
                components.add(object);
            }
        }
        Mode mode = singleStep
                ? Mode.SINGLE_STEP
                : parameters.path("HoldingSolution").asBoolean() ? Mode.HOLDING : Mode.PLAIN;
        return new ImportOptions(
                parameters.path("OverwriteUnmanagedCustomizations").asBoolean(),
                parameters.path("PublishWorkflows").asBoolean(),
                mode,
                List.copyOf(components));
    }
}
