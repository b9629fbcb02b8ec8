package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The result of an import as the service shows it: SpreadsheetML with the worksheets Solution and Components, made from
 * {@code importjob.data} (spec dataverse-web-api §2.4, §2.5).
 */
final class FormattedResults {

    private static final List<String> TRANSFORMS = List.of(
            "UpdateMacrosCategoryAttribute",
            "UpdateRolesDepthLevel",
            "RemoveParentContactMissingDependencyNode",
            "RemoveContactParentContactRelationship",
            "RemoveParentContactIdAttribute");

    /** A component and what became of it. */
    record Result(String itemType, String id, String name, String status, String code, String text, String ticks) {}

    private final List<Result> results = new ArrayList<>();
    private String progress = "0";
    private String succeeded = "";
    private String status = "";
    private String start = "0";
    private String stop = "0";

    private FormattedResults() {}

    static FormattedResults of(String data) throws IOException {
        FormattedResults formatted = new FormattedResults();
        formatted.read(data);
        return formatted;
    }

    boolean passed() {
        return !succeeded.equals("failure");
    }

    List<String> warnings() {
        return texts("warning");
    }

    List<String> errors() {
        return passed() ? List.of() : status.isEmpty() ? texts("failure") : List.of(status);
    }

    private List<String> texts(String kind) {
        return results.stream()
                .filter(result -> result.status().equals(kind))
                .map(Result::text)
                .toList();
    }

    private void read(String data) throws IOException {
        XmlScanner scanner = new XmlScanner(XmlSource.of(data.getBytes(StandardCharsets.UTF_8), "importjob.data"));
        Deque<Result> open = new ArrayDeque<>();
        for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            if (token == XmlToken.START) {
                if (scanner.isNamed("importexportxml")) {
                    progress = value(scanner, "progress");
                    succeeded = value(scanner, "succeeded");
                    status = value(scanner, "status");
                    start = value(scanner, "start");
                    stop = value(scanner, "stop");
                } else if (scanner.isNamed("result") && !open.isEmpty()) {
                    Result of = open.peek();
                    results.add(new Result(
                            of.itemType(),
                            of.id(),
                            of.name(),
                            value(scanner, "result"),
                            value(scanner, "errorcode"),
                            value(scanner, "errortext"),
                            value(scanner, "datetimeticks")));
                } else if (value(scanner, "processed").equals("false")) {
                    results.add(new Result(
                            scanner.name(),
                            value(scanner, "id"),
                            value(scanner, "LocalizedName"),
                            "Unprocessed",
                            "",
                            "",
                            ""));
                }
                if (!scanner.isEmptyElement()) {
                    open.push(new Result(
                            scanner.name(), value(scanner, "id"), value(scanner, "LocalizedName"), "", "", "", ""));
                }
            } else if (token == XmlToken.END) {
                open.pop();
            }
        }
    }

    private static String value(XmlScanner scanner, String name) {
        return scanner.attributeIndex(name) < 0 ? "" : scanner.attributeValue(name);
    }

    /** @param job the row of {@code importjobs} */
    String xml(ObjectNode job, SolutionRow solution) {
        StringBuilder xml = new StringBuilder(8192);
        xml.append("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>");
        xml.append("<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"");
        xml.append(" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">");
        Instant from = Moment.ofTicks(number(start)).time();
        Instant to = Moment.ofTicks(number(stop)).time();
        sheet(
                xml,
                "Solution",
                List.of(
                        List.of("Name", solution.uniqueName()),
                        List.of("Display Name", solution.friendlyName()),
                        List.of("Description", solution.description()),
                        List.of("Version", solution.version()),
                        List.of("Package Type", solution.managed() ? "Managed" : "Unmanaged"),
                        List.of("Publisher", solution.publisher()),
                        List.of("Status", passed() ? "Success" : "Failure"),
                        List.of("Message", status),
                        List.of("Progress [%]", progress),
                        List.of(
                                "Duration [s]",
                                String.valueOf(Duration.between(from, to).toMillis() / 1000.0)),
                        List.of("ActivityId", NewRow.text(job, "importjobid")),
                        List.of("StartTime", new Moment(from).longText()),
                        List.of("StopTime", new Moment(to).longText())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Date/Time",
                "ItemType",
                "Id",
                "Name",
                "Localized Name",
                "Original Name",
                "Description",
                "Status",
                "ErrorCode",
                "ErrorText"));
        String first = new Moment(from).shortText();
        for (String transform : TRANSFORMS) {
            rows.add(List.of(first, "Transform Package", "", transform, "", "", "", "Success", "", ""));
        }
        rows.add(List.of(
                first,
                "Package Validation",
                "",
                "XSDValidationHandler",
                "",
                "",
                "Validates solution package schema.",
                "Success",
                "",
                ""));
        for (Result result : results) {
            String time = result.ticks().isEmpty()
                    ? ""
                    : Moment.ofTicks(number(result.ticks())).shortText();
            String code = result.code().equals("0") ? "" : result.code();
            rows.add(List.of(
                    time,
                    itemType(result.itemType()),
                    result.id(),
                    result.id(),
                    result.name(),
                    result.name(),
                    "",
                    title(result.status()),
                    code,
                    result.text()));
        }
        sheet(xml, "Components", rows);
        return xml.append("</Workbook>").toString();
    }

    /** The solution that was imported, as the first worksheet has it. */
    record SolutionRow(
            String uniqueName,
            String friendlyName,
            String description,
            String version,
            boolean managed,
            String publisher) {}

    private static String itemType(String element) {
        return switch (element) {
            case "solutionManifest" -> "Solution";
            case "language" -> "Labels";
            case "rootComponent" -> "Root Components Insertion";
            case "dependency" -> "Dependencies Calculation";
            case "publish" -> "Publish";
            default -> title(element);
        };
    }

    private static String title(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static void sheet(StringBuilder xml, String name, List<List<String>> rows) {
        xml.append("<Worksheet ss:Name=\"").append(name).append("\"><Table>");
        for (List<String> row : rows) {
            xml.append("<Row>");
            for (String cell : row) {
                xml.append("<Cell><Data ss:Type=\"String\">");
                XmlText.escape(xml, cell);
                xml.append("</Data></Cell>");
            }
            xml.append("</Row>");
        }
        xml.append("</Table></Worksheet>");
    }
}
