package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nobody works on unmanaged solutions in a production environment. */
class ProductionTest {

    private static final VersionChange NEXT = new VersionChange.Next(VersionChange.Part.BUILD);

    @TestFactory
    List<DynamicTest> production_refuses_what_changes_an_unmanaged_solution() {
        Map<String, Consumer<Target>> operations = Map.of(
                "set-version", target -> new SetVersion(target).set("Trips", NEXT),
                "clone-patch", target -> new ClonePatch(target).clone("Trips", Optional.empty(), Optional.empty()),
                "merge-patches",
                        target -> new MergePatches(target).merge("Trips", Optional.empty(), Optional.empty(), true),
                "add-component",
                        target -> new AddComponent(target)
                                .add(new AddComponent.Request(
                                        "Trips", List.of(new UUID(1, 2).toString()), "61", false, false)));
        return operations.entrySet().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> refused(operation.getValue())))
                .toList();
    }

    private static void refused(Consumer<Target> operation) {
        DataverseAtOnce environment = new DataverseAtOnce();
        environment.add("Trips", "1.0.0.0", false);
        Target target = Targets.production(environment.api(), new Messages());
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> operation.accept(target))
                .withMessageContaining("'dev' is a production environment")
                .withMessageContaining("import the managed result");
        assertThat(environment.calls).allMatch(call -> call.startsWith("solution"));
    }
}
