package io.github.dataversealm.solution.auth;

import java.net.URI;
import java.util.Optional;

/**
 * Who signs in to an environment, and where.
 *
 * @param tenant the tenant's id or domain; empty: the environment is asked
 * @param cloud empty: from the host name of the environment
 * @param authority the login service that the user named, with or without a tenant; empty: that of the cloud
 * @param origin where the credentials were found, for messages
 */
public record Account(
        Credentials credentials,
        Optional<String> tenant,
        Optional<Cloud> cloud,
        Optional<URI> authority,
        String origin) {}
