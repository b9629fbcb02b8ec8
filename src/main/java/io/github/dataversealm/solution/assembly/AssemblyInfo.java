package io.github.dataversealm.solution.assembly;

import java.util.List;
import java.util.Optional;

/**
 * What the metadata of a .NET assembly says about it.
 *
 * @param name its identity
 * @param strongName how its strong name stands
 * @param targetFramework the text of {@code TargetFrameworkAttribute}, such as {@code .NETFramework,Version=v4.6.2};
 *     empty when the compiler wrote none (.NET Framework before 4.0)
 * @param references the assemblies that it refers to, in the order of its metadata
 * @param types the types that it defines, in the order of its metadata, compiler-generated ones included
 */
public record AssemblyInfo(
        AssemblyName name,
        StrongName strongName,
        Optional<String> targetFramework,
        List<AssemblyName> references,
        List<AssemblyType> types) {

    public AssemblyInfo {
        references = List.copyOf(references);
        types = List.copyOf(types);
    }

    /** The .NET display form of its identity. */
    public String fullName() {
        return name.fullName();
    }
}
