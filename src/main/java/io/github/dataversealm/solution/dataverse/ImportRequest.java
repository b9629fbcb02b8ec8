package io.github.dataversealm.solution.dataverse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The parameters of ImportSolutionAsync and StageAndUpgradeAsync (spec §2.2, §2.6).
 *
 * @param stagedUpload the upload to import; empty: the zip is sent
 * @param importJobId an id of our own for the job; the service may ignore it
 */
public record ImportRequest(
        Path zip,
        Optional<UUID> stagedUpload,
        UUID importJobId,
        boolean overwriteUnmanagedCustomizations,
        boolean publishWorkflows,
        boolean skipProductUpdateDependencies,
        boolean holdingSolution,
        List<ComponentParameter> componentParameters) {}
