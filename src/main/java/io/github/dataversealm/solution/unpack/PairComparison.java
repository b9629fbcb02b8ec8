package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.FilePattern;
import io.github.dataversealm.solution.layout.PairDifferences;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.model.PackageType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out, while a pair is unpacked, where its two zips differ in files that the folder shares. */
final class PairComparison {

    private final Map<String, String> shared = new ConcurrentHashMap<>();
    private final Map<String, PackageType> variants = new ConcurrentHashMap<>();
    private final Set<String> inUnmanaged = new HashSet<>();
    private final Set<String> inManaged = new HashSet<>();

    /** Says that a zip of the pair has the file. */
    void seen(PackageType type, String path) {
        (type == PackageType.MANAGED ? inManaged : inUnmanaged).add(path);
    }

    /** Notes what is in the folder. */
    void written(String path, String fingerprint) {
        shared.put(path, fingerprint);
    }

    /**
     * Whether a zip has the file in another form than the folder, or has it where the folder has none; it is then noted
     * as that zip's variant.
     */
    boolean isVariant(PackageType type, String path, String fingerprint) {
        if (fingerprint.equals(shared.get(path))) {
            return false;
        }
        variants.put(path, type);
        return true;
    }

    PairDifferences differences() {
        List<PairDifferences.Variant> differing = new ArrayList<>();
        variants.forEach(
                (path, type) -> differing.add(new PairDifferences.Variant(type, path, shared.getOrDefault(path, ""))));
        differing.sort(Comparator.comparing(PairDifferences.Variant::path));
        List<PairDifferences.Only> only = new ArrayList<>();
        addOnly(PackageType.UNMANAGED, inUnmanaged, inManaged, only);
        addOnly(PackageType.MANAGED, inManaged, inUnmanaged, only);
        only.sort(Comparator.comparing(PairDifferences.Only::path));
        return new PairDifferences(differing, only);
    }

    private static void addOnly(
            PackageType type, Set<String> here, Set<String> there, List<PairDifferences.Only> only) {
        for (String path : here) {
            if (!there.contains(path)
                    && !there.contains(twin(path, type))
                    && !path.startsWith(Preserved.FOLDER)
                    && !path.startsWith(RelationshipFiles.FOLDER)
                    && !isManagedVariant(path)) {
                only.add(new PairDifferences.Only(type, path));
            }
        }
    }

    /** The managed variant of a file. */
    private static String twin(String path, PackageType type) {
        int dot = path.lastIndexOf('.');
        return type == PackageType.MANAGED || dot < 0
                ? path
                : path.substring(0, dot) + FilePattern.MANAGED_SUFFIX + path.substring(dot);
    }

    private static boolean isManagedVariant(String path) {
        return path.endsWith(FilePattern.MANAGED_SUFFIX + ".xml");
    }
}
