package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.FlowReport.FailedFlow;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The file {@code TEST-solution-import-<env>.xml} in the form of JUnit, which every CI server shows: one test case for each
 * component, and one for each solution as a whole.
 */
public final class JUnitReport {

    private enum Kind {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    private record Case(String className, String name, Kind kind, String message, String text, Duration time) {}

    private JUnitReport() {}

    /** Writes the report of one environment, with commands as those type them who deploy to it. */
    public static Path write(Path folder, EnvironmentReport report, Commands commands) throws IOException {
        List<Case> cases = cases(report);
        Files.createDirectories(folder);
        String suite = "solution-import-" + report.environment().id();
        Path file = folder.resolve("TEST-" + suite + ".xml");
        Path written = folder.resolve("TEST-" + suite + ".xml.new");
        try (OutputStream out = Files.newOutputStream(written)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            write(xml, suite, cases, report.duration(), commands);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static List<Case> cases(EnvironmentReport report) {
        List<Case> cases = new ArrayList<>();
        String environment = report.environment().id();
        for (SolutionReport solution : report.solutions()) {
            String className = environment + "." + solution.solution();
            cases.add(whole(className, solution));
            for (ComponentResult row : solution.components()) {
                cases.add(component(className, row));
            }
            for (FailedFlow flow : solution.flows().failed()) {
                cases.add(new Case(
                        className,
                        "flow to be " + flow.wantedState() + ": " + flow.name(),
                        Kind.FAILED,
                        flow.reason(),
                        flow.reason(),
                        Duration.ZERO));
            }
        }
        report.fault().ifPresent(fault -> {
            Kind kind = fault instanceof SolutionException ? Kind.FAILED : Kind.ERROR;
            cases.add(new Case(
                    environment, "import", kind, problem(fault), String.valueOf(fault.getMessage()), Duration.ZERO));
        });
        String why = report.notStarted().map(reason -> "not started: " + reason).orElse("not reached");
        report.notReached()
                .forEach(name ->
                        cases.add(new Case(environment, "import " + name, Kind.SKIPPED, why, "", Duration.ZERO)));
        return cases;
    }

    private static Case whole(String className, SolutionReport solution) {
        String name = "import " + solution.solution() + " " + solution.version();
        List<String> parts = new ArrayList<>(List.of(solution.problem()));
        parts.addAll(DependencyTable.lines(solution.missing()));
        parts.add(solution.advice());
        String text = String.join(System.lineSeparator(), parts);
        return switch (solution.state()) {
            case DONE -> new Case(className, name, Kind.PASSED, "", "", solution.duration());
            case SKIPPED -> new Case(className, name, Kind.SKIPPED, solution.reason(), "", solution.duration());
            case STILL_RUNNING -> new Case(className, name, Kind.ERROR, "still running", text, solution.duration());
            default -> new Case(className, name, Kind.FAILED, firstLine(solution.problem()), text, solution.duration());
        };
    }

    private static Case component(String className, ComponentResult row) {
        String text = ServiceText.read(row.text()).text();
        return switch (row.result()) {
            case FAILURE ->
                new Case(
                        className,
                        row.label(),
                        Kind.FAILED,
                        firstLine(text),
                        text
                                + row.code()
                                        .map(code -> System.lineSeparator() + code)
                                        .orElse(""),
                        Duration.ZERO);
            case UNPROCESSED -> new Case(className, row.label(), Kind.SKIPPED, "not processed", "", Duration.ZERO);
            default -> new Case(className, row.label(), Kind.PASSED, "", text, Duration.ZERO);
        };
    }

    /** What is wrong, without the advice. */
    static String problem(Throwable fault) {
        if (fault instanceof SolutionException mendable) {
            return mendable.problem();
        }
        if (fault instanceof DataverseException service) {
            return service.problem();
        }
        if (fault instanceof SignInException signIn) {
            return signIn.problem();
        }
        return String.valueOf(fault);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).strip();
    }

    private static void write(XMLStreamWriter xml, String suite, List<Case> cases, Duration duration, Commands commands)
            throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", count(cases, Kind.FAILED));
        xml.writeAttribute("errors", count(cases, Kind.ERROR));
        xml.writeAttribute("skipped", count(cases, Kind.SKIPPED));
        xml.writeAttribute("time", seconds(duration));
        for (Case entry : cases) {
            xml.writeCharacters("\n  ");
            write(xml, entry, commands);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void write(XMLStreamWriter xml, Case entry, Commands commands) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal(entry.className()));
        xml.writeAttribute("name", legal(entry.name()));
        xml.writeAttribute("time", seconds(entry.time()));
        String element =
                switch (entry.kind()) {
                    case PASSED -> entry.text().isEmpty() ? "" : "system-out";
                    case FAILED -> "failure";
                    case ERROR -> "error";
                    case SKIPPED -> "skipped";
                };
        if (!element.isEmpty()) {
            xml.writeStartElement(element);
            if (!entry.message().isEmpty()) {
                xml.writeAttribute("message", legal(commands.in(entry.message())));
            }
            xml.writeCharacters(legal(commands.in(entry.text())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, Kind kind) {
        return String.valueOf(
                cases.stream().filter(entry -> entry.kind() == kind).count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** Without the characters that XML cannot carry; the service may send any. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0x9
                                || c == 0xA
                                || c == 0xD
                                || c >= 0x20 && c <= 0xD7FF
                                || c >= 0xE000 && c <= 0xFFFD
                                || c >= 0x10000
                        ? c
                        : '\uFFFD')
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
