package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.nio.file.Path;
import java.util.List;

/** Makes packages of what is in other packages. */
final class PackageComposer {

    private final Transaction transaction;
    private final Path temporaryDirectory;

    PackageComposer(Transaction transaction, Path temporaryDirectory) {
        this.transaction = transaction;
        this.temporaryDirectory = temporaryDirectory;
    }

    Path skeleton(Solution solution) {
        throw cannot(solution, "it was not imported" + transaction.hashCode() + temporaryDirectory);
    }

    Path add(Solution solution, StoredComponent component, int behavior, List<Path> holders) {
        throw cannot(solution, component.title() + behavior + holders.size());
    }

    Path remove(Solution solution, StoredComponent component) {
        throw cannot(solution, component.title());
    }

    Path merge(Solution solution, Solution patch) {
        throw cannot(solution, patch.uniqueName());
    }

    private static RuntimeException cannot(Solution solution, String why) {
        return Fault.EXPORT_FAILED.toFault(
                "The local environment cannot compose a package of " + solution.uniqueName() + ": " + why);
    }
}
