package io.github.dataversealm.solution.assembly;

import java.util.List;

/**
 * What is in a plug-in package: a NuGet package whose assemblies run as plug-ins
 * ({@code pluginpackages/<name>/package/*.nupkg}).
 *
 * @param id the package id of its nuspec
 * @param version the package version of its nuspec, as written
 * @param assemblies the assemblies below {@code lib/}, satellite assemblies included, in the order of the package
 * @param nativeLibraries the paths of the DLLs below {@code lib/} that hold no managed code
 */
public record PluginPackage(
        String id, String version, List<PackagedAssembly> assemblies, List<String> nativeLibraries) {

    public PluginPackage {
        assemblies = List.copyOf(assemblies);
        nativeLibraries = List.copyOf(nativeLibraries);
    }

    /**
     * An assembly and its place.
     *
     * @param path its path in the package, such as {@code lib/net462/Contoso.Plugins.dll}
     * @param info what it is
     */
    public record PackagedAssembly(String path, AssemblyInfo info) {}
}
