package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import java.util.List;

/** What a rule looks at, which says when it runs and how often. */
public final class Scope<T> {

    /** Once, over the files and what could be read: runs even when a part of the solution is damaged. */
    public static final Scope<Solution> PACKAGE = new Scope<>("package");

    /** Once, over the whole index: does not run when a part of the solution is damaged, since it would miss what is there. */
    public static final Scope<Solution> SOLUTION = new Scope<>("solution");

    /** Each component while it is read, in one thread. */
    public static final Scope<ComponentElement> ELEMENT = new Scope<>("element");

    /** Each cloud flow that is JSON. */
    public static final Scope<Flow> FLOW = new Scope<>("flow");

    /** Each desktop flow whose script is in the package. */
    public static final Scope<DesktopFlow> DESKTOP_FLOW = new Scope<>("desktop flow");

    /** Once, when there are XML schemas. */
    public static final Scope<SchemaFiles> SCHEMAS = new Scope<>("schemas");

    /** Each process that is XAML. */
    public static final Scope<Xaml> XAML = new Scope<>("process");

    /** Each script: web resources of type JavaScript. */
    public static final Scope<ScriptFile> SCRIPT = new Scope<>("script");

    /** Each web resource with its content. */
    public static final Scope<WebResourceFile> WEB_RESOURCE = new Scope<>("web resource");

    /** Each canvas app with the result of the checker that Studio saved in it. */
    public static final Scope<CanvasFile> CANVAS = new Scope<>("canvas app");

    /** Each plug-in assembly, in a package or not. */
    public static final Scope<AssemblyFile> ASSEMBLY = new Scope<>("assembly");

    /** The code of each plug-in assembly, as far as registered types reach it. */
    public static final Scope<PluginCodeFile> CODE = new Scope<>("plug-in code");

    /** Each custom connector with its definition, its connection parameters and its icon. */
    public static final Scope<ConnectorFile> CONNECTOR = new Scope<>("connector");

    /** Once, with the types of all plug-in assemblies, those in packages included. */
    public static final Scope<StepTypes> STEPS = new Scope<>("plug-in steps");

    /** Each text in which a secret may have been left. */
    public static final Scope<SecretText> SECRETS = new Scope<>("text");

    private static final List<Scope<?>> ALL = List.of(
            PACKAGE,
            SOLUTION,
            ELEMENT,
            FLOW,
            DESKTOP_FLOW,
            SCHEMAS,
            XAML,
            SCRIPT,
            WEB_RESOURCE,
            CANVAS,
            ASSEMBLY,
            CODE,
            CONNECTOR,
            STEPS,
            SECRETS);

    private final String name;

    private Scope(String name) {
        this.name = name;
    }

    static List<Scope<?>> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return name;
    }
}
