package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Signs in to one or more environments and shows who is signed in there, with which rights, and what environment it is.
 * It proves that the address and the credentials are right before anything is deployed; when they are not, it says which
 * part is wrong and what to do. Works in any folder, with or without a {@code pom.xml}, and changes nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "who-am-i", requiresProject = false, threadSafe = true)
public class WhoAmIMojo extends AbstractEnvironmentMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.who-am-i.skip", defaultValue = "false")
    private boolean skipWhoAmI;

    @Override
    boolean skipsGoal() {
        return skipWhoAmI;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) {
        List<String> failures = new ArrayList<>();
        for (Connection connection : connections) {
            SignInReport report = new SignInReport(connection);
            try {
                report.lines().forEach(reporter::info);
            } catch (SignInException | DataverseException e) {
                List<String> text = new ArrayList<>(List.of(e.getMessage()));
                report.tenantHint(e).ifPresent(text::add);
                if (connections.size() == 1) {
                    throw text.size() == 1 ? e : new SolutionException(null, e.getMessage(), text.get(1), e);
                }
                failures.add("Environment '" + connection.environment().id() + "': "
                        + String.join(System.lineSeparator(), text));
            }
        }
        if (!failures.isEmpty()) {
            throw new SolutionException(
                    null,
                    failures.size() + " of " + connections.size() + " environments cannot be used.",
                    String.join(System.lineSeparator(), failures));
        }
    }
}
