package io.github.dataversealm.solution.testkit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What work costs the processors: on a busy machine it takes longer, and costs no more. */
public final class Effort {

    private final LongSupplier nanos;
    private final long began;

    private Effort(LongSupplier nanos) {
        this.nanos = nanos;
        began = nanos.getAsLong();
    }

    /** From now on, of the thread that calls. */
    public static Effort ofThread() {
        return new Effort(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /** From now on, of all threads of this JVM, its compiler and collector among them. */
    public static Effort ofAllThreads() {
        return new Effort(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuTime);
    }

    public Duration spent() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }
}
