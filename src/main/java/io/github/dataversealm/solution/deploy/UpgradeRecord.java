package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is written down about a solution whose staged upgrade is applied without its zip. */
final class UpgradeRecord {

    private static final String WORD = new Decision.Promote("", false).word();

    private final Workplace target;
    private final String name;
    private final UUID organization;
    private final Optional<RunRecord> record;
    private Optional<RecordEntry> entry;
    private FlowMemory memory;

    private UpgradeRecord(Workplace target, String name, UUID organization, Optional<RunRecord> record) {
        this.target = target;
        this.name = name;
        this.organization = organization;
        this.record = record;
        this.entry = record.flatMap(file -> file.last(organization, name));
        this.memory = entry.map(old -> old.flowsFor(target.time().now())).orElse(FlowMemory.NOTHING);
        record.ifPresent(RunRecord::keepAll);
    }

    static UpgradeRecord open(Path folder, Workplace target, String name) throws IOException {
        return new UpgradeRecord(
                target,
                name,
                target.dataverse().whoAmI().organizationId(),
                Optional.of(RunRecord.open(folder, target.environment(), Mandate.FREE)));
    }

    /** Nothing is read and nothing written. */
    static UpgradeRecord none(Workplace target, String name) {
        return new UpgradeRecord(target, name, new UUID(0, 0), Optional.empty());
    }

    /** Whether a run that began to apply an upgrade was cut off. */
    boolean isBegun() {
        return entry.filter(old ->
                        old.state() == RunState.DISTURBED && old.decision().equals(WORD))
                .isPresent();
    }

    FlowMemory memory() {
        return memory;
    }

    /** Keeps the states before the upgrade is applied. @param states of the flows that are there */
    void begin(InstalledSolution holding, Map<String, Boolean> states) throws IOException {
        memory = memory.seen(states);
        Decision decision =
                new Decision.Promote(holding.uniqueName() + " " + holding.version() + " is applied.", false);
        put(entry.orElseGet(() -> fresh(holding))
                .flows(memory)
                .with(RunState.DISTURBED)
                .decided(decision));
    }

    private RecordEntry fresh(InstalledSolution holding) {
        return RecordEntry.planned(
                new RecordEntry.Subject(organization, name, holding.version(), true, "", "", ""),
                Optional.empty(),
                target.time().now());
    }

    /** The upgrade is applied, and the flows are looked after. */
    void end(FlowMemory after) throws IOException {
        memory = after;
        if (entry.isPresent()) {
            put(entry.get()
                    .flows(after)
                    .end(RunState.DONE, List.of(), target.time().now()));
        }
    }

    private void put(RecordEntry newEntry) throws IOException {
        entry = Optional.of(newEntry);
        if (record.isPresent()) {
            record.get().put(newEntry);
        }
    }
}
