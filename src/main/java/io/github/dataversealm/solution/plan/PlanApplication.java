package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SideBySide;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.TargetWatch;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does what a plan says, or refuses before anything is written anywhere. */
public final class PlanApplication {

    private final PlanFile file;
    private final PlanDocument plan;
    private final String shown;
    private final String again;

    /**
     * @param shown how a person names the file
     * @param maven what starts Maven, such as {@code mvn}
     */
    public PlanApplication(PlanFile file, String shown, String maven) {
        this.file = file;
        this.plan = file.plan();
        this.shown = shown;
        this.again = "Plan again, and have it approved again: " + plan.command().text(maven);
    }

    public PlanDocument plan() {
        return plan;
    }

    /**
     * Refuses another plan than the one that was approved.
     *
     * @param approved the digest of that one, as its page shows it; empty when nothing is said
     */
    public void requireDigest(Optional<String> approved) {
        String digest = approved.map(String::strip)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse(file.digest());
        if (!digest.equals(file.digest())) {
            throw new SolutionException(
                    Location.of(shown),
                    "this is not the plan that was approved: its digest is " + file.digest() + ", and approved is "
                            + digest + ". Nothing was changed anywhere.",
                    "Apply the file that was approved, or have this one approved and give its digest:"
                            + " -Dsolution.planDigest=" + file.digest());
        }
    }

    /** Refuses a plan that says itself that the import would fail. */
    public void requirePossible() {
        List<String> obstacles = plan.obstacles();
        if (!obstacles.isEmpty()) {
            throw refusal("the plan says itself that it cannot be carried out", obstacles);
        }
    }

    /**
     * Refuses options that say otherwise.
     *
     * @param typed the values of the parameters that were typed, by their names
     * @param overrides the rules of promotion that were typed to be overridden; empty when nothing was typed
     */
    public void requireOptions(Map<String, String> typed, Optional<List<String>> overrides) {
        List<String> contradictions = new ArrayList<>(PlanOptions.contradictions(plan.options(), typed));
        contradictions.addAll(plan.rollout().contradictions(typed));
        overrides
                .filter(rules -> !new HashSet<>(rules).equals(new HashSet<>(plan.overrides())))
                .ifPresent(rules -> contradictions.add("-Dsolution.promotionOverride=" + String.join(",", rules)
                        + ", and the plan overrides "
                        + (plan.overrides().isEmpty() ? "nothing" : String.join(",", plan.overrides()))));
        if (!contradictions.isEmpty()) {
            throw refusal("what is typed contradicts the plan", contradictions);
        }
    }

    /**
     * Refuses artifacts that are typed and are not those of the plan: fewer would be meant than are imported, or others.
     *
     * @param typed empty when nothing was typed
     */
    public void requireArtifacts(List<Coordinates> typed) {
        List<String> planned = plan.solutions().stream()
                .filter(solution -> solution.demand().isEmpty())
                .map(solution ->
                        solution.coordinates().map(Coordinates::toString).orElseGet(solution::label))
                .toList();
        List<String> named = typed.stream().map(Coordinates::toString).toList();
        if (!named.isEmpty() && !Set.copyOf(named).equals(Set.copyOf(planned))) {
            throw refusal(
                    "what is typed contradicts the plan",
                    List.of("-Dsolution.artifact=" + String.join(",", named) + ", and the plan is for "
                            + String.join(", ", planned)));
        }
    }

    /** Refuses other environments than those of the plan, and other addresses. */
    public void requireEnvironments(List<Environment> chosen) {
        Set<String> planned = new LinkedHashSet<>(
                plan.environments().stream().map(PlannedEnvironment::id).toList());
        Set<String> ids =
                new LinkedHashSet<>(chosen.stream().map(Environment::id).toList());
        if (!planned.equals(ids)) {
            throw refusal(
                    "the plan is for other environments",
                    List.of("It is for " + String.join(", ", planned) + ", and chosen are " + String.join(", ", ids)
                            + "."));
        }
        List<String> moved = new ArrayList<>();
        for (Environment environment : chosen) {
            PlannedEnvironment then = planned(environment.id());
            if (!then.local() && !environment.local() && !then.url().equals(environment.url())) {
                moved.add(
                        "[" + then.id() + "] The address is " + environment.url() + " now; it was " + then.url() + ".");
            }
        }
        if (!moved.isEmpty()) {
            throw refusal("the plan is for other environments", moved);
        }
    }

