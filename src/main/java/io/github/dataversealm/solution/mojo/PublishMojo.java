package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.operation.PublishCustomizations;
import io.github.dataversealm.solution.operation.PublishSelection;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Publishes the customizations of an environment, all of them or those of the named tables, web resources and choices. While
 * another import or publish is at work in the environment, the goal waits for its turn. Works in any folder, with or without
 * a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "publish", requiresProject = false, threadSafe = true)
public class PublishMojo extends AbstractOperationMojo {

    /**
     * The logical names of tables to publish, separated by commas, for example {@code -Dsolution.tables=account,ctr_trip}.
     * Default: when nothing is named, everything is published.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.tables")
    private String tables;

    /**
     * The names (or ids) of web resources to publish, separated by commas, for example
     * {@code -Dsolution.webResources=ctr_/trip/form.js}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.webResources")
    private String webResources;

    /**
     * The names of global choices to publish, separated by commas, for example {@code -Dsolution.optionSets=ctr_tripstatus}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.optionSets")
    private String optionSets;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.publish.skip", defaultValue = "false")
    private boolean skipPublish;

    @Override
    boolean skipsGoal() {
        return skipPublish;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        PublishSelection selection =
                new PublishSelection(CommaList.of(tables), CommaList.of(webResources), CommaList.of(optionSets));
        EachOf.connected(connections, reporter)
                .run(connection ->
                        operate(connection, reporter, target -> new PublishCustomizations(target).publish(selection)));
    }
}
