package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.environment.Environment;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The connections to the environments that were chosen, until they are closed.
 *
 * @param common what they share
 * @param all in the order of the choice
 */
record OpenConnections(Connections common, List<Connection> all) implements Closeable {

    /**
     * Opens one to each environment.
     *
     * @param definition what the pom.xml says about an environment, by its id
     */
    static OpenConnections to(
            List<Environment> chosen, Connections common, Function<String, Optional<EnvironmentDefinition>> definition)
            throws IOException {
        List<Connection> all = new ArrayList<>();
        try {
            for (Environment environment : chosen) {
                all.add(common.open(environment, definition.apply(environment.id())));
            }
            return new OpenConnections(common, List.copyOf(all));
        } catch (IOException | RuntimeException e) {
            try {
                common.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        common.close();
    }
}
