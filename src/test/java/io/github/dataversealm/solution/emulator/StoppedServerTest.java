package io.github.dataversealm.solution.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has stopped answers nobody, also not on connections that were made while it stopped. */
class StoppedServerTest {

    private static final int RESTARTS = 6;
    private static final int CLIENTS = 4;
    private static final byte[] REQUEST =
            "GET /emulator/status HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void a_connection_that_is_made_while_the_server_stops_is_not_answered_by_it(@TempDir Path folder) throws Exception {
        int answered = 0;
        for (int round = 0; round < RESTARTS; round++) {
            Emulator emulator = Emulator.start(EmulatorOptions.in(folder));
            int port = URI.create(emulator.url()).getPort();
            ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        try {
                            sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
                        } catch (IOException e) {
                            return;
                        }
                    }
                }));
            }
            while (sockets.size() < 20) {
                Thread.onSpinWait();
            }
            emulator.close();
            over.set(true);
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
            for (Socket socket : sockets) {
                try (socket) {
                    socket.setSoTimeout((int) Duration.ofMillis(100).toMillis());
                    socket.getOutputStream().write(REQUEST);
                    InputStream in = socket.getInputStream();
                    if (in.read() >= 0) {
                        answered++;
                    }
                } catch (IOException e) {
                    // as it should be
                }
            }
        }
        assertThat(answered).isZero();
    }
}
