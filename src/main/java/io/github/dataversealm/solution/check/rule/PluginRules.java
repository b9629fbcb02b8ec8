package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.AssemblyInfo;
import io.github.dataversealm.solution.assembly.AssemblyType;
import io.github.dataversealm.solution.assembly.StrongName;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Neighbour;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.Table;
import io.github.dataversealm.solution.check.rule.AssemblyFile.RegisteredType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plug-in assemblies, their types and steps, and Microsoft's rules about registrations (spec check-rules sections 1.2, 2 and 3). */
final class PluginRules {

    /** The ids of messages are the same in every organisation (spec check-rules section 1.2). */
    static final String INACTIVE = "meta-remove-inactive";

    private static final String MESSAGE_TAIL = "-ea3e-db11-86a7-000a3a5473e8";

    private static final String UPDATE = "20bebb1b" + MESSAGE_TAIL;
    private static final String RETRIEVE = "f2bdbb1b" + MESSAGE_TAIL;
    private static final String RETRIEVE_MULTIPLE = "03bebb1b" + MESSAGE_TAIL;
    private static final String MICROSOFT_TOKEN = "31bf3856ad364e35";
    private static final String PLUGIN = "Microsoft.Xrm.Sdk.IPlugin";
    private static final Pattern FRAMEWORK =
            Pattern.compile("\\.NETFramework,Version=v([0-9]+)\\.([0-9]+)(?:\\.([0-9]+))?");

