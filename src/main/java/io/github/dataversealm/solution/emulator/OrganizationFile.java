package io.github.dataversealm.solution.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.emulator.identity.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * What an organization is given at its first start and keeps.
 *
 * @param token the static token of the organization
 */
record OrganizationFile(UUID organizationId, UUID businessUnitId, UUID environmentId, UUID tenantId, String token) {

    private static final int TOKEN_BYTES = 32;

    static OrganizationFile open(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        if (Files.exists(file)) {
            try {
                return mapper.readValue(Files.readString(file, UTF_8), OrganizationFile.class);
            } catch (JsonProcessingException e) {
                // No cause: it can quote the file, and with it the token.
                throw new IOException(
                        "The local environment is damaged: " + file + " cannot be read. Delete its folder "
                                + file.toAbsolutePath().getParent() + " to begin anew.");
            }
        }
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        OrganizationFile made = new OrganizationFile(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "local-" + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
        PrivateFiles.write(file, mapper.writeValueAsString(made));
        return made;
    }

    /** Without the token, so that it cannot get into a log. */
    @Override
    public String toString() {
        return "organization " + organizationId;
    }
}
