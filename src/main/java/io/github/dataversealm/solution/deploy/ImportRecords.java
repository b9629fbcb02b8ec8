package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.environment.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** What runs have written down about imports ({@code import-<env>.json}), for those who undo one of them. */
public final class ImportRecords {

    private final Path folder;
    private final Environment environment;

    /** @param folder where the records are */
    public ImportRecords(Path folder, Environment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Forgets what was written down about a solution: it is not there any more as it was imported. */
    public void forget(UUID organization, String solution) throws IOException {
        RunRecord.open(folder, environment, Mandate.FREE).forget(organization, solution);
    }
}
