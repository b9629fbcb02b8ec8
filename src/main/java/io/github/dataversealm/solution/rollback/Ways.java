package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.rollback.RollbackPlan.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at every way back: whether it can be taken, what it takes away and what it leaves. One method for each way. */
final class Ways {

    private static final int SHOWN = 3;

    private final SolutionState state;
    private final TargetVersion target;
    private final LossReader reader;
    private final boolean managedOnly;
    private final Map<String, Set<UUID>> together;
    private final Losses onlyNewer;

    /**
     * @param managedOnly whether the environment takes managed solutions only
     * @param together the solutions that go back before in the same call, in lower case, with the components that they keep
     *     although their older version has them not
     */
    Ways(
            SolutionState state,
            TargetVersion target,
            LossReader reader,
            boolean managedOnly,
            Map<String, Set<UUID>> together) {
        this.state = state;
        this.target = target;
        this.reader = reader;
        this.managedOnly = managedOnly;
        this.together = together;
        this.onlyNewer = readOnlyNewer();
    }

    /** What the installed version has and the older one has not. */
    Losses onlyNewer() {
        return onlyNewer;
    }

    List<Option> all() {
        return List.of(nothing(), discard(), removePatch(), update(), republish(), reinstall());
    }

    // ---------------------------------------------------------------- what there is

    private List<InstalledSolution> withPatches() {
        List<InstalledSolution> all = new ArrayList<>(state.patches());
        state.installed().ifPresent(all::add);
        return all;
    }

    private Optional<OlderContents> older() {
        return target.zip().map(zip -> new OlderContents(zip.contents().components()));
    }

    /** The components that are there and in the older package are none of it; without it nothing can be told. */
    private Losses readOnlyNewer() {
        if (state.installed().isEmpty() || older().isEmpty()) {
            return Losses.NONE;
        }
        OlderContents older = older().get();
        List<ComponentSummary> members = reader.members(withPatches());
        List<ComponentSummary> newer =
                members.stream().filter(row -> !older.has(row)).toList();
        Losses losses = reader.losses(withPatches(), newer, row -> false);
        if (LossReader.isNameless(members)) {
            return unread(losses, "the service does not tell the names of the components, only their ids");
        }
        for (String line :
                reader.unlistedColumns(withPatches(), members, (table, column) -> older.hasColumn(table, column))) {
            losses = unread(losses, line);
        }
        return losses;
    }

    private static Losses unread(Losses losses, String why) {
        List<String> unread = new ArrayList<>(losses.unread());
        unread.add(why);
        return new Losses(
                losses.components(),
                losses.tables(),
                losses.columns(),
                losses.settings(),
                losses.stopped(),
                losses.dependents(),
                unread);
    }

    /** The components that only the older version has. */
    List<String> comesBack() {
        if (state.installed().isEmpty() || older().isEmpty()) {
            return List.of();
        }
        List<ComponentSummary> members = reader.members(withPatches());
        return LossReader.isNameless(members)
                ? List.of()
                : older().get().missingIn(members).stream()
                        .map(ComponentLine::of)
                        .sorted()
                        .toList();
    }

    /** How many components have an unmanaged layer. */
    long customized() {
        return reader.members(withPatches()).stream()
                .filter(ComponentSummary::customized)
                .count();
    }

    // ---------------------------------------------------------------- the ways

    private Option nothing() {
        boolean there = target.reached()
                || target.version().filter(state::isInstalledIn).isPresent();
        String impossible = there
                ? ""
                : target.version().isEmpty()
                        ? "which version to go back to is not known"
                        : target.version().get() + " is not installed";
        return new Option(Way.NOTHING, impossible, installedVersion(), "nothing", "everything", Losses.NONE);
    }

    private Option discard() {
        if (state.holding().isEmpty()) {
            return impossible(Way.DISCARD, "no upgrade is staged");
        }
        InstalledSolution holding = state.holding().get();
        Losses losses = reader.losses(List.of(holding), reader.members(List.of(holding)), row -> false);
        return new Option(
                Way.DISCARD,
                blocked(losses, false),
                installedVersion(),
                Words.goes(losses),
                "the installed version, as it is",
                losses);
    }

    private Option removePatch() {
        Optional<InstalledSolution> patch = newestPatch();
        if (patch.isEmpty()) {
            return impossible(Way.REMOVE_PATCH, "it has no patch");
        }
        Losses losses = reader.losses(List.of(patch.get()), reader.members(List.of(patch.get())), row -> false);
        String impossible = patch.get().managed()
                ? blocked(losses, false)
                : "the patch is unmanaged: only the list of its components would go";
        return new Option(
                Way.REMOVE_PATCH,
                impossible,
                state.patches().size() > 1
                        ? state.patches().get(state.patches().size() - 2).version()
                        : "",
                Words.goes(losses),
                "the solution and its other patches",
                losses);
    }

    /** The solution itself when it is one, else the newest of its patches. */
    Optional<InstalledSolution> newestPatch() {
        return RollbackPlan.newestPatch(state.installed(), state.patches());
    }

    private Option update() {
        Optional<String> refusal = needsOlder()
                .or(() -> state.patches().isEmpty()
                        ? Optional.empty()
                        : Optional.of("it has patches, which would stay on a version that they are not made for"));
        if (refusal.isPresent()) {
            return impossible(Way.UPDATE, refusal.get());
        }
        int stay = onlyNewer.components().size();
        String left = stay == 0
                ? "all data"
                : "all data, and " + Words.count(stay, "component") + " that only " + installedVersion() + " has";
        return new Option(Way.UPDATE, "", older(target), "nothing", left, Losses.NONE);
    }

