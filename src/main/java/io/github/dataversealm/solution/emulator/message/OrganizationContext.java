package io.github.dataversealm.solution.emulator.message;

import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.store.OrganizationStore;
import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the code behind the messages of an organization works with.
 *
 * @param knobs the switches as they are now; they can change while the server runs
 * @param clock tells the time of rows and jobs
 * @param organizationId the organization, as in {@code SolutionOperation_{...}}
 * @param temporaryDirectory a folder for files of the moment, on the disk of the store
 * @param version such as {@code 9.2.25063.00180}
 */
public record OrganizationContext(
        OrganizationStore store,
        Supplier<Knobs> knobs,
        Clock clock,
        UUID organizationId,
        Path temporaryDirectory,
        String version,
        Reporter reporter) {}
