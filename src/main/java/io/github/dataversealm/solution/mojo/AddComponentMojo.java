package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.operation.AddComponent;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Adds components that an environment has to an unmanaged solution or patch there, by id or by name. A component that is in
 * the solution already is left as it is. Works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "add-component", requiresProject = false, threadSafe = true)
public class AddComponentMojo extends AbstractNamedSolutionMojo {

    /**
     * The component: its id, or its name, for example {@code ctr_trip} for a table or {@code ctr_/trip/form.js} for a web
     * resource. Several of one type are separated by commas. Must be given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.component")
    private String component;

    /**
     * The type of the component: its number, such as {@code 61}, or a word: {@code table}, {@code webresource},
     * {@code workflow}, {@code role}, {@code appmodule}, {@code environmentvariable}, {@code connectionreference} and so on. The
     * numbers of the newer kinds differ between environments; their words are looked up. Must be given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.componentType")
    private String componentType;

    /**
     * Whether what the component needs is added as well, as far as it is in no other solution.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.addRequiredComponents", defaultValue = "false")
    private boolean addRequiredComponents;

    /**
     * Whether a table is added with all its columns, forms, views and so on. With {@code false} only the table itself is, and
     * its parts can be added one by one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.includeSubcomponents", defaultValue = "true")
    private boolean includeSubcomponents;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.add-component.skip", defaultValue = "false")
    private boolean skipAddComponent;

    @Override
    boolean skipsGoal() {
        return skipAddComponent;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        List<String> components = CommaList.of(component);
        if (components.isEmpty() || given(componentType).isEmpty()) {
            throw new SolutionException(
                    null,
                    components.isEmpty() ? "No component is named." : "The type of the component is not given.",
                    "For example: " + command()
                            + " -Dsolution.component=ctr_trip -Dsolution.componentType=table -Dsolution.name=ContosoTrips -Denv="
                            + connections.get(0).environment().id());
        }
        AddComponent.Request request = new AddComponent.Request(
                solutionName(), components, componentType, addRequiredComponents, includeSubcomponents);
        operate(single(connections), reporter, target -> new AddComponent(target).add(request));
    }
}
