package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where an import takes the settings of the environments from, and how it tells what it does.
 *
 * @param settings of an environment, with who is told about them
 * @param folder where the records and the import logs are written
 * @param progress shows the work, told whether the environments are too many to show each step
 * @param shown how a path is shown
 */
record ImportFrame(
        BiFunction<Environment, Reporter, SettingsSource> settings,
        Path folder,
        Function<Boolean, ProgressView> progress,
        Function<Path, String> shown,
        Commands commands,
        Reporter reporter) {}
