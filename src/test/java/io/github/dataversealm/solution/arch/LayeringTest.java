package io.github.dataversealm.solution.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The layers of the plugin: the engine does not know Maven, and no package knows one of a higher layer. */
class LayeringTest {

    private static final String BASE = "io.github.dataversealm.solution";

    /** From the bottom up. A package may use its own layer and those below it; a new package gets its place here. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("message", "progress"),
            Set.of("model", "path", "environment"),
            Set.of("xml", "zip", "http", "git"),
            Set.of("tree", "mapping", "assembly", "layout", "auth"),
            Set.of("manifest", "localize", "dataverse"),
            Set.of("unpack", "pack", "contents"),
            Set.of("artifact", "dependency", "sbom", "settings", "job", "emulator"),
            Set.of("deploy", "operation", "check"),
            Set.of("promotion", "plan", "rollback"),
            Set.of("report"),
            Set.of("mojo"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void every_package_has_a_layer() {
        assertThat(CLASSES).isNotEmpty();
        assertThat(CLASSES.stream().map(LayeringTest::packageOf).distinct())
                .allMatch(name -> LAYERS.stream().anyMatch(layer -> layer.contains(name)));
    }

    @Test
    void no_package_uses_a_higher_layer() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(BASE))
                        .filter(dependency ->
                                layerOf(dependency.getTargetClass()) > layerOf(dependency.getOriginClass()))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_the_mojos_know_maven() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".mojo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.maven..",
                        "org.codehaus.plexus..",
                        "org.eclipse.aether..",
                        "org.eclipse.sisu..",
                        "org.sonatype..",
                        "javax.inject..")
                .check(CLASSES);
    }

    @Test
    void there_is_no_static_state() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    private static int layerOf(JavaClass type) {
        String name = packageOf(type);
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(name)) {
                return layer;
            }
        }
        return -1;
    }

    /** The package's name below the base package, without the packages below it. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(BASE + ".")) {
            return name;
        }
        String below = name.substring(BASE.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
