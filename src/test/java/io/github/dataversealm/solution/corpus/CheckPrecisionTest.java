package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the rules that are on find in real solutions, and whether it is right: {@code docs/check-precision.md} lists all
 * Critical and High findings with a judgement of somebody who read the package. The judgements are in
 * {@code src/test/resources/check-precision}. After a change of a rule:
 * {@code mvn test -Dtest=CheckPrecisionTest -Dsolution.docs.update=true}, and a judgement of what is new.
 */
class CheckPrecisionTest {

    private static final Path PAGE = Path.of("docs", "check-precision.md");
    private static final Path RESOURCES = Path.of("src", "test", "resources", "check-precision");
    private static final String MEDIUM = "## Medium";
    private static final double GOAL = 0.95;

    private final Corpus corpus = Corpus.orSkip();
    private final Map<String, SolutionContents> solutions = new TreeMap<>();
    private final Map<String, String> ids = new TreeMap<>();
    private final List<Judgement> judgements = new ArrayList<>();
    private final Set<Judgement> used = new HashSet<>();

    /** A judgement of the findings of a rule in a solution, or in one component of it. */
    private record Judgement(String rule, String solution, String component, String verdict, String evidence) {

        boolean isAbout(String otherRule, String otherSolution, String otherComponent) {
            return rule.equals(otherRule)
                    && solution.equals(otherSolution)
                    && (component.equals("*") || component.equals(otherComponent));
        }

        boolean isRight() {
            return verdict.equals("right");
        }
    }

    /** A zip that is declared as a dependency, and why. */
    private record Dependency(String solution, String why) {}

    /** The findings of a rule in a solution on which the judgement is the same. */
    private record Row(RuleInfo rule, String solution, Judgement judgement) {}

