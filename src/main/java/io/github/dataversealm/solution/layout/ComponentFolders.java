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

    /**
     * Top-level folders that hold nothing but components, in the spelling of SolutionPackager: those of the table, and those
     * of components that the platform exports as folders of their own.
     */
    public static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> folders = new TreeSet<>(Set.of(
                "Other",
                "Resources",
                "Controls",
                "PluginAssemblies",
                "Slas",
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
                "pluginpackages"));
        for (ComponentKind kind : ComponentKinds.ALL) {
            for (FilePattern file : kind.files()) {
                String folder = file.folder();
                int slash = folder.indexOf('/');
                if (!folder.isEmpty()) {
                    folders.add(slash < 0 ? folder : folder.substring(0, slash));
                }
            }
        }
        return folders;
    }
}
