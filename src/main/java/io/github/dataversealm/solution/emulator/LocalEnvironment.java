package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The use of the local environment of a folder. The first who opens it starts its server; whoever comes while that runs, in the same
 * process or another, uses the same one. The server stops when the last one has closed; jobs that have not ended go on at the next
 * start. A process that is killed leaves nothing that hinders the next one: its lock ends with it.
 */
public final class LocalEnvironment implements Closeable {

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_MILLIS = 50;
    private static final int OTHERS_SECONDS = 3600;

    private final Path directory;
    private final ServerAddress address;
    private final UUID lease;
    private final Optional<Host> host;
    private final Reporter reporter;
    private boolean closed;

    private LocalEnvironment(
            Path directory, ServerAddress address, UUID lease, Optional<Host> host, Reporter reporter) {
        this.directory = directory;
        this.address = address;
        this.lease = lease;
        this.host = host;
        this.reporter = reporter;
    }

    /**
     * The folder of one more local environment, an organization of its own inside the folder of another one, which need not have
     * been opened.
     *
     * @param name a part of the folder's path
     */
    public static Path further(Path directory, String name) throws IOException {
        return LocalFolder.create(directory).resolve("environments").resolve(name);
    }

    /** Opens the environment of the folder, on a free port if it is not running yet. */
    public static LocalEnvironment open(Path directory, Reporter reporter) throws IOException {
        return open(EmulatorOptions.in(directory).withReporter(reporter));
    }

    /**
     * Opens the environment of the options' folder.
     *
     * @param options how to start it; of no effect when it runs already
     * @throws SolutionException when it is held by a process that does not answer
     */
    public static LocalEnvironment open(EmulatorOptions options) throws IOException {
        Path directory = LocalFolder.create(options.directory()).toRealPath();
        long end = System.nanoTime() + WAIT_NANOS;
        while (true) {
            Optional<LocalEnvironment> opened = startOrJoin(options, directory);
            if (opened.isPresent()) {
                return opened.get();
            }
            if (System.nanoTime() > end) {
                throw new SolutionException(
                        null,
                        "The local environment in " + directory + " is in use by a process that does not answer"
                                + ServerAddress.read(directory)
                                        .map(known -> " (process " + known.processId() + ")")
                                        .orElse("")
                                + ".",
                        "End that process, or choose another folder with -Dsolution.localDirectory=<folder>.");
            }
            pause();
        }
    }

    /**
     * What all in this process that open or end the server of a folder do one after the other. The lock of a file is the whole
     * process's: whoever only opened and closed the file here a second time would lose it. An interned text is one object for every
     * class loader, so it holds for each copy of this class that Maven loads.
     */
    private static Object monitor(Path directory) {
        return ("solution-maven-plugin local environment " + directory).intern();
    }

    private static Optional<LocalEnvironment> startOrJoin(EmulatorOptions options, Path directory) throws IOException {
        synchronized (monitor(directory)) {
            Optional<ServerAddress> known = ServerAddress.read(directory);
            if (known.filter(ServerAddress::isHere).isPresent()) {
                return join(directory, known.get(), options);
            }
            Optional<LocalEnvironment> started = start(options, directory);
            if (started.isPresent()) {
                return started;
            }
        }
        Optional<ServerAddress> known = ServerAddress.read(directory);
        return known.isPresent() ? join(directory, known.get(), options) : Optional.empty();
    }

    private static Optional<LocalEnvironment> join(Path directory, ServerAddress address, EmulatorOptions options) {
        return address.lease(ProcessHandle.current().pid())
                .map(lease -> new LocalEnvironment(directory, address, lease, Optional.empty(), options.reporter()));
    }

    /** Starts the server if no other process has the folder. */
    private static Optional<LocalEnvironment> start(EmulatorOptions options, Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean started = false;
        try {
            if (channel.tryLock() == null) {
                return Optional.empty();
            }
            Host host = new Host(directory, channel);
            host.emulator = Emulator.start(options, host::stop);
            Emulator emulator = host.emulator;
            ServerAddress address =
                    ServerAddress.here(emulator.plainUrl(), emulator.token(), emulator.organizationId());
            UUID lease = emulator.leases().add(address.processId());
            address.write(directory);
            started = true;
            return Optional.of(new LocalEnvironment(directory, address, lease, Optional.of(host), options.reporter()));
        } finally {
            if (!started) {
                channel.close();
            }
        }
    }

    /** The address of the organization, without a slash at its end. */
    public String url() {
        return address.url();
    }

    /** A bearer token that is always good. */
    public String token() {
        return address.token();
    }

    /**
     * Takes for present what a package needs and does not bring, as if the solutions that have it were installed: nobody has a
     * package of Microsoft's own solutions. It stays so for this environment.
     */
    public void assumeDependenciesOf(Path zip) throws IOException {
        address.assume(zip);
    }

    /** The server, when it was started here. */
    public Optional<Emulator> emulator() {
        return host.map(own -> own.emulator);
    }

    /**
     * Ends the use. Whoever started the server waits until other processes have ended theirs, because the server ends with the
     * process; others in the same process keep it alive by themselves.
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (host.isEmpty()) {
            if (address.release(lease) && address.isHere()) {
                awaitEnd();
            }
            return;
        }
        Leases leases = host.get().emulator.leases();
        if (leases.remove(lease).last()) {
            leases.stop();
        }
        boolean told = false;
        for (long waited = 0; leases.otherProcesses() && waited < OTHERS_SECONDS * 1000L; waited += PAUSE_MILLIS) {
            if (!told) {
                reporter.info("Other processes still use the local environment; its server runs until they are done.");
                told = true;
            }
            pause();
        }
        if (leases.isEnded()) {
            // another process has given the last lease back: the server stops in a thread that must not be cut off
            host.get().awaitStop();
        }
        host.get().rethrow();
    }

    /** The server in this process stops: it must not be cut off by the end of the process. */
    private void awaitEnd() throws IOException {
        long end = System.nanoTime() + WAIT_NANOS;
        while (ServerAddress.read(directory).filter(address::equals).isPresent() && System.nanoTime() < end) {
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the local environment.", e);
        }
    }

    /** The server that runs in this process. */
    private static final class Host {

        private final Path directory;
        private final FileChannel lock;
        private volatile Emulator emulator;
        private volatile IOException fault;
        private final CountDownLatch stopped = new CountDownLatch(1);

        Host(Path directory, FileChannel lock) {
            this.directory = directory;
            this.lock = lock;
        }

        /** As long as the file with the address is there, nobody in this process touches the lock. */
        void stop() {
            try {
                emulator.close();
            } catch (IOException e) {
                fault = e;
            }
            synchronized (monitor(directory)) {
                try {
                    Files.deleteIfExists(ServerAddress.file(directory));
                    lock.close();
                } catch (IOException e) {
                    fault = e;
                }
            }
            stopped.countDown();
        }

        void awaitStop() throws IOException {
            try {
                if (!stopped.await(WAIT_NANOS, TimeUnit.NANOSECONDS)) {
                    throw new IOException("The local environment in " + directory + " does not stop.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for the local environment.", e);
            }
        }

        void rethrow() throws IOException {
            if (fault != null) {
                throw fault;
            }
        }
    }
}
