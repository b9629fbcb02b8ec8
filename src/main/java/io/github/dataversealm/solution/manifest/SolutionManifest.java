package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.model.PackageType;
import java.util.List;

/**
 * What {@code solution.xml} says of a solution.
 *
 * @param uniqueName its unique name
 * @param version its version as it is spelled
 * @param packageType unmanaged or managed; both only in a source folder
 * @param rootComponents its members
 */
public record SolutionManifest(
        String uniqueName, String version, PackageType packageType, List<RootComponent> rootComponents) {}
