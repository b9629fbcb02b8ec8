package io.github.dataversealm.solution.auth;

import java.util.Map;
import java.util.Optional;

/**
 * A {@code <server>} of settings.xml with its passwords in the clear.
 *
 * @param privateKey the file of {@code <privateKey>}
 * @param passphrase the password of that file
 * @param configuration the texts of {@code <configuration>} by element name; some are secrets
 */
public record ServerEntry(
        String id,
        Optional<String> username,
        Optional<Secret> password,
        Optional<String> privateKey,
        Optional<Secret> passphrase,
        Map<String, Secret> configuration) {}
