package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.QualifiedTypeName.AssemblyPart;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the identities that a solution's metadata gives its plug-in assemblies by those of the assemblies
 * themselves, where they differ, as when a project was built with a new version after the solution was unpacked.
 *
 * <p>Microsoft's SolutionPackager ({@code /remapPluginTypeNames}, on by default) does this when it packs. Compared with
 * what it packed for the real solutions at hand whose assemblies differ (1.0.0.0 in the metadata, 9.0.0.0 in the DLL),
 * it changes exactly these texts, and in them nothing but the assembly's identity:
 *
 * <ul>
 *   <li>{@code customizations.xml}: {@code PluginAssembly/@FullName} - {@link #assembly}
 *   <li>{@code customizations.xml}: {@code PluginType/@AssemblyQualifiedName} - {@link #type}
 *   <li>{@code customizations.xml}: {@code SdkMessageProcessingStep/PluginTypeName} - {@link #type}
 *   <li>{@code solution.xml}: {@code RootComponent[@type="91"]/@schemaName} - {@link #assembly}
 * </ul>
 *
 * <p>It leaves as they are: {@code PluginType/@Name} (it has no assembly part), {@code FileName}, the names of the
 * {@code .dll} entries, and everything that names another assembly. Its messages say that it also rewrites
 * {@code AssemblyQualifiedName} in the XAML of workflows that use activities of such an assembly, in the form that
 * {@link #type} takes.
 *
 * <p>An identity is replaced when all of it is the old one: name, version, culture and token, in any order and spelling
 * that .NET reads as the same; what replaces it is in .NET's display form.
 */
public final class PluginRemap {

    private final List<Change> known;
    private final List<Change> changes;

    private PluginRemap(List<Change> known) {
        this.known = List.copyOf(known);
        this.changes = known.stream()
                .filter(one -> !one.metadata().matches(one.assembly()))
                .toList();
    }

    /**
     * An assembly as the metadata names it and as it names itself.
     *
     * @param metadata the identity in {@code PluginAssembly/@FullName}
     * @param assembly the identity that the file has
     */
    public record Change(AssemblyName metadata, AssemblyName assembly) {}

    /** A remap that changes nothing; more assemblies are told to it by {@link #with}. */
    public static PluginRemap none() {
        return new PluginRemap(List.of());
    }

    /**
     * This remap and that of one more assembly.
     *
     * @param fullName the text of {@code PluginAssembly/@FullName}
     * @param assembly the identity that the file has
     * @return this remap itself when the text is no identity that could be compared
     * @throws SolutionException when one identity of the metadata stands for two different assemblies
     */
    public PluginRemap with(String fullName, AssemblyName assembly) {
        Optional<AssemblyName> metadata = AssemblyName.parse(fullName);
        if (metadata.isEmpty()) {
            return this;
        }
        Optional<AssemblyName> before = find(known, metadata.get());
        if (before.isPresent()) {
            if (before.get().matches(assembly)) {
                return this;
            }
            throw new SolutionException(
                    null,
                    "Two plug-in assemblies have the FullName '" + fullName + "', but their files are '" + before.get()
                            + "' and '" + assembly + "'.",
                    "Correct FullName in the .dll.data.xml of one of them, or pack with -Dsolution.disablePluginRemap=true.");
        }
        List<Change> more = new ArrayList<>(known);
        more.add(new Change(metadata.get(), assembly));
        return new PluginRemap(more);
    }

    /** The assemblies whose identity is replaced, in the order in which they were told. */
    public List<Change> changes() {
        return changes;
    }

    /** Whether any text can be replaced at all. */
    public boolean isNeeded() {
        return !changes.isEmpty();
    }

    /**
     * The replacement of an assembly's display name.
     *
     * @return empty when it stays as it is
     */
    public Optional<String> assembly(String fullName) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return AssemblyName.parse(fullName).flatMap(name -> find(changes, name)).map(AssemblyName::fullName);
    }

    /**
     * The replacement of an assembly-qualified type name, {@code Contoso.Plugins.OnCreate, Contoso.Plugins,
     * Version=1.0.0.0, Culture=neutral, PublicKeyToken=abcdef0123456789}. Type arguments are looked at as well.
     *
     * @return empty when it stays as it is
     */
    public Optional<String> type(String assemblyQualifiedName) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        for (AssemblyPart part : QualifiedTypeName.assemblyParts(assemblyQualifiedName)) {
            Optional<String> name = assembly(assemblyQualifiedName.substring(part.start(), part.end()));
            if (name.isPresent()) {
                replaced.append(assemblyQualifiedName, copied, part.start()).append(name.get());
                copied = part.end();
            }
        }
        if (copied == 0) {
            return Optional.empty();
        }
        return Optional.of(replaced.append(assemblyQualifiedName, copied, assemblyQualifiedName.length())
                .toString());
    }

    private static Optional<AssemblyName> find(List<Change> assemblies, AssemblyName metadata) {
        return assemblies.stream()
                .filter(change -> change.metadata().matches(metadata))
                .map(Change::assembly)
                .findFirst();
    }
}
