package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The document that an import leaves, {@code importjob.data} (spec §3.3), read generically: every element with a
 * {@code <result>} is a component. Its {@code progress} says nothing of success and is not read.
 *
 * @param succeeded what the root says; empty in documents of older services
 * @param status the message of the root; may be empty
 * @param version of the solution that was imported, as its manifest has it; may be empty
 * @param components in the order of the document
 */
public record ImportJobData(
        Optional<Boolean> succeeded, String status, String version, List<ComponentResult> components) {

    /** The depth of the version below the root, {@code solutionManifests} and {@code solutionManifest}. */
    private static final int MANIFEST = 3;

    /** What became of a component. */
    public enum Result {
        SUCCESS,
        WARNING,
        FAILURE,
        /** The element names none, or one that is not known. */
        UNKNOWN
    }

    /**
     * The result of one component.
     *
     * @param type the name of its element, such as {@code entity} or {@code optionSet}
     * @param id its {@code id}; may be empty
     * @param name its {@code LocalizedName}, {@code name}, {@code OriginalName} or {@code id}; may be empty
     * @param errorText the service's words, without their wrappers
     * @param missingDependencies what the error text lists
     */
    public record ComponentResult(
            String type,
            String id,
            String name,
            Result result,
            Optional<ErrorCode> errorCode,
            String errorText,
            List<MissingDependencyRow> missingDependencies) {}

    /**
     * Reads a document.
     *
     * @throws SolutionException when it is no XML
     */
    public static ImportJobData read(String data) {
        String document = withoutDeclaration(data);
        List<ComponentResult> components = new ArrayList<>();
        Deque<Element> open = new ArrayDeque<>();
        Optional<Boolean> succeeded = Optional.empty();
        String status = "";
        StringBuilder version = new StringBuilder();
        XmlSource source = XmlSource.of(document.getBytes(StandardCharsets.UTF_8), "import log");
        try (XmlScanner scanner = new XmlScanner(source)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    if (open.isEmpty()) {
                        succeeded = succeeded(attribute(scanner, "succeeded"));
                        status = ServiceMessages.clean(attribute(scanner, "status"));
                    }
                    if (scanner.isNamed("result") && !open.isEmpty()) {
                        components.add(result(scanner, open.peek()));
                    }
                    if (!scanner.isEmptyElement()) {
                        open.push(Element.of(scanner));
                    }
                } else if (token == XmlToken.END) {
                    open.pop();
                } else if (token == XmlToken.TEXT
                        && open.size() == MANIFEST + 1
                        && open.peek().type().equals("Version")) {
                    version.append(scanner.text());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImportJobData(succeeded, status, version.toString().strip(), List.copyOf(components));
    }

    /** Whether a solution of that version was imported. */
    public boolean isOf(SolutionVersion other) {
        return SolutionVersion.isValid(version) && new SolutionVersion(version).compareTo(other) == 0;
    }

    /** The components that failed. */
    public List<ComponentResult> failures() {
        return components.stream().filter(c -> c.result() == Result.FAILURE).toList();
    }

    private record Element(String type, String id, String name) {

        static Element of(XmlScanner scanner) {
            String id = attribute(scanner, "id");
            String name = "";
            for (String candidate : List.of("LocalizedName", "name", "OriginalName")) {
                name = name.isEmpty() ? attribute(scanner, candidate) : name;
            }
            return new Element(scanner.name(), id, name.isEmpty() ? id : name);
        }
    }

    private static ComponentResult result(XmlScanner scanner, Element component) {
        String text = attribute(scanner, "errortext");
        return new ComponentResult(
                component.type,
                component.id,
                component.name,
                kind(attribute(scanner, "result")),
                ErrorCode.parse(attribute(scanner, "errorcode")).filter(code -> code.value() != 0),
                ServiceMessages.clean(text),
                MissingDependencies.in(text));
    }

    private static Result kind(String result) {
        for (Result kind : Result.values()) {
            if (kind.name().equalsIgnoreCase(result.strip())) {
                return kind;
            }
        }
        return Result.UNKNOWN;
    }

    private static Optional<Boolean> succeeded(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "success", "true", "passed" -> Optional.of(true);
            case "failure", "false", "failed" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String attribute(XmlScanner scanner, String name) {
        String value = scanner.attributeValue(name);
        return value == null ? "" : value;
    }

    /** .NET writes the encoding of its strings, UTF-16, into the declaration; what arrives is UTF-8. */
    private static String withoutDeclaration(String data) {
        String text = data.startsWith("\uFEFF") ? data.substring(1) : data;
        if (text.stripLeading().startsWith("<?xml ")) {
            return text.substring(text.indexOf("?>") + 2);
        }
        return text;
    }
}
