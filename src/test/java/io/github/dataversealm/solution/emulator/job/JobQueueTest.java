package io.github.dataversealm.solution.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.FileStore;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobQueueTest {

    @TempDir
    Path directory;

    private FileStore store;
    private final AtomicInteger effects = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        store = new FileStore(directory);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    /** What happens before the work takes effect. */
    private interface Before {
        void happens() throws IOException;
    }

    private JobQueue queue(Before before) {
        Execution execution = new Execution() {
            @Override
            public void prepare() throws IOException {
                before.happens();
            }

            @Override
            public void apply(Transaction transaction, Instant now) {
                effects.incrementAndGet();
            }
        };
        OrganizationContext context = new OrganizationContext(
                store,
                () -> Knobs.defaults().with("queueDelayMillis", 0).with("jobMillis", 0),
                Clock.systemUTC(),
                UUID.randomUUID(),
                directory,
                "9.2",
                Reporter.silent());
        return new JobQueue(
                context,
                new CustomizationLock(Clock.systemUTC()),
                Runnable::run,
                time -> {},
                List.of(new Work("Import", "Import", 203, Optional.of(LockKind.IMPORT), 2, job -> execution)));
    }

    private UUID start(JobQueue queue) throws IOException {
        return queue.start(
                "Import", JsonNodeFactory.instance.objectNode(), Optional.empty(), UUID.randomUUID(), tx -> {});
    }

    private int status(UUID job) throws IOException {
        ObjectNode row = store.read(tx -> tx.table("asyncoperations").find(job)).orElseThrow();
        return row.path("statuscode").asInt();
    }

    @Test
    void whatever_breaks_a_job_ends_it_and_lets_the_next_one_run() throws IOException {
        List<Before> breaks = List.of(
                () -> {
                    throw new StackOverflowError();
                },
                () -> {
                    throw new IOException("the disk is full");
                },
                () -> {
                    throw new IllegalStateException("a fault of ours");
                });
        for (Before one : breaks) {
            AtomicReference<Before> now = new AtomicReference<>(one);
            JobQueue queue = queue(() -> now.get().happens());
            assertThat(status(start(queue))).isEqualTo(31);
            assertThat(queue.isBusy()).isFalse();
            now.set(() -> {});
            assertThat(status(start(queue))).isEqualTo(30);
        }
        assertThat(effects).hasValue(3);
    }

    @Test
    void what_goes_wrong_while_the_server_ends_does_not_fail_the_job() throws IOException {
        List<Before> ends = List.of(
                () -> {
                    throw new IOException("a file that an interrupt has closed");
                },
                () -> {
                    throw new ServiceFault(400, 0x80048060, "a zip that cannot be read any more");
                });
        int done = 0;
        for (Before end : ends) {
            AtomicReference<JobQueue> ending = new AtomicReference<>();
            JobQueue queue = queue(() -> {
                ending.get().close();
                end.happens();
            });
            ending.set(queue);
            UUID job = start(queue);
            assertThat(status(job)).isEqualTo(20);
            queue(() -> {}).resume();
            assertThat(status(job)).isEqualTo(30);
            assertThat(effects).hasValue(++done);
        }
    }
}
