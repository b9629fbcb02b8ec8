package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.path.TemporaryFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A source folder as a zip of the moment, because the service takes zips. */
public final class FolderZip implements Closeable {

    private final TemporaryFolder temporary;
    private final Path zip;

    private FolderZip(TemporaryFolder temporary, Path zip) {
        this.temporary = temporary;
        this.zip = zip;
    }

    /**
     * Packs. Of a folder for both kinds it is the managed zip, the one that is deployed.
     *
     * @param mapping where the folder keeps its content, when that is elsewhere
     * @throws io.github.dataversealm.solution.message.SolutionException when the folder cannot be packed
     */
    public static FolderZip of(Path folder, MapFile mapping) throws IOException {
        TemporaryFolder temporary = TemporaryFolder.of("solution-check");
        boolean packed = false;
        try {
            PackResult result = new Packer()
                    .pack(PackRequest.of(folder, temporary.path().resolve("solution.zip")), mapping, Reporter.silent());
            Path last = result.zips().get(result.zips().size() - 1).file();
            String name = result.solutionName().replaceAll("[^A-Za-z0-9_.-]", "_") + ".zip";
            FolderZip zip = new FolderZip(
                    temporary, Files.move(last, temporary.path().resolve(name), StandardCopyOption.REPLACE_EXISTING));
            packed = true;
            return zip;
        } finally {
            if (!packed) {
                temporary.close();
            }
        }
    }

    public Path zip() {
        return zip;
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
