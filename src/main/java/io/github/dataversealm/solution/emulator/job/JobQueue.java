package io.github.dataversealm.solution.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * The jobs of an organization (spec dataverse-web-api §9.2). A job is on disk before its start is answered; its effects and
 * its end are one transaction, so that it takes effect exactly once however often the process is killed. Solution
 * operations run one after the other, in the order of their start.
 */
public final class JobQueue implements Closeable {

    private static final String JOBS = "$jobs";
    private static final String OPERATIONS = "asyncoperations";

    /** Column of an operation's row that no client sees: the moment from which on the row can be read. */
    private static final String VISIBLE_FROM = "$visiblefrom";

    private static final Duration TICK = Duration.ofMillis(5);

    private final OrganizationContext context;
    private final CustomizationLock lock;
    private final Executor executor;
    private final Pause pause;
    private final Map<String, Work> works = new HashMap<>();
    /** The jobs that have not ended, oldest first. */
    private final Set<UUID> open = new LinkedHashSet<>();

    private volatile boolean closed;

    /** @param executor runs jobs; with one thread less than there are jobs they only wait longer */
    public JobQueue(
            OrganizationContext context, CustomizationLock lock, Executor executor, Pause pause, List<Work> works) {
        this.context = context;
        this.lock = lock;
        this.executor = executor;
        this.pause = pause;
        works.forEach(work -> this.works.put(work.kind(), work));
    }

    /** Goes on with the jobs that an earlier process has left. */
    public void resume() throws IOException {
        List<ObjectNode> rows =
                context.store().read(transaction -> transaction.table(JOBS).all());
        rows.stream()
                .sorted(Comparator.comparing(row -> row.path("sequence").asLong()))
                .forEach(row -> enqueue(NewRow.id(row, "id").orElseThrow()));
    }

    public boolean isBusy() {
        synchronized (open) {
            return !open.isEmpty();
        }
    }

    /**
     * Starts a job.
     *
     * @param zip copied; the caller's file may go away
     * @return the id of its row in {@code asyncoperations}
     * @throws ServiceFault with the lock's error where starts are to meet the lock at once
     */
    public UUID start(String kind, ObjectNode parameters, Optional<Path> zip, UUID userId, Starter starter)
            throws IOException {
        Work work = works.get(kind);
        Knobs knobs = context.knobs().get();
        boolean waits = lock.holder().isPresent() || isBusy();
        if (work.lock().isPresent() && knobs.lockAtStart() && waits) {
            LockKind holder = lock.holder().orElse(LockKind.IMPORT);
            throw CustomizationLock.fault(knobs.lockStatus(), work.lock().get(), holder);
        }
        UUID id = UUID.randomUUID();
        Instant now = context.clock().instant();
        context.store().write(transaction -> {
            starter.start(transaction);
            NewRow job = NewRow.empty()
                    .set("id", id)
                    .set("kind", kind)
                    .set("parameters", parameters)
                    .set("createdon", now.toString())
                    .set("sequence", sequence(transaction))
                    .set("blob", null);
            if (zip.isPresent()) {
                try (InputStream in = Files.newInputStream(zip.get())) {
                    job.set("blob", transaction.putBlob(in));
                }
            }
            transaction.table(JOBS).put(id, job.node());
            boolean suspended = waits && knobs.jobQueueState() == Knobs.QueueState.SUSPENDED;
            transaction.table(OPERATIONS).put(id, operation(work, id, userId, now, knobs, suspended));
            return null;
        });
        enqueue(id);
        return id;
    }

    /** Writes further rows in the transaction that starts a job. */
    public interface Starter {
        void start(Transaction transaction) throws IOException;
    }

