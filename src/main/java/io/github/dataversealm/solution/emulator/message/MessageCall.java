package io.github.dataversealm.solution.emulator.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A call of a message.
 *
 * @param parameters the parameters, except large binaries
 * @param binary the content of the parameter {@code CustomizationFile}, decoded to a temporary file that is deleted after the call
 * @param userId the system user who calls
 * @param baseUrl the address of the organization, without a path
 */
public record MessageCall(ObjectNode parameters, Optional<Path> binary, UUID userId, String baseUrl) {}
