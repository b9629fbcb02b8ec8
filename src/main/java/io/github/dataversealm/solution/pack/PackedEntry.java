package io.github.dataversealm.solution.pack;

import java.nio.file.Path;

/**
 * An entry to be packed beside the two XML documents.
 *
 * @param name its name in the zip
 * @param sourcePath the path of its file relative to the source folder, as messages and mapping files name it
 * @param file where its bytes are, a mapping applied
 */
record PackedEntry(String name, String sourcePath, Path file) {}
