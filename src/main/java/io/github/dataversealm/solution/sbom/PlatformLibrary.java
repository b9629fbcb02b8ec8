package io.github.dataversealm.solution.sbom;

import java.util.Locale;
import java.util.Optional;

/**
 * The libraries that the platform has for code components, and the packages of npm that they are
 * (learn.microsoft.com/power-apps/developer/component-framework/react-controls-platform-libraries).
 */
final class PlatformLibrary {

    private PlatformLibrary() {}

    /**
     * The name of the package.
     *
     * @param name as {@code <platform-library>} has it
     */
    static Optional<String> packageName(String name, String version) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "react" -> Optional.of("react");
            case "fluent" ->
                version.startsWith("8.")
                        ? Optional.of("@fluentui/react")
                        : version.startsWith("9.") ? Optional.of("@fluentui/react-components") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
