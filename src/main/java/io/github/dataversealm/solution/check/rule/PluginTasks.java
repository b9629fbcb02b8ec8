package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.AssemblyInfo;
import io.github.dataversealm.solution.assembly.AssemblyName;
import io.github.dataversealm.solution.assembly.AssemblyReader;
import io.github.dataversealm.solution.assembly.AssemblyType;
import io.github.dataversealm.solution.assembly.PluginCode;
import io.github.dataversealm.solution.assembly.PluginCodeReader;
import io.github.dataversealm.solution.assembly.PluginPackage;
import io.github.dataversealm.solution.assembly.PluginPackage.PackagedAssembly;
import io.github.dataversealm.solution.assembly.PluginPackageReader;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.rule.AssemblyFile.RegisteredType;
import io.github.dataversealm.solution.check.rule.Inspection.Task;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts the analysis of plug-ins into tasks: a DLL each, and one for all plug-in packages, whose types are known only after
 * they were read.
 */
final class PluginTasks {

    private static final int MAX_ASSEMBLY = 64 << 20;

    /** The folder of a package that the sandbox takes assemblies from begins so. */
    private static final String NET_FRAMEWORK = "lib/net4";

    private static final String ASSEMBLY_TYPE = "91";

    private final Solution solution;
    private final Inspection inspection;
    /** What the manifest lists, and the steps that run, by the names of assemblies. Filled when a package is there. */
    private final Map<String, Manifest.Root> roots = new HashMap<>();

    private final Map<String, List<Part>> steps = new HashMap<>();

    PluginTasks(Solution solution, Inspection inspection) {
        this.solution = solution;
        this.inspection = inspection;
    }

    void addTo(List<Task> tasks) {
        for (Part assembly : solution.assemblies()) {
            assembly.content()
                    .ifPresent(file -> tasks.add(inspection.fileTask(
                            solution, file, assembly.subject(), out -> assembly(assembly, file, out))));
        }
        tasks.add(this::packagesAndSteps);
    }

    private void assembly(Part assembly, PackageFile file, List<RawFinding> out) throws IOException {
        byte[] content = solution.tree().read(file, MAX_ASSEMBLY);
        Optional<AssemblyInfo> info = Optional.empty();
        String problem = "";
        try {
            info = Optional.of(new AssemblyReader().read(content, Location.of(file.path())));
        } catch (SolutionException e) {
            problem = notAnAssembly(content, e);
        }
        AssemblyFile subject = new AssemblyFile(
                assembly.subject(),
                assembly.element().place(),
                assembly.element().attribute("FullName"),
                solution.origin(file),
                info,
                problem,
                info.isPresent() && ImageFlags.isX86(content),
                false,
                PluginRules.registered(assembly));
        look(
                subject,
                content,
                subject.types().stream().map(RegisteredType::name).toList(),
                file.path(),
                out);
    }

    private static String notAnAssembly(byte[] content, SolutionException e) {
        return Texts.isGitLfsPointer(content)
                ? "The file is a Git LFS pointer and not the assembly: it was not fetched."
                : e.problem();
    }

    private void look(
            AssemblyFile assembly, byte[] content, Collection<String> plugins, String path, List<RawFinding> out) {
        inspection.look(Scope.ASSEMBLY, assembly, path, inspection.deadline(), out);
        if (assembly.info().isPresent() && inspection.runs(Scope.CODE)) {
            code(assembly, content, plugins, path, out);
        }
    }

    private void code(
            AssemblyFile assembly, byte[] content, Collection<String> plugins, String path, List<RawFinding> out) {
        Deadline deadline = inspection.deadline();
        PluginCode code;
        try {
            code = new PluginCodeReader()
                    .read(content, plugins, PluginCodeRules.types(), Location.of(path), deadline::check);
        } catch (SolutionException e) {
            inspection.notAnalysed(path, e.problem());
            return;
        }
        if (code.unreadable() > 0) {
            inspection.notAnalysed(path, "the code of " + code.unreadable() + " methods is damaged");
        }
        PluginCodeFile file = new PluginCodeFile(assembly.subject(), assembly.origin(), code);
        inspection.look(Scope.CODE, file, path, deadline, out);
    }

    // ---------------------------------------------------------------- packages

    private void packagesAndSteps(List<RawFinding> out) throws IOException {
        Map<String, Set<String>> types = new HashMap<>();
        for (Part assembly : solution.assemblies()) {
            types.computeIfAbsent(assembly.name().toLowerCase(Locale.ROOT), name -> new HashSet<>())
                    .addAll(PluginRules.registered(assembly).stream()
                            .map(RegisteredType::name)
                            .toList());
        }
        List<Part> packages = solution.parts("pluginpackage");
        if (!packages.isEmpty()) {
            indexAssemblies();
        }
        for (Part plugins : packages) {
            if (plugins.content().isPresent()) {
                PackageFile file = plugins.content().get();
                inspection
                        .fileTask(
                                solution, file, plugins.subject(), found -> pluginPackage(plugins, file, types, found))
                        .run(out);
            }
        }
        if (solution.unreadable().isEmpty() && !solution.steps().isEmpty()) {
            inspection.look(Scope.STEPS, new StepTypes(solution, types), "Plug-in steps", inspection.deadline(), out);
        }
    }

