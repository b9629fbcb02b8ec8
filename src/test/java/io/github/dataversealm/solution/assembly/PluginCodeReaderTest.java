package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.assembly.PluginCode.Call;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Effort;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the code that plug-ins reach calls. */
class PluginCodeReaderTest {

    private static final int PUBLIC = 0x6;
    private static final int STATIC = 0x16;
    private static final int VIRTUAL = 0x46;
    private static final int NEW_VIRTUAL = 0x146;
    private static final int INTERFACE_IMPLEMENTATION = 0x166;
    private static final int ABSTRACT_METHOD = 0x5C6;

    /** The type whose calls are asked for. */
    private static final String A = "Other.A";

    private final AssemblyBuilderForTests builder = new AssemblyBuilderForTests("Contoso.Plugins");

    private AssemblyBuilderForTests plugin(String... lines) {
        return builder.type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Plugin", "System.Object", "Sdk.IPlugin")
                .method("Execute", INTERFACE_IMPLEMENTATION, 1, lines);
    }

    private static PluginCode read(byte[] content) {
        return new PluginCodeReader()
                .read(content, List.of("Contoso.Plugin"), Set.of(A), Location.of("Contoso.dll"), () -> {});
    }

    private List<String> reached() {
        PluginCode code = read(builder.build());
        assertThat(code.unreadable()).isZero();
        return code.methods().stream().map(PluginCode.Method::sourceName).toList();
    }