    /** Refuses other zips than those of the plan. */
    public void requirePackages(List<SolutionPackage> packages) {
        List<String> then =
                plan.solutions().stream().map(PlannedPackage::sha256).sorted().toList();
        List<String> now =
                packages.stream().map(SolutionPackage::sha256).sorted().toList();
        if (!then.equals(now)) {
            throw refusal(
                    "other solutions would be imported",
                    packages.stream()
                            .filter(solution -> !then.contains(solution.sha256()))
                            .map(solution -> solution.label() + " (sha256 " + solution.sha256() + ")")
                            .toList());
        }
    }

    /**
     * Looks at every environment again, and refuses when one is not as it was, other than by this plan.
     *
     * @param settings by the id of the environment
     * @param records where the records of the imports are
     */
    public void requireUnmoved(
            List<Workplace> targets,
            List<SolutionPackage> packages,
            Map<String, EnvironmentPlan.Settings> settings,
            Path records,
            int parallel)
            throws IOException {
        List<List<String>> found;
        try {
            found = SideBySide.run(targets, parallel, target -> {
                try {
                    return moved(target, packages, settings.get(target.id()), records);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> moved = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            String prefix = "[" + targets.get(i).id() + "] ";
            found.get(i).forEach(what -> moved.add(prefix + what));
        }
        if (!moved.isEmpty()) {
            throw refusal("the target has moved since the plan was made", moved);
        }
    }

    /**
     * The same look at one environment, when its turn comes: the waves before it, and whoever has to approve the next one, may
     * have taken hours.
     *
     * @param settings of the environment
     * @param records where the records of the imports are
     */
    public EnvironmentDeployment.Condition unmoved(
            List<SolutionPackage> packages, EnvironmentPlan.Settings settings, Path records) {
        return target -> {
            List<String> moved = moved(target, packages, settings, records);
            if (!moved.isEmpty()) {
                throw refusal(
                        "[" + target.id() + "] the target has moved since the plan was made. Nothing was changed there",
                        ".",
                        moved);
            }
        };
    }

    private List<String> moved(
            Workplace target, List<SolutionPackage> packages, EnvironmentPlan.Settings settings, Path records)
            throws IOException {
        PlannedEnvironment then = planned(target.id());
        List<String> moved = new ArrayList<>();
        ImportOptions options = plan.options();
        List<TargetWatch.Planned> solutions = new ArrayList<>();
        for (SolutionPackage solution : packages) {
            PlannedSolution planned = then.solutions().stream()
                    .filter(found -> found.solution().equals(solution.uniqueName()))
                    .findFirst()
                    .orElseThrow(() -> refusal(
                            "the plan is not whole",
                            List.of("It does not say what to do with " + solution.label() + ".")));
            solutions.add(new TargetWatch.Planned(solution, planned.state(), planned.words(), planned.upgrade()));
        }
        moved.addAll(new TargetWatch(target, options, records).moved(then.organizationId(), solutions));
        if (!moved.isEmpty()) {
            return moved;
        }
        try {
            moved.addAll(then.settings().moved(settings.pin(packages, target.dataverse(), options)));
        } catch (SolutionException e) {
            moved.add(e.getMessage());
        }
        return moved;
    }

    /** What may be done in an environment: what the plan says, and nothing else. */
    public Mandate mandate(String environment, List<Verdict> verdicts) {
        Map<String, Set<String>> decisions = new HashMap<>();
        for (PlannedSolution solution : planned(environment).solutions()) {
            Set<String> words = new LinkedHashSet<>(solution.words());
            if (words.contains("stage and apply")) {
                // What was staged before a run was killed is applied by the next one.
                words.add("apply the staged upgrade");
            }
            decisions.put(solution.solution(), words);
        }
        return new Mandate(verdicts, Optional.of(file.digest()), decisions);
    }

    private PlannedEnvironment planned(String id) {
        return plan.environments().stream()
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A refusal to apply the plan, with everything that is in its way. */
    public SolutionException refusal(String problem, List<String> details) {
        return refusal(problem, ". Nothing was changed anywhere.", details);
    }

    private SolutionException refusal(String problem, String end, List<String> details) {
        StringBuilder text = new StringBuilder(problem).append(end);
        for (String detail : details) {
            text.append(System.lineSeparator()).append("  ").append(detail);
        }
        return new SolutionException(Location.of(shown), text.toString(), again);
    }
}
