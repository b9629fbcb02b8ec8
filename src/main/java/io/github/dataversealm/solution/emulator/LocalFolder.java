package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.emulator.identity.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a local environment is kept in. */
final class LocalFolder {

    private LocalFolder() {}

    /**
     * Creates the folder, if it is not there: for its owner alone, and left out of commits, since its token, its keys and the
     * values of settings are in it.
     */
    static Path create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        PrivateFiles.directory(folder);
        PrivateFiles.write(folder.resolve(".gitignore"), "*\n");
        return folder;
    }
}
