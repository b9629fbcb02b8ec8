package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.schema.SchemaValidation;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.validation.Schema;

/** XML parts held against schemas that the user has (spec check-rules section 3, pkg-schema). */
final class SchemaRules {

    /** The rule, which runs when there are schemas. */
    static final String ID = "pkg-schema";

    /** Folders whose XML files are what a component holds, and no metadata. */
    private static final Set<String> CONTENT =
            Set.of("webresources", "workflows", "reports", "controls", "canvasapps", "pluginpackages", "__macosx");

    private SchemaRules() {}

    static List<Rule<?>> rules() {
        return List.of(new Rule<>(ID, Scope.SCHEMAS, SchemaRules::validate));
    }

    private static void validate(SchemaFiles files, Report report) {
        Solution solution = files.solution();
        Set<String> undeclared = new TreeSet<>();
        int unknown = 0;
        Map<PackageFile, List<SchemaValidation.Violation>> violations = new LinkedHashMap<>();
        try {
            for (PackageFile file : solution.tree().files()) {
                Optional<String> root = isPart(file, solution) ? root(solution, file) : Optional.empty();
                Optional<Schema> schema = root.flatMap(files.schemas()::schemaOf);
                if (schema.isPresent()) {
                    List<SchemaValidation.Violation> here = violations(solution, file, schema.get(), report);
                    if (!here.isEmpty()) {
                        violations.put(file, here);
                    }
                } else if (root.isPresent()) {
                    undeclared.add(root.get());
                    unknown++;
                }
            }
            report(solution, violations, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (unknown > 0) {
            report.add(
                    Severity.INFORMATIONAL,
                    solution.subject(),
                    Place.file(solution.manifest().origin()),
                    "undeclared",
                    unknown + (unknown == 1 ? " file was" : " files were")
                            + " not validated: no schema declares the root element"
                            + (undeclared.size() == 1 ? " " : "s ")
                            + String.join(", ", undeclared) + ".");
        }
    }

    /** None in a file that cannot be read to its end, which pkg-xml-malformed says. */
    private static List<SchemaValidation.Violation> violations(
            Solution solution, PackageFile file, Schema schema, Report report) throws IOException {
        try {
            return validate(solution, file, schema, report);
        } catch (SolutionException e) {
            return List.of();
        }
    }

    /** Tells violations at the elements that they are of, so that those of a zip are shown in its sources. */
    private static void report(
            Solution solution, Map<PackageFile, List<SchemaValidation.Violation>> violations, Report report)
            throws IOException {
        if (violations.isEmpty()) {
            return;
        }
        Map<PackageFile, List<ElementPlaces.Spot>> spots = new LinkedHashMap<>();
        violations.forEach((file, here) -> spots.put(
                file,
                here.stream()
                        .map(violation -> new ElementPlaces.Spot(violation.line(), violation.column()))
                        .toList()));
        Map<PackageFile, List<Optional<ElementPlaces.Found>>> places = new ElementPlaces(solution).find(spots);
        violations.forEach((file, here) -> {
            // what no component has is told where it is in the file that was validated
            Origin origin = Origin.file(file.path(), solution.tree().isZip() ? "" : file.path());
            for (int i = 0; i < here.size(); i++) {
                SchemaValidation.Violation violation = here.get(i);
                Optional<ElementPlaces.Found> found = places.get(file).get(i);
                report.add(
                        found.map(ElementPlaces.Found::subject).orElse(solution.subject()),
                        found.map(ElementPlaces.Found::place)
                                .orElse(Place.line(origin, violation.line(), violation.column())),
                        violation.code() + ' ' + violation.message(),
                        violation.message());
            }
        });
    }

    private static boolean isPart(PackageFile file, Solution solution) {
        String path = file.path().toLowerCase(Locale.ROOT);
        // what the index could not read is said already, and hostile nesting would keep the validation busy
        boolean unreadable =
                solution.unreadable().stream().anyMatch(broken -> broken.file().equals(file));
        if (!path.endsWith(".xml") || path.equals("[content_types].xml") || unreadable) {
            return false;
        }
        int slash = path.indexOf('/');
        if (slash < 0) {
            return solution.tree().isZip();
        }
        boolean metadata = path.endsWith(".data.xml") || path.endsWith(".meta.xml");
        return metadata || !CONTENT.contains(path.substring(0, slash));
    }

    private static Optional<String> root(Solution solution, PackageFile file) throws IOException {
        try (XmlScanner scanner = new XmlScanner(solution.tree().xml(file))) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START && token != XmlToken.END_OF_DOCUMENT) {
                token = scanner.next();
            }
            return token == XmlToken.START ? Optional.of(scanner.name()) : Optional.empty();
        } catch (SolutionException e) {
            // pkg-xml-malformed says so
            return Optional.empty();
        }
    }

    private static List<SchemaValidation.Violation> validate(
            Solution solution, PackageFile file, Schema schema, Report report) throws IOException {
        try (InputStream in = new TimedStream(solution.tree().open(file), report.deadline())) {
            return SchemaValidation.validate(schema, in, (int) report.setting("findings"));
        } catch (SolutionException e) {
            // an entry that is damaged: who reads it for what it says tells that
            return List.of();
        }
    }

    /** Ends the validation of a document that takes too long. */
    private static final class TimedStream extends FilterInputStream {

        private final Deadline deadline;

        TimedStream(InputStream in, Deadline deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            deadline.check();
            return super.read(bytes, offset, length);
        }
    }
}
