package io.github.dataversealm.solution.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.javascript.Script;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.ZipTree;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our rules for scripts find what Microsoft's do, in real scripts and in those of {@code src/test/agreement/scripts}. Where they
 * find something else on purpose, {@code src/test/agreement/differences} shows it and {@code docs/check-agreement.md} says why.
 */
class ScriptAgreementTest {

    private static final double LEAST = 0.98;
    private static final Path PAGE = Path.of("docs", "check-agreement.md");
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- end -->";

    /** Some of Microsoft's rules take minutes for a larger script. */
    private static final int LARGEST = 900_000;

    private static final Map<String, RuleInfo> INFOS = RuleTexts.read();

    @TempDir
    private Path temp;

    @Test
    void scripts_of_this_project_give_the_same_findings() throws Exception {
        MicrosoftLint microsoft = MicrosoftLint.orSkip();
        Path scripts = Path.of("src/test/agreement/scripts");
        Map<String, Set<String>> theirs = microsoft.find(scripts);
        Map<String, Set<String>> ours = ours(scripts);
        assertThat(theirs.keySet()).as("all of these must be shown").containsAll(ruleIds());
        assertThat(differences(ours, theirs)).isEmpty();
    }

    /** A line of these ends in {@code // here: rule} or {@code // there: rule}: which of the two sides finds it. */
    @Test
    void differences_on_purpose_are_those_that_are_shown() throws Exception {
        MicrosoftLint microsoft = MicrosoftLint.orSkip();
        Path scripts = Path.of("src/test/agreement/differences");
        Map<String, Set<String>> theirs = microsoft.find(scripts);
        Map<String, Set<String>> ours = ours(scripts);
        Set<String> shown = new TreeSet<>();
        for (Path script : files(scripts)) {
            List<String> lines = Files.readAllLines(script);
            for (int i = 0; i < lines.size(); i++) {
                for (String side : List.of("here", "there")) {
                    int at = lines.get(i).indexOf("// " + side + ": ");
                    if (at >= 0) {
                        shown.add(side
                                + ' '
                                + lines.get(i).substring(at + side.length() + 5)
                                + ' '
                                + script.getFileName()
                                + ':'
                                + (i + 1));
                    }
                }
            }
        }
        assertThat(differences(ours, theirs)).isEqualTo(shown);
    }

    @Test
    void real_scripts_give_the_same_findings_but_for_one_in_fifty() throws Exception {
        Corpus corpus = Corpus.orSkip();
        MicrosoftLint microsoft = MicrosoftLint.orSkip();
        int count = extract(corpus);
        Map<String, Set<String>> theirs = microsoft.find(temp);
        Map<String, Set<String>> ours = ours(temp);
        differences(ours, theirs).forEach(line -> System.out.println("agreement: " + line));
        Set<String> measured = new TreeSet<>();
        List<String> rows = new ArrayList<>();
        int[] sums = {0, 0, 0};
        for (String rule : ruleIds()) {
            Set<String> here = ours.getOrDefault(rule, Set.of());
            Set<String> there = theirs.getOrDefault(rule, Set.of());
            int both = (int) here.stream().filter(there::contains).count();
            sums[0] += there.size();
            sums[1] += here.size();
            sums[2] += both;
            if (here.size() + there.size() > 0) {
                measured.add(rule);
                rows.add("| [" + rule + "](rules/" + rule + ".md) | " + there.size() + " | " + here.size() + " | "
                        + both + " |");
            }
        }
        System.out.println("corpus agreement of scripts: Microsoft finds " + sums[0] + ", we " + sums[1] + ", both "
                + sums[2] + ", in " + count + " scripts, by " + measured.size() + " rules");
        isPublished(count, rows, sums);
        for (String rule : ruleIds()) {
            Set<String> here = ours.getOrDefault(rule, Set.of());
            Set<String> there = theirs.getOrDefault(rule, Set.of());
            long both = here.stream().filter(there::contains).count();
            assertThat((double) both).as("precision of " + rule).isGreaterThanOrEqualTo(LEAST * here.size());
            assertThat((double) both).as("recall of " + rule).isGreaterThanOrEqualTo(LEAST * there.size());
        }
    }

