package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Organization;
import io.github.dataversealm.solution.deploy.DeploymentPlan;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionPlan;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import io.github.dataversealm.solution.plan.PlanDocument.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at one environment and says what would be done there.
 *
 * @param identity the organization
 * @param settingsProblem what is wrong with the settings
 * @param solutions in the order of the import
 */
public record EnvironmentPlan(
        Environment environment,
        UUID identity,
        String organization,
        SettingsPin settings,
        Optional<String> settingsProblem,
        List<SolutionPlan> solutions) {

    /**
     * Where the connections and values of an environment come from.
     *
     * @param shown how a path is shown
     */
    public record Settings(SettingsSource source, List<Path> files, Function<Path, String> shown) {

        SettingsPin pin(List<SolutionPackage> solutions, Dataverse dataverse, ImportOptions options)
                throws IOException {
            Map<String, List<ComponentParameter>> parameters = source.parameters(solutions, dataverse, options);
            return SettingsPin.of(files, shown, parameters.values());
        }
    }

    /**
     * Looks at an environment; nothing is changed there.
     *
     * @param validate whether the zips are uploaded to be validated
     * @param packages in the order in which they would be imported
     * @param folder where imports write down what they do
     */
    public static EnvironmentPlan of(
            Workplace target,
            ImportOptions options,
            boolean validate,
            Settings settings,
            List<SolutionPackage> packages,
            Path folder)
            throws IOException {
        UUID identity = target.dataverse().whoAmI().organizationId();
        SettingsPin pin;
        Optional<String> problem = Optional.empty();
        try {
            pin = settings.pin(packages, target.dataverse(), options);
        } catch (SolutionException e) {
            problem = Optional.of(e.getMessage());
            pin = SettingsPin.of(settings.files(), settings.shown(), List.of());
        }
        return new EnvironmentPlan(
                target.environment(),
                identity,
                target.dataverse()
                        .organization()
                        .map(Organization::friendlyName)
                        .orElse(""),
                pin,
                problem,
                new DeploymentPlan(target, options, validate).recordedIn(folder).of(packages));
    }

    /**
     * The same for the plan file.
     *
     * @param verdicts what the rules of the environment say
     * @param problems what else is wrong there
     */
    public PlannedEnvironment planned(List<Verdict> verdicts, List<String> problems) {
        List<String> all = new ArrayList<>();
        settingsProblem.ifPresent(all::add);
        all.addAll(problems);
        return new PlannedEnvironment(
                environment.id(),
                environment.url(),
                environment.local(),
                environment.production(),
                identity,
                organization,
                settings,
                verdicts,
                all,
                solutions.stream()
                        .map(plan -> new PlannedSolution(
                                plan.solution().uniqueName(),
                                plan.state(),
                                plan.steps().stream()
                                        .map(step -> new Step(step.word(), step.reason()))
                                        .toList(),
                                plan.upgrade(),
                                plan.problems(),
                                Stream.concat(plan.doubts().stream(), plan.notes().stream())
                                        .toList()))
                        .toList());
    }
}
