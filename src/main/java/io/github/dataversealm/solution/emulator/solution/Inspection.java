package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the checks look at: a package, how it is to be imported, and the organization. */
final class Inspection {

    private final Transaction transaction;
    private final SolutionPackage solutionPackage;
    private final ImportOptions options;
    private final Knobs knobs;
    private final ComponentStore components;
    private final PresentComponents present;
    private final Optional<Solution> installed;
    private List<MissingDependency> missing;

    Inspection(
            Transaction transaction,
            SolutionPackage solutionPackage,
            ImportOptions options,
            Knobs knobs,
            ComponentStore components) {
        this.transaction = transaction;
        this.solutionPackage = solutionPackage;
        this.options = options;
        this.knobs = knobs;
        this.components = components;
        this.present = new PresentComponents(transaction);
        this.installed = Solution.find(transaction, solutionPackage.uniqueName());
    }

    Transaction transaction() {
        return transaction;
    }

    SolutionPackage solutionPackage() {
        return solutionPackage;
    }

    ImportOptions options() {
        return options;
    }

    Knobs knobs() {
        return knobs;
    }

    Optional<Solution> installed() {
        return installed;
    }

    Optional<String> publisherOf(Solution solution) {
        return transaction
                .table(Tables.PUBLISHERS)
                .find(solution.publisherId())
                .map(row -> NewRow.text(row, "uniquename"));
    }

    Optional<StoredComponent> stored(Component component) {
        return components.find(ComponentStore.keys(component));
    }

    /** What the package needs and neither it nor the organization has. */
    List<MissingDependency> missing() {
        if (missing == null) {
            Set<String> own = new HashSet<>();
            for (Component component : solutionPackage.contents().components()) {
                if (!component.unmanagedReference()) {
                    own.addAll(ComponentStore.keys(component).stored());
                }
            }
            missing = solutionPackage.contents().missingDependencies().stream()
                    .filter(dependency -> !isThere(dependency, own))
                    .toList();
        }
        return missing;
    }

    private boolean isThere(MissingDependency dependency, Set<String> own) {
        ComponentKeys required = ComponentKeys.of(dependency.required());
        return components.find(required).isPresent()
                || PlatformComponents.has(dependency)
                || present.has(dependency)
                || required.searched().stream().anyMatch(own::contains);
    }

    /** Whether the organization has a component that the package only refers to. */
    boolean isInSystem(Component component) {
        ComponentKeys keys = ComponentStore.keys(component);
        return components.find(keys).isPresent()
                || present.has(keys)
                || component.key().type().equals(ComponentTypes.ENTITY)
                        && isKnownTable(component.key().schemaName())
                || component.parent().filter(this::isKnownTable).isPresent();
    }

    boolean isKnownTable(String schemaName) {
        return PlatformComponents.isTable(schemaName)
                || present.hasTable(schemaName)
                || components
                        .find(new ComponentKeys(ComponentTypes.ENTITY, "", schemaName, "", java.util.Map.of()))
                        .isPresent();
    }
}
