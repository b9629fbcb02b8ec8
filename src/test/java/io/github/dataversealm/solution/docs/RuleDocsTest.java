package io.github.dataversealm.solution.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule has its page, made of {@code rules.txt}; what is written by hand below its end is kept. After a change:
 * {@code mvn test -Dtest=RuleDocsTest -Dsolution.docs.update=true}.
 */
class RuleDocsTest {

    private static final Path FOLDER = Path.of("docs", "rules");
    private static final String END = "<!-- end of what is generated -->\n";

    static Stream<RuleInfo> rules() {
        return RuleBook.complete().infos().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_has_its_page(RuleInfo rule) throws IOException {
        assertThat(rule.title()).endsWith(".");
        assertThat(rule.why()).isNotEmpty().endsWith(".");
        assertThat(rule.fix()).isNotEmpty();
        Path page = FOLDER.resolve(rule.id() + ".md");
        String written = Files.exists(page) ? Files.readString(page).replace("\r\n", "\n") : "";
        int end = written.indexOf(END);
        String byHand = end < 0 ? "" : written.substring(end + END.length());
        isUpToDate(page, page(rule) + END + byHand);
    }

    @Test
    void the_index_lists_all_rules() throws IOException {
        isUpToDate(FOLDER.resolve("index.md"), index());
    }

    @Test
    void there_is_no_page_of_a_rule_that_is_gone() throws IOException {
        List<String> known =
                new ArrayList<>(rules().map(rule -> rule.id() + ".md").toList());
        known.addAll(List.of("index.md"));
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString())).isSubsetOf(known);
        }
    }

    private static void isUpToDate(Path page, String expected) throws IOException {
        if (Boolean.getBoolean("solution.docs.update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertThat(page).exists();
        assertThat(Files.readString(page).replace("\r\n", "\n").equals(expected))
                .withFailMessage("%s is stale: mvn test -Dtest=RuleDocsTest -Dsolution.docs.update=true", page)
                .isTrue();
    }

    private static String page(RuleInfo rule) {
        StringBuilder text = new StringBuilder("# ").append(rule.id()).append("\n\n");
        text.append(markdown(rule.title())).append("\n\n");
        text.append("| severity | what it does | category | confidence | runs |\n| --- | --- | --- | --- | --- |\n| ")
                .append(rule.severity())
                .append(" | ")
                .append(rule.impact().title())
                .append(" | ")
                .append(rule.category())
                .append(" | ")
                .append(rule.confidence().title())
                .append(" | ")
                .append(rule.enabled() ? "yes" : "when it is turned on")
                .append(" |\n\n**Why.** ")
                .append(markdown(rule.why()))
                .append("\n\n**What to do.** ")
                .append(markdown(rule.fix()))
                .append("\n\n");
        if (!rule.help().isEmpty()) {
            text.append("More: <").append(rule.help()).append(">\n\n");
        }
        for (RuleInfo.Setting setting : rule.settings()) {
            text.append("Setting `")
                    .append(rule.id())
                    .append('.')
                    .append(setting.name())
                    .append("`: ")
                    .append(setting.description())
                    .append(", default ")
                    .append(setting.value())
                    .append(".\n\n");
        }
        text.append(rule.enabled() ? "To turn it off: `-Dsolution.rules=" : "To turn it on: `-Dsolution.rules=")
                .append(rule.id())
                .append(rule.enabled() ? "=off`. " : "=on`. ")
                .append("To change its severity: `-Dsolution.rules=")
                .append(rule.id())
                .append(
                        "=Low`. For a single component, a [suppression](../goals/check.md#what-fails-the-build) says why.\n\n");
        return text.toString();
    }

    private static String index() {
        Map<String, List<RuleInfo>> families = new LinkedHashMap<>();
        rules().forEach(rule -> families.computeIfAbsent(rule.family(), family -> new ArrayList<>())
                .add(rule));
        StringBuilder text = new StringBuilder("# Rules of solution:check\n\n"
                + "Rules named as in Microsoft's checker have Microsoft's codes, so that suppressions and trends carry over."
                + " Rules that are off run when they are turned on: `-Dsolution.rules=<rule>=on`.\n\n"
                + "What an `exact` rule says follows from the files. A `heuristic` one rests on something that is nearly always so"
                + " and need not be: that a name of the publisher's prefix is brought by no other solution, that what looks like a"
                + " key is one, that code does what it seems to. Only what is exact is Critical. Single findings may be more certain"
                + " than their rule, or less: the reports say so.\n");
        families.forEach((family, rules) -> {
            text.append("\n## ")
                    .append(family)
                    .append("\n\n| rule | severity | confidence | what it finds |\n| --- | --- | --- | --- |\n");
            for (RuleInfo rule : rules) {
                text.append("| [")
                        .append(rule.id())
                        .append("](")
                        .append(rule.id())
                        .append(".md) | ")
                        .append(rule.severity())
                        .append(rule.enabled() ? "" : ", off")
                        .append(" | ")
                        .append(rule.confidence().title())
                        .append(" | ")
                        .append(markdown(rule.title()))
                        .append(" |\n");
            }
        });
        return text.toString();
    }

    private static String markdown(String text) {
        return text.replace("<", "\\<").replace("|", "\\|").replace("*", "\\*");
    }
}
