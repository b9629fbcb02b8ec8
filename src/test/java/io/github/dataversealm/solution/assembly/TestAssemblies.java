package io.github.dataversealm.solution.assembly;

/** DLLs for tests of other packages. */
public final class TestAssemblies {

    /** The ECMA standard key; the token of assemblies signed with it is b77a5c561934e089. */
    private static final byte[] KEY = {0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};

    private TestAssemblies() {}

    /** A signed plug-in assembly for .NET Framework 4.6.2, version 1.0.0.0, with these types in the namespace Contoso; {@code :abstract}, {@code :internal} or {@code :plain} behind one says what it is. */
    public static byte[] plugins(String name, String framework, boolean signed, String... types) {
        AssemblyBuilderForTests builder = new AssemblyBuilderForTests(name).targetFramework(framework);
        if (signed) {
            builder.strongName(KEY, true);
        }
        for (String type : types) {
            String[] words = type.split(":");
            String kind = words.length > 1 ? words[1] : "";
            int flags =
                    switch (kind) {
                        case "abstract" -> AssemblyBuilderForTests.PUBLIC | AssemblyBuilderForTests.ABSTRACT;
                        case "internal" -> 0;
                        default -> AssemblyBuilderForTests.PUBLIC;
                    };
            if (kind.equals("plain")) {
                builder.type(flags, "Contoso", words[0], "System.Object");
            } else {
                builder.type(flags, "Contoso", words[0], "System.Object", "Microsoft.Xrm.Sdk.IPlugin");
            }
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

    /**
     * The assembly Contoso.Plugins whose type Contoso.TripPlugin runs this code; see {@link CilAssembler} for the lines. A
     * type Contoso.Unused has the same code, and nothing reaches it.
     */
    public static byte[] pluginCode(String... lines) {
        return code(lines, lines);
    }

    /** As {@link #pluginCode}, but only the type that nothing reaches has the code. */
    public static byte[] unreachedCode(String... lines) {
        return code(new String[] {"ret"}, lines);
    }

    /** As {@link #pluginCode}, in a static method that the runtime synchronizes. */
    public static byte[] synchronizedCode() {
        return plugin("ret").synchronizedMethod("Next", 0x16, "ret").build();
    }

    private static byte[] code(String[] plugin, String[] unused) {
        return plugin(plugin)
                .type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Unused", "System.Object")
                .method("Run", 0x16, 0, unused)
                .build();
    }

    private static AssemblyBuilderForTests plugin(String... lines) {
        return new AssemblyBuilderForTests("Contoso.Plugins")
                .targetFramework(".NETFramework,Version=v4.6.2")
                .strongName(KEY, true)
                .type(
                        AssemblyBuilderForTests.PUBLIC,
                        "Contoso",
                        "TripPlugin",
                        "System.Object",
                        "Microsoft.Xrm.Sdk.IPlugin")
                .method("Execute", 0x166, 1, lines);
    }
}