    /**
     * Does the work of a job while the caller waits.
     *
     * @throws ServiceFault when it fails, or meets the customization lock
     */
    public void run(String kind, ObjectNode parameters, Optional<Path> zip) throws IOException {
        Work work = works.get(kind);
        Execution execution = work.opener()
                .open(new Job(
                        UUID.randomUUID(),
                        kind,
                        parameters,
                        zip,
                        context.clock().instant()));
        whileLocked(work.lock(), () -> {
            context.store().write(transaction -> {
                execution.started(transaction, context.clock().instant());
                return null;
            });
            sleep(Duration.ofMillis(context.knobs().get().jobMillis()));
            try {
                execution.prepare();
                context.store().write(transaction -> {
                    execution.apply(transaction, context.clock().instant());
                    return null;
                });
            } catch (ServiceFault fault) {
                context.store().write(transaction -> {
                    execution.failed(transaction, fault, context.clock().instant());
                    return null;
                });
                throw fault;
            }
        });
    }

    /** Something that is done under the lock. */
    public interface Action {
        void run() throws IOException;
    }

    /** @throws ServiceFault when something else holds the customization lock */
    public void whileLocked(Optional<LockKind> kind, Action action) throws IOException {
        if (kind.isEmpty()) {
            action.run();
            return;
        }
        Optional<LockKind> holder = lock.tryAcquire(kind.get());
        if (holder.isPresent()) {
            throw CustomizationLock.fault(context.knobs().get().lockStatus(), kind.get(), holder.get());
        }
        try {
            action.run();
        } finally {
            lock.release();
        }
    }

    /** Whether clients can read the row of a job yet. */
    public boolean isVisible(ObjectNode operation) {
        String from = NewRow.text(operation, VISIBLE_FROM);
        return from.isEmpty() || !Instant.parse(from).isAfter(context.clock().instant());
    }

