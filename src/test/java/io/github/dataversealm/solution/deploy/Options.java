package io.github.dataversealm.solution.deploy;

import java.time.Duration;
import java.util.function.Consumer;

/** Import options that a test changes by name. */
final class Options {

    boolean forceOverwrite;
    boolean activatePlugins = true;
    boolean importAsHolding;
    boolean stageAndUpgrade;
    boolean update;
    boolean skipLowerVersion;
    boolean allowLowerVersion;
    boolean publishChanges;
    PendingUpgrade pendingUpgrade = PendingUpgrade.REFUSE;
    Duration maxWait = Duration.ofMinutes(60);
    Duration startGrace = ImportOptions.START_GRACE;

    static ImportOptions with(Consumer<Options> change) {
        Options options = new Options();
        change.accept(options);
        return new ImportOptions(
                options.forceOverwrite,
                options.activatePlugins,
                false,
                options.importAsHolding,
                options.stageAndUpgrade,
                options.update,
                options.skipLowerVersion,
                options.allowLowerVersion,
                options.pendingUpgrade,
                options.publishChanges,
                options.maxWait,
                options.startGrace);
    }
}
