package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Fixture;
import io.github.dataversealm.solution.check.fixture.Fixtures;
import io.github.dataversealm.solution.check.fixture.Scene;
import io.github.dataversealm.solution.check.fixture.Trial;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.report.ConsoleReport;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever secrets stand in a solution, nothing that a check writes holds six characters of one: not the finding of the secret,
 * not that of another rule about the same text, no report, no log, no exception, no baseline.
 */
class SecretsNeverShownTest {

    /** One made-up secret for each rule, in pieces, so that no scanner takes the test for a leak. */
    enum Secret {
        ENTRA("secret-entra-client-secret", "", "a1B" + "8Q" + "~" + "U8JZpDE0iGXlD6gNCFbaEPFjbD0kH8Oool"),
        SAS(
                "secret-sas-signature",
                "https://a.b/c?sp=r&sig" + "=",
                "8DklZDOCj2ISaJiHkTj0rLGlkoMXGjtEkDnNfribxUdl7dXTPy"),
        OPENAI("secret-openai-key", "", "sk" + "-LsxPFkThf4VucSmEHgaKwVJ7faC9qEwjky40UVsWmflzdE1F"),
        API_KEY("secret-api-key", "x-functions-key: '", "8ResqEDusTpkr0cStY4qWB8dWKnHfDNxSIvPZZ63", "'"),
        STORAGE(
                "secret-storage-key",
                "AccountKey" + "=",
                "fFKcZjR4I0b3jRtaWr4Y9OJFLJOqOAf1lLQSAJaiXnkU8Is2g8nprvDd53x83rzjZZZZGeoZDMENcKHVmDGAkJ" + "=="),
        SERVICE_BUS("secret-service-bus", "SharedAccessKey" + "=", "iG8XnBE3NnYJoQ9WmXeHH2fdeeTFJGvVvQe1sKhBN88" + "="),
        JWT(
                "secret-jwt",
                "",
                "ey" + "JhXJsi6BwhTp3Fs2QhX6KWxOiixgVoO.ey" + "JnzyAw2MzP0ZvzOMhfWuBByReQMsm9Wcz7uW9XFOGO"
                        + ".eMVNen5n1Ae6pWzpF1qH6YytwMe4LbyoVFz8uZdZv8F"),
        AWS("secret-aws", "", "AK" + "IAKKIBJ5J6WJIBAGI3"),
        GITHUB("secret-github", "", "gh" + "p_3M03NBQNSgPwlUQia1ID6vW5dql05ha064gI"),
        GOOGLE("secret-google", "", "AI" + "zaiJhgB3cxLmAxzJLJenuHjDUrhhjeyxG4jDP"),
        PRIVATE_KEY(
                "secret-private-key",
                "-----BEGIN " + "PRIVATE KEY----- ",
                "MRCxGgcjBw56EcUngmgMsRcgizeg8Psh4487Q7j5qvUoRVtGnZ"),
        PASSWORD("secret-password-literal", "", "Tr0ub4dor-Zx9");

        private final String rule;
        private final String before;
        private final String value;
        private final String after;

        Secret(String rule, String before, String value) {
            this(rule, before, value, "");
        }

        Secret(String rule, String before, String value, String after) {
            this.rule = rule;
            this.before = before;
            this.value = value;
            this.after = after;
        }

        /** As it stands in a text. */
        String text() {
            return before + value + after;
        }

        /** Something that nobody may ever read of it. */
        Set<String> pieces() {
            Set<String> pieces = new LinkedHashSet<>();
            for (int i = 0; i + 6 <= value.length(); i++) {
                String piece = value.substring(i, i + 6);
                pieces.add(piece);
                pieces.add(URLEncoder.encode(piece, StandardCharsets.UTF_8));
                pieces.add(piece.replace("+", "&#43;").replace("=", "&#61;").replace("/", "&#47;"));
                pieces.add(new String(JsonStringEncoder.getInstance().quoteAsString(piece)));
                pieces.add(new StringBuilder(piece).reverse().toString());
            }
            for (int shift = 0; shift < 3; shift++) {
                String code = Base64.getEncoder()
                        .encodeToString(value.substring(shift).getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i + 8 <= code.length() - 4; i += 4) {
                    pieces.add(code.substring(i, i + 8));
                }
            }
            return pieces;
        }
    }

