package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Environments;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.settings.Finding;
import io.github.dataversealm.solution.settings.SettingsCheck;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Makes or completes the deployment settings file of an environment: an entry for each environment variable and each
 * connection reference of the solution. What stands in the file stays as it is; entries are only added. Then it tells what
 * is missing, unused or wrong. Connects to nothing, and works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "settings", requiresProject = false, threadSafe = true)
public class SettingsMojo extends AbstractChoiceMojo {

    /**
     * The zip of the solution, for example {@code -Dsolution.zipFile=ContosoTrips.zip}. Default: none, the source folder is
     * read.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private File zipFile;

    /**
     * The solution in the Maven repository to read, {@code groupId:artifactId:version[:classifier]}, for example
     * {@code -Dsolution.artifact=com.contoso:contoso-trips:1.4.2}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.artifact")
    private String artifact;

    /**
     * The source folder of the solution, which is read when no zip is named.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceDirectory", defaultValue = SOURCE_DIRECTORY)
    private File sourceDirectory;

    /**
     * The layout of the source folder. {@code xml} is the classic layout of SolutionPackager; {@code yaml}, the layout of
     * Dataverse Git integration, is not supported yet. Default: {@code xml}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.layout")
    private String layout;

    /**
     * The settings file to make or complete, for example {@code -Dsolution.settingsFile=src/main/environments/test.json}.
     * Default: the {@code settingsFile} of the chosen environments, or when none is chosen of all environments that have
     * one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.settingsFile")
    private File settingsFile;

    /**
     * Whether new entries of environment variables also tell the default value, the name, the type, the description and
     * whether a value is required, as {@code pac solution create-settings} writes them. An import ignores them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.descriptions", defaultValue = "false")
    private boolean descriptions;

    /**
     * Whether files are written. With {@code false} the goal only says what it would add and what is missing or wrong.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * Whether the build fails when something is missing or wrong that an import would refuse. With {@code false} it is a
     * warning, since a new file is always incomplete.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.failOnError", defaultValue = "false")
    private boolean failOnError;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.settings.skip", defaultValue = "false")
    private boolean skipSettings;

    @Inject
    private RepositorySystem repositorySystem;

    @Override
    boolean skipsGoal() {
        return skipSettings;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        Map<String, Path> files = files();
        SolutionContents contents = contents();
        reporter.info("Solution " + contents.header().uniqueName() + " has "
                + SettingsCompletion.count(contents.environmentVariables().size(), "environment variable") + " and "
                + SettingsCompletion.count(contents.connectionReferences().size(), "connection reference"));
        SettingsCompletion completion = new SettingsCompletion(contents, descriptions, allowWrite, reporter);
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            String shown = shown(file.getValue());
            List<Finding> found = completion.complete(file.getValue(), shown);
            findings.put(file.getKey(), found);
            long errors = found.stream().filter(Finding::isError).count();
            if (errors > 0 && !failOnError) {
                reporter.warn(shown + " has " + errors + (errors == 1 ? " entry" : " entries")
                        + " to complete before an import to this environment is possible.");
            }
        }
        if (failOnError) {
            findings.forEach((environment, found) -> SettingsCheck.refuseErrors(found, environment));
        }
    }

    private SolutionContents contents() throws IOException {
        if (zipFile != null && artifact != null) {
            throw new SolutionException(
                    null, "Both zipFile and artifact are given.", "Name one of them: one solution is read.");
        }
        if (artifact != null) {
            return SolutionReader.read(
                    repositoryOfNamed(repositorySystem, Verification.ON).verified(Coordinates.parse(artifact)),
                    ZipLimits.DEFAULT);
        }
        if (zipFile != null) {
            return SolutionReader.read(path(zipFile), ZipLimits.DEFAULT);
        }
        SourceLayout.requireSupported(layout);
        return SolutionReader.readFolder(path(sourceDirectory));
    }

    // ---------------------------------------------------------------- which files

    /** The files by the names of their environments. */
    private Map<String, Path> files() {
        List<Environment> declared = declaredEnvironments();
        List<Environment> chosen =
                new Environments(declared, Optional.empty()).choose(environmentNames(), Optional.empty());
        if (settingsFile != null) {
            if (chosen.size() > 1) {
                throw new SolutionException(
                        null,
                        "One settings file is named, but " + chosen.size() + " environments are chosen.",
                        "Leave out -Dsolution.settingsFile, or choose one environment.");
            }
            Path file = path(settingsFile);
            return Map.of(chosen.isEmpty() ? shown(file) : chosen.get(0).id(), file);
        }
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> without = new ArrayList<>();
        for (Environment environment : chosen.isEmpty() ? declared : chosen) {
            environment
                    .settingsFile()
                    .ifPresentOrElse(file -> files.put(environment.id(), file), () -> without.add(environment.id()));
        }
        if (!chosen.isEmpty() && !without.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The environment '" + without.get(0) + "' has no settings file.",
                    "Add <settingsFile>src/main/environments/" + without.get(0)
                            + ".json</settingsFile> to its <environment>, or name one: -Dsolution.settingsFile=<file>");
        }
        if (files.isEmpty()) {
            throw new SolutionException(
                    null,
                    "No settings file is named.",
                    "Name the file to make or complete: " + command()
                            + " -Dsolution.settingsFile=src/main/environments/test.json");
        }
        return files;
    }
}
