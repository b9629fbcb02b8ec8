package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.settings.DeploymentSettings;
import io.github.dataversealm.solution.settings.Finding;
import io.github.dataversealm.solution.settings.Present;
import io.github.dataversealm.solution.settings.SettingsCheck;
import io.github.dataversealm.solution.settings.SettingsOverrides;
import io.github.dataversealm.solution.settings.SettingsPlan;
import io.github.dataversealm.solution.settings.SettingsReader;
import io.github.dataversealm.solution.settings.SettingsValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of an environment from its deployment settings file and from variables of the operating system, held against
 * what the solutions need and the environment has.
 */
public final class FileSettings implements SettingsSource {

    private final String environment;
    private final List<Path> files;
    private final Function<Path, String> shown;
    private final Map<String, String> variables;
    private final Reporter reporter;

    /**
     * @param environment the id of the environment, for messages
     * @param shown how a person names the file
     * @param variables the variables of the operating system
     */
    public FileSettings(
            String environment, Optional<Path> file, String shown, Map<String, String> variables, Reporter reporter) {
        this(environment, file.stream().toList(), path -> shown, variables, reporter);
    }

    /**
     * The settings of a build of several modules, each of which may have a file of its own.
     *
     * @param files they must not contradict each other
     * @param shown how a person names a file
     */
    public FileSettings(
            String environment,
            List<Path> files,
            Function<Path, String> shown,
            Map<String, String> variables,
            Reporter reporter) {
        this.environment = environment;
        this.files = List.copyOf(files);
        this.shown = shown;
        this.variables = variables;
        this.reporter = reporter;
    }

    @Override
    public Map<String, List<ComponentParameter>> parameters(
            List<SolutionPackage> solutions, Dataverse dataverse, ImportOptions options) throws IOException {
        List<SolutionContents> contents =
                solutions.stream().map(SolutionPackage::contents).toList();
        DeploymentSettings given = DeploymentSettings.none();
        for (Path file : files) {
            if (isThere(file, contents)) {
                given = given.and(SettingsReader.read(file, shown.apply(file)));
            }
        }
        DeploymentSettings settings =
                SettingsValues.resolve(SettingsOverrides.apply(given, contents, variables), variables);
        List<Finding> findings = SettingsCheck.check(settings, contents, present(contents, dataverse)).stream()
                .map(finding ->
                        options.allowMissingConnections() && finding.isUnconnected() ? finding.asWarning() : finding)
                .toList();
        SettingsCheck.refuseErrors(findings, environment);
        findings.forEach(finding -> reporter.warn("[" + environment + "] " + finding));
        Map<String, List<ComponentParameter>> parameters = new LinkedHashMap<>();
        for (SolutionPackage solution : solutions) {
            parameters.put(solution.uniqueName(), SettingsPlan.parameters(settings, solution.contents()));
        }
        return parameters;
    }

    /** A file that is declared for the environment, and that nobody had to make yet, keeps no solution from it. */
    private boolean isThere(Path file, List<SolutionContents> contents) {
        if (Files.exists(file)) {
            return true;
        }
        String name = shown.apply(file);
        if (needConnections(contents) || needValues(contents)) {
            throw new SolutionException(
                    Location.of(name),
                    "the settings file does not exist",
                    "Make it: mvn solution:settings -Denv=" + environment + " (with -Dsolution.artifact or"
                            + " -Dsolution.zipFile where the solution is not built); or check the path.");
        }
        reporter.warn("[" + environment + "] The settings file " + name
                + " does not exist. None of the solutions needs a connection or a value.");
        return false;
    }

    private static boolean needConnections(List<SolutionContents> contents) {
        return contents.stream()
                .anyMatch(solution -> !solution.connectionReferences().isEmpty());
    }

    private static boolean needValues(List<SolutionContents> contents) {
        return contents.stream()
                .anyMatch(solution -> !solution.environmentVariables().isEmpty());
    }

    /** Nothing is asked for that no solution needs. */
    private static Present present(List<SolutionContents> contents, Dataverse dataverse) {
        boolean connections = needConnections(contents);
        boolean values = needValues(contents);
        return new Present(
                connections ? dataverse.connectionReferences() : List.of(),
                values ? dataverse.environmentVariables() : List.of());
    }
}
