package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.desktopflow.RobinScript;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.StreamedZip;
import io.github.dataversealm.solution.zip.StreamedZip.BrokenZipException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds the script of a desktop flow. Exports carry it in two forms: as the text of the element {@code Definition}, or,
 * older ones, in {@code script.robin} of a zip that is in the flow's JSON file as base64
 * ({@code properties.definition.package}). Flows of other kinds, which were recorded in a browser, have no script.
 */
final class DesktopFlowReader {

    private static final String DESKTOP_FLOW = "6";
    private static final int MAX_FILE = 64 << 20;
    private static final int MAX_SCRIPT = 16 << 20;
    private static final int MAX_UNPACKED = 128 << 20;
    private static final ZipLimits LIMITS =
            new ZipLimits(10_000, MAX_UNPACKED, MAX_UNPACKED, ZipLimits.DEFAULT.maxRatio());

    private final Solution solution;
    private final JsonDocuments documents;

    DesktopFlowReader(Solution solution, JsonDocuments documents) {
        this.solution = solution;
        this.documents = documents;
    }

    static boolean isDesktopFlow(Part process) {
        return process.text("Category").equals(DESKTOP_FLOW);
    }

    /**
     * The flow with its script; empty when the solution does not carry it.
     *
     * @throws SolutionException when a package cannot be read
     */
    Optional<DesktopFlow> read(Part process, Deadline deadline) throws IOException {
        Optional<Element> definition = process.element().first("Definition");
        String text = definition.map(Element::text).orElse("");
        if (!text.isEmpty() && !text.startsWith("{")) {
            return Optional.of(flow(process, text, definition.orElseThrow()::textPlace, false, deadline));
        }
        Optional<PackageFile> file = process.content().filter(content -> content.endsWith(".json"));
        if (!text.isEmpty()) {
            Place place = definition.orElseThrow().place();
            return packed(process, json(text, process), line -> place, deadline);
        }
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = solution.tree().read(file.get(), MAX_FILE);
        Json json;
        try {
            json = documents.read(content, file.get().path());
        } catch (SolutionException e) {
            // flow-json-malformed says so
            return Optional.empty();
        }
        Json packed = packageOf(json);
        Place place = Place.line(solution.origin(file.get()), packed.line(), packed.column());
        return packed(process, json, line -> place, deadline);
    }

    private Json json(String text, Part process) {
        try {
            return documents.read(text, process.subject().toString());
        } catch (SolutionException e) {
            return Json.ABSENT;
        }
    }

    private static Json packageOf(Json json) {
        Json definition = json.at("properties/definition").isPresent()
                ? json.at("properties/definition")
                : json.get("definition");
        return definition.get("package").isString() ? definition.get("package") : definition;
    }

    private static Optional<DesktopFlow> packed(Part process, Json json, IntFunction<Place> places, Deadline deadline)
            throws IOException {
        Json packed = packageOf(json);
        if (!packed.isString() || packed.text().isBlank()) {
            return Optional.empty();
        }
        String text = packed.text().strip();
        boolean isScript = text.indexOf('\n') > 0 || text.startsWith("@");
        Optional<String> script = isScript ? Optional.of(text) : unpack(text, process, deadline);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(flow(process, script.get(), places, true, deadline));
    }

    private static DesktopFlow flow(
            Part process, String text, IntFunction<Place> places, boolean packed, Deadline deadline) {
        RobinScript script = RobinScript.of(text, process.subject().toString(), deadline::check);
        return new DesktopFlow(process, script, text, places, packed);
    }

    /** The script in a zip that is written as base64. */
    private static Optional<String> unpack(String base64, Part process, Deadline deadline) throws IOException {
        byte[] zip;
        try {
            zip = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unreadable(process, "it is not base64");
        }
        try (StreamedZip in = new StreamedZip(new TimedStream(new ByteArrayInputStream(zip), deadline), LIMITS)) {
            while (in.next()) {
                if (in.name().toLowerCase(Locale.ROOT).endsWith(".robin")) {
                    return Optional.of(decode(in.read(MAX_SCRIPT)));
                }
            }
            return Optional.empty();
        } catch (BrokenZipException e) {
            throw unreadable(process, e.getMessage());
        }
    }

    /** Designers write UTF-16 without a byte order mark; scripts begin with a letter or sign of ASCII. */
    private static String decode(byte[] script) {
        return script.length > 1 && script[0] != 0 && script[1] == 0
                ? new String(script, StandardCharsets.UTF_16LE)
                : Texts.decode(script);
    }

    private static SolutionException unreadable(Part process, String problem) {
        return new SolutionException(
                Location.of(process.contentName()),
                "The package of the desktop flow " + process.name() + " cannot be read: " + problem + ".",
                "Export the flow again.");
    }
}
