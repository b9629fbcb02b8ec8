package io.github.dataversealm.solution.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A piece of work that was asked for.
 *
 * @param id of its row in {@code asyncoperations}; for work that is done while the caller waits an id of its own
 * @param parameters what it was asked for, without the file
 * @param zip the file that came with it
 */
public record Job(UUID id, String kind, ObjectNode parameters, Optional<Path> zip, Instant createdOn) {}
