package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The index of a solution: what it defines and refers to, each with its place. Built once by {@link SolutionReader} and
 * not changed afterwards, so that rules read it in parallel. All lookups by name ignore letter case.
 */
public final class Solution {

    /** Goes before the name of a solution among the names that it supplies; no component is called so. */
    private static final String ITSELF = "solution ";

    final PackageTree tree;
    final Manifest manifest;
    final List<Component> components = new ArrayList<>();
    final List<Table> tables = new ArrayList<>();
    final List<Form> forms = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<Relationship> relationships = new ArrayList<>();
    final List<Ribbon> ribbons = new ArrayList<>();
    final List<Role> roles = new ArrayList<>();
    final List<Variable> variables = new ArrayList<>();
    final Map<String, List<Part>> parts = new HashMap<>();
    final Set<PackageFile> claimed = new java.util.HashSet<>();
    final Names external = new Names();
    final Names provided = new Names();
    final List<Neighbour> neighbours = new ArrayList<>();
    final List<Unreadable> unreadable;
    final Map<String, Origin> origins = new HashMap<>();
    Optional<Solution> previous = Optional.empty();
    private final Map<String, Table> tablesByName = new HashMap<>();
    private final Map<String, Map<String, Part>> partsByName = new HashMap<>();
    private final Names componentNames = new Names();
    private final Names processIds = new Names();
    private final Names variableNames = new Names();
    private final Names assemblyNames = new Names();
    private boolean finished;

    Solution(PackageTree tree, Manifest manifest, List<Unreadable> unreadable) {
        this.tree = tree;
        this.manifest = manifest;
        this.unreadable = unreadable;
    }

    /** A file that could not be read: what it would have told is not known. */
    public record Unreadable(PackageFile file, String problem, String advice, int line, int column) {}

    Solution seal() {
        for (Table table : tables) {
            Table known = tablesByName.get(table.logicalName());
            if (known == null || !known.defined()) {
                tablesByName.put(table.logicalName(), table);
            }
        }
        parts.forEach((kind, all) -> {
            Map<String, Part> byName = new HashMap<>();
            all.forEach(part -> byName.putIfAbsent(part.name().toLowerCase(Locale.ROOT), part));
            partsByName.put(kind, byName);
        });
        for (Component component : components) {
            componentNames.add(component.id());
            componentNames.add(component.schemaName());
            componentNames.add(typed(component.type(), component.schemaName()));
            componentNames.add(typed(component.type(), component.id()));
        }
        processes().forEach(process -> processIds.add(process.id()));
        variables.forEach(variable -> variableNames.add(variable.schemaName()));
        assemblies().forEach(assembly -> assemblyNames.add(assembly.name()));
        finished = true;
        return this;
    }

    /** The files that components claim as theirs, in the order of their paths. */
    public List<PackageFile> claimedFiles() {
        return claimed.stream().sorted(Comparator.comparing(PackageFile::path)).toList();
    }

    public PackageTree tree() {
        return tree;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The solution as what a finding is about. */
    public Subject subject() {
        return Subject.solution(manifest.uniqueName().isEmpty() ? tree.name() : manifest.uniqueName());
    }

    /** Everything that the solution defines and that has a name. */
    public List<Component> components() {
        return components;
    }

    public List<Table> tables() {
        return tables;
    }

    public Optional<Table> table(String name) {
        return Optional.ofNullable(tablesByName.get(name.toLowerCase(Locale.ROOT)));
    }

    public List<Form> forms() {
        return forms;
    }

    public List<View> views() {
        return views;
    }

    public List<Relationship> relationships() {
        return relationships;
    }

    public List<Ribbon> ribbons() {
        return ribbons;
    }

    public List<Role> roles() {
        return roles;
    }

    public List<Variable> variables() {
        return variables;
    }

    public List<Part> webResources() {
        return parts("WebResource");
    }

    public Optional<Part> webResource(String name) {
        return part("WebResource", name);
    }

    public List<Part> processes() {
        return parts("Workflow");
    }

    /** Whether there is a process of that id. */
    public boolean hasProcess(String id) {
        return processIds.has(id);
    }

    /** Whether there is an environment variable of that schema name. */
    public boolean hasVariable(String schemaName) {
        return variableNames.has(schemaName);
    }

    /** Whether there is a plug-in assembly of that simple name, outside of plug-in packages. */
    public boolean hasAssembly(String name) {
        return assemblyNames.has(name);
    }

    public List<Part> assemblies() {
        return parts("PluginAssembly");
    }

    public List<Part> steps() {
        return parts("SdkMessageProcessingStep");
    }

    /** The components of an element name of {@code customizations.xml} that are kept whole. */
    public List<Part> parts(String element) {
        return parts.getOrDefault(element, List.of());
    }

    public Optional<Part> part(String element, String name) {
        return Optional.ofNullable(partsByName.getOrDefault(element, Map.of()).get(name.toLowerCase(Locale.ROOT)));
    }

    /** The files that a component names. */
    public boolean isClaimed(PackageFile file) {
        return claimed.contains(file);
    }

    /**
     * Whether a name is that of something that is said to be elsewhere: a missing dependency, or a declared dependency brings
     * it. When a part of the solution cannot be read, it may define anything.
     */
    public boolean isElsewhere(String name) {
        return !unreadable.isEmpty() || external.has(name) || provided.has(name);
    }

    /** Whether a declared dependency brings something of that name. */
    public boolean isProvided(String name) {
        return provided.has(name);
    }

    /** Whether a declared dependency is the solution of that unique name. */
    public boolean isSolutionProvided(String uniqueName) {
        return provided.has(ITSELF + uniqueName);
    }

    /** Whether something of that id or schema name is in the package. */
    public boolean defines(String name) {
        return componentNames.has(name);
    }

    /** Whether a component of that type and that id or schema name is in the package. */
    public boolean defines(int type, String name) {
        return componentNames.has(typed(type, name));
    }

    /** No schema name has a colon. */
    private static String typed(int type, String name) {
        return name.isEmpty() ? "" : type + ":" + name;
    }

    /** The files that could not be read; rules that miss things are silent while there are any. */
    public List<Unreadable> unreadable() {
        return unreadable;
    }

    /** The origin of a file that is taken as it is. */
    public Origin origin(PackageFile file) {
        if (!finished) {
            throw new IllegalStateException("The index is not complete.");
        }
        return origins.getOrDefault(
                file.path(), Origin.file(file.path(), tree.isZip() ? SourcePaths.ofEntry(file.path()) : file.path()));
    }

    /** The version that this one replaces, when it is known. */
    public Optional<Solution> previous() {
        return previous;
    }

    /** The other solutions of the same build. */
    public List<Neighbour> neighbours() {
        return neighbours;
    }

    /** Every name that the solution can supply to others, its own among them. */
    public Names supplied() {
        Names names = new Names();
        names.add(ITSELF + manifest.uniqueName());
        for (Component component : components) {
            names.add(component.id());
            names.add(component.schemaName());
        }
        for (Table table : tables) {
            if (table.defined()) {
                names.add(table.name());
            }
            table.columns().forEach(column -> names.add(table.logicalName() + '.' + column.logicalName()));
        }
        variables.forEach(variable -> names.add(variable.schemaName()));
        return names;
    }
}
