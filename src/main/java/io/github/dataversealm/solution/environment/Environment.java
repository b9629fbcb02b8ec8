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
 */
public record Environment(
        String id, URI url, String serverId, Optional<Path> settingsFile, boolean production, PromotionRules rules) {

    /** The name of the built-in local environment. */
    public static final String LOCAL = "local";

    /** An environment that asks for nothing. */
    public Environment(String id, URI url, String serverId, Optional<Path> settingsFile, boolean production) {
        this(id, url, serverId, settingsFile, production, PromotionRules.NONE);
    }

    /** The same environment at another address. */
    public Environment at(URI other) {
        return new Environment(id, other, serverId, settingsFile, production, rules);
    }

    /** The same environment under the rules of another one, too. */
    Environment under(Environment other) {
        return new Environment(id, url, serverId, settingsFile, production || other.production, rules.and(other.rules));
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
