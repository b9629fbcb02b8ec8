package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.EnvironmentUrl;
import io.github.dataversealm.solution.environment.Environments;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** An {@code <environment>} of the plugin's configuration; Maven fills in the fields. */
public class EnvironmentDefinition {

    private String id;
    private String url;
    private String serverId;
    private File settingsFile;
    private boolean production;
    private String after;
    private String sameBytesIn;
    private boolean releasedOnly;
    private boolean managedOnly;
    private boolean checkedOnly;
    private String cloud;
    private String authority;

    /** @param resolve makes a relative path absolute */
    Environment environment(Function<File, Path> resolve) {
        if (id == null || !Environment.isId(id)) {
            throw new SolutionException(
                    null,
                    id == null
                            ? "An <environment> has no <id>."
                            : "The <id> '" + id + "' of an <environment> has characters that a file name cannot have.",
                    "Give it a short name, such as <id>test</id>; -Denv=test chooses it.");
        }
        boolean builtIn = id.equals(Environment.LOCAL) && url == null;
        if (!builtIn && (url == null || url.isBlank())) {
            throw new SolutionException(
                    null,
                    "The environment '" + id + "' has no <url>.",
                    "Add it: <url>https://contoso-" + id + ".crm4.dynamics.com</url>");
        }
        return new Environment(
                id,
                builtIn ? Environments.LOCAL_URL : EnvironmentUrl.parse(url),
                serverId == null ? Environments.defaultServerId(id) : serverId,
                Optional.ofNullable(settingsFile).map(resolve),
                production,
                new PromotionRules(
                        CommaList.of(after), CommaList.of(sameBytesIn), releasedOnly, managedOnly, checkedOnly));
    }

    String id() {
        return id;
    }

    /** The cloud that it belongs to, when its address does not say so. */
    Optional<String> cloud() {
        return Optional.ofNullable(cloud);
    }

    /** The login service that credentials may be sent to, when it is none of Microsoft's. */
    Optional<String> authority() {
        return Optional.ofNullable(authority);
    }
}