    private Option republish() {
        Optional<String> refusal = needsOlder().or(this::needsManaged).or(this::needsNewer);
        if (refusal.isPresent()) {
            return impossible(Way.REPUBLISH, refusal.get());
        }
        Optional<SolutionVersion> next = Republication.after(state.version().orElseThrow());
        if (next.isEmpty()) {
            return impossible(Way.REPUBLISH, "there is no version above " + installedVersion() + " in its last part");
        }
        return new Option(
                Way.REPUBLISH,
                blocked(onlyNewer, true),
                next.get().text(),
                Words.goes(onlyNewer),
                "the data of what both versions have",
                onlyNewer);
    }

    private Option reinstall() {
        if (state.installed().isEmpty()) {
            String impossible = target.zip().isEmpty() ? "the zip of the version is not known" : "";
            return new Option(
                    Way.REINSTALL, impossible, older(target), "nothing more", "what is there now", Losses.NONE);
        }
        Optional<String> refusal = needsOlder().or(this::needsManaged).or(this::needsNewer);
        if (refusal.isPresent()) {
            return impossible(Way.REINSTALL, refusal.get());
        }
        OlderContents older = older().orElseThrow();
        Losses losses = reader.losses(withPatches(), reader.members(withPatches()), older::has);
        return new Option(
                Way.REINSTALL,
                blocked(losses, false),
                older(target),
                Words.goes(losses),
                losses.holdsData() ? "none of its data and settings" : "it has no data of its own",
                losses);
    }

    // ---------------------------------------------------------------- conditions

    /** What keeps an older package from being imported over what is installed. */
    private Optional<String> needsOlder() {
        if (state.installed().isEmpty()) {
            return Optional.of("it is not installed");
        }
        InstalledSolution installed = state.installed().get();
        if (installed.isPatch()) {
            return Optional.of("it is a patch, which cannot be changed, only removed");
        }
        if (state.holding().isPresent()) {
            return Optional.of("an upgrade is staged; it has to be discarded first");
        }
        if (target.version().isEmpty()) {
            return Optional.of("which version to go back to is not known");
        }
        if (target.zip().isEmpty()) {
            return Optional.of("the zip of " + target.version().get() + " is not known");
        }
        SolutionHeader header = target.zip().map(SolutionPackage::header).orElseThrow();
        boolean managed = header.packageType() == PackageType.MANAGED;
        if (managed != installed.managed()) {
            return Optional.of("the zip is " + (managed ? "managed" : "unmanaged") + ", and the solution is installed "
                    + (installed.managed() ? "managed" : "unmanaged"));
        }
        if (!managed && managedOnly) {
            return Optional.of("the environment takes managed solutions only");
        }
        if (!installed.publisherUniqueName().isEmpty()
                && !installed
                        .publisherUniqueName()
                        .equalsIgnoreCase(header.publisher().uniqueName())) {
            return Optional.of("its publisher is " + installed.publisherUniqueName() + ", and that of the zip "
                    + header.publisher().uniqueName());
        }
        return Optional.empty();
    }

    private Optional<String> needsManaged() {
        return state.installed().filter(InstalledSolution::managed).isPresent()
                ? Optional.empty()
                : Optional.of("it is unmanaged: its components stay whatever becomes of it");
    }

    /** What the older version needs and only the newer one brings must not go. */
    private Optional<String> needsNewer() {
        Set<UUID> going = onlyNewer.components().stream().map(LostComponent::id).collect(Collectors.toSet());
        List<ComponentSummary> needed = OlderContents.needed(
                target.zip().map(zip -> zip.contents().missingDependencies()).orElse(List.of()),
                reader.members(withPatches()).stream()
                        .filter(row -> going.contains(row.objectId()))
                        .toList());
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of("the older version needs "
                        + needed.stream()
                                .limit(SHOWN)
                                .map(row -> LossReader.component(row).toString())
                                .collect(Collectors.joining(", "))
                        + (needed.size() > SHOWN ? " and " + (needed.size() - SHOWN) + " more" : "")
                        + ", and does not bring it");
    }

    /** @param togetherGoes whether what the solutions of the same call need does not count, because they go back first */
    private String blocked(Losses losses, boolean togetherGoes) {
        List<Losses.Dependent> others = losses.dependents().stream()
                .filter(dependent -> !(togetherGoes && goesBefore(dependent)))
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        String names = others.stream()
                .map(Losses.Dependent::solution)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Words.count(others.size(), "component") + (names.isEmpty() ? "" : " of " + names)
                + (others.size() == 1 ? " needs" : " need") + " what would go";
    }

    private boolean goesBefore(Losses.Dependent dependent) {
        Set<UUID> staying = together.get(dependent.solution().toLowerCase(Locale.ROOT));
        return staying != null && !staying.contains(dependent.component());
    }

    private String installedVersion() {
        return state.installed().map(InstalledSolution::version).orElse("");
    }

    private static String older(TargetVersion target) {
        return target.zip()
                .map(zip -> zip.header().version())
                .or(target::version)
                .map(SolutionVersion::text)
                .orElse("");
    }

    private static Option impossible(Way way, String why) {
        return new Option(way, why, "", "", "", Losses.NONE);
    }
}