    private void indexAssemblies() {
        for (Manifest.Root root : solution.manifest().roots()) {
            if (root.type().equals(ASSEMBLY_TYPE)) {
                AssemblyName.parse(root.schemaName()).ifPresent(name -> roots.putIfAbsent(key(name.name()), root));
            }
        }
        for (Part step : solution.steps()) {
            String[] type = PluginRules.stepTypeName(step);
            if (type.length > 1) {
                steps.computeIfAbsent(key(type[1]), name -> new ArrayList<>()).add(step);
            }
        }
    }

    private void pluginPackage(Part plugins, PackageFile file, Map<String, Set<String>> types, List<RawFinding> out)
            throws IOException {
        Deadline deadline = inspection.deadline();
        PluginPackage content;
        try {
            content = read(file, deadline, (assembly, bytes) -> deadline.checkNow());
        } catch (SolutionException e) {
            byte[] bytes = solution.tree().read(file, MAX_ASSEMBLY);
            AssemblyFile subject = new AssemblyFile(
                    plugins.subject(),
                    plugins.element().place(),
                    "",
                    solution.origin(file),
                    Optional.empty(),
                    notAnAssembly(bytes, e),
                    false,
                    true,
                    List.of());
            inspection.look(Scope.ASSEMBLY, subject, file.path(), deadline, out);
            return;
        }
        boolean framework = content.assemblies().stream().anyMatch(assembly -> isForFramework(assembly.path()));
        // a second pass, since it takes all of the package to know which of its folders counts
        read(file, deadline, (assembly, bytes) -> {
            deadline.checkNow();
            AssemblyInfo info = assembly.info();
            if (framework && !isForFramework(assembly.path())) {
                return;
            }
            types.computeIfAbsent(info.name().name().toLowerCase(Locale.ROOT), name -> new HashSet<>())
                    .addAll(info.types().stream().map(AssemblyType::name).toList());
            // packages carry libraries as well, which are nobody's plug-ins
            if (!PluginRules.plugins(info).isEmpty() || isNamed(info.name())) {
                packagedAssembly(plugins, file, assembly, bytes, out);
            }
        });
    }

    private PluginPackage read(PackageFile file, Deadline deadline, PluginPackageReader.AssemblyListener listener)
            throws IOException {
        try (InputStream in = new TimedStream(solution.tree().open(file), deadline)) {
            return new PluginPackageReader().read(in, Location.of(file.path()), listener);
        }
    }

    private static boolean isForFramework(String path) {
        return path.regionMatches(true, 0, NET_FRAMEWORK, 0, NET_FRAMEWORK.length());
    }

    /** Whether the solution says that this is an assembly of plug-ins. */
    private boolean isNamed(AssemblyName name) {
        return root(name).isPresent() || steps.containsKey(key(name.name()));
    }

    private Optional<Manifest.Root> root(AssemblyName name) {
        return Optional.ofNullable(roots.get(key(name.name())));
    }

    private void packagedAssembly(
            Part plugins, PackageFile file, PackagedAssembly packaged, byte[] content, List<RawFinding> out) {
        AssemblyInfo info = packaged.info();
        String path = packaged.path();
        Subject subject = new Subject(
                plugins.subject().kind(), plugins.name() + " / " + path.substring(path.lastIndexOf('/') + 1));
        Optional<Manifest.Root> root = root(info.name());
        Set<String> defined = info.types().stream().map(AssemblyType::name).collect(Collectors.toSet());
        List<RegisteredType> types = steps.getOrDefault(key(info.name().name()), List.of()).stream()
                .map(step -> new RegisteredType(
                        PluginRules.stepTypeName(step)[0], step.element().place()))
                // what is missing is said of the step
                .filter(type -> defined.contains(type.name()))
                .toList();
        AssemblyFile assembly = new AssemblyFile(
                subject,
                root.map(Manifest.Root::place).orElse(plugins.element().place()),
                root.map(Manifest.Root::schemaName).orElse(""),
                solution.origin(file),
                Optional.of(info),
                "",
                ImageFlags.isX86(content),
                true,
                types);
        look(assembly, content, PluginRules.plugins(info), file.path() + "!/" + path, out);
    }

    private static String key(String assembly) {
        return assembly.toLowerCase(Locale.ROOT);
    }
}
