package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.job.ComponentResult.Result;
import io.github.dataversealm.solution.message.SolutionException;
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
import java.util.Optional;

/**
 * The {@code data} of an import job (spec §3.3). Its elements differ between versions of the service, so it is read without
 * naming them: every element with a {@code <result>} is a component.
 *
 * @param verdict what the root says, in newer documents
 * @param status the text of the root, in newer documents; may be empty
 */
public record ImportDocument(Optional<Boolean> verdict, String status, List<ComponentResult> components) {

    /** For a job that has no document, or one that cannot be read. */
    public static final ImportDocument EMPTY = new ImportDocument(Optional.empty(), "", List.of());

    private static final String DECLARATION = "<?xml";

    /** Reads the document; {@link #EMPTY} when it is no XML, because a report must not fail for it. */
    public static ImportDocument read(String xml) {
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(bytes(xml), "importjob.data"))) {
            return new Reading(scanner).run();
        } catch (SolutionException e) {
            return EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the document tells of an import that went well; a job that was cut off has no failure either. */
    public boolean isSuccess() {
        return verdict.orElseGet(() -> !components.isEmpty()
                && components.stream().allMatch(row -> row.result() != Result.FAILURE)
                && components.stream().anyMatch(row -> row.result() != Result.UNPROCESSED));
    }

    public Optional<ComponentResult> firstFailure() {
        return components.stream().filter(row -> row.result() == Result.FAILURE).findFirst();
    }

    /** The text is decoded already, so an encoding that its declaration names is no longer true. */
    private static byte[] bytes(String xml) {
        String text = xml.startsWith("\uFEFF") ? xml.substring(1) : xml;
        text = text.strip();
        int end = text.startsWith(DECLARATION) ? text.indexOf("?>") : -1;
        return (end < 0 ? text : text.substring(end + 2)).getBytes(StandardCharsets.UTF_8);
    }

    /** An element that is open, and the results in it so far. */
    private static final class Open {
        private final String kind;
        private final String name;
        private final boolean processed;
        private final boolean countsProcessing;
        private final int place;
        private Result result = Result.UNPROCESSED;
        private Optional<ErrorCode> code = Optional.empty();
        private String text = "";
        private boolean hasResult;

        Open(String kind, String name, String processed, int place) {
            this.kind = kind;
            this.name = name;
            this.countsProcessing = !processed.isEmpty();
            this.processed = processed.equalsIgnoreCase("true");
            this.place = place;
        }

        void take(Result found, Optional<ErrorCode> foundCode, String foundText) {
            if (!hasResult || found.compareTo(result) > 0) {
                result = found;
                code = foundCode;
                text = foundText;
            } else if (found == result && !foundText.isEmpty() && !text.contains(foundText)) {
                text = text.isEmpty() ? foundText : text + System.lineSeparator() + foundText;
            }
            hasResult = true;
        }
    }

    /** One reading of a document. */
    private static final class Reading {
        private final XmlScanner scanner;
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<ComponentResult> components = new ArrayList<>();
        private Optional<Boolean> verdict = Optional.empty();
        private String status = "";

        Reading(XmlScanner scanner) {
            this.scanner = scanner;
        }

        ImportDocument run() throws IOException {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    start();
                } else if (token == XmlToken.END) {
                    end(open.pop());
                }
            }
            return new ImportDocument(verdict, status, List.copyOf(components));
        }

        private void start() {
            String kind = scanner.name();
            if (open.isEmpty()) {
                String succeeded = attribute("succeeded");
                if (!succeeded.isEmpty()) {
                    verdict = Optional.of(!succeeded.equalsIgnoreCase("failure"));
                }
                status = attribute("status");
            }
            if (kind.equals("result") && !open.isEmpty()) {
                owner().take(result(attribute("result")), code(attribute("errorcode")), attribute("errortext"));
            }
            // The place is kept at the start, so that a component comes before those inside of it.
            Open element = new Open(kind, name(kind), attribute("processed"), components.size());
            if (scanner.isEmptyElement()) {
                end(element);
            } else {
                open.push(element);
            }
        }

        private Open owner() {
            Open parent = open.peek();
            if (parent.kind.equals("results") && open.size() > 1) {
                return open.stream().skip(1).findFirst().orElse(parent);
            }
            return parent;
        }

        private void end(Open element) {
            boolean skipped = element.countsProcessing && !element.processed && !element.hasResult && !open.isEmpty();
            if (element.hasResult || skipped) {
                components.add(
                        Math.min(element.place, components.size()),
                        new ComponentResult(element.kind, element.name, element.result, element.code, element.text));
            }
        }

        private String name(String kind) {
            for (String column : List.of("LocalizedName", "id", "name", "Name", "OriginalName")) {
                String value = attribute(column);
                if (!value.isBlank()) {
                    return value;
                }
            }
            return kind;
        }

        private String attribute(String name) {
            String value = scanner.attributeValue(name);
            return value == null ? "" : value;
        }
    }

    private static Result result(String text) {
        if (text.equalsIgnoreCase("success")) {
            return Result.SUCCESS;
        }
        return text.equalsIgnoreCase("warning") ? Result.WARNING : Result.FAILURE;
    }

    private static Optional<ErrorCode> code(String text) {
        return ErrorCode.parse(text).filter(code -> code.value() != 0);
    }
}
