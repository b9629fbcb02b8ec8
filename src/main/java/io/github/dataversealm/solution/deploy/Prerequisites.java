package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.ComponentKey;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.Need;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.Suppliers;
import io.github.dataversealm.solution.dependency.Suppliers.Supplier;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an environment has to have before solutions are imported there, and which artifacts would supply what it lacks. */
public final class Prerequisites {

    /** Nothing is asked of the environment. */
    public static final Prerequisites NONE =
            new Prerequisites(List.of(), new Suppliers(List.of(), new SolutionNames(Map.of(), List.of())), "");

    private final List<Prerequisite> required;
    private final Suppliers suppliers;
    private final String command;

    /**
     * @param required in the order in which they would be imported
     * @param command what imports a solution, such as {@code mvn solution:import}
     */
    public Prerequisites(List<Prerequisite> required, Suppliers suppliers, String command) {
        this.required = List.copyOf(required);
        this.suppliers = suppliers;
        this.command = command;
    }

    /**
     * A solution that has to be there in a version that does.
     *
     * @param neededBy for people
     * @param provided whether it is never imported along, because somebody else installs it
     */
    public record Prerequisite(DemandedSolution demanded, String neededBy, boolean provided) {}

    /**
     * A prerequisite that an environment does not meet.
     *
     * @param installed what it has; empty when it has none
     */
    public record Lack(Prerequisite prerequisite, Optional<InstalledSolution> installed) {

        /** One line for people. */
        public String text() {
            return prerequisite.demanded().label() + ", needed by " + prerequisite.neededBy() + ": "
                    + installed
                            .map(row -> isExceeded()
                                    ? row.version() + " is installed, which is too high"
                                    : "only " + row.version() + " is installed")
                            .orElse("not installed");
        }

        /** Whether the environment has a higher version than may be. */
        boolean isExceeded() {
            return installed
                    .flatMap(InstalledSolution::solutionVersion)
                    .filter(prerequisite.demanded()::isExceededBy)
                    .isPresent();
        }
    }

    /** In the order in which they would be imported. */
    public List<Prerequisite> required() {
        return required;
    }

    /** The same without what other imports bring in a version that does. */
    Prerequisites without(Foreseen before) {
        return new Prerequisites(
                required.stream()
                        .filter(prerequisite -> before.version(
                                        prerequisite.demanded().solution().uniqueName())
                                .filter(prerequisite.demanded().demand()::isMetBy)
                                .isEmpty())
                        .toList(),
                suppliers,
                command);
    }

    /** What an environment lacks, or has in a version that does not do. */
    public List<Lack> lacking(Dataverse dataverse) {
        List<Lack> lacking = new ArrayList<>();
        for (Prerequisite prerequisite : required) {
            Optional<InstalledSolution> installed =
                    dataverse.solution(prerequisite.demanded().solution().uniqueName());
            boolean enough = installed
                    .filter(row -> prerequisite.demanded().demand().isMetBy(row.versionOrLowest()))
                    .isPresent();
            if (!enough) {
                lacking.add(new Lack(prerequisite, installed));
            }
        }
        return lacking;
    }

    /**
     * Refuses an environment that lacks something.
     *
     * @throws SolutionException says what, which artifacts supply it, and how to import them
     */
    void require(Dataverse dataverse, String environment) {
        List<Lack> lacking = lacking(dataverse);
        if (!lacking.isEmpty()) {
            throw new SolutionException(
                    null,
                    problem(lacking) + System.lineSeparator() + "Nothing was changed.",
                    advice(lacking, environment));
        }
    }

    /** What is wrong, one line for each. */
    public static String problem(List<Lack> lacking) {
        return "The environment lacks solutions that have to be there first:"
                + lacking.stream()
                        .map(lack -> System.lineSeparator() + "  " + lack.text())
                        .collect(Collectors.joining());
    }

