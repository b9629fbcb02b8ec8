package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Divides the modules of a build into those that can be imported in one go, because they have the same options. */
final class ImportBatches {

    private final List<List<ModuleImport>> batches = new ArrayList<>();
    private final Set<ModuleImport> left;
    private final Set<ModuleImport> taken = new LinkedHashSet<>();

    private ImportBatches(List<ModuleImport> modules) {
        left = new LinkedHashSet<>(modules);
    }

    /**
     * Divides them, into as few as can be found: what a module needs of others is in its batch or in one before. Modules that do
     * not need each other keep the order of the build.
     *
     * @throws SolutionException when solutions need each other in a circle, or modules with different options do
     * @throws Exception what a module says when it cannot name its zips
     */
    static List<List<ModuleImport>> of(List<ModuleImport> modules) throws Exception {
        if (modules.isEmpty()) {
            return List.of();
        }
        if (modules.stream().map(ModuleImport::like).distinct().count() == 1) {
            return List.of(modules);
        }
        return new ImportBatches(modules).by(ModuleNeeds.of(modules));
    }

    private List<List<ModuleImport>> by(ModuleNeeds needs) {
        while (!left.isEmpty()) {
            ModuleImport next = next(needs);
            if (batches.isEmpty() || !isAlike(last(), next)) {
                batches.add(new ArrayList<>());
            }
            last().add(next);
            taken.add(next);
            left.remove(next);
        }
        return batches;
    }

    private List<ModuleImport> last() {
        return batches.get(batches.size() - 1);
    }

    private static boolean isAlike(List<ModuleImport> batch, ModuleImport module) {
        return batch.get(0).like().equals(module.like());
    }

    /** Rather one that goes with those before it. */
    private ModuleImport next(ModuleNeeds needs) {
        List<ModuleImport> ready =
                left.stream().filter(module -> needs.isReady(module, taken)).toList();
        Optional<ModuleImport> alike = batches.isEmpty()
                ? Optional.empty()
                : ready.stream().filter(module -> isAlike(last(), module)).findFirst();
        return alike.or(() -> ready.stream().findFirst()).orElseThrow(this::circular);
    }

    private SolutionException circular() {
        return new SolutionException(
                null,
                "None of these modules can be imported first, because each imports a solution that needs one of another: "
                        + left.stream().map(ModuleImport::name).collect(Collectors.joining(", "))
                        + ". Nothing was imported.",
                "Give them the same options and environments, so that their solutions are imported in one go, or import"
                        + " fewer solutions in one module.");
    }
}
