package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.deploy.ContentRule;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Import options that a test changes by name. */
public final class Options {

    public boolean forceOverwrite;
    public boolean activatePlugins = true;
    public boolean importAsHolding;
    public boolean stageAndUpgrade;
    public boolean skipDependencyCheck;
    public boolean update;
    public boolean skipLowerVersion;
    public boolean allowLowerVersion;
    public boolean publishChanges;
    public Optional<ContentRule> contentRule = Optional.empty();
    public boolean allowMissingConnections;
    public PendingUpgrade pendingUpgrade = PendingUpgrade.REFUSE;
    public Duration maxWait = Duration.ofMinutes(60);
    public Duration startGrace = ImportOptions.START_GRACE;

    public static ImportOptions with(Consumer<Options> change) {
        Options options = new Options();
        change.accept(options);
        return new ImportOptions(
                options.forceOverwrite,
                options.activatePlugins,
                options.skipDependencyCheck,
                options.importAsHolding,
                options.stageAndUpgrade,
                options.update,
                options.skipLowerVersion,
                options.allowLowerVersion,
                options.pendingUpgrade,
                options.publishChanges,
                options.contentRule,
                options.allowMissingConnections,
                options.maxWait,
                options.startGrace);
    }
}
