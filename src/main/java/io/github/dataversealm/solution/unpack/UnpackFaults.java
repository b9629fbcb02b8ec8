package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import java.nio.file.Path;

/** The errors of an unpack that are about a zip as a whole. */
final class UnpackFaults {

    private UnpackFaults() {}

    static SolutionException notASolution(String zip, String missing) {
        return new SolutionException(
                Location.of(zip),
                "it is not a solution: it has no " + missing,
                "Take the zip that the environment exported, not one that holds it.");
    }

    static SolutionException sourceLocAlone(String sourceLoc) {
        return new SolutionException(
                null,
                "a template of resources was asked for (sourceLoc), but no resources (localize)",
                "Type both: -Dsolution.localize=true -Dsolution.sourceLoc=" + sourceLoc);
    }

    static SolutionException wrongType(Path zip, PackageType expected, PackageType found) {
        return new SolutionException(
                Location.of(zip),
                "the solution is " + found + ", but " + expected + " was asked for",
                "Set -Dsolution.packageType=" + found + ", or leave it out: the zip says what it is.");
    }

    static SolutionException bothInZip(Path zip) {
        return new SolutionException(
                Location.of(zip + "!/solution.xml"),
                "<Managed> is '" + PackageType.BOTH.manifestValue() + "', which occurs only in source folders",
                "It is 0 in the zip of an unmanaged and 1 in that of a managed solution; pack the zip again.");
    }

    static SolutionException twoForOne(String zip, EntryIndex.Entry entry, String path) {
        return new SolutionException(
                Location.of(zip + "!/" + entry.item().name()),
                "it would be the file " + path + ", and so would something else in the solution",
                "Rename one of the two components in the environment and export the solution again.");
    }

    static SolutionException sameName(String zip, String path) {
        return new SolutionException(
                Location.of(zip + "!/customizations.xml"),
                "two components would be the file " + path,
                "Rename one of them in the environment and export the solution again.");
    }

    static SolutionException managedGiven(Path zip) {
        return new SolutionException(
                Location.of(zip),
                "both package types are unpacked from the unmanaged zip, and this is named as the managed one",
                "Set -Dsolution.zipFile to the zip without _managed in its name; the other one is found beside it.");
    }

    static SolutionException twinMissing(Path zip, Path twin) {
        return new SolutionException(
                Location.of(zip),
                "both package types were asked for, but the managed zip is missing: " + twin,
                "Export the solution a second time as managed and put it there, or set"
                        + " -Dsolution.packageType=Unmanaged.");
    }

    static SolutionException differentSolutions(Path zip, String name, Path twin, String other) {
        return new SolutionException(
                Location.of(twin),
                "it is the solution '" + other + "', but " + zip.getFileName() + " is '" + name + "'",
                "Both zips must come from the same solution.");
    }
}
