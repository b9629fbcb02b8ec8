package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Patches of solutions (spec dataverse-web-api §2.10, §5.3). */
final class Patches {

    private final Transaction transaction;
    private final Instant now;

    Patches(Transaction transaction, Instant now) {
        this.transaction = transaction;
        this.now = now;
    }

    /** Why a version cannot be that of a patch: it has the major and minor version of its parent, and is higher. */
    static Optional<ServiceFault> versionProblem(Solution parent, SolutionVersion version) {
        if (!majorMinor(parent.version()).equals(majorMinor(version))) {
            return Optional.of(Fault.PATCH_VERSION.toFault("The version " + version
                    + " of a patch must have the same major and minor version as its solution " + parent.uniqueName()
                    + " ("
                    + parent.version() + ")."));
        }
        if (version.compareTo(parent.version()) <= 0) {
            return Optional.of(Fault.PATCH_VERSION.toFault("The version " + version
                    + " of a patch must be higher than that of its solution " + parent.uniqueName() + " ("
                    + parent.version() + ")."));
        }
        return Optional.empty();
    }

    private static List<Integer> majorMinor(SolutionVersion version) {
        String[] parts = version.text().split("\\.", -1);
        return List.of(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
    }

    /** @return the id of the new, empty patch */
    UUID cloneAsPatch(String parentName, String displayName, String version) {
        Solution parent = unmanaged(parentName);
        if (parent.parent().isPresent()) {
            throw Fault.PATCH_VERSION.toFault("The solution " + parentName + " is a patch itself.");
        }
        SolutionVersion wanted = SolutionPackage.checkVersion(version);
        versionProblem(parent, wanted).ifPresent(fault -> {
            throw fault;
        });
        for (Solution patch : parent.patches(transaction)) {
            if (patch.version().compareTo(wanted) >= 0) {
                throw Fault.NEWER_PATCH.toFault(patch.uniqueName(), patch.version());
            }
        }
        UUID id = UUID.randomUUID();
        String hex = id.toString().substring(0, 8).toLowerCase(Locale.ROOT);
        new Solution(SolutionRows.fresh(
                                id,
                                parent.uniqueName() + "_Patch_" + hex,
                                displayName.isEmpty() ? parent.friendlyName() : displayName,
                                wanted.text(),
                                parent.publisherId(),
                                now)
                        .set("_parentsolutionid_value", parent.id())
                        .node())
                .put(transaction);
        return id;
    }

    /** Rolls the patches of a solution up into it. @return the solution's id, which stays */
    UUID cloneAsSolution(String parentName, String displayName, String version, PackageComposer composer)
            throws IOException {
        Solution parent = unmanaged(parentName);
        SolutionVersion wanted = SolutionPackage.checkVersion(version);
        if (wanted.compareTo(parent.version()) < 0) {
            throw Fault.PATCH_VERSION.toFault("The version " + version + " must not be lower than that of the solution "
                    + parentName + " (" + parent.version() + ").");
        }
        ComponentStore components = new ComponentStore(transaction);
        for (Solution patch : parent.patches(transaction)) {
            Packages packages = new Packages(transaction);
            if (packages.of(patch.id()).isPresent()) {
                Path merged = composer.merge(parent, patch);
                packages.keep(parent.id(), merged);
                Files.deleteIfExists(merged);
            }
            components
                    .membersOf(patch.id())
                    .forEach((objectId, member) -> components.find(objectId).ifPresent(component -> {
                        boolean had = components.solutionsOf(objectId).contains(parent.id());
                        if (!had) {
                            components.addMember(
                                    parent.id(),
                                    component,
                                    member.path("rootcomponentbehavior").isInt()
                                            ? OptionalInt.of(member.path("rootcomponentbehavior")
                                                    .asInt())
                                            : OptionalInt.empty(),
                                    Optional.empty(),
                                    now);
                        }
                    }));
            new Removal(transaction, components, now).removeRow(patch);
        }
        NewRow.of(parent.row()).set("version", wanted.text()).set("modifiedon", now);
        if (!displayName.isEmpty()) {
            NewRow.of(parent.row()).set("friendlyname", displayName);
        }
        parent.put(transaction);
        return parent.id();
    }

    private Solution unmanaged(String name) {
        Solution solution = Solution.find(transaction, name)
                .orElseThrow(() -> Fault.INVALID_ARGUMENT.toFault("There is no solution '" + name + "'."));
        if (solution.isWellKnown()) {
            throw Fault.CANNOT_UPDATE_RESTRICTED.toFault(name);
        }
        if (solution.isManaged()) {
            throw Fault.CANNOT_UPDATE_MANAGED.toFault(name);
        }
        return solution;
    }
}