    @Test
    void the_published_list_is_what_is_found_and_nearly_all_of_it_is_right() throws IOException {
        for (String id : corpus.ids()) {
            String number = id.substring(0, id.indexOf('-'));
            ids.put(number, id);
            solutions.put(number, SolutionReader.readManifest(corpus.zip(id), ZipLimits.DEFAULT));
        }
        for (List<String> line : lines("judgements.tsv")) {
            judgements.add(new Judgement(line.get(0), line.get(1), line.get(2), line.get(3), line.get(4)));
        }
        Map<String, List<Dependency>> dependencies = new TreeMap<>();
        solutions.keySet().forEach(solution -> dependencies.put(solution, dependencies(solution)));

        Map<String, Integer> resolved = new TreeMap<>();
        Map<Row, Map<String, Integer>> rows = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> medium = new TreeMap<>();
        for (String solution : solutions.keySet()) {
            List<Dependency> declared = dependencies.get(solution);
            List<Finding> found = check(solution, declared);
            if (!declared.isEmpty()) {
                resolved.put(solution, grave(check(solution, List.of())) - grave(found));
            }
            for (Finding finding : found) {
                if (finding.severity().reaches(Severity.HIGH)) {
                    String component = finding.subject().toString();
                    rows.computeIfAbsent(
                                    new Row(
                                            finding.rule(),
                                            solution,
                                            judgement(finding.rule().id(), solution, component)),
                                    row -> new TreeMap<>())
                            .merge(component, 1, Integer::sum);
                } else if (finding.severity() == Severity.MEDIUM) {
                    medium.computeIfAbsent(finding.rule().id(), rule -> new TreeMap<>())
                            .merge(solution, 1, Integer::sum);
                }
            }
        }
        int all = count(rows, true) + count(rows, false);
        int gone = resolved.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("corpus check precision: " + count(rows, true) + " of " + all
                + " Critical and High findings right, " + gone + " resolved by declared dependencies");
        String page = page(rows, dependencies, resolved) + medium(medium);
        if (Boolean.getBoolean("solution.docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(judgements).as("judgements of what is not found any more").isSubsetOf(used);
        assertThat(beforeMedium(Files.readString(PAGE)))
                .as("%s is stale: mvn test -Dtest=CheckPrecisionTest -Dsolution.docs.update=true", PAGE)
                .isEqualTo(beforeMedium(page));
        assertThat(count(rows, true)).as("right findings of " + all).isGreaterThanOrEqualTo((int)
                Math.ceil(GOAL * all));
    }

    /** What Medium rules find is counted when the page is made; only the graver list must be the same every day. */
    private static String beforeMedium(String page) {
        return page.replace("\r\n", "\n").split(MEDIUM, 2)[0];
    }

    // ---------------------------------------------------------------- what is measured

    private List<Finding> check(String solution, List<Dependency> declared) throws IOException {
        Checking checking = Checking.usual(corpus.zip(ids.get(solution)));
        declared.forEach(dependency -> checking.dependency(corpus.zip(ids.get(dependency.solution()))));
        return checking.run().findings();
    }

    private static int grave(List<Finding> found) {
        return (int) found.stream()
                .filter(finding -> finding.severity().reaches(Severity.HIGH))
                .count();
    }

    /** Solutions of the corpus that the manifest names, and those that the file adds. */
    private List<Dependency> dependencies(String solution) {
        Map<String, Dependency> found = new LinkedHashMap<>();
        Map<String, Integer> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (MissingDependency missing : solutions.get(solution).missingDependencies()) {
            String name = missing.requiredSolution().split(" \\(", 2)[0];
            named.merge(name, 1, Integer::sum);
        }
        named.forEach((name, count) -> solutions.keySet().stream()
                .filter(other -> name(other).equalsIgnoreCase(name) && !name.equalsIgnoreCase(name(solution)))
                .max(Comparator.comparing((String other) -> isManaged(other))
                        .thenComparing(other -> solutions.get(other).header().version()))
                .ifPresent(other -> found.put(
                        other,
                        new Dependency(
                                other,
                                "named by the manifest for " + count + (count == 1 ? " component" : " components")))));
        for (List<String> line : lines("dependencies.tsv")) {
            if (line.get(0).equals(solution)) {
                found.put(line.get(1), new Dependency(line.get(1), "brings " + line.get(2)));
            }
        }
        return List.copyOf(found.values());
    }

    private String name(String solution) {
        return solutions.get(solution).header().uniqueName();
    }

    private boolean isManaged(String solution) {
        return solutions.get(solution).header().packageType() == PackageType.MANAGED;
    }

    private Judgement judgement(String rule, String solution, String component) {
        Optional<Judgement> found = judgements.stream()
                .filter(judgement -> judgement.isAbout(rule, solution, component))
                .findFirst();
        found.ifPresent(used::add);
        return found.orElse(new Judgement(rule, solution, "*", "not judged", ""));
    }

    private static int count(Map<Row, Map<String, Integer>> rows, boolean right) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().judgement().isRight() == right)
                .flatMap(row -> row.getValue().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static List<List<String>> lines(String file) {
        try {
            return Files.readAllLines(RESOURCES.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---------------------------------------------------------------- the page

    private String page(
            Map<Row, Map<String, Integer>> rows,
            Map<String, List<Dependency>> dependencies,
            Map<String, Integer> resolved) {
        int right = count(rows, true);
        int all = right + count(rows, false);
        int gone = resolved.values().stream().mapToInt(Integer::intValue).sum();
        long groups = rows.keySet().stream()
                .map(row -> row.rule().id() + row.solution())
                .distinct()
                .count();
        StringBuilder text = new StringBuilder("# How often solution:check is right\n\n")
                .append("All Critical and High findings of the rules that are on, in ")
                .append(solutions.size())
                .append(" solutions of public repositories, with a judgement by reading the package. The solutions were"
                        + " exported and published as they are here; nothing was made for this. A test compares this page"
                        + " with what is found, so that it cannot go stale. \"Right\" says that the defect is in the"
                        + " package: no environment was asked.\n\n**")
                .append(right)
                .append(" of ")
                .append(all)
                .append(" findings are right (")
                .append(percent(right, all))
                .append("), in ")
                .append(groups)
                .append(" pairs of a rule and a solution.** Without the dependencies below there are ")
                .append(all + gone)
                .append(": ")
                .append(gone)
                .append(" are about components that a declared dependency brings.\n\n")
                .append(
                        "The figure is that of rules which were mended on these solutions, and so better than what other"
                                + " solutions will see. Before, 9 findings were wrong or doubtful: a process that a managed export"
                                + " leaves out because it is another solution's and not changed (1), and scripts of a prefix that"
                                + " many solutions of Microsoft share, which another of them may bring (8, Low now).\n\n");
        counts(rows, text);
        text.append(
                "\n## Declared dependencies\n\nWith `-Dsolution.dependencyZips`, or a dependency of type"
                        + " `dataverse-solution` in a `pom.xml`.\n\n| solution | depends on | which | findings less |\n| --- | --- | --- | --- |\n");
        dependencies.forEach((solution, declared) -> {
            if (!declared.isEmpty()) {
                text.append("| ")
                        .append(shown(solution))
                        .append(" | ")
                        .append(declared.stream()
                                .map(one -> shown(one.solution()))
                                .collect(Collectors.joining("<br>")))
                        .append(" | ")
                        .append(declared.stream().map(Dependency::why).collect(Collectors.joining("<br>")))
                        .append(" | ")
                        .append(resolved.get(solution))
                        .append(" |\n");
            }
        });
        text.append("\n## All findings\n");
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH)) {
            rows.keySet().stream()
                    .map(Row::rule)
                    .filter(rule -> rule.severity() == severity)
                    .distinct()
                    .sorted(Comparator.comparing(RuleInfo::id))
                    .forEach(rule -> findings(rule, rows, text));
        }
        return text.append('\n').toString();
    }

    private static void counts(Map<Row, Map<String, Integer>> rows, StringBuilder text) {
        text.append("| rule | severity | findings | solutions | right |\n| --- | --- | --- | --- | --- |\n");
        Map<String, List<Map.Entry<Row, Map<String, Integer>>>> byRule = rows.entrySet().stream()
                .collect(Collectors.groupingBy(
                        row -> row.getKey().rule().severity().ordinal()
                                + row.getKey().rule().id(),
                        TreeMap::new,
                        Collectors.toList()));
        byRule.values().forEach(own -> {
            RuleInfo rule = own.get(0).getKey().rule();
            Map<Row, Map<String, Integer>> part = new LinkedHashMap<>();
            own.forEach(entry -> part.put(entry.getKey(), entry.getValue()));
            int right = count(part, true);
            text.append("| ")
                    .append(link(rule.id()))
                    .append(" | ")
                    .append(rule.severity())
                    .append(" | ")
                    .append(right + count(part, false))
                    .append(" | ")
                    .append(own.stream()
                            .map(row -> row.getKey().solution())
                            .distinct()
                            .count())
                    .append(" | ")
                    .append(right)
                    .append(" |\n");
        });
    }

    private void findings(RuleInfo rule, Map<Row, Map<String, Integer>> rows, StringBuilder text) {
        text.append("\n### ")
                .append(rule.id())
                .append("\n\n| solution | component | judgement | what was read |\n| --- | --- | --- | --- |\n");
        rows.forEach((row, components) -> {
            if (row.rule().equals(rule)) {
                text.append("| ")
                        .append(shown(row.solution()))
                        .append(" | ")
                        .append(components.entrySet().stream()
                                .map(component -> markdown(component.getKey())
                                        + (component.getValue() == 1 ? "" : " (" + component.getValue() + ")"))
                                .collect(Collectors.joining("<br>")))
                        .append(" | ")
                        .append(row.judgement().verdict())
                        .append(" | ")
                        .append(markdown(row.judgement().evidence()))
                        .append(" |\n");
            }
        });
    }

    private static String medium(Map<String, Map<String, Integer>> found) {
        StringBuilder text = new StringBuilder(MEDIUM)
                .append(
                        "\n\nOf each rule at most 20 findings were read, taken at random. The counts are those of the day on"
                                + " which this page was made.\n\n| rule | findings | solutions | read | right | what was seen |\n"
                                + "| --- | --- | --- | --- | --- | --- |\n");
        Map<String, List<String>> read =
                lines("medium.tsv").stream().collect(Collectors.toMap(line -> line.get(0), line -> line));
        found.forEach((rule, counts) -> {
            List<String> sample = read.getOrDefault(rule, List.of(rule, "0", "0", ""));
            text.append("| ")
                    .append(link(rule))
                    .append(" | ")
                    .append(counts.values().stream().mapToInt(Integer::intValue).sum())
                    .append(" | ")
                    .append(counts.size())
                    .append(" | ")
                    .append(sample.get(1))
                    .append(" | ")
                    .append(sample.get(2))
                    .append(" | ")
                    .append(markdown(sample.get(3)))
                    .append(" |\n");
        });
        return text.toString();
    }

    private String shown(String solution) {
        return name(solution) + " " + solutions.get(solution).header().version()
                + (isManaged(solution) ? " managed" : "") + " (" + solution + ")";
    }

    private static String link(String rule) {
        return "[" + rule + "](rules/" + rule + ".md)";
    }

    private static String percent(int part, int all) {
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 100.0 : 100.0 * part / all);
    }

    private static String markdown(String text) {
        return text.replace("<", "\\<").replace("|", "\\|").replace("*", "\\*");
    }
}
