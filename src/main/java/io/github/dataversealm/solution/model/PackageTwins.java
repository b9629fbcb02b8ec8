package io.github.dataversealm.solution.model;

import java.nio.file.Path;
import java.util.Locale;

/** How the zips of a pair are named: {@code a.zip} is the unmanaged one, {@code a_managed.zip} the managed one. */
public final class PackageTwins {

    private static final String MANAGED = "_managed";
    private static final String EXTENSION = ".zip";

    private PackageTwins() {}

    public static boolean isManagedName(Path zip) {
        return zip.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(MANAGED + EXTENSION);
    }

    /** The managed zip beside an unmanaged one. */
    public static Path managed(Path zip) {
        String name = zip.getFileName().toString();
        boolean extension = name.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
        int end = extension ? name.length() - EXTENSION.length() : name.length();
        return zip.resolveSibling(name.substring(0, end) + MANAGED + name.substring(end));
    }
}
