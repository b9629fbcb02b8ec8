package io.github.dataversealm.solution.layout;

import java.util.List;

/** Which entries of the zip belong to a component beside its element, and where they go in the source folder. */
public sealed interface Content {

    /**
     * One entry, named by a child of the element; its file stands beside the component's metadata file and has its name
     * without {@code .data.xml}.
     *
     * @param entry the keys of the facts that name the entry; the first that is there counts
     * @param file the path of the file
     */
    record Body(List<String> entry, FilePattern file) implements Content {}

    /** All entries in the folder of the entry that a child of the element names, at the same paths. */
    record Folder(String entry) implements Content {}

    /** Entries named by children of the element, at the same paths. */
    record Entries(List<String> keys) implements Content {}

    /**
     * All entries that begin with a prefix, with another folder in front in the source folder.
     *
     * @param entryFolder the folder in the zip
     * @param sourceFolder the folder in the source folder
     * @param key the fact that, with {@code _} behind it, begins the names
     */
    record Prefixed(String entryFolder, String sourceFolder, String key) implements Content {}

    /**
     * Entries named anywhere below the component's element.
     *
     * @param element the name of the elements whose text names an entry
     * @param entryFolder the folder in the zip
     * @param sourceFolder the folder beside the component's file
     */
    record Named(String element, String entryFolder, String sourceFolder) implements Content {}
}
