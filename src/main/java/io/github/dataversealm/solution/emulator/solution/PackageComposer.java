package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.path.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Makes packages of what is in other packages: they are unpacked, files are copied between the folders, and the result is
 * packed. A kind whose files are not known is refused, so that nothing is lost.
 */
final class PackageComposer {

    private final Transaction transaction;
    private final Path temporaryDirectory;

    PackageComposer(Transaction transaction, Path temporaryDirectory) {
        this.transaction = transaction;
        this.temporaryDirectory = temporaryDirectory;
    }

    /** What is done in a folder that is deleted afterwards. */
    private interface Composition {
        void in(Path work) throws IOException;
    }

    private Path compose(Composition composition) throws IOException {
        Path result = temporaryDirectory.resolve("compose-" + UUID.randomUUID() + ".zip");
        boolean done = false;
        try (TemporaryFolder folder = TemporaryFolder.in(temporaryDirectory, "compose-")) {
            Path work = folder.path();
            composition.in(work);
            new Packer()
                    .pack(
                            PackRequest.builder(work.resolve("tree"), result)
                                    .allowMissingComponents(true)
                                    .disablePluginRemap(true)
                                    .build(),
                            Reporter.silent());
            done = true;
            return result;
        } catch (SolutionException e) {
            throw Fault.EXPORT_FAILED.toFault("The local environment cannot compose the package: " + e.problem());
        } finally {
            if (!done) {
                Files.deleteIfExists(result);
            }
        }
    }

    private PackageTree tree(Solution solution, Path work) throws IOException {
        Optional<Path> kept = new Packages(transaction).of(solution.id());
        if (kept.isPresent()) {
            return PackageTree.unpack(kept.get(), work.resolve("tree"));
        }
        Path empty = new EmptyPackage(transaction, temporaryDirectory).of(solution);
        try {
            return PackageTree.unpack(empty, work.resolve("tree"));
        } finally {
            Files.deleteIfExists(empty);
        }
    }

    /** The package of a solution with one component more. @param holders packages that may have it */
    Path add(Solution solution, StoredComponent component, int behavior, List<Path> holders) throws IOException {
        return compose(work -> {
            PackageTree tree = tree(solution, work);
            if (component.type().equals(ComponentTypes.ENTITY) && behavior != 0) {
                tree.addShell(component);
                tree.list(component, behavior);
            } else if (component.type().equals(ComponentTypes.CONNECTION_REFERENCE)) {
                addReference(tree, component, holders, work);
            } else if (tree.files(files(component)).isEmpty()) {
                addFiles(tree, component, behavior, holders, work);
            }
        });
    }

    private static void addFiles(
            PackageTree tree, StoredComponent component, int behavior, List<Path> holders, Path work)
            throws IOException {
        for (int i = 0; i < holders.size(); i++) {
            PackageTree holder = PackageTree.unpack(holders.get(i), work.resolve("holder" + i));
            List<String> found = holder.files(files(component));
            if (!found.isEmpty()) {
                for (String path : found) {
                    tree.copy(holder, path);
                }
                tree.addContainers(holder);
                if (component.type().equals(ComponentTypes.ENTITY)) {
                    tree.addRelationships(holder, component.schemaName());
                }
                if (component.parent().isEmpty()) {
                    tree.list(component, behavior);
                }
                return;
            }
        }
        throw cannot(component, "no package that was imported has it");
    }

    private static void addReference(PackageTree tree, StoredComponent component, List<Path> holders, Path work)
            throws IOException {
        for (int i = 0; i < holders.size(); i++) {
            PackageTree holder = PackageTree.unpack(holders.get(i), work.resolve("holder" + i));
            if (tree.addReference(holder, component.schemaName())) {
                return;
            }
        }
        throw cannot(component, "no package that was imported has it");
    }

    /** The package of a solution without a component. */
    Path remove(Solution solution, StoredComponent component) throws IOException {
        return compose(work -> {
            PackageTree tree = tree(solution, work);
            if (component.type().equals(ComponentTypes.CONNECTION_REFERENCE)) {
                tree.removeReference(component.schemaName());
            } else {
                tree.delete(tree.files(files(component)));
                tree.unlist(component);
            }
        });
    }

    /** The package of a solution with what a patch brings. */
    Path merge(Solution solution, Solution patch) throws IOException {
        return compose(work -> {
            PackageTree tree = tree(solution, work);
            Path zip = new Packages(transaction).of(patch.id()).orElseThrow();
            tree.merge(PackageTree.unpack(zip, work.resolve("patch")));
        });
    }

    private static Predicate<String> files(StoredComponent component) {
        return ComponentFiles.of(component)
                .orElseThrow(() -> cannot(component, "it does not know which files belong to that kind"));
    }

    private static RuntimeException cannot(StoredComponent component, String why) {
        return Fault.INVALID_ARGUMENT.toFault("The local environment cannot change a package by the component '"
                + component.title() + "' of type " + ComponentTypes.name(component.type()) + ": " + why
                + ". Import a package that has it instead.");
    }
}