    /** What to do about it. */
    public String advice(List<Lack> lacking, String environment) {
        Map<Boolean, List<Lack>> exceeded = lacking.stream().collect(Collectors.partitioningBy(Lack::isExceeded));
        List<String> advice = new ArrayList<>();
        if (!exceeded.get(false).isEmpty()) {
            advice.add(importing(exceeded.get(false), environment));
        }
        if (!exceeded.get(true).isEmpty()) {
            advice.add("No import lowers what is installed. Make sure of what needs the lower version together with the"
                    + " higher one, and declare a range that takes it; or ask nothing of the environment:"
                    + " -Dsolution.dependencyCheck=off");
        }
        return String.join(System.lineSeparator(), advice);
    }

    private String importing(List<Lack> lacking, String environment) {
        boolean all = lacking.stream().noneMatch(lack -> lack.prerequisite().provided());
        String artifacts = lacking.stream()
                .map(lack -> lack.prerequisite()
                        .demanded()
                        .solution()
                        .coordinates()
                        .orElseThrow()
                        .toString())
                .collect(Collectors.joining(","));
        return (all
                        ? "Import them in the same call, in order: -Dsolution.importDependencies=true; or by themselves:"
                        : "A dependency with the scope provided is never imported along. Import what is missing first:")
                + System.lineSeparator() + "  " + command + " -Dsolution.artifact=" + artifacts + " -Denv="
                + environment;
    }

    /** Adds to a failed import which artifacts would supply what the service says is missing. */
    SolutionReport explain(SolutionReport report, Environment environment) {
        Optional<String> supply;
        try {
            supply = supply(report.missing(), environment);
        } catch (IOException e) {
            // what the import came to is worth more than the advice
            supply = Optional.of("Which artifacts would supply what is missing cannot be told: " + e.getMessage());
        }
        return supply.map(text -> report.withAdvice(
                        report.advice().isEmpty() ? text : text + System.lineSeparator() + report.advice()))
                .orElse(report);
    }

    /**
     * Which artifacts would supply what is missing, and the command that imports them; for a local environment also how to take
     * it for present.
     *
     * @return empty when none is known
     * @throws IOException when an artifact has to be read and the disk fails
     */
    public Optional<String> supply(List<MissingDependencyRow> missing, Environment environment) throws IOException {
        Optional<String> supply = supply(missing, environment.id());
        if (missing.isEmpty() || !environment.local()) {
            return supply;
        }
        String assume = "The local environment has the platform and what was imported there, and no other solutions of"
                + " Microsoft or partners. To take what is missing for present: -Dsolution.assumeDependencies=true";
        return Optional.of(
                supply.map(text -> text + System.lineSeparator() + assume).orElse(assume));
    }

    private Optional<String> supply(List<MissingDependencyRow> missing, String environment) throws IOException {
        Map<Supplier, Integer> supplied = new LinkedHashMap<>();
        for (MissingDependencyRow row : missing) {
            suppliers.of(need(row)).ifPresent(supplier -> supplied.merge(supplier, 1, Integer::sum));
        }
        if (supplied.isEmpty()) {
            return Optional.empty();
        }
        Set<String> artifacts = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder("What is missing comes with:");
        supplied.forEach((supplier, count) -> {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(supplier.artifact())
                    .append(" (")
                    .append(supplier.solution())
                    .append("): ")
                    .append(count)
                    .append(count == 1 ? " component" : " components");
            artifacts.add(supplier.versionKnown() ? supplier.artifact() : supplier.artifact() + ":<version>");
        });
        return Optional.of(text.append(System.lineSeparator())
                .append("Import it first: ")
                .append(command)
                .append(" -Dsolution.artifact=")
                .append(String.join(",", artifacts))
                .append(" -Denv=")
                .append(environment)
                .toString());
    }

    static Need need(MissingDependencyRow row) {
        return Need.of(new MissingDependency(side(row.required()), row.requiredSolution(), side(row.dependent())));
    }

    private static Side side(MissingDependencyRow.Component component) {
        return new Side(
                new ComponentKey(component.type(), component.id(), component.schemaName()),
                component.displayName(),
                component.parentSchemaName(),
                component.parentDisplayName(),
                Map.of());
    }
}
