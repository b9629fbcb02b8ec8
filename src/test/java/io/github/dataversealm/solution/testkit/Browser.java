package io.github.dataversealm.solution.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window, Chromium, driven by WebDriver (W3C) over HTTP. It can reach no host: whatever a page asks
 * for is seen in the log of its network.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--window-size=1280,1000");

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, int port, String browser) throws IOException {
        this.driver = driver;
        String server = "http://127.0.0.1:" + port;
        ObjectNode options = mapper.createObjectNode();
        ObjectNode match = options.putObject("capabilities").putObject("alwaysMatch");
        match.put("browserName", "chrome");
        ObjectNode chrome = match.putObject("goog:chromeOptions");
        chrome.put("binary", browser);
        FLAGS.forEach(chrome.putArray("args")::add);
        match.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
        session = server + "/session/" + begin(server, options);
    }

    private String begin(String server, ObjectNode options) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return send(server + "/session", Optional.of(options))
                        .at("/sessionId")
                        .asText();
            } catch (ConnectException e) {
                // the driver is not up yet
                if (attempt == 1_200 || !driver.isAlive()) {
                    throw e;
                }
                sleep();
            }
        }
    }

    /** A browser, or the end of the test: where it is required, as in CI, the test fails without one. */
    public static Browser orSkip() {
        Optional<Path> browser = command("chromium");
        Optional<Path> driver = command("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String message = "BROWSER TEST SKIPPED: no chromium and chromedriver in the path"
                    + " (Debian: apt-get install chromium chromium-driver)";
            if (Boolean.getBoolean("solution.corpus.required")) {
                fail(message);
            }
            System.err.println(message);
            Assumptions.abort(message);
        }
        try {
            int port = freePort();
            Process process = new ProcessBuilder(driver.orElseThrow().toString(), "--port=" + port, "--silent")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return new Browser(process, port, browser.orElseThrow().toString());
            } catch (IOException | RuntimeException e) {
                end(process);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> command(String name) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public void open(String address) {
        post("/url", mapper.createObjectNode().put("url", address));
    }

    /** Runs a script in the page: the body of a function. */
    public JsonNode run(String script) {
        ObjectNode body = mapper.createObjectNode().put("script", script);
        body.putArray("args");
        return post("/execute/sync", body);
    }

    /** Clicks on an element, as a mouse would: one that something lies over cannot be clicked on. */
    public void click(String selector) {
        post("/element/" + element(selector) + "/click", mapper.createObjectNode());
    }

    /** Types into an element; keys without a letter have codes of the private use area, such as {@code \uE004} for Tab. */
    public void type(String selector, String text) {
        post(
                "/element/" + element(selector) + "/value",
                mapper.createObjectNode().put("text", text));
    }

    private String element(String selector) {
        ObjectNode body = mapper.createObjectNode().put("using", "css selector").put("value", selector);
        return post("/element", body).elements().next().asText();
    }

    /** The picture of what is in the window, a PNG. */
    public byte[] screenshot() {
        return Base64.getDecoder().decode(call("/screenshot", Optional.empty()).asText());
    }

    /** Prints the page, a PDF. */
    public byte[] print() {
        return Base64.getDecoder()
                .decode(post("/print", mapper.createObjectNode()).asText());
    }

    /** Lets pages believe that the user has chosen dark or light colours. */
    public void prefer(String scheme) {
        ObjectNode command = mapper.createObjectNode().put("cmd", "Emulation.setEmulatedMedia");
        command.putObject("params")
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        post("/goog/cdp/execute", command);
    }

    public void resize(int width, int height) {
        post("/window/rect", mapper.createObjectNode().put("width", width).put("height", height));
    }

    /** What pages wrote to the console since the last call, refusals of their policy included. */
    public List<String> console() {
        List<String> lines = new ArrayList<>();
        log("browser")
                .forEach(entry -> lines.add(
                        entry.at("/level").asText() + " " + entry.at("/message").asText()));
        return lines;
    }

    /** The addresses that were asked for since the last call. */
    public List<String> requests() throws IOException {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : log("performance")) {
            JsonNode message = mapper.readTree(entry.at("/message").asText()).at("/message");
            String method = message.at("/method").asText();
            if (method.equals("Network.requestWillBeSent")) {
                addresses.add(message.at("/params/request/url").asText());
            } else if (method.equals("Network.webSocketCreated")) {
                addresses.add(message.at("/params/url").asText());
            }
        }
        return addresses;
    }

    private JsonNode log(String type) {
        return post("/se/log", mapper.createObjectNode().put("type", type));
    }

    private JsonNode post(String path, ObjectNode body) {
        return call(path, Optional.of(body));
    }

    private JsonNode call(String path, Optional<ObjectNode> body) {
        try {
            return send(session + path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(String address, Optional<ObjectNode> body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(5));
        body.ifPresent(content -> request.header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(content.toString())));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode value = mapper.readTree(answer.body()).at("/value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        address + ": " + value.at("/error").asText() + ": "
                                + value.at("/message").asText());
            }
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(session))
                            .timeout(Duration.ofSeconds(20))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // the driver has ended already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(driver);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