    private static void isPublished(int scripts, List<String> rows, int[] sums) throws IOException {
        String table = "In " + scripts + " scripts of the corpus:\n\n| rule | Microsoft finds | we find | both |\n"
                + "| --- | --- | --- | --- |\n" + String.join("\n", rows) + "\n| all | " + sums[0] + " | " + sums[1]
                + " | " + sums[2] + " |\n";
        String page = Files.readString(PAGE);
        String old = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        if (Boolean.getBoolean("solution.docs.update")) {
            Files.writeString(PAGE, page.replace(BEGIN + old + END, BEGIN + table + END));
        } else {
            assertThat(old).as(PAGE + ": run with -Dsolution.docs.update=true").isEqualTo(table);
        }
    }

    private static Set<String> differences(Map<String, Set<String>> ours, Map<String, Set<String>> theirs) {
        Set<String> found = new TreeSet<>();
        Set<String> rules = new TreeSet<>(ours.keySet());
        rules.addAll(theirs.keySet());
        for (String rule : rules) {
            Set<String> here = ours.getOrDefault(rule, Set.of());
            Set<String> there = theirs.getOrDefault(rule, Set.of());
            here.stream()
                    .filter(place -> !there.contains(place))
                    .forEach(place -> found.add("here " + rule + ' ' + place));
            there.stream()
                    .filter(place -> !here.contains(place))
                    .forEach(place -> found.add("there " + rule + ' ' + place));
        }
        return found;
    }

    private static Set<String> ruleIds() {
        Set<String> ids = new TreeSet<>();
        ScriptRules.rules().forEach(rule -> ids.add(rule.id()));
        return ids;
    }

    // ---------------------------------------------------------------- what our rules find

    private static Map<String, Set<String>> ours(Path scripts) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : files(scripts)) {
            for (RawFinding finding :
                    findings(file.getFileName().toString(), Texts.decode(Files.readAllBytes(file)), ScriptUses.NONE)) {
                found.computeIfAbsent(finding.rule().id(), rule -> new TreeSet<>())
                        .add(file.getFileName() + ":" + finding.place().line());
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static List<RawFinding> findings(String name, String text, ScriptUses uses) {
        Deadline deadline = new Deadline(60_000_000_000L, System::nanoTime);
        Subject subject = new Subject("Web resource", name);
        ScriptFile file =
                new ScriptFile(name, subject, Origin.file(name, name), Script.of(text, deadline::check), uses);
        List<RawFinding> found = new ArrayList<>();
        for (Rule<?> rule : ScriptRules.rules()) {
            RuleInfo info = INFOS.get(rule.id());
            Rule<ScriptFile> scriptRule = (Rule<ScriptFile>) rule;
            ChosenRule<ScriptFile> chosen = new ChosenRule<>(scriptRule, info, info.severity(), Map.of(), true);
            Report report = new Report(chosen, deadline, found::add, new SecretMask(), other -> true);
            scriptRule.look().at(file, report);
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    // ---------------------------------------------------------------- real scripts

    /** Writes the different scripts of the corpus, libraries among them, and the bundles of code components but for the largest. */
    private int extract(Corpus corpus) throws IOException {
        Set<String> seen = new HashSet<>();
        for (String id : corpus.ids()) {
            try (ZipTree tree = ZipTree.open(corpus.zip(id), ZipLimits.DEFAULT)) {
                Solution solution = new SolutionReader(tree, element -> {}).read();
                for (Part part : solution.webResources()) {
                    if (part.text("WebResourceType").equals("3")
                            && part.content().isPresent()) {
                        write(tree, part.content().get(), id, seen);
                    }
                }
                for (PackageFile file : tree.files()) {
                    if (file.path().toLowerCase(Locale.ROOT).matches("controls/.*\\.js")) {
                        write(tree, file, id, seen);
                    }
                }
            }
        }
        return seen.size();
    }

    private void write(ZipTree tree, PackageFile file, String id, Set<String> seen) throws IOException {
        String text = Texts.decode(tree.read(file, 64 << 20));
        if (text.length() <= LARGEST && seen.add(text)) {
            String name = id + "-" + file.path().replaceAll("[^A-Za-z0-9.]+", "-") + ".js";
            Files.writeString(temp.resolve(name), text);
        }
    }
}