    private Call onlyCall() {
        PluginCode code = read(builder.build());
        assertThat(code.unreadable()).isZero();
        List<Call> calls = code.methods().stream()
                .flatMap(method -> method.calls().stream())
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    @Test
    void arguments_are_known_when_they_are_constants() {
        plugin(
                "ldc.i4.1",
                "ldstr Connection",
                "ldsfld Contoso.Plugin::gate",
                "ldc.i4.2",
                "ldlen",
                "newobj Other.A::.ctor 4",
                "pop",
                "ret");
        assertThat(onlyCall())
                .isEqualTo(new Call(
                        A,
                        ".ctor",
                        List.of(
                                new Argument.Number(1),
                                new Argument.Text("Connection"),
                                Argument.SHARED,
                                Argument.UNKNOWN)));
    }

    @Test
    void locals_carry_what_was_put_into_them_until_their_address_is_taken() {
        plugin(
                "ldsfld Contoso.Plugin::gate",
                "dup",
                "stloc.0",
                "stloc.1",
                "ldloc.0",
                "ldloca.s.1",
                "pop",
                "ldloc.1",
                "call static void Other.A::Two 2",
                "ret");
        assertThat(onlyCall().arguments()).containsExactly(Argument.SHARED, Argument.UNKNOWN);
    }

    @Test
    void a_type_as_an_object_is_shared() {
        plugin(
                "ldtoken Contoso.Plugin::gate",
                "call static System.Type::GetTypeFromHandle 1",
                "call static void Other.A::Enter 1",
                "ret");
        assertThat(onlyCall().arguments()).containsExactly(Argument.SHARED);
    }

    @Test
    void what_was_on_the_stack_before_a_jump_is_forgotten() {
        plugin("ldc.i4.1", "br.s.1", "nop", "call static void Other.A::One 1", "ret");
        assertThat(onlyCall().arguments()).containsExactly(Argument.UNKNOWN);
    }

    @Test
    void instructions_of_all_lengths_are_passed_over() {
        plugin(
                "ldc.i4.s.1",
                "switch.2",
                "ldc.i4.1",
                "ldc.i4.0",
                "ceq",
                "pop",
                "ldc.i4.s.1",
                "call static void Other.A::One 1",
                "ret");
        assertThat(onlyCall().arguments()).containsExactly(new Argument.Number(1));
    }

    @Test
    void only_what_the_plugin_reaches_is_looked_at() {
        plugin("ldarg.0", "call static void Contoso.Helper::Used 0", "ret")
                .type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Helper", "System.Object")
                .method("Used", STATIC, 0, "call static void Other.A::X 0", "ret")
                .method("Unused", STATIC, 0, "call static void Other.A::X 0", "ret");
        assertThat(reached()).containsExactly("Contoso.Helper.Used");
    }

    @Test
    void a_virtual_call_reaches_types_that_are_used_and_no_others() {
        plugin("newobj Contoso.Used::.ctor 0", "callvirt void Contoso.Base::Run 0", "ret")
                .type(AssemblyBuilderForTests.ABSTRACT, "Contoso", "Base", "System.Object")
                .method("Run", ABSTRACT_METHOD, 0)
                .method("NotCalled", ABSTRACT_METHOD, 0)
                .type(0, "Contoso", "Used", "Contoso.Base")
                .method(".ctor", PUBLIC, 0, "ret")
                .method("Run", VIRTUAL, 0, "call static void Other.A::X 0", "ret")
                .method("NotCalled", VIRTUAL, 0, "call static void Other.A::X 0", "ret")
                .type(0, "Contoso", "Unused", "Contoso.Base")
                .method("Run", VIRTUAL, 0, "call static void Other.A::X 0", "ret");
        assertThat(reached()).containsExactly("Contoso.Used.Run");
    }

    @Test
    void an_interface_is_kept_by_a_method_of_the_base_type_or_by_one_of_another_name() {
        plugin(
                        "newobj Contoso.Used::.ctor 0",
                        "dup",
                        "callvirt void Contoso.IContract::Run 0",
                        "callvirt void Contoso.IContract::Stop 0",
                        "ret")
                .type(AssemblyBuilderForTests.INTERFACE, "Contoso", "IContract", null)
                .method("Run", ABSTRACT_METHOD, 0)
                .method("Stop", ABSTRACT_METHOD, 0)
                .type(0, "Contoso", "Base", "System.Object")
                .method("Run", NEW_VIRTUAL, 0, "call static void Other.A::X 0", "ret")
                .type(0, "Contoso", "Used", "Contoso.Base", "Contoso.IContract")
                .method(".ctor", PUBLIC, 0, "ret")
                .method("Contoso.IContract.Stop", INTERFACE_IMPLEMENTATION, 0, "call static void Other.A::X 0", "ret")
                .implementing(3);
        assertThat(reached()).containsExactlyInAnyOrder("Contoso.Base.Run", "Contoso.Used.Contoso.IContract.Stop");
    }

    @Test
    void what_other_assemblies_call_is_reached_with_its_type() {
        plugin("newobj Contoso.Used::.ctor 0", "pop", "ret")
                .type(0, "Contoso", "Used", "System.Object", "System.IDisposable")
                .method(".ctor", PUBLIC, 0, "ret")
                .method(".cctor", STATIC, 0, "call static void Other.A::X 0", "ret")
                .method("Dispose", INTERFACE_IMPLEMENTATION, 0, "call static void Other.A::X 0", "ret")
                .method("ToString", VIRTUAL, 0, "call static void Other.A::X 0", "ret");
        assertThat(reached())
                .containsExactlyInAnyOrder("Contoso.Used..cctor", "Contoso.Used.Dispose", "Contoso.Used.ToString");
    }

    @Test
    void a_delegate_reaches_its_method_and_closures_are_named_as_they_were_written() {
        plugin("ldftn Contoso.Plugin+<>c__DisplayClass0_0::<Execute>b__0 0", "pop", "ret")
                .type(0, "Contoso", "Plugin+<>c__DisplayClass0_0", "System.Object")
                .method("<Execute>b__0", PUBLIC, 0, "call static void Other.A::X 0", "ret");
        assertThat(reached()).containsExactly("Contoso.Plugin.Execute");
    }

    @Test
    void state_machines_are_named_as_they_were_written() {
        assertThat(new PluginCode.Method("Contoso.Loader+<LoadAsync>d__5", "MoveNext", "", false, List.of())
                        .sourceName())
                .isEqualTo("Contoso.Loader.LoadAsync");
        assertThat(new PluginCode.Method("Contoso.Loader", ".ctor", "", false, List.of()).sourceName())
                .isEqualTo("Contoso.Loader..ctor");
    }

    @Test
    void base_types_run_with_their_plugins() {
        builder.type(AssemblyBuilderForTests.ABSTRACT, "Contoso", "PluginBase", "System.Object", "Sdk.IPlugin")
                .method(
                        "Execute",
                        INTERFACE_IMPLEMENTATION,
                        1,
                        "ldarg.0",
                        "callvirt void Contoso.PluginBase::Run 0",
                        "ret")
                .method("Run", NEW_VIRTUAL, 0, "ret")
                .type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Plugin", "Contoso.PluginBase")
                .method("Run", VIRTUAL, 0, "call static void Other.A::X 0", "ret");
        assertThat(reached()).containsExactly("Contoso.Plugin.Run");
        assertThat(read(builder.build()).methods().get(0).plugin()).isEqualTo("Contoso.Plugin");
    }

    @Test
    void a_synchronized_static_method_locks_its_type() {
        plugin("ret").synchronizedMethod("Next", STATIC, "ret");
        assertThat(read(builder.build()).methods())
                .singleElement()
                .satisfies(method -> assertThat(method.locksType()).isTrue());
    }

    @Test
    void code_that_makes_no_sense_is_counted_and_the_rest_is_read() {
        plugin("call static void Other.A::X 0", "raw F0", "ret")
                .method("Second", PUBLIC, 0, "raw 28 FF FF FF 0A")
                .method("Third", PUBLIC, 0, "raw 45 FF FF FF 7F")
                .method("Fourth", PUBLIC, 0, "raw 28 01")
                .method("Fifth", PUBLIC, 0, "call static void Other.A::X 0", "ret");
        PluginCode code = read(builder.build());
        assertThat(code.unreadable()).isEqualTo(4);
        assertThat(code.methods()).extracting(PluginCode.Method::name).containsExactly("Execute", "Fifth");
    }

    @Test
    void a_file_without_metadata_is_refused() {
        assertThatThrownBy(() -> read(new byte[500]))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The code of this assembly cannot be read");
    }

    /** Seeded damage: the answer is a result or a refusal, and soon. */
    @Test
    void damaged_images_end_in_a_result_or_a_refusal() {
        plugin("newobj Contoso.Used::.ctor 0", "callvirt void Contoso.Base::Run 0", "ret")
                .type(AssemblyBuilderForTests.ABSTRACT, "Contoso", "Base", "System.Object")
                .method("Run", ABSTRACT_METHOD, 0)
                .type(0, "Contoso", "Used", "Contoso.Base")
                .method(".ctor", PUBLIC, 0, "ret")
                .method("Run", VIRTUAL, 0, "call static void Other.A::X 0", "ret");
        byte[] sound = builder.build();
        Random random = new Random(7);
        Effort effort = Effort.ofThread();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = i % 10 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int j = 0; j < 1 + random.nextInt(4) && damaged.length > 0x400; j++) {
                damaged[0x400 + random.nextInt(damaged.length - 0x400)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (SolutionException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(effort.spent()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void rings_of_types_end() {
        builder.type(AssemblyBuilderForTests.PUBLIC, "Contoso", "Plugin", "Contoso.Plugin", "Contoso.Plugin")
                .method(
                        "Execute",
                        VIRTUAL,
                        1,
                        "ldarg.0",
                        "callvirt void Contoso.Plugin::Execute 1",
                        "call static void Other.A::X 0",
                        "ret");
        assertThat(reached()).containsExactly("Contoso.Plugin.Execute");
    }

    @Test
    void whoever_asks_can_end_the_reading() {
        plugin("ret");
        byte[] content = builder.build();
        RuntimeException enough = new IllegalStateException("enough");
        assertThatThrownBy(() -> new PluginCodeReader()
                        .read(content, List.of("Contoso.Plugin"), Set.of(A), Location.of("a.dll"), () -> {
                            throw enough;
                        }))
                .isSameAs(enough);
    }
}
