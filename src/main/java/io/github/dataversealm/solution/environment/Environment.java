package io.github.dataversealm.solution.environment;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Dataverse environment that solutions are brought to.
 *
 * @param id the name that {@code -Denv=} chooses it by
 * @param url its address without a path, such as {@code https://contoso-test.crm4.dynamics.com}
 * @param serverId the {@code <server>} of settings.xml with its credentials
 * @param settingsFile the deployment settings file of the environment; empty for none
 * @param production true: takes managed solutions only and asks for a confirmation before deletes
 * @param rules what it asks of a solution
 * @param rollout its place among others to which the same solutions come
 * @param local whether the plugin brings it along: it runs on this machine and has an address when it does
 */
public record Environment(
        String id,
        URI url,
        String serverId,
        Optional<Path> settingsFile,
        boolean production,
        PromotionRules rules,
        Rollout rollout,
        boolean local) {

    /** The name of the built-in local environment; {@code local-<name>} is built in too. */
    public static final String LOCAL = "local";

    private static final String LOCAL_PREFIX = LOCAL + "-";

    /** An environment that asks for nothing and stands for itself. */
    public Environment(String id, URI url, String serverId, Optional<Path> settingsFile, boolean production) {
        this(id, url, serverId, settingsFile, production, PromotionRules.NONE, Rollout.NONE, false);
    }

    /** A built-in local environment that is not declared. */
    static Environment builtIn(String id) {
        return new Environment(
                id,
                Environments.localUrl(id),
                Environments.defaultServerId(id),
                Optional.empty(),
                false,
                PromotionRules.NONE,
                Rollout.NONE,
                true);
    }

    /** The same environment at another address. */
    public Environment at(URI other) {
        return new Environment(id, other, serverId, settingsFile, production, rules, rollout, local);
    }

    /** The same environment under the rules of another one, too. */
    Environment under(Environment other) {
        return new Environment(
                id,
                url,
                serverId,
                settingsFile,
                production || other.production,
                rules.and(other.rules),
                rollout,
                local);
    }

    /** Whether an id without an address is that of a local environment. */
    public static boolean isLocalId(String id) {
        return id.equals(LOCAL) || id.startsWith(LOCAL_PREFIX) && isId(id);
    }

    /** Whether it takes managed solutions only, because it says so or because it is production. */
    public boolean managedOnly() {
        return production || rules.managedOnly();
    }

    /** Whether a text can be an id: it is a part of the names of files. */
    public static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    }
}