    @TempDir
    private Path temp;

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** The secret everywhere that rules look and quote. */
    private static CleanSolution planted(Secret secret) {
        String text = secret.text();
        String password = secret == Secret.PASSWORD
                ? "{\"password\": \"" + secret.value + "\"}"
                : "{\"a\": \"" + json(text) + "\"}";
        String script = text.replace("'", "\"");
        CleanSolution solution = new CleanSolution()
                .replace(CleanSolution.FLOW, "{\"Name\": \"a.txt\",", password + ", {\"Name\": \"" + json(text) + "\",")
                .replace(CleanSolution.FLOW, "@variables('count')", "@{variables('" + json(script) + "')}")
                .replace(
                        CleanSolution.FLOW,
                        "\"operationId\": \"SendEmailV2\"",
                        "\"operationId\": \"" + json(text) + "\"")
                .replace(
                        CleanSolution.CHILD,
                        "https://www.contoso.com",
                        "https://contoso.sharepoint.com/" + json(text) + "/sites")
                .replace(CleanSolution.VARIABLE, "https://www.contoso.com", xml(text) + xml(password))
                .script(String.join(
                        "\n",
                        "",
                        "var key = '" + script + "';",
                        "eval('" + script + "'); alert('" + script + "'); console.log('" + script + "');",
                        "if (key == '" + script + "') { document.cookie = '" + script + "'; }",
                        "Xrm.Page.getAttribute('" + script + "'); window['" + script + "'] = Xrm.Utility['" + script
                                + "'];",
                        "document.write('" + script + "'); element.innerHTML = '" + script + "' + key;",
                        "fetch('http://host.example.org/?x=1&" + script + "');",
                        "$.ajax({url: 'http://u:" + script
                                + "@h.org/XRMServices/2011/OrganizationData.svc', async: false});",
                        "new XMLHttpRequest().open('GET', '" + script + "', false);",
                        "window.postMessage('" + script + "', '*'); var t = `" + script + "`; setTimeout('" + script
                                + "', 1);",
                        "Xrm.Navigation.openUrl('" + script + "'); parent.Xrm.Page.data.entity.save('" + script
                                + "');"))
                .replace(
                        CleanSolution.PAGE,
                        "<body>",
                        "<body><script src=\"http://h.org/" + xml(text) + "\"></script><script src=\"contoso_/"
                                + xml(text)
                                + ".js\"></script><img src=\"" + xml(text) + "\"><a href=\"contoso_/" + xml(text)
                                + ".html\">" + xml(password) + "</a>")
                .replace(CleanSolution.CONFIG, "<a />", "<a b=\"" + xml(text) + "\">" + xml(password) + "</c>")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<FilteringAttributes>contoso_name<",
                        "<Configuration>" + xml(text) + xml(password) + "</Configuration><FilteringAttributes>"
                                + xml(text) + "<")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"" + xml(text) + "\"")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "functionName=\"Contoso.Trip.onLoad\"",
                        "functionName=\"" + xml(text) + "\"")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<Library name=\"contoso_/trip.js\" />",
                        "<Library name=\"contoso_/" + xml(text) + "\" />")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "FunctionName=\"Contoso.Trip.book\" Library=\"$webresource:contoso_/trip.js\"",
                        "FunctionName=\"" + xml(text) + "\" Library=\"$webresource:contoso_/" + xml(text) + "\"")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<order attribute=\"contoso_name\" />",
                        "<order attribute=\"" + xml(text) + "\" />")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "Icon=\"$webresource:contoso_/data.gif\"",
                        "Icon=\"$webresource:contoso_/" + xml(text) + "\"")
                .replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "name=\"prvReadcontoso_Trip\"",
                        "name=\"prvReadcontoso_" + xml(text) + "\"")
                .replace(CleanSolution.XAML, "EntityName=\"contoso_trip\"", "EntityName=\"" + xml(text) + "\"")
                .msappResult("{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"" + json(text)
                        + "\"]},\"level\":\"error\",\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\""
                        + json(text) + "\"}},\"properties\":{\"member\":\"" + json(text)
                        + "\",\"module\":\"Screen1\"}}]}");
        solution.put("botcomponents/contoso_trips/botcomponent.xml", "<botcomponent schemaname=\"contoso_trips\" />");
        solution.put("botcomponents/contoso_trips/data", "url: " + text + "\nheaders: " + password + "\n");
        String start =
                secret.value.substring(0, Math.min(secret.value.length(), 20)).replace('/', '-');
        solution.put(
                "CanvasApps/other_DocumentUri.msapp",
                new CleanSolution()
                        .msappParts(Map.of(
                                "Src/" + start + ".pa.yaml", "A: =\"" + script + "\"\n",
                                "Controls/" + start + ".json",
                                        "{\"TopParent\":{\"Name\":\"" + json(script) + "\",\"Rules\":[{\"Property\":\""
                                                + json(script) + "\",\"InvariantScript\":\"" + json(script)
                                                + "2\"}]}}"))
                        .entries()
                        .get(CleanSolution.APP));
        solution.before(
                CleanSolution.CUSTOMIZATIONS,
                "</CanvasApps>",
                "<CanvasApp><Name>other</Name><DocumentUri>/CanvasApps/other_DocumentUri.msapp</DocumentUri></CanvasApp>");
        solution.put(
                "Connector/contoso_trips_openapidefinition.json",
                "{\"swagger\": \"2.0\", \"host\": \"" + json(text) + "\", \"info\": " + password + ", \"paths\": {\"/"
                        + json(text) + "\": {\"get\": {\"operationId\": \"" + json(text) + "\"}}}}");
        solution.before(
                CleanSolution.CUSTOMIZATIONS,
                "<CanvasApps>",
                "<Connectors><Connector><connectorid>88888888-0000-0000-0000-000000000001</connectorid><name>contoso_trips</name>"
                        + "<connectortype>1</connectortype><openapidefinition>/Connector/contoso_trips_openapidefinition.json"
                        + "</openapidefinition><connectionparameters>" + xml(password)
                        + "</connectionparameters></Connector></Connectors>");
        return solution;
    }

    /** All that a check of it writes. */
    private String everything(Path target, Optional<Path> sources) throws IOException {
        StringBuilder all = new StringBuilder();
        Reporter log = new Reporter() {
            @Override
            public void info(String message) {
                all.append(message).append('\n');
            }

            @Override
            public void warn(String message) {
                all.append(message).append('\n');
            }

            @Override
            public void debug(String message) {
                all.append(message).append('\n');
            }
        };
        Checking checking = Checking.of(target);
        sources.ifPresent(checking::sources);
        CheckResult result = checking.run();
        new ConsoleReport(log).write(result);
        Path folder = Files.createTempDirectory(temp, "reports");
        for (Reports format : Reports.values()) {
            format.write(result, Optional.of("src/main/solution"), folder.resolve("check." + format.extension()));
        }
        Baseline.none().with(result.findings()).write(folder.resolve("baseline.json"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.append(result).toString();
    }

    private static void assertNothingOf(Secret secret, String output) {
        for (String piece : secret.pieces()) {
            int at = output.indexOf(piece);
            assertThat(at)
                    .withFailMessage(() -> "'" + piece + "' of " + secret + " is shown: ..."
                            + output.substring(Math.max(0, at - 200), Math.min(output.length(), at + 60)))
                    .isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(Secret.class)
    void a_secret_is_found_in_all_kinds_of_files_and_shown_nowhere(Secret secret) throws IOException {
        Path zip = planted(secret).write(temp.resolve("a.zip"));
        CheckResult result = Checking.of(zip).run();
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals(secret.rule))
                .extracting(finding -> finding.subject().kind())
                .contains("Cloud flow", "Environment variable", "Connector", "Plug-in step", "File");
        if (secret != Secret.PASSWORD) {
            assertThat(result.findings())
                    .filteredOn(finding -> finding.rule().id().equals(secret.rule))
                    .extracting(finding -> finding.subject().name())
                    .contains("contoso_/trip.js", "contoso_/page.html", "other");
        }
        assertThat(result.findings().stream()
                        .map(finding -> finding.rule().id())
                        .distinct())
                .as("many other rules have something to say")
                .hasSizeGreaterThan(25);
        assertNothingOf(secret, everything(zip, Optional.empty()));
        Path sources = Scene.unpack(zip, temp.resolve("sources"));
        assertNothingOf(secret, everything(sources, Optional.empty()));
        assertNothingOf(secret, everything(zip, Optional.of(sources)));
    }

    @ParameterizedTest
    @EnumSource(Secret.class)
    void files_that_cannot_be_read_do_not_show_it_either(Secret secret) throws IOException {
        String text = secret.text();
        for (String entry : List.of(
                CleanSolution.FLOW,
                CleanSolution.XAML,
                CleanSolution.SCRIPT,
                CleanSolution.VARIABLE,
                CleanSolution.CUSTOMIZATIONS,
                CleanSolution.MANIFEST)) {
            List<String> forms = secret == Secret.PASSWORD
                    // by itself it is a word like others
                    ? List.of("{\"password\": \"" + text, "{\"password\": \"" + text + "\", }")
                    : List.of(
                            text + " {",
                            "{\"password\": \"" + text,
                            "{\"a\": " + text + "}",
                            "<a " + text + "=",
                            "<" + text + "></b>");
            for (String broken : forms) {
                CleanSolution solution = new CleanSolution();
                solution.put(entry, broken);
                CheckResult alone =
                        Checking.of(solution.write(temp.resolve("b.zip"))).run();
                solution.put(entry, new CleanSolution().text(entry) + broken);
                CheckResult behind =
                        Checking.of(solution.write(temp.resolve("b.zip"))).run();
                assertNothingOf(secret, alone.findings() + " " + alone.errors() + behind.findings() + behind.errors());
            }
        }
        Path file = temp.resolve("baseline.json");
        Files.writeString(file, "{\"version\": 1, \"findings\": [" + text);
        try {
            Baseline.read(file);
        } catch (SolutionException e) {
            assertNothingOf(secret, String.valueOf(e));
        }
    }

    @Test
    void a_rule_for_secrets_that_is_off_lets_no_other_show_them() throws IOException {
        for (Secret secret : Secret.values()) {
            Path zip = planted(secret).write(temp.resolve("a.zip"));
            CheckResult result = Checking.of(zip).rule("secret-*", "off").run();
            assertThat(result.findings())
                    .extracting(finding -> finding.rule().family())
                    .doesNotContain("secret");
            assertNothingOf(secret, result.toString());
        }
    }

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_./]{4,}");

    /** Where a rule quotes a word of the solution, a secret may stand in its place. */
    @Test
    void what_any_rule_quotes_is_not_shown_when_it_is_a_secret() throws IOException {
        int trials = 0;
        Set<String> quoting = new TreeSet<>();
        for (Fixture fixture : Fixtures.all()) {
            Scene scene = fixture.scene();
            if (!fixture.isWrong() || scene.isFolder()) {
                continue;
            }
            Path folder = Files.createDirectories(temp.resolve("fixture"));
            CleanSolution solution = scene.solution();
            Map<String, byte[]> entries = new LinkedHashMap<>(solution.entries());
            Set<String> words = new LinkedHashSet<>();
            StringBuilder names = new StringBuilder(entries.keySet().toString());
            for (Finding finding : Trial.of(scene, folder).result().findings()) {
                if (finding.rule().id().equals(fixture.rule())) {
                    Matcher found = WORD.matcher(finding.message());
                    while (found.find()) {
                        words.add(found.group());
                    }
                    names.append(finding.subject()).append(finding.file()).append('\n');
                }
            }
            words.removeIf(word -> names.indexOf(word) >= 0 || !isIn(entries, word));
            for (String word : words.stream().limit(4).toList()) {
                Secret secret = Secret.values()[trials++ % Secret.values().length];
                entries.forEach((name, content) -> solution.put(name, replaced(content, word, secret)));
                if (secret == Secret.PASSWORD || trials % 2 == 0) {
                    // and it is known for a secret from another place
                    solution.put(
                            CleanSolution.CHILD,
                            new String(solution.entries().get(CleanSolution.CHILD), StandardCharsets.UTF_8)
                                    .replace(
                                            "\"type\": \"Compose\"",
                                            "\"password\": \"" + secret.value + "\", \"b\": \"" + json(secret.text())
                                                    + "\", \"type\": \"Compose\""));
                }
                CheckResult result = Trial.of(scene, folder).result();
                boolean named = result.findings().stream()
                        .anyMatch(finding ->
                                (finding.subject().name() + finding.file()).contains(secret.value.substring(0, 6)));
                // by itself a password is a word, and where no part can be read nobody knows that another file is a
                // flow
                boolean unknown = secret == Secret.PASSWORD
                        && result.errors().stream()
                                .anyMatch(error -> error.what().equals("Rules about references"));
                if (named || unknown) {
                    // a component of that name is shown by its name
                    entries.forEach(solution::put);
                    continue;
                }
                if (result.findings().stream()
                        .anyMatch(finding -> finding.rule().id().equals(fixture.rule()))) {
                    quoting.add(fixture.rule());
                }
                List<String> said = new ArrayList<>();
                result.findings().forEach(finding -> said.add(finding.message()));
                result.errors().forEach(error -> said.add(error.message()));
                assertNothingOf(secret, fixture + " with '" + word + "' as secret: " + said);
                entries.forEach(solution::put);
            }
        }
        System.out.println("corpus check secrets: " + trials + " secrets in place of quoted words, " + quoting.size()
                + " rules quote and show none");
        assertThat(quoting).hasSizeGreaterThan(60);
    }

    private static boolean isIn(Map<String, byte[]> entries, String word) {
        return entries.values().stream()
                .anyMatch(content -> new String(content, StandardCharsets.UTF_8).contains(word));
    }

    private static byte[] replaced(byte[] content, String word, Secret secret) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            return content;
        }
        String planted = text.stripLeading().startsWith("<") ? xml(secret.text()) : json(secret.text());
        return text.replace(word, planted).getBytes(StandardCharsets.UTF_8);
    }
}
