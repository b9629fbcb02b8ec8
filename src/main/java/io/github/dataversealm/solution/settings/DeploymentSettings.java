package io.github.dataversealm.solution.settings;

import java.util.List;

/**
 * What a deployment settings file says, in its order (spec dataverse-web-api §4.2). Values may still hold references to
 * variables of the operating system, see {@link SettingsValues}.
 *
 * @param file how a person names the file; empty for none
 */
public record DeploymentSettings(String file, List<VariableSetting> variables, List<ConnectionSetting> connections) {

    /** The settings of an environment without a file. */
    public static DeploymentSettings none() {
        return new DeploymentSettings("", List.of(), List.of());
    }
}
