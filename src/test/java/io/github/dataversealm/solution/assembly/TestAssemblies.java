package io.github.dataversealm.solution.assembly;

/** DLLs for tests of other packages. */
public final class TestAssemblies {

    /** The ECMA standard key; the token of assemblies signed with it is b77a5c561934e089. */
    private static final byte[] KEY = {0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};

    private TestAssemblies() {}

    /** A signed plug-in assembly for .NET Framework 4.6.2, version 1.0.0.0, with these types in the namespace Contoso. */
    public static byte[] plugins(String name, String framework, boolean signed, String... types) {
        AssemblyBuilderForTests builder = new AssemblyBuilderForTests(name).targetFramework(framework);
        if (signed) {
            builder.strongName(KEY, true);
        }
        for (String type : types) {
            String[] words = type.split(":");
            int flags = words.length > 1 && words[1].equals("abstract")
                    ? AssemblyBuilderForTests.PUBLIC | AssemblyBuilderForTests.ABSTRACT
                    : AssemblyBuilderForTests.PUBLIC;
            builder.type(flags, "Contoso", words[0], "System.Object", "Microsoft.Xrm.Sdk.IPlugin");
        }
        return builder.build();
    }

    /** A plug-in assembly as {@link #plugins}, that refers to another one. */
    public static byte[] pluginsThatReferTo(String name, String reference) {
        return new AssemblyBuilderForTests(name)
                .strongName(KEY, true)
                .reference(AssemblyName.parse(reference).orElseThrow(), null)
                .type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Plugin", "System.Object")
                .build();
    }
}