    /** Asks a job to end; a running one only obeys where the switch says so. */
    public void cancel(Transaction transaction, UUID id) {
        Optional<ObjectNode> row = transaction.table(OPERATIONS).find(id);
        Optional<ObjectNode> job = transaction.table(JOBS).find(id);
        if (row.isEmpty() || job.isEmpty()) {
            return;
        }
        boolean running = row.get().path("statuscode").asInt() == 20;
        if (!running || context.knobs().get().cancelRunningImports()) {
            transaction
                    .table(JOBS)
                    .put(id, NewRow.of(job.get()).set("cancelled", true).node());
            if (running) {
                transaction
                        .table(OPERATIONS)
                        .put(id, NewRow.of(row.get()).set("statuscode", 22).node());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void enqueue(UUID id) {
        synchronized (open) {
            open.add(id);
        }
        executor.execute(() -> work(id));
    }

    private void work(UUID id) {
        try {
            new Run(id).run();
        } catch (Stopped e) {
            return;
        } catch (IOException | RuntimeException e) {
            if (closed) {
                return;
            }
            context.reporter().warn("The job " + id + " of the local environment broke off: " + e);
        }
        synchronized (open) {
            open.remove(id);
        }
    }

    /** The process ends; what is open goes on at its next start. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void sleep(Duration time) {
        if (closed) {
            throw new Stopped();
        }
        if (time.isNegative() || time.isZero()) {
            return;
        }
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        if (closed) {
            throw new Stopped();
        }
    }

    private static long sequence(Transaction transaction) {
        return transaction.table(JOBS).all().stream()
                        .mapToLong(row -> row.path("sequence").asLong())
                        .max()
                        .orElse(0)
                + 1;
    }

    private ObjectNode operation(Work work, UUID id, UUID userId, Instant now, Knobs knobs, boolean suspended) {
        int type = work.operationType() == 203 ? knobs.importOperationType() : work.operationType();
        return NewRow.empty()
                .set("asyncoperationid", id)
                .set("name", work.name())
                .set("messagename", work.kind())
                .set("operationtype", type)
                .set("statecode", suspended ? 1 : 0)
                .set("statuscode", suspended ? 10 : 0)
                .set("createdon", now)
                .set("modifiedon", now)
                .set("startedon", null)
                .set("completedon", null)
                .set("executiontimespan", null)
                .set("correlationid", UUID.randomUUID())
                .set("dependencytoken", "SolutionOperation_{" + context.organizationId() + "}")
                .set("depth", 1)
                .set("subtype", 1)
                .set("retrycount", 0)
                .set("retainjobhistory", false)
                .set("iswaitingforevent", false)
                .set("timezoneruleversionnumber", 0)
                .set("hostid", null)
                .set("errorcode", null)
                .set("message", null)
                .set("friendlymessage", null)
                .set("data", null)
                .set("workload", null)
                .set("_ownerid_value", userId)
                .set("_createdby_value", userId)
                .set("_regardingobjectid_value", null)
                .set(VISIBLE_FROM, now.plusMillis(knobs.jobRowDelayMillis()).toString())
                .node();
    }

    /** One run of one job. */
    private final class Run {

        private final UUID id;

        Run(UUID id) {
            this.id = id;
        }

        void run() throws IOException {
            Optional<ObjectNode> row =
                    context.store().read(transaction -> transaction.table(JOBS).find(id));
            if (row.isEmpty()) {
                return;
            }
            Work work = works.get(NewRow.text(row.get(), "kind"));
            Job job = job(row.get());
            Knobs knobs = context.knobs().get();
            Duration delay = Duration.ofMillis(knobs.queueDelayMillis());
            Duration waited = Duration.between(job.createdOn(), context.clock().instant());
            sleep(delay.minus(waited.isNegative() ? Duration.ZERO : waited));
            try {
                Optional<LockKind> blocker = acquire(work);
                if (blocker.isPresent()) {
                    throw CustomizationLock.fault(429, work.lock().orElse(LockKind.IMPORT), blocker.get());
                }
                locked(work, job, knobs);
            } catch (ServiceFault fault) {
                fail(work.opener().open(job), fault, false);
            }
        }

        /** Runs and gives the lock back. */
        private void locked(Work work, Job job, Knobs knobs) throws IOException {
            boolean succeeded = false;
            try {
                succeeded = execute(work, job, knobs);
            } finally {
                if (work.lock().isPresent()) {
                    if (succeeded && work.lock().get() == LockKind.IMPORT && knobs.publishLockMillis() > 0) {
                        lock.holdFor(LockKind.ENTITY_CUSTOMIZATION, Duration.ofMillis(knobs.publishLockMillis()));
                    }
                    lock.release();
                }
            }
        }

        /** Waits for the job's turn. @return what holds the lock, where jobs are not to wait for it */
        private Optional<LockKind> acquire(Work work) throws IOException {
            boolean told = false;
            for (; ; ) {
                boolean first;
                synchronized (open) {
                    first = open.iterator().next().equals(id);
                }
                Optional<LockKind> holder = work.lock().isEmpty() || !first
                        ? lock.holder()
                        : lock.tryAcquire(work.lock().get());
                if (first && (holder.isEmpty() || work.lock().isEmpty())) {
                    return Optional.empty();
                }
                if (work.lock().isPresent() && !context.knobs().get().queueBehindRunningJob()) {
                    return Optional.of(holder.orElse(LockKind.IMPORT));
                }
                if (isCancelled()) {
                    throw cancelled();
                }
                if (!told && context.knobs().get().jobQueueState() == Knobs.QueueState.SUSPENDED) {
                    told = true;
                    state(1, 10);
                }
                sleep(TICK);
            }
        }

        private boolean execute(Work work, Job job, Knobs knobs) throws IOException {
            Execution execution = work.opener().open(job);
            Instant started = context.clock().instant();
            if (isCancelled()) {
                throw cancelled();
            }
            context.store().write(transaction -> {
                ObjectNode row = transaction.table(OPERATIONS).find(id).orElseThrow();
                NewRow.of(row)
                        .set("statecode", 2)
                        .set("statuscode", 20)
                        .set("startedon", started)
                        .set("modifiedon", started);
                transaction.table(OPERATIONS).put(id, row);
                execution.started(transaction, started);
                return null;
            });
            try {
                execution.prepare();
                phases(work, execution, knobs);
                context.store().write(transaction -> {
                    execution.apply(transaction, context.clock().instant());
                    complete(transaction, started, 30, null, null);
                    return null;
                });
                return true;
            } catch (Stopped e) {
                throw e;
            } catch (ServiceFault fault) {
                stopWhenClosed();
                fail(execution, fault, true);
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
                stopWhenClosed();
                context.reporter().warn("The job " + job.kind() + " of the local environment failed: " + e);
                fail(execution, Fault.UNEXPECTED.toFault(), true);
            }
            return false;
        }

        /** What goes wrong while the process ends says nothing about the job: it begins again at the next start. */
        private void stopWhenClosed() {
            if (closed) {
                throw new Stopped();
            }
        }

        private void phases(Work work, Execution execution, Knobs knobs) throws IOException {
            int steps = knobs.jobMillis() == 0 ? Math.min(2, work.phases()) : work.phases();
            Duration each = Duration.ofMillis(knobs.jobMillis()).dividedBy(Math.max(1, steps));
            for (int step = 1; step <= steps; step++) {
                sleep(each);
                if (knobs.cancelRunningImports() && isCancelled()) {
                    throw cancelled();
                }
                double percent = Math.round(step * 9500.0 / (steps + 1)) / 100.0;
                context.store().write(transaction -> {
                    execution.progress(transaction, percent, context.clock().instant());
                    return null;
                });
            }
        }

        private ServiceFault cancelled() {
            return new ServiceFault(400, CANCELLED, "The operation was cancelled.");
        }

        private void fail(Execution execution, ServiceFault fault, boolean started) throws IOException {
            context.store().write(transaction -> {
                Instant now = context.clock().instant();
                Instant from =
                        NewRow.text(transaction.table(OPERATIONS).find(id).orElseThrow(), "startedon")
                                        .isEmpty()
                                ? now
                                : Instant.parse(NewRow.text(
                                        transaction.table(OPERATIONS).find(id).orElseThrow(), "startedon"));
                if (started) {
                    execution.failed(transaction, fault, now);
                }
                if (fault.code() == CANCELLED) {
                    complete(transaction, from, 32, null, null);
                } else {
                    complete(transaction, from, 31, fault, execution.message(fault));
                }
                return null;
            });
        }

        private void complete(
                Transaction transaction, Instant started, int status, ServiceFault fault, String message) {
            Instant now = context.clock().instant();
            ObjectNode row = transaction.table(OPERATIONS).find(id).orElseThrow();
            NewRow.of(row)
                    .set("statecode", 3)
                    .set("statuscode", status)
                    .set("startedon", NewRow.text(row, "startedon").isEmpty() ? started : NewRow.text(row, "startedon"))
                    .set("completedon", now)
                    .set("modifiedon", now)
                    .set("executiontimespan", Duration.between(started, now).toMillis() / 1000.0)
                    .set("errorcode", fault == null ? null : fault.code())
                    .set("message", message)
                    .set("friendlymessage", fault == null ? null : fault.getMessage());
            if (status == 30 && context.knobs().get().deleteSucceededJobs()) {
                transaction.table(OPERATIONS).delete(id);
            } else {
                transaction.table(OPERATIONS).put(id, row);
            }
            transaction
                    .table(JOBS)
                    .find(id)
                    .flatMap(job -> NewRow.id(job, "blob"))
                    .ifPresent(transaction::deleteBlob);
            transaction.table(JOBS).delete(id);
        }

        private boolean isCancelled() throws IOException {
            return context.store()
                    .read(transaction -> transaction
                            .table(JOBS)
                            .find(id)
                            .filter(row -> row.path("cancelled").asBoolean())
                            .isPresent());
        }

        private void state(int state, int status) throws IOException {
            context.store().write(transaction -> {
                Optional<ObjectNode> row = transaction.table(OPERATIONS).find(id);
                if (row.isPresent()) {
                    NewRow.of(row.get()).set("statecode", state).set("statuscode", status);
                    transaction.table(OPERATIONS).put(id, row.get());
                }
                return null;
            });
        }

        private Job job(ObjectNode row) throws IOException {
            Optional<UUID> blob = NewRow.id(row, "blob");
            Optional<Path> zip = blob.isEmpty()
                    ? Optional.empty()
                    : Optional.of(context.store().read(transaction -> transaction.blob(blob.get())));
            return new Job(
                    id,
                    NewRow.text(row, "kind"),
                    (ObjectNode) row.path("parameters"),
                    zip,
                    Instant.parse(NewRow.text(row, "createdon")));
        }
    }

    private static final int CANCELLED = 0x80040000;
}
