package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.job.PublishHistory;
import java.util.Optional;
import java.util.UUID;

/** Publishes what was changed in an environment, so that its users see it and exports hold it. */
public final class PublishCustomizations {

    private final Target target;

    public PublishCustomizations(Target target) {
        this.target = target;
    }

    /** Publishes, and waits for its turn while another import or publish holds the customization lock. */
    public void publish(PublishSelection selection) {
        Optional<String> parameterXml =
                selection.isAll() ? Optional.empty() : Optional.of(selection.parameterXml(target.dataverse()));
        target.reporter().info("Publishing " + selection.describe() + " in " + target.environment());
        // Nothing tells of a selection; publishing it once more does no harm.
        Optional<PublishHistory> before =
                selection.isAll() ? Optional.of(PublishHistory.read(target.dataverse())) : Optional.empty();
        target.jobs().run(new Work() {
            @Override
            public String task() {
                return "Publish";
            }

            @Override
            public Optional<UUID> start() {
                if (parameterXml.isEmpty()) {
                    return target.dataverse().publishAll();
                }
                target.dataverse().publish(parameterXml.get());
                return Optional.empty();
            }

            @Override
            public boolean isDone() {
                return before.filter(earlier ->
                                PublishHistory.read(target.dataverse()).isPublishedSince(earlier))
                        .isPresent();
            }
        });
        target.reporter().info("Published in " + target.environment());
    }
}
