package io.github.dataversealm.solution.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Servers on this machine that are no Dataverse environments, each on a port of its own. They keep the requests that changed something. */
public final class WrongServers implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> writes = java.util.Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wrong-server");
        thread.setDaemon(true);
        return thread;
    });

    /** A server that answers everything with the same text. */
    public String answering(String type, String body) throws IOException {
        return "http://127.0.0.1:" + serve(HttpServer.create(anyPort(), 0), type, body);
    }

    /** A server whose answer does not end before the client gives up. */
    public String endless() throws IOException {
        HttpServer server = HttpServer.create(anyPort(), 0);
        byte[] blanks = new byte[CHUNK];
        Arrays.fill(blanks, (byte) ' ');
        return "http://127.0.0.1:"
                + serve(server, exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write("{\"value\":[".getBytes(StandardCharsets.US_ASCII));
                        while (true) {
                            body.write(blanks);
                        }
                    }
                });
    }

    /** A server with a certificate that nobody trusts. */
    public String untrusted() throws IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .build()
                .sslContext()));
        return "https://localhost:" + serve(server, "text/plain", "nobody should read this");
    }

    /** The methods and addresses of the requests that were no reads. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private int serve(HttpServer server, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return serve(server, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private int serve(HttpServer server, Answer answer) {
        server.createContext("/", exchange -> {
            try (exchange) {
                if (!exchange.getRequestMethod().equals("GET")) {
                    writes.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                }
                answer.to(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