    private PluginRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("plugin-type-duplicate", Scope.SOLUTION, PluginRules::typeDuplicate),
                new Rule<>("plugin-isolation-none", Scope.SOLUTION, PluginRules::isolation),
                new Rule<>("plugin-reserved-key", Scope.SOLUTION, PluginRules::reservedKey),
                new Rule<>("plugin-too-large", Scope.SOLUTION, PluginRules::tooLarge),
                new Rule<>("plugin-shared-between-solutions", Scope.SOLUTION, PluginRules::shared),
                new Rule<>("step-table-missing", Scope.SOLUTION, PluginRules::stepTable),
                new Rule<>("step-column-missing", Scope.SOLUTION, PluginRules::stepColumns),
                new Rule<>("meta-remove-dup-reg", Scope.SOLUTION, PluginRules::duplicateSteps),
                new Rule<>("meta-avoid-reg-no-attribute", Scope.SOLUTION, PluginRules::noFilter),
                new Rule<>("meta-avoid-reg-retrieve", Scope.SOLUTION, PluginRules::retrieve),
                new Rule<>("meta-avoid-retrievemultiple-annotation", Scope.SOLUTION, PluginRules::annotations),
                new Rule<>(INACTIVE, Scope.SOLUTION, PluginRules::inactive),
                new Rule<>("meta-avoid-crm4-event", Scope.SOLUTION, PluginRules::crm4),
                new Rule<>("meta-avoid-silverlight", Scope.SOLUTION, PluginRules::silverlight),
                new Rule<>("meta-avoid-managed-entity-assets", Scope.SOLUTION, PluginRules::managedAssets),
                new Rule<>("meta-include-unmanaged-entity-assets", Scope.SOLUTION, PluginRules::unmanagedAssets));
    }

    /** Those that look at what assemblies hold. */
    static List<Rule<?>> assemblyRules() {
        return List.of(
                new Rule<>("plugin-assembly-unreadable", Scope.ASSEMBLY, PluginRules::unreadable),
                new Rule<>("plugin-identity", Scope.ASSEMBLY, PluginRules::identity),
                new Rule<>("plugin-unsigned", Scope.ASSEMBLY, PluginRules::unsigned),
                new Rule<>("plugin-type-missing", Scope.ASSEMBLY, PluginRules::typeMissing),
                new Rule<>("plugin-type-shape", Scope.ASSEMBLY, PluginRules::typeShape),
                new Rule<>("plugin-type-unregistered", Scope.ASSEMBLY, PluginRules::typeUnregistered),
                new Rule<>("plugin-target-framework", Scope.ASSEMBLY, PluginRules::framework),
                new Rule<>("plugin-architecture", Scope.ASSEMBLY, PluginRules::architecture),
                new Rule<>("step-type-missing", Scope.STEPS, PluginRules::stepType));
    }

    // ---------------------------------------------------------------- assemblies

    private static List<Element> types(Part assembly) {
        return assembly.element()
                .first("PluginTypes")
                .map(list -> list.children("PluginType"))
                .orElse(List.of());
    }

    /** The types that are registered for an assembly. */
    static List<RegisteredType> registered(Part assembly) {
        return types(assembly).stream()
                .map(type -> new RegisteredType(typeName(type), type.place()))
                .filter(type -> !type.name().isEmpty())
                .toList();
    }

    /** The types of an assembly that the platform makes plug-ins of without being told. */
    static Set<String> plugins(AssemblyInfo info) {
        return info.types().stream()
                .filter(type -> type.visible()
                        && !type.isAbstract()
                        && type.interfaces().contains(PLUGIN))
                .map(AssemblyType::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String typeName(Element type) {
        String name = type.attribute("AssemblyQualifiedName");
        int comma = name.indexOf(',');
        return comma < 0
                ? (name.isEmpty() ? type.attribute("Name") : name)
                : name.substring(0, comma).strip();
    }

    private static void unreadable(AssemblyFile assembly, Report report) {
        if (assembly.info().isEmpty()) {
            report.add(assembly.subject(), Place.file(assembly.origin()), "dll", assembly.problem());
        }
    }

    private static void identity(AssemblyFile assembly, Report report) {
        String registered = assembly.fullName();
        if (assembly.info().isEmpty() || registered.isEmpty()) {
            return;
        }
        String actual = assembly.info().get().fullName();
        if (!identityKey(actual).equals(identityKey(registered))) {
            report.add(
                    assembly.subject(),
                    assembly.place(),
                    "identity",
                    "It is registered as " + registered + ", and the DLL is " + actual + ".");
        }
    }

    private static String identityKey(String fullName) {
        return fullName.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static void unsigned(AssemblyFile assembly, Report report) {
        boolean unsigned = assembly.info()
                .filter(info -> info.strongName() == StrongName.NONE)
                .isPresent();
        if (unsigned && !assembly.packaged()) {
            report.add(assembly.subject(), Place.file(assembly.origin()), "unsigned", "The DLL has no strong name.");
        }
    }

    private static void typeMissing(AssemblyFile assembly, Report report) {
        if (assembly.info().isEmpty()) {
            return;
        }
        Set<String> defined =
                assembly.info().get().types().stream().map(AssemblyType::name).collect(Collectors.toSet());
        for (RegisteredType type : assembly.types()) {
            if (!defined.contains(type.name())) {
                report.add(
                        assembly.subject(),
                        type.place(),
                        type.name(),
                        "The type " + type.name() + " is registered and not in the DLL.");
            }
        }
    }

    private static void typeShape(AssemblyFile assembly, Report report) {
        if (assembly.info().isEmpty()) {
            return;
        }
        Map<String, AssemblyType> defined = byName(assembly.info().get());
        for (RegisteredType registered : assembly.types()) {
            AssemblyType type = defined.get(registered.name());
            if (type == null) {
                continue;
            }
            String problem = "";
            if (type.isAbstract()) {
                problem = "is abstract";
            } else if (!type.visible()) {
                problem = "is not public";
            } else if (isNoPlugin(type, defined)) {
                problem = "is neither an IPlugin nor a CodeActivity";
            }
            if (!problem.isEmpty()) {
                report.add(
                        assembly.subject(),
                        registered.place(),
                        type.name(),
                        "The registered type " + type.name() + " " + problem + ".");
            }
        }
    }

    private static Map<String, AssemblyType> byName(AssemblyInfo info) {
        Map<String, AssemblyType> types = new HashMap<>();
        info.types().forEach(type -> types.putIfAbsent(type.name(), type));
        return types;
    }

    /** Only when all base types are in the assembly: a base type elsewhere may be anything. */
    private static boolean isNoPlugin(AssemblyType type, Map<String, AssemblyType> types) {
        AssemblyType at = type;
        for (int depth = 0; depth < 50; depth++) {
            if (at.interfaces().stream().anyMatch(name -> name.endsWith("IPlugin"))) {
                return false;
            }
            Optional<String> base = at.baseType();
            if (base.isEmpty() || base.get().equals("System.Object")) {
                return at.interfaces().stream().allMatch(name -> name.startsWith("System."));
            }
            AssemblyType next = types.get(base.get());
            if (next == null) {
                return false;
            }
            at = next;
        }
        return false;
    }

    private static void typeDuplicate(Solution solution, Report report) {
        for (Part assembly : solution.assemblies()) {
            Set<String> seen = new HashSet<>();
            for (Element type : types(assembly)) {
                String name = typeName(type);
                if (!name.isEmpty() && !seen.add(name)) {
                    report.add(assembly.subject(), type.place(), name, "The type " + name + " is registered twice.");
                }
            }
        }
    }

    private static void typeUnregistered(AssemblyFile assembly, Report report) {
        if (assembly.info().isEmpty() || assembly.packaged()) {
            return;
        }
        Set<String> plugins = plugins(assembly.info().get());
        assembly.types().forEach(type -> plugins.remove(type.name()));
        for (String plugin : plugins) {
            report.add(
                    assembly.subject(),
                    assembly.place(),
                    plugin,
                    "The plug-in " + plugin + " is in the DLL and not registered.");
        }
    }

    private static void isolation(Solution solution, Report report) {
        for (Part assembly : solution.assemblies()) {
            String mode = assembly.text("IsolationMode");
            if (!mode.isEmpty() && !mode.equals("2")) {
                report.add(
                        assembly.subject(),
                        assembly.element()
                                .first("IsolationMode")
                                .orElse(assembly.element())
                                .place(),
                        "isolation",
                        "Its IsolationMode is " + mode + ", not 2 (sandbox).");
            }
        }
    }

    private static void framework(AssemblyFile assembly, Report report) {
        Optional<String> framework = assembly.info().flatMap(AssemblyInfo::targetFramework);
        if (framework.isEmpty()) {
            return;
        }
        Matcher version = FRAMEWORK.matcher(framework.get());
        boolean fits = version.matches() && number(version) <= 462;
        if (!fits) {
            report.add(
                    assembly.subject(),
                    Place.file(assembly.origin()),
                    "framework",
                    "The DLL was built for " + framework.get() + "; the sandbox runs .NET Framework 4.6.2.");
        }
    }

    private static int number(Matcher version) {
        String build = version.group(3);
        return digit(version.group(1)) * 100 + digit(version.group(2)) * 10 + (build == null ? 0 : digit(build));
    }

    private static int digit(String text) {
        return text.length() == 1 ? text.charAt(0) - '0' : 99;
    }

    private static void architecture(AssemblyFile assembly, Report report) {
        if (assembly.x86()) {
            report.add(
                    assembly.subject(),
                    Place.file(assembly.origin()),
                    "architecture",
                    "The DLL is built for one processor and not for any (AnyCPU).");
        }
    }

    private static void reservedKey(Solution solution, Report report) {
        for (Part assembly : solution.assemblies()) {
            if (assembly.element()
                    .attribute("FullName")
                    .toLowerCase(Locale.ROOT)
                    .endsWith(MICROSOFT_TOKEN)) {
                report.add(
                        assembly.subject(),
                        assembly.element().place(),
                        "key",
                        "It is signed with Microsoft's key, which only Microsoft's solutions may bring.");
            }
        }
    }

    private static void tooLarge(Solution solution, Report report) {
        long limit = report.setting("maxBytes");
        for (String kind : List.of("PluginAssembly", "pluginpackage")) {
            for (Part part : solution.parts(kind)) {
                part.content()
                        .filter(file -> file.size() > limit)
                        .ifPresent(file -> report.add(
                                part.subject(),
                                Place.file(solution.origin(file)),
                                "size",
                                "The file has " + file.size() + " bytes, more than " + limit + "."));
            }
        }
    }

    private static void shared(Solution solution, Report report) {
        String own = solution.manifest().uniqueName();
        List<Neighbour> others = solution.neighbours().stream()
                .filter(neighbour -> !neighbour.isSameAs(own))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Names reported = new Names();
        for (Part assembly : solution.assemblies()) {
            if (reported.add(assembly.name())) {
                shared(assembly.subject(), assembly.element().place(), assembly.name(), others, report);
            }
        }
        // those in packages are roots only
        for (Manifest.Root root : solution.manifest().roots()) {
            String name = root.type().equals("91") ? Neighbour.assemblyName(root.schemaName()) : "";
            if (reported.add(name)) {
                shared(new Subject("Plug-in assembly", name), root.place(), name, others, report);
            }
        }
    }

    private static void shared(Subject subject, Place place, String name, List<Neighbour> others, Report report) {
        List<String> sharers = others.stream()
                .filter(neighbour -> neighbour.assemblies().has(name))
                .map(neighbour -> neighbour.name() + " (" + neighbour.uniqueName() + ")")
                .toList();
        if (!sharers.isEmpty()) {
            report.add(
                    subject,
                    place,
                    "shared",
                    "The assembly " + name + " is in the solution of " + String.join(", ", sharers) + " too.");
        }
    }

    // ---------------------------------------------------------------- steps

    private static boolean isMessage(Part step, String id, String name) {
        return step.text("SdkMessageId").replaceAll("[{}]", "").equalsIgnoreCase(id)
                || step.text("SdkMessageName").equalsIgnoreCase(name);
    }

    private static void stepType(StepTypes steps, Report report) {
        for (Part step : steps.solution().steps()) {
            String[] name = stepTypeName(step);
            Set<String> known = name.length < 2 ? null : steps.types().get(name[1].toLowerCase(Locale.ROOT));
            if (known != null && !known.contains(name[0])) {
                report.add(
                        step.subject(),
                        step.element()
                                .first("PluginTypeName")
                                .orElse(step.element())
                                .place(),
                        step.id(),
                        "It runs " + name[0] + ", which is not among the types of " + name[1] + ".");
            }
        }
    }

    /** The type that a step runs, and the name of its assembly; one element when it does not say the assembly. */
    static String[] stepTypeName(Part step) {
        String[] name = step.text("PluginTypeName").split(",", 3);
        return name.length < 2 ? name : new String[] {name[0].strip(), name[1].strip()};
    }

    private static void stepTable(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            String table = step.text("PrimaryEntity");
            if (References.isTableMissing(solution, table)) {
                report.add(
                        References.gravity(solution),
                        step.subject(),
                        step.element()
                                .first("PrimaryEntity")
                                .orElse(step.element())
                                .place(),
                        step.id(),
                        "It is registered for the table " + table
                                + ", which is neither in the solution nor among its dependencies.");
            }
        }
    }

    private static void stepColumns(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            Optional<Table> table = solution.table(step.text("PrimaryEntity"));
            if (table.isEmpty()
                    || !table.get().isComplete()
                    || !solution.manifest().isOwn(table.get().name())) {
                continue;
            }
            for (String column : step.text("FilteringAttributes").split(",")) {
                String name = column.strip();
                if (!name.isEmpty()
                        && table.get().column(name).isEmpty()
                        && !name.equalsIgnoreCase(table.get().primaryKey())
                        && !References.SYSTEM_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
                    report.add(
                            step.subject(),
                            step.element()
                                    .first("FilteringAttributes")
                                    .orElse(step.element())
                                    .place(),
                            step.id() + ' ' + name,
                            "It filters by the column " + name + ", which the table "
                                    + table.get().name() + " does not have.");
                }
            }
        }
    }

    private static void duplicateSteps(Solution solution, Report report) {
        Map<String, Part> seen = new HashMap<>();
        // files of a folder have another order than elements of the zip
        List<Part> steps =
                solution.steps().stream().sorted(Comparator.comparing(Part::id)).toList();
        for (Part step : steps) {
            String type =
                    step.text("PluginTypeName").isEmpty() ? step.text("PluginTypeId") : step.text("PluginTypeName");
            String key = String.join(
                            "|",
                            type,
                            step.text("SdkMessageId"),
                            step.text("SdkMessageName"),
                            step.text("PrimaryEntity"),
                            step.text("Stage"),
                            step.text("Mode"),
                            step.text("FilteringAttributes"),
                            step.text("Configuration"),
                            step.text("Rank"),
                            step.text("EventHandler"))
                    .toLowerCase(Locale.ROOT);
            Part other = seen.putIfAbsent(key, step);
            if (other != null && !other.id().equals(step.id()) && !type.isEmpty()) {
                report.add(
                        step.subject(),
                        step.element().place(),
                        step.id(),
                        "It does the same as the step " + other.name() + " (" + other.id() + ").");
            }
        }
    }

    private static void noFilter(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            if (isMessage(step, UPDATE, "Update")
                    && step.text("FilteringAttributes").isEmpty()) {
                report.add(
                        step.subject(),
                        step.element().place(),
                        step.id(),
                        "It runs at each Update, whatever columns change.");
            }
        }
    }

    private static void retrieve(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            if (isMessage(step, RETRIEVE, "Retrieve") || isMessage(step, RETRIEVE_MULTIPLE, "RetrieveMultiple")) {
                report.add(step.subject(), step.element().place(), step.id(), "It runs each time rows are read.");
            }
        }
    }

    private static void annotations(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            if (isMessage(step, RETRIEVE_MULTIPLE, "RetrieveMultiple")
                    && step.text("PrimaryEntity").equalsIgnoreCase("annotation")) {
                report.add(
                        step.subject(),
                        step.element().place(),
                        step.id(),
                        "It runs at RetrieveMultiple of annotation.");
            }
        }
    }

    /** Whether it is a classic workflow or action that is not activated. */
    static boolean isInactive(Part process) {
        return Set.of("0", "3").contains(process.text("Category")) && FlowRules.isDraft(process);
    }

    private static void inactive(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            if (step.text("StateCode").equals("1")) {
                report.add(step.subject(), step.element().place(), step.id(), "The step is disabled.");
            }
        }
        for (Part process : solution.processes()) {
            if (isInactive(process)) {
                report.add(process.subject(), process.element().place(), process.id(), "The process is not activated.");
            }
        }
    }

    private static void crm4(Solution solution, Report report) {
        for (Part step : solution.steps()) {
            if (step.text("Stage").equals("50") || step.text("Stage").equals("5")) {
                report.add(
                        step.subject(),
                        step.element().first("Stage").orElse(step.element()).place(),
                        step.id(),
                        "Its stage is that of CRM 4.0.");
            }
        }
    }

    // ---------------------------------------------------------------- other metadata

    private static void silverlight(Solution solution, Report report) {
        for (Part webResource : solution.webResources()) {
            if (webResource.text("WebResourceType").equals("8")) {
                report.add(
                        webResource.subject(),
                        webResource.element().place(),
                        "type",
                        "It is a Silverlight application.");
            }
        }
    }

    private static void managedAssets(Solution solution, Report report) {
        for (Manifest.Root root : solution.manifest().roots()) {
            // a platform table has no prefix; whether a prefixed one is managed in the target nobody knows here
            boolean platform = root.type().equals("1")
                    && !root.schemaName().isEmpty()
                    && root.schemaName().indexOf('_') < 0;
            boolean defined =
                    solution.table(root.schemaName()).filter(Table::defined).isPresent();
            if (platform && root.behavior() == 0 && defined) {
                report.add(
                        new Subject("Table", root.schemaName()),
                        root.place(),
                        "behavior",
                        "The platform's table " + root.schemaName() + " is in the solution with all that it has.");
            }
        }
    }

    private static void unmanagedAssets(Solution solution, Report report) {
        Names reported = new Names();
        for (Manifest.Root root : solution.manifest().roots()) {
            if (root.type().equals("1")
                    && root.behavior() > 0
                    && solution.manifest().isOwn(root.schemaName())
                    && reported.add(root.schemaName())) {
                report.add(
                        new Subject("Table", root.schemaName()),
                        root.place(),
                        "behavior",
                        "The own table " + root.schemaName() + " is in the solution with some of what it has.");
            }
        }
    }
}
