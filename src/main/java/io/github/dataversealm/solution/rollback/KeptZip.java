package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The zip that an uninstalled solution has to be installed from, kept beside the record until that is done. */
final class KeptZip {

    private KeptZip() {}

    /** Copies a zip, so that it is there whatever becomes of the original. */
    static SolutionPackage keep(SolutionPackage zip, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path kept = folder.resolve(
                zip.uniqueName() + "_" + zip.header().version().text().replace('.', '_') + "_kept.zip");
        if (!kept.equals(zip.zip())) {
            Files.copy(zip.zip(), kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return SolutionPackage.of(kept, zip.contents(), zip.origin());
    }

    /** The zip that an earlier run has kept; empty when it is gone or is not the same any more. */
    static Optional<SolutionPackage> of(Path zip, String sha256) {
        if (!Files.isRegularFile(zip)) {
            return Optional.empty();
        }
        try {
            SolutionPackage found = SolutionPackage.of(zip, SolutionReader.read(zip, ZipLimits.DEFAULT));
            return Optional.of(found).filter(kept -> kept.sha256().equals(sha256));
        } catch (IOException | SolutionException e) {
            // it is looked for elsewhere
            return Optional.empty();
        }
    }
}
