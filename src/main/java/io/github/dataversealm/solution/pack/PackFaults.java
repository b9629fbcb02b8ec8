package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import java.nio.file.Path;
import java.util.List;

/** The errors of a pack that are about a source folder as a whole. */
final class PackFaults {

    /** How many components or files a message names. */
    private static final int NAMED = 20;

    private PackFaults() {}

    static SolutionException notASourceFolder(Path folder, String missing) {
        return new SolutionException(
                Location.of(folder),
                "it is not the source folder of a solution: " + missing + " is missing",
                "Set -Dsolution.sourceDirectory=<folder> to the folder that holds " + missing
                        + ", or unpack a solution into this one first.");
    }

    static SolutionException wrongType(String manifest, PackageType asked, PackageType found) {
        return new SolutionException(
                Location.of(manifest),
                "the source folder is " + found + ", but " + asked + " was asked for",
                "Set -Dsolution.packageType=" + found
                        + ", or unpack both package types (-Dsolution.packageType=Both) to pack either.");
    }

    static SolutionException missingComponents(String manifest, List<String> missing) {
        return new SolutionException(
                Location.of(manifest),
                "the solution lists root components that the source folder does not have:" + lines(missing),
                "Restore their files, remove the <RootComponent> elements, or pack without them:"
                        + " -Dsolution.allowMissingComponents=true.");
    }

    static SolutionException unlistedComponents(String manifest, List<String> unlisted) {
        return new SolutionException(
                Location.of(manifest),
                "the source folder has components that the solution does not list as root components:"
                        + lines(unlisted),
                "Add a <RootComponent> for each to <RootComponents>, or remove the files; Dataverse would not import"
                        + " them.");
    }

    static String lines(List<String> items) {
        StringBuilder text = new StringBuilder();
        for (String item : items.subList(0, Math.min(NAMED, items.size()))) {
            text.append(System.lineSeparator()).append("  ").append(item);
        }
        if (items.size() > NAMED) {
            text.append(System.lineSeparator())
                    .append("  and ")
                    .append(items.size() - NAMED)
                    .append(" more");
        }
        return text.toString();
    }
}
