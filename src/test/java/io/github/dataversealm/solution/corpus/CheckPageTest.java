package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.MadeResult;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.testkit.Browser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a check in a real browser: the filters, the keyboard, what hostile texts can do (nothing), and how it looks. The
 * pictures are kept for people in {@code target/check-page}.
 */
class CheckPageTest {

    private static final Path PICTURES = Path.of("target/check-page");

    private static Browser browser;
    private static CheckResult real;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.orSkip();
        real = real();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private Path open(CheckResult result, String fragment) throws IOException {
        Path page = temp.resolve("check.html");
        Reports.HTML.write(result, Optional.of("src/main/solution"), page);
        browser.open("about:blank");
        browser.requests();
        browser.console();
        browser.open(page.toUri() + fragment);
        return page;
    }

    /** The solution of the corpus in which rules of most kinds find something, with some of it known and suppressed. */
    private static CheckResult real() throws IOException {
        Corpus corpus = Corpus.orSkip();
        CheckResult richest = null;
        for (String id : corpus.ids()) {
            CheckResult result = CheckConformanceTest.check(corpus.zip(id));
            if (richest == null || kinds(result) > kinds(richest)) {
                richest = result;
            }
        }
        Set<String> seen = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : richest.findings()) {
            boolean first = seen.add(finding.rule().id());
            if (first || finding.severity() == Severity.CRITICAL || findings.size() % 7 != 0) {
                findings.add(finding);
            } else if (findings.size() % 2 == 0) {
                findings.add(
                        finding.with(Finding.State.SUPPRESSED, new Decision("Replaced in June", "pom.xml", false)));
            } else {
                findings.add(finding.with(Finding.State.BASELINE, new Decision("Since 2024", "", false)));
            }
        }
        return MadeResult.of(richest)
                .findings(findings)
                .error("WebResources/large.js", "stopped after 10 s")
                .unused(SuppressionFile.parse("web-avoid-eval | contoso_/old.js | gone"))
                .build();
    }

    private static long kinds(CheckResult result) {
        return result.findings().stream()
                .map(finding -> finding.rule().id())
                .distinct()
                .count();
    }

    private static void assertShown(CheckResult result, Predicate<Finding> expected) {
        long count = result.findings().stream().filter(expected).count();
        assertThat(browser.run("return document.getElementById('shown').textContent")
                        .asText())
                .isEqualTo(count + " of " + result.findings().size() + " findings");
        // what the groups say, and what is there to see: never more than 50 of a group until somebody asks
        assertThat(browser.run("return Array.from(document.querySelectorAll('.group:not([hidden]) .number'))"
                                + ".reduce((sum, number) => sum + Number(number.textContent), 0)")
                        .asLong())
                .isEqualTo(count);
        long visible = result.findings().stream()
                .filter(expected)
                .collect(Collectors.groupingBy(groupOf(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(number -> Math.min(50, number))
                .sum();
        assertThat(browser.run("return document.querySelectorAll('.group:not([hidden]) .finding:not([hidden])').length")
                        .asLong())
                .isEqualTo(visible);
    }

    private static Function<Finding, String> groupOf() {
        boolean byRule = browser.run("return document.querySelector('input[name=group]:checked').value")
                .asText()
                .equals("rule");
        return finding -> byRule ? finding.rule().id() : finding.subject().toString();
    }

    private static void select(String id, String value) {
        browser.run("const list = document.getElementById('" + id + "'); list.value = " + TextNode.valueOf(value)
                + "; list.dispatchEvent(new Event('input', {bubbles: true}));");
    }

    private static void assertQuiet(Path page) throws IOException {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(address -> address.startsWith(page.toUri().toString()) || address.equals("data:,"));
    }

    @Test
    void the_filters_of_the_page_of_a_real_solution_work() throws IOException {
        CheckResult result = real;
        Path page = open(result, "");
        assertShown(result, Finding::counts);

        browser.click("input[name=severity][value=medium]");
        assertShown(result, finding -> finding.counts() && finding.severity() != Severity.MEDIUM);
        browser.click("input[name=severity][value=medium]");

        for (Impact impact : Impact.values()) {
            select("impact", impact.name().toLowerCase(Locale.ROOT));
            assertShown(result, finding -> finding.counts() && finding.rule().impact() == impact);
        }
        select("impact", "");
        for (Confidence confidence : Confidence.values()) {
            select("confidence", confidence.title());
            assertShown(result, finding -> finding.counts() && finding.confidence() == confidence);
        }
        select("confidence", "");

        String rule = result.findings().get(0).rule().id();
        select("rule", rule);
        assertShown(result, finding -> finding.counts() && finding.rule().id().equals(rule));
        select("rule", "");

        String component =
                result.findings().get(result.findings().size() / 2).subject().toString();
        select("component", component);
        assertShown(
                result,
                finding -> finding.counts() && finding.subject().toString().equals(component));
        select("component", "");

        browser.click("#baseline");
        assertShown(result, finding -> finding.state() != Finding.State.SUPPRESSED);
        browser.click("#suppressed");
        assertShown(result, finding -> true);

        browser.click("input[name=group][value=component]");
        assertShown(result, finding -> true);
        browser.click("input[name=severity][value=low]");
        assertShown(result, finding -> finding.severity() != Severity.LOW);
        browser.click("input[name=group][value=rule]");
        assertShown(result, finding -> finding.severity() != Severity.LOW);

        // the address keeps the filters
        String address = browser.run("return location.hash").asText();
        open(result, address);
        assertShown(result, finding -> finding.severity() != Severity.LOW);

        browser.click("button[type=reset]");
        browser.run("return new Promise(done => setTimeout(done, 50))");
        assertShown(result, Finding::counts);
        assertQuiet(page);
        System.out.println("corpus check page: " + result.findings().size() + " findings of " + result.solution()
                + " filtered in Chromium, 0 requests, 0 console messages");
    }

    @Test
    void the_search_looks_at_all_that_is_written_of_a_finding() throws IOException {
        CheckResult result = real;
        Path page = open(result, "");
        Finding some = result.findings().stream()
                .filter(finding -> finding.counts() && finding.message().length() > 20)
                .findFirst()
                .orElseThrow();
        String word = some.message().substring(0, 20).strip().split(" ")[1];
        browser.type("#text", word.toUpperCase(Locale.ROOT));
        browser.run("return new Promise(done => setTimeout(done, 300))");
        String wanted = word.toLowerCase(Locale.ROOT);
        assertShown(
                result,
                finding -> finding.counts()
                        && (finding.severity() + " " + finding.rule().id() + " " + finding.subject() + finding.message()
                                        + finding.location() + " "
                                        + finding.rule().title())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted));
        browser.type("#text", " no such word");
        browser.run("return new Promise(done => setTimeout(done, 300))");
        assertShown(result, finding -> false);
        assertThat(browser.run("return document.getElementById('empty').hidden").asBoolean())
                .isFalse();
        assertQuiet(page);
    }

    private static BufferedImage picture(String name) throws IOException {
        byte[] png = browser.screenshot();
        Files.write(PICTURES.resolve(name + ".png"), png);
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** How many colours there are, roughly, in a part of the picture. */
    private static int colours(BufferedImage image, int fromY, int toY) {
        Set<Integer> colours = new HashSet<>();
        for (int y = fromY; y < Math.min(toY, image.getHeight()); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y) & 0xF8F8F8);
            }
        }
        return colours.size();
    }

    private static double brightness(BufferedImage image) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y += 5) {
            for (int x = 0; x < image.getWidth(); x += 5) {
                int c = image.getRGB(x, y);
                sum += (c >> 16 & 255) + (c >> 8 & 255) + (c & 255);
                count++;
            }
        }
        return sum / count / 765;
    }

    private static double difference(BufferedImage one, BufferedImage other) {
        int different = 0;
        int count = 0;
        for (int y = 0; y < Math.min(one.getHeight(), other.getHeight()); y += 2) {
            for (int x = 0; x < Math.min(one.getWidth(), other.getWidth()); x += 2) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
                count++;
            }
        }
        return (double) different / count;
    }

    @Test
    void the_page_looks_like_something_in_light_and_dark_and_on_a_telephone() throws IOException {
        browser.prefer("light");
        open(real, "");
        BufferedImage light = picture("light");
        assertThat(light.getWidth()).isGreaterThan(1000);
        assertThat(light.getHeight()).isGreaterThan(700);
        assertThat(colours(light, 0, light.getHeight() / 3)).as("head").isGreaterThan(30);
        assertThat(colours(light, light.getHeight() / 2, light.getHeight()))
                .as("findings")
                .isGreaterThan(20);
        assertThat(brightness(light)).isGreaterThan(0.8);

        browser.click("input[name=group][value=component]");
        BufferedImage byComponent = picture("by-component");
        assertThat(difference(light, byComponent)).isGreaterThan(0.005);
        browser.click("input[name=severity][value=critical]");
        browser.click("input[name=severity][value=high]");
        BufferedImage filtered = picture("filtered");
        assertThat(difference(byComponent, filtered)).isGreaterThan(0.005);

        browser.prefer("dark");
        open(real, "");
        BufferedImage dark = picture("dark");
        assertThat(brightness(dark)).isLessThan(0.35);
        assertThat(colours(dark, 0, dark.getHeight())).isGreaterThan(30);

        browser.prefer("light");
        browser.resize(500, 900);
        try {
            open(real, "");
            picture("narrow");
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
                            .asBoolean())
                    .as("nothing is wider than the window")
                    .isTrue();
        } finally {
            browser.resize(1280, 1000);
        }
    }

    @Test
    void every_control_has_a_name_and_the_keyboard_reaches_all() throws IOException {
        CheckResult result = real;
        open(result, "");
        assertThat(browser.run("return Array.from(document.querySelectorAll('input, select'))"
                                + ".filter(control => control.labels.length === 0 || !control.labels[0].textContent.trim())"
                                + ".length")
                        .asInt())
                .isZero();
        assertThat(browser.run("return document.documentElement.lang + ' ' + document.querySelectorAll('h1').length"
                                + " + ' ' + document.querySelectorAll('main').length + ' ' + document.title")
                        .asText())
                .isEqualTo("en 1 1 Check of " + result.solution());
        // the first stop of the Tab key leads past the filters
        browser.type("body", "\uE004");
        assertThat(browser.run("return document.activeElement.className").asText())
                .isEqualTo("skip");
        Set<String> reached = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            browser.run("window.last = document.activeElement");
            browser.type("body *:focus", "\uE004");
            reached.add(browser.run(
                            "const now = document.activeElement; return now.id || now.name || now.type || now.tagName")
                    .asText());
        }
        assertThat(reached)
                .contains("severity", "impact", "confidence", "rule", "component", "text", "group", "SUMMARY");
        // a group closes and opens by the keyboard
        browser.run("document.querySelector('.group summary').focus()");
        browser.type(".group summary", "\uE007");
        assertThat(browser.run("return document.querySelector('.group').open").asBoolean())
                .isFalse();
        browser.type("input[name=severity][value=medium]", " ");
        assertShown(result, finding -> finding.counts() && finding.severity() != Severity.MEDIUM);
    }

    @Test
    void texts_stand_out_from_what_is_behind_them() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            open(real, "");
            JsonNode poor = browser.run(CONTRAST);
            assertThat(poor).as(scheme).isEmpty();
        }
        browser.prefer("light");
    }

    /** Elements with text of their own whose contrast is less than the 4.5 that WCAG 2.1 asks for. */
    private static final String CONTRAST = """
            const parse = text => (text.match(/[0-9.]+/g) || []).map(Number);
            const channel = c => c / 255 <= .03928 ? c / 255 / 12.92 : Math.pow((c / 255 + .055) / 1.055, 2.4);
            const light = c => .2126 * channel(c[0]) + .7152 * channel(c[1]) + .0722 * channel(c[2]);
            const back = element => {
              for (let at = element; at; at = at.parentElement) {
                const colour = parse(getComputedStyle(at).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) { return colour; }
              }
              return [255, 255, 255];
            };
            const poor = [];
            document.querySelectorAll('body *').forEach(element => {
              const own = Array.from(element.childNodes).some(node => node.nodeType === 3 && node.textContent.trim());
              if (!own || element.offsetParent === null || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) { return; }
              const a = light(parse(getComputedStyle(element).color)), b = light(back(element));
              const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
              if (ratio < 4.5) { poor.push(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2)); }
            });
            return Array.from(new Set(poor));
            """;

    private static Finding finding(RuleInfo rule, String text, int number) {
        Finding finding = MadeResult.finding(rule, text, "WebResources/" + text, number, text);
        return number % 5 == 4 ? finding.with(Finding.State.SUPPRESSED, new Decision(text, text, false)) : finding;
    }

    @Test
    void nothing_that_a_solution_says_is_executed_or_shown_as_markup() throws IOException {
        List<String> texts = List.of(
                "<script>window.hacked = 1; console.log('hacked')</script>",
                "</style></script><script>window.hacked = 1</script>",
                "\"><img src=x onerror=\"window.hacked = 1\">",
                "' onmouseover='window.hacked=1' autofocus onfocus='window.hacked=1",
                "<svg onload=window.hacked=1><iframe src=\"https://example.com\"></iframe>",
                "<meta http-equiv=refresh content=\"0;url=https://example.com/\">",
                "<link rel=stylesheet href=https://example.com/a.css><base href=https://example.com/>",
                "<a href=\"javascript:window.hacked=1\" id=shown name=text>x</a><form id=filters><input id=rule>",
                "</title></textarea><!-- --!> ]]> <![CDATA[ <plaintext>",
                "a\u2028b\u2029c\u0000d\u0007e\uD800f\uFFFE \u202Egnp.exe",
                "&lt;script&gt; &amp; &#x3c;b&#62;",
                "{{7*7}} ${7*7} <%= 7 %>",
                "x".repeat(200_000));
        List<RuleInfo> rules = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (String text : texts) {
            RuleInfo rule = MadeResult.rule("x-" + text, Severity.MEDIUM, text, "javascript:window.hacked=1");
            rules.add(rule);
            findings.add(finding(rule, text, findings.size()));
        }
        String all = String.join(" ", texts.subList(0, 12));
        CheckResult result = new MadeResult(all)
                .rules(rules)
                .findings(findings)
                .notRun(rules.get(0))
                .error(all, all)
                .expired(all)
                .unused(SuppressionFile.parse("x " + all.replace('|', ' ')))
                .service(new ServiceRun(
                        ServiceRun.State.INCONCLUSIVE, all, all, all, Map.of(all, all), rules, List.of(all)))
                .build();
        Path page = open(result, "#group=component&rule=<script>&text=&without=<b>");
        assertShown(result, Finding::counts);
        browser.click("#suppressed");
        browser.click("input[name=group][value=rule]");
        assertShown(result, finding -> true);
        browser.run("document.querySelectorAll('.finding, a, summary').forEach(one => one.dispatchEvent("
                + "new MouseEvent('mouseover', {bubbles: true})))");
        browser.click("input[name=group][value=component]");
        browser.run("document.querySelectorAll('.why').forEach(details => { details.open = true; })");
        browser.run("return new Promise(done => setTimeout(done, 200))");
        assertThat(browser.run("return typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.run(
                                "return document.querySelectorAll('img, iframe, svg, object, embed, base, plaintext').length"
                                        + " + document.querySelectorAll('script').length * 100"
                                        + " + document.querySelectorAll('link').length * 1000"
                                        + " + document.querySelectorAll('form').length * 10000"
                                        + " + document.querySelectorAll('a[href^=javascript]').length * 100000")
                        .asInt())
                .isEqualTo(11_100);
        // each text is there as it is, but for characters that no document can hold
        assertThat(browser.run("return Array.from(document.querySelectorAll('.message'), one => one.textContent)"))
                .extracting(JsonNode::asText)
                .contains(texts.get(0), texts.get(2), texts.get(10), texts.get(11))
                .allMatch(text -> text.length() < 5_000);
        assertQuiet(page);
    }

    private static CheckResult groups(int rules, int each) {
        MadeResult made = new MadeResult("Groups");
        for (int i = 0; i < rules; i++) {
            RuleInfo rule = MadeResult.rule("form-" + i, Severity.HIGH, "Case " + i, "");
            for (int k = 0; k < each; k++) {
                made.finding(MadeResult.finding(rule, "Form " + k % 3, "a.xml", k, "It is wrong."));
            }
        }
        return made.build();
    }

    private static long number(String script) {
        return browser.run("return " + script).asLong();
    }

    private static String fold() {
        return browser.run("return new Promise(done => setTimeout(() =>"
                        + " done(document.getElementById('fold').textContent), 50))")
                .asText();
    }

    @Test
    void paper_has_all_findings_that_fit_the_filters() throws IOException {
        Path page = open(groups(2, 120), "");
        String visible =
                "Array.from(document.querySelectorAll('.finding')).filter(one => one.checkVisibility()).length";
        assertThat(number(visible)).isEqualTo(100);
        select("rule", "form-1");
        browser.run("window.onbeforeprint = () => { window.printed = " + visible + "; }");
        Files.write(PICTURES.resolve("printed.pdf"), browser.print());
        assertThat(number("window.printed")).isEqualTo(120);
        assertThat(number(visible)).isEqualTo(50);
        // closed groups too, and they are closed again afterwards
        select("rule", "");
        browser.click("#fold");
        assertThat(number(visible)).isZero();
        browser.print();
        assertThat(number("window.printed")).isEqualTo(240);
        assertThat(number(visible)).isZero();
        assertThat(fold()).isEqualTo("Open all");
        assertQuiet(page);
    }

    @Test
    void the_button_for_all_groups_says_what_it_does() throws IOException {
        Path page = open(groups(3, 6), "");
        String open = "document.querySelectorAll('.group[open]').length";
        assertThat(fold()).isEqualTo("Close all");
        browser.click("#fold");
        assertThat(fold()).isEqualTo("Open all");
        browser.click("input[name=group][value=component]");
        assertThat(number(open)).isZero();
        assertThat(fold()).isEqualTo("Open all");
        browser.click("#fold");
        assertThat(number(open)).isEqualTo(3);
        browser.click("input[name=group][value=rule]");
        assertThat(number(open)).isEqualTo(3);
        assertThat(fold()).isEqualTo("Close all");
        // by hand, one after the other
        for (int i = 0; i < 3; i++) {
            assertThat(fold()).isEqualTo("Close all");
            browser.run("document.querySelectorAll('.group > summary')[" + i + "].click()");
        }
        assertThat(fold()).isEqualTo("Open all");
        browser.click("button[type=reset]");
        assertThat(fold()).isEqualTo("Close all");
        assertThat(number(open)).isEqualTo(3);
        assertQuiet(page);
    }

    @Test
    void a_rule_of_which_two_things_are_said_stays_one_group() throws IOException {
        MadeResult made = new MadeResult("Twice");
        for (int i = 0; i < 120; i++) {
            made.finding(MadeResult.finding(
                    MadeResult.rule("meta-a", Severity.HIGH, i < 60 ? "One" : "Other", ""),
                    "Form",
                    "a.xml",
                    i,
                    "Wrong."));
        }
        CheckResult result = made.build();
        Path page = open(result, "");
        assertShown(result, finding -> true);
        browser.click("input[name=group][value=component]");
        browser.click("input[name=group][value=rule]");
        assertShown(result, finding -> true);
        assertQuiet(page);
    }

    @Test
    void five_thousand_findings_are_no_burden() throws IOException {
        List<RuleInfo> rules = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rules.add(MadeResult.rule(
                    "form-rule-" + i, Severity.values()[i % 5], "A form shows what is not there, case " + i, ""));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            RuleInfo rule = rules.get(i % 3 == 0 ? 0 : i % 60);
            findings.add(finding(rule, "contoso_/scripts/part" + i % 700 + ".js", i));
        }
        CheckResult result =
                new MadeResult("Large").rules(rules).findings(findings).build();
        long start = System.nanoTime();
        Path page = open(result, "");
        assertShown(result, Finding::counts);
        long opened = System.nanoTime();
        JsonNode millis = browser.run("""
                const times = [];
                const time = work => { const start = performance.now(); work(); document.body.offsetHeight;
                  times.push(Math.round(performance.now() - start)); };
                const box = document.querySelector('input[name=severity][value=high]');
                time(() => box.click());
                time(() => document.querySelector('input[name=group][value=component]').click());
                time(() => document.querySelector('input[name=group][value=rule]').click());
                return times;
                """);
        assertShown(result, finding -> finding.counts() && finding.severity() != Severity.HIGH);
        assertThat(millis).allMatch(time -> time.asInt() < 10_000);
        browser.click(".all");
        assertThat(browser.run("return document.querySelectorAll('.group .finding:not([hidden])').length")
                        .asInt())
                .isGreaterThan(1_000);
        System.out.println("corpus check page: 5000 findings, " + Files.size(page) / 1024 + " KiB, opened in "
                + (opened - start) / 1_000_000 + " ms, filter and two groupings in " + millis + " ms");
        assertQuiet(page);
    }
}
