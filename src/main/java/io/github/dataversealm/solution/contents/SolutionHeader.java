package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Optional;

/**
 * What {@code solution.xml} says of the solution itself.
 *
 * @param packageVersion {@code ImportExportXml/@SolutionPackageVersion}, such as 9.2; may be empty
 * @param platformVersion {@code ImportExportXml/@version}, the service that exported it; may be empty
 * @param parent the unique name of the solution that this is a patch of
 */
public record SolutionHeader(
        String uniqueName,
        String friendlyName,
        String description,
        SolutionVersion version,
        PackageType packageType,
        String packageVersion,
        String platformVersion,
        int languageCode,
        Publisher publisher,
        Optional<String> parent) {

    /** Who publishes a solution, and the prefix of the names of what it brings. */
    public record Publisher(
            String uniqueName, String friendlyName, String description, String prefix, int optionValuePrefix) {}
}
