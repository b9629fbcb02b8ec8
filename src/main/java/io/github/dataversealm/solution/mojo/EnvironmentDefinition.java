package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.EnvironmentUrl;
import io.github.dataversealm.solution.environment.Environments;
import io.github.dataversealm.solution.environment.PromotionRules;
import io.github.dataversealm.solution.environment.Rollout;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    private String groups;
    private Integer wave;
    private boolean local;
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
        boolean hasUrl = url != null && !url.isBlank();
        if (local && hasUrl) {
            throw new SolutionException(
                    null,
                    "The environment '" + id + "' is <local> and has a <url>.",
                    "Take one of them away: a local environment runs on this machine and needs no address.");
        }
        boolean isLocal = local || !hasUrl && Environment.isLocalId(id);
        if (!isLocal && !hasUrl) {
            throw new SolutionException(
                    null,
                    "The environment '" + id + "' has no <url>.",
                    "Add it: <url>https://contoso-" + id
                            + ".crm4.dynamics.com</url>, or <local>true</local> for one that"
                            + " the plugin runs on this machine");
        }
        return new Environment(
                id,
                isLocal ? Environments.localUrl(id) : EnvironmentUrl.parse(url),
                serverId == null ? Environments.defaultServerId(id) : serverId,
                Optional.ofNullable(settingsFile).map(resolve),
                production,
                new PromotionRules(
                        CommaList.of(after), CommaList.of(sameBytesIn), releasedOnly, managedOnly, checkedOnly),
                new Rollout(groups(), wave()),
                isLocal);
    }

    private List<String> groups() {
        List<String> names = CommaList.of(groups);
        for (String name : names) {
            if (!Environment.isId(name)) {
                throw new SolutionException(
                        null,
                        "The environment '" + id + "' is in a group '" + name + "', which is no name.",
                        "Use letters, digits and . _ - in names of <groups>, separated by commas.");
            }
        }
        return names;
    }

    private OptionalInt wave() {
        if (wave == null) {
            return OptionalInt.empty();
        }
        if (wave < 1) {
            throw new SolutionException(
                    null,
                    "The environment '" + id + "' has the <wave> " + wave + ".",
                    "Waves are counted from 1; environments without one come last.");
        }
        return OptionalInt.of(wave);
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
