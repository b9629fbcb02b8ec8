package io.github.dataversealm.solution.deploy;

import java.time.Duration;
import java.util.Optional;

/**
 * What the user wants of an import.
 *
 * @param forceOverwrite overwrite unmanaged customizations of the solution's components, and import an unmanaged solution
 *     again that has not changed
 * @param activatePlugins turn on plug-in steps, processes and flows
 * @param skipDependencyCheck do not ask for dependencies that are marked as product updates
 * @param importAsHolding stage the upgrade and leave it to be applied later
 * @param stageAndUpgrade upgrade and apply; together with {@code importAsHolding} in two steps
 * @param update import a managed solution in place, so that components that it no longer has stay
 * @param skipLowerVersion skip when the installed version is the same or higher
 * @param allowLowerVersion import a managed solution in place over a higher version
 * @param pendingUpgrade what to do with a left-over {@code <name>_Upgrade}
 * @param publishChanges publish all customizations also after a managed import
 * @param contentRule what becomes of a zip whose version is there with other content; empty: a snapshot is refused, and a
 *     release is skipped with a warning
 * @param allowMissingConnections import also what has a connection reference without a connection; its flows stay off
 * @param maxWait how long one solution may take, with waiting for others
 * @param startGrace how long the rows of a job may take to appear before it is taken for not started
 */
public record ImportOptions(
        boolean forceOverwrite,
        boolean activatePlugins,
        boolean skipDependencyCheck,
        boolean importAsHolding,
        boolean stageAndUpgrade,
        boolean update,
        boolean skipLowerVersion,
        boolean allowLowerVersion,
        PendingUpgrade pendingUpgrade,
        boolean publishChanges,
        Optional<ContentRule> contentRule,
        boolean allowMissingConnections,
        Duration maxWait,
        Duration startGrace) {

    /** Recorded: operations appear within seconds, an import job when its worker starts, about 25 s later (spec §9.2). */
    public static final Duration START_GRACE = Duration.ofSeconds(30);

    /** The options for a solution that is imported because others need it: they need it now, and not staged. */
    ImportOptions forDependency() {
        return new ImportOptions(
                false,
                activatePlugins,
                skipDependencyCheck,
                false,
                false,
                update,
                true,
                false,
                pendingUpgrade,
                publishChanges,
                contentRule,
                allowMissingConnections,
                maxWait,
                startGrace);
    }

    /**
     * The options for a plain import: neither staged nor skipped.
     *
     * @param lower whether it may be lower than what is installed
     */
    public ImportOptions plain(boolean lower) {
        return new ImportOptions(
                forceOverwrite,
                activatePlugins,
                skipDependencyCheck,
                false,
                false,
                false,
                false,
                lower,
                pendingUpgrade,
                publishChanges,
                contentRule,
                allowMissingConnections,
                maxWait,
                startGrace);
    }

    /** The same with the patience of other options. */
    public ImportOptions waitingAs(ImportOptions other) {
        return new ImportOptions(
                forceOverwrite,
                activatePlugins,
                skipDependencyCheck,
                importAsHolding,
                stageAndUpgrade,
                update,
                skipLowerVersion,
                allowLowerVersion,
                pendingUpgrade,
                publishChanges,
                contentRule,
                allowMissingConnections,
                other.maxWait,
                other.startGrace);
    }

    public static final ImportOptions DEFAULT = new ImportOptions(
            false,
            true,
            false,
            false,
            false,
            false,
            false,
            false,
            PendingUpgrade.REFUSE,
            false,
            Optional.empty(),
            false,
            Duration.ofMinutes(60),
            START_GRACE);
}
