package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.solution.Check.Problem;
import io.github.dataversealm.solution.emulator.solution.Check.Stage;
import io.github.dataversealm.solution.emulator.table.CustomTables;
import io.github.dataversealm.solution.emulator.table.EntitySets;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The validation pipeline from the package's version on, in order; the first check that finds something decides. What comes
 * before (size, base64, zip, XML, name and version) is found when the package is read: {@link SolutionPackage#read}.
 */
final class Checks {

    private static final Pattern PREFIXED = Pattern.compile("[A-Za-z][A-Za-z0-9]{1,7}_.+", Pattern.DOTALL);

    /** Kinds that customizations.xml defines and that must be listed as root components. */
    private static final Set<String> ALWAYS_LISTED =
            Set.of(ComponentTypes.WEB_RESOURCE, ComponentTypes.OPTION_SET, ComponentTypes.WORKFLOW);

    /** Kinds that are listed by name, so that it can be told whether the package has them. */
    private static final Set<String> LISTED_BY_NAME =
            Set.of(ComponentTypes.ENTITY, ComponentTypes.WEB_RESOURCE, ComponentTypes.OPTION_SET);

    /** Columns that the service adds to a table with an image. */
    private static final Set<String> IMAGE_COLUMNS =
            Set.of("entityimage", "entityimageid", "entityimage_timestamp", "entityimage_url");

    static final List<Check> ALL = List.of(
            new Check(9, "the package comes from a newer service", Stage.PACKAGE, Checks::packageVersion),
            new Check(10, "installed unmanaged, package managed", Stage.PACKAGE, Checks::managedOverUnmanaged),
            new Check(11, "installed managed, package unmanaged", Stage.PACKAGE, Checks::unmanagedOverManaged),
            new Check(12, "another publisher than the installed one", Stage.PACKAGE, Checks::publisher),
            new Check(13, "an upgrade of what is not installed", Stage.OPERATION, Checks::base),
            new Check(14, "an upgrade to a version that is not higher", Stage.OPERATION, Checks::higherVersion),
            new Check(15, "an upgrade waits already", Stage.OPERATION, Checks::holding),
            new Check(16, "a patch that does not fit its solution", Stage.PACKAGE, Checks::patch),
            new Check(17, "missing dependencies", Stage.PACKAGE, Checks::dependencies),
            new Check(17, "not a higher version (switch strictVersions)", Stage.OPERATION, Checks::strictVersion),
            new Check(18, "a name without a prefix", Stage.COMPONENTS, Checks::prefixes),
            new Check(18, "the entity set of another table", Stage.COMPONENTS, Checks::entitySets),
            new Check(19, "a managed component over an unmanaged one", Stage.COMPONENTS, Checks::unmanagedBase),
            new Check(20, "a root component that is not there", Stage.COMPONENTS, Checks::roots),
            new Check(21, "a web resource that is too large", Stage.COMPONENTS, Checks::webResourceSizes),
            new Check(22, "an unknown connection", Stage.COMPONENTS, Checks::connections),
            new Check(22, "values for what is not in the package", Stage.COMPONENTS, Checks::unknownParameters));

    private Checks() {}

    static Optional<Check.Finding> first(Inspection inspection, Set<Stage> stages) {
        for (Check check : ALL) {
            if (stages.contains(check.stage())) {
                Optional<Problem> problem = check.finder().find(inspection);
                if (problem.isPresent()) {
                    return Optional.of(new Check.Finding(check, problem.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> found(Fault fault, Object... values) {
        return Optional.of(new Problem(fault.toFault(values)));
    }

    private static Optional<Problem> entitySets(Inspection in) {
        EntitySets own = new EntitySets();
        for (TableFacts table : in.solutionPackage().facts().tables()) {
            String name = table.entitySetName();
            boolean taken = own.all().stream()
                    .anyMatch(set -> set.name().equalsIgnoreCase(name)
                            && !set.logicalName().equalsIgnoreCase(table.schemaName()));
            if (taken || !name.isEmpty() && !CustomTables.isEntitySetName(name)) {
                return found(
                        Fault.INVALID_ARGUMENT,
                        "The entity set name '" + name + "' of the table " + table.schemaName()
                                + (taken ? " is the name of another table's." : " is not valid."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> packageVersion(Inspection in) {
        String version = in.solutionPackage().facts().packageVersion();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        boolean accepted = version.matches("[0-9]{1,6}\\.[0-9]{1,6}")
                && new SolutionVersion(version).compareTo(new SolutionVersion(SERVER_PACKAGE_VERSION)) <= 0;
        return accepted ? Optional.empty() : found(Fault.PACKAGE_VERSION, SERVER_PACKAGE_VERSION);
    }

    private static final String SERVER_PACKAGE_VERSION = "9.2";

    private static Optional<Problem> managedOverUnmanaged(Inspection in) {
        boolean mismatch = in.solutionPackage().isManaged()
                && in.installed().filter(row -> !row.isManaged()).isPresent();
        return mismatch ? found(Fault.MANAGED_OVER_UNMANAGED) : Optional.empty();
    }

    private static Optional<Problem> unmanagedOverManaged(Inspection in) {
        boolean mismatch = !in.solutionPackage().isManaged()
                && in.installed().filter(Solution::isManaged).isPresent();
        return mismatch ? found(Fault.UNMANAGED_OVER_MANAGED) : Optional.empty();
    }

    private static Optional<Problem> publisher(Inspection in) {
        String wanted = in.solutionPackage().header().publisher().uniqueName();
        return in.installed()
                .filter(Solution::isManaged)
                .flatMap(in::publisherOf)
                .filter(name -> !name.equalsIgnoreCase(wanted))
                .flatMap(name ->
                        found(Fault.WRONG_PUBLISHER, in.solutionPackage().uniqueName(), name, wanted));
    }

    private static Optional<Problem> base(Inspection in) {
        ImportOptions.Mode mode = in.options().mode();
        if (mode == ImportOptions.Mode.PLAIN) {
            return Optional.empty();
        }
        if (in.installed().isEmpty()) {
            boolean installs =
                    mode == ImportOptions.Mode.SINGLE_STEP && in.knobs().stageAndUpgradeInstalls();
            return installs
                    ? Optional.empty()
                    : found(Fault.MISSING_BASE, in.solutionPackage().uniqueName());
        }
        return in.installed().get().isManaged() ? Optional.empty() : found(Fault.BOTH_MANAGED);
    }

    private static Optional<Problem> higherVersion(Inspection in) {
        boolean lower = in.options().mode() != ImportOptions.Mode.PLAIN && !isHigher(in);
        return lower ? found(Fault.LOWER_VERSION_UPGRADE) : Optional.empty();
    }

    private static Optional<Problem> strictVersion(Inspection in) {
        if (!in.knobs().strictVersions() || isHigher(in)) {
            return Optional.empty();
        }
        return found(
                Fault.LOWER_VERSION,
                in.solutionPackage().uniqueName(),
                in.installed().orElseThrow().version(),
                in.solutionPackage().header().version());
    }

    private static boolean isHigher(Inspection in) {
        SolutionVersion version = in.solutionPackage().header().version();
        return in.installed().map(row -> row.version().compareTo(version) < 0).orElse(true);
    }

    private static Optional<Problem> holding(Inspection in) {
        boolean waits = in.options().mode() != ImportOptions.Mode.PLAIN
                && in.installed().flatMap(row -> row.holding(in.transaction())).isPresent();
        return waits ? found(Fault.HOLDING_EXISTS, in.solutionPackage().uniqueName()) : Optional.empty();
    }

    private static Optional<Problem> patch(Inspection in) {
        SolutionHeader header = in.solutionPackage().header();
        if (header.parent().isEmpty()) {
            return Optional.empty();
        }
        Optional<Solution> parent =
                Solution.find(in.transaction(), header.parent().get());
        if (parent.isEmpty()) {
            return found(
                    Fault.PATCH_MISSING_BASE,
                    header.uniqueName(),
                    header.parent().get());
        }
        if (parent.get().isManaged() != in.solutionPackage().isManaged()) {
            return found(parent.get().isManaged() ? Fault.UNMANAGED_OVER_MANAGED : Fault.MANAGED_OVER_UNMANAGED);
        }
        for (Solution patch : parent.get().patches(in.transaction())) {
            int compared = patch.version().compareTo(header.version());
            if (compared == 0 && patch.uniqueName().equalsIgnoreCase(header.uniqueName())) {
                return found(Fault.SAME_PATCH, header.version());
            }
            if (compared >= 0) {
                return found(Fault.NEWER_PATCH, patch.uniqueName(), patch.version());
            }
        }
        return Patches.versionProblem(parent.get(), header.version()).map(fault -> new Problem(fault));
    }

    private static Optional<Problem> dependencies(Inspection in) {
        if (in.missing().isEmpty()) {
            return Optional.empty();
        }
        return found(
                Fault.MISSING_DEPENDENCIES,
                in.solutionPackage().uniqueName(),
                MissingDependencyText.xml(in.missing()),
                "False");
    }

    /** Packages of Microsoft have names from before there were prefixes. */
    private static Optional<Problem> prefixes(Inspection in) {
        SolutionHeader.Publisher publisher = in.solutionPackage().header().publisher();
        if (publisher.uniqueName().toLowerCase(Locale.ROOT).startsWith("microsoft")
                || publisher.prefix().toLowerCase(Locale.ROOT).startsWith("msdyn")) {
            return Optional.empty();
        }
        for (String attribute : in.solutionPackage().facts().customAttributes()) {
            String name = attribute.substring(attribute.indexOf('.') + 1);
            if (!PREFIXED.matcher(name).matches() && !IMAGE_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
                return found(Fault.ATTRIBUTE_NAME, name);
            }
        }
        for (Component component : in.solutionPackage().contents().components()) {
            String name = component.key().schemaName();
            boolean isTable = component.key().type().equals(ComponentTypes.ENTITY);
            if (isTable
                    && !component.unmanagedReference()
                    && !PREFIXED.matcher(name).matches()
                    && !in.isKnownTable(name)
                    && !in.solutionPackage().facts().standardTables().contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(new Problem(Fault.NAME_PREFIX.toFault(name, "Entity"), Optional.of(component)));
            }
        }
        for (String name : in.solutionPackage().facts().webResources().keySet()) {
            if (!PREFIXED.matcher(name).matches()) {
                return Optional.of(new Problem(
                        Fault.WEB_RESOURCE_PREFIX.toFault(), component(in, ComponentTypes.WEB_RESOURCE, name)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Component> component(Inspection in, String type, String name) {
        return in.solutionPackage().contents().components().stream()
                .filter(component -> component.key().type().equals(type)
                        && component.key().schemaName().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Optional<Problem> unmanagedBase(Inspection in) {
        if (!in.solutionPackage().isManaged()) {
            return Optional.empty();
        }
        for (Component component : in.solutionPackage().contents().components()) {
            if (component.unmanagedReference()) {
                continue;
            }
            Optional<StoredComponent> stored =
                    in.stored(component).filter(other -> other.basis() == StoredComponent.Basis.UNMANAGED);
            if (stored.isPresent()) {
                return Optional.of(new Problem(
                        Fault.UNMANAGED_BASE.toFault(
                                ComponentTypes.name(stored.get().type()),
                                stored.get().title(),
                                stored.get().objectId()),
                        Optional.of(component)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> roots(Inspection in) {
        for (Component component : in.solutionPackage().contents().components()) {
            boolean listed = component.behavior().isPresent();
            String name = component.key().schemaName().isEmpty()
                    ? component.key().id()
                    : component.key().schemaName();
            if (listed
                    && component.unmanagedReference()
                    && LISTED_BY_NAME.contains(component.key().type())
                    && !in.isInSystem(component)) {
                return Optional.of(new Problem(
                        Fault.ROOT_NOT_IN_SYSTEM.toFault(name, component.key().type()), Optional.of(component)));
            }
            if (!listed
                    && !component.unmanagedReference()
                    && component.parent().isEmpty()
                    && ALWAYS_LISTED.contains(component.key().type())
                    && in.stored(component).isEmpty()) {
                return Optional.of(new Problem(
                        Fault.ROOT_NOT_DECLARED.toFault(name, component.key().type()), Optional.of(component)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> webResourceSizes(Inspection in) {
        long most = in.knobs().maxWebResourceKilobytes() * 1024L;
        for (Map.Entry<String, Long> resource :
                in.solutionPackage().facts().webResources().entrySet()) {
            if (resource.getValue() > most) {
                return Optional.of(new Problem(
                        Fault.WEB_RESOURCE_SIZE.toFault(),
                        component(in, ComponentTypes.WEB_RESOURCE, resource.getKey())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> connections(Inspection in) {
        Connections connections = new Connections(in.transaction());
        for (ObjectNode parameter : in.options().parameters()) {
            String connection = NewRow.text(parameter, "connectionid");
            if (!connection.isEmpty()) {
                Optional<String> problem = connections.problem(connection, NewRow.text(parameter, "connectorid"));
                if (problem.isPresent()) {
                    return found(Fault.ISV_ABORTED, problem.get());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> unknownParameters(Inspection in) {
        if (in.knobs().unknownComponentParameters() != Knobs.Unknown.ERROR) {
            return Optional.empty();
        }
        List<String> known = new ArrayList<>();
        in.solutionPackage().contents().connectionReferences().stream()
                .map(ConnectionReference::logicalName)
                .forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
        in.solutionPackage().contents().environmentVariables().stream()
                .map(EnvironmentVariable::schemaName)
                .forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
        for (ObjectNode parameter : in.options().parameters()) {
            String name =
                    NewRow.text(parameter, "connectionreferencelogicalname") + NewRow.text(parameter, "schemaname");
            if (!known.contains(name.toLowerCase(Locale.ROOT))) {
                return found(
                        Fault.ISV_ABORTED,
                        "The component parameter '" + name + "' is not a component of the solution.");
            }
        }
        return Optional.empty();
    }
}
