package io.github.dataversealm.solution.layout;

import java.util.Set;
import java.util.TreeSet;

/** The folders and files of a source folder that are not in the table of kinds. */
public final class ComponentFolders {

    private ComponentFolders() {}

    /** The manifest of the solution. */
    public static final String MANIFEST = "Other/Solution.xml";

    /** What is left of {@code customizations.xml}. */
    public static final String CUSTOMIZATIONS = "Other/Customizations.xml";

    /** The values of environment variables, at the root of a zip and in the folder of the variables. */
    public static final String VARIABLE_VALUES = "environment_variable_values.json";

    /** What every source folder has, the manifest and the rest. */
    public static final String OTHER = "Other";

    /** String resources ({@code .resx}), which become labels and no entries. */
    public static final String RESOURCES = "Resources";

    /** Top-level folders whose files belong to the kinds of the table; a stray file there is no entry of the zip. */
    public static final Set<String> OWNED = owned();

    /** Top-level folders that hold nothing but components: the owned ones, and those that the platform exports as they are. */
    public static final Set<String> COMPONENTS = components();

    /** Whether a file is a document that the platform exports as it is: XML in a folder that belongs to no kind. */
    public static boolean isVerbatimDocument(String path) {
        int slash = path.indexOf('/');
        return slash > 0
                && path.endsWith(".xml")
                && OWNED.stream().noneMatch(path.substring(0, slash)::equalsIgnoreCase);
    }

    private static Set<String> owned() {
        Set<String> folders = new TreeSet<>(Set.of(OTHER, RESOURCES));
        for (ComponentKind kind : ComponentKinds.ALL) {
            for (FilePattern file : kind.files()) {
                String folder = file.folder();
                int slash = folder.indexOf('/');
                if (kind.containers().isEmpty() || !folder.isEmpty()) {
                    folders.add(slash < 0 ? folder : folder.substring(0, slash));
                }
            }
        }
        return folders;
    }

    private static Set<String> components() {
        Set<String> folders = new TreeSet<>(OWNED);
        folders.addAll(Set.of(
                "AIConfiguration",
                "aiplugins",
                "aipluginoperations",
                "aiskillconfigs",
                "appactions",
                "Assets",
                "bots",
                "botcomponents",
                "botcomponentcollections",
                "catalogs",
                "connectionreferences",
                "customapis",
                "dvtablesearchs",
                "environmentvariabledefinitions",
                "fxexpressions",
                "pluginpackages",
                "Slas"));
        return folders;
    }
}
