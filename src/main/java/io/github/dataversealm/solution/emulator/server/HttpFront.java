package io.github.dataversealm.solution.emulator.server;

import io.github.dataversealm.solution.emulator.identity.Loopback;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import io.github.dataversealm.solution.message.Reporter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** The HTTP server, on loopback only. */
public final class HttpFront implements Closeable {

    private static final int IDLE_MINUTES = 10;
    private static final int MAX_LINE = 64 << 10;
    private static final int MAX_HEADERS = 200;
    /** How much of a body that nobody wants is read, so that the client sees the answer and not a reset. */
    private static final long MAX_DRAINED = 1L << 30;

    private final HttpServer server;
    private final String scheme;
    private final Pipeline pipeline;
    private volatile boolean closed;

    /**
     * Starts the server.
     *
     * @param port 0 means any free one
     * @param tls empty means plain HTTP
     */
    public HttpFront(int port, Optional<SSLContext> tls, Pipeline pipeline, Reporter reporter) throws IOException {
        this.pipeline = pipeline;
        scheme = tls.isPresent() ? "https" : "http";
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}))
                .setListenerPort(port)
                .setSslContext(tls.orElse(null))
                .setSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoReuseAddress(true)
                        .setSoTimeout(IDLE_MINUTES, TimeUnit.MINUTES)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setRequestRouter((request, context) -> this::handle)
                .setExceptionListener(new Listener(reporter))
                .create();
        server.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Stops at once: open connections end, also in the middle of an answer. */
    @Override
    public void close() {
        closed = true;
        server.close(CloseMode.IMMEDIATE);
    }

    private void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        if (closed) {
            // A connection that was made while the server stopped outlives it, and what is behind it is closed.
            throw new CutException();
        }
        HttpEntity entity = request.getEntity();
        InputStream body = entity == null ? InputStream.nullInputStream() : new OpenInput(entity.getContent());
        WebResponse answer = answer(request, entity, body);
        if (entity != null) {
            drain(body);
        }
        response.setCode(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.contentType() != null) {
            response.setEntity(new Entity(answer));
        }
    }

    private WebResponse answer(ClassicHttpRequest request, HttpEntity entity, InputStream body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : request.getHeaders()) {
            headers.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (one, two) -> one + "," + two);
        }
        String host = headers.getOrDefault("host", "");
        if (!Loopback.isName(host.replaceFirst(":\\d+$", ""))) {
            return WebResponse.text(421, "text/plain", "This server answers for localhost only.\n");
        }
        String target = request.getPath();
        int mark = target.indexOf('?');
        return pipeline.handle(new WebRequest(
                request.getMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                entity == null ? 0 : entity.getContentLength(),
                body,
                scheme + "://" + host));
    }

    private static void drain(InputStream body) throws IOException {
        long left = MAX_DRAINED;
        byte[] buffer = new byte[1 << 14];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            left -= count;
            if (left < 0) {
                throw new CutException();
            }
        }
    }

    private static final class Entity extends AbstractHttpEntity {

        private final WebResponse.Content content;

        Entity(WebResponse answer) {
            super(answer.contentType(), null, answer.content().length() < 0);
            content = answer.content();
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public long getContentLength() {
            return content.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            content.writeTo(out);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Connections that end are nothing to tell about; faults of the server itself are. */
    private record Listener(Reporter reporter) implements ExceptionListener {

        @Override
        public void onError(Exception fault) {
            if (!(fault instanceof IOException)) {
                reporter.warn("The local environment's server failed: " + fault);
            }
        }

        @Override
        public void onError(HttpConnection connection, Exception fault) {
            if (fault instanceof CutException) {
                // What was sent before the cut must arrive: a reset would throw it away.
                connection.close(CloseMode.GRACEFUL);
            }
            if (!(fault instanceof IOException || fault instanceof HttpException)) {
                reporter.warn("The local environment failed to answer: " + fault);
            }
        }
    }
}
