package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.model.PackageType;
import java.util.List;

/**
 * The folder that carries what the classic layout has no place for. SolutionPackager was seen to ignore it when it packs,
 * so that a source folder with it packs with both tools.
 */
public final class Preserved {

    private Preserved() {}

    public static final String FOLDER = "Other/Preserved/";

    /** Elements and attributes of {@code customizations.xml}. */
    public static final String CUSTOMIZATIONS = "Customizations.xml";

    /** Root components that the zip listed and did not have, so that a pack need not miss them. */
    public static final String ABSENT = "AbsentComponents.xml";

    /** Entries of the zip, at their paths. */
    public static final String ENTRIES = "Entries/";

    /** What only the managed zip of a pair has. */
    public static final String MANAGED = "Managed/";

    /** What the element of a component is called, behind its name, of which only a part is preserved. */
    public static final String PART = "Part";

    /** The attribute of such a part that names the component. */
    public static final String PART_OF = "of";

    /** The element around a comment or text that stands between components. */
    public static final String LOOSE = "loose";

    /** Where the zips of a pair differ in files that the folder shares. */
    public static final String PAIR = FOLDER + "Pair.xml";

    /** The path of the file that a file in {@link #variantFolder} stands for; any other path is returned as it is. */
    public static String withoutVariantFolder(String path) {
        for (PackageType type : List.of(PackageType.UNMANAGED, PackageType.MANAGED)) {
            if (path.startsWith(variantFolder(type))) {
                return path.substring(variantFolder(type).length());
            }
        }
        return path;
    }

    /** Where the files lie that one zip of a pair has in another form than the folder shares. */
    public static String variantFolder(PackageType type) {
        return FOLDER + (type == PackageType.MANAGED ? MANAGED : "Unmanaged/") + "Files/";
    }
}
