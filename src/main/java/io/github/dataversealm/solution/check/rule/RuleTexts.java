package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code rules.txt} says of the rules. A rule begins with {@code [id]}; the lines behind it are
 * {@code severity | impact | on or off | category | confidence}, then {@code title:}, {@code why:}, {@code fix:}, and where there is
 * something to say {@code help:} and {@code setting: name value description}. A line that begins with blanks goes on with
 * the line before.
 */
final class RuleTexts {

    private RuleTexts() {}

    static Map<String, RuleInfo> read() {
        InputStream in = RuleTexts.class.getResourceAsStream("rules.txt");
        if (in == null) {
            throw new IllegalStateException("The plugin is incomplete: rules.txt is missing.");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, RuleInfo> parse(BufferedReader reader) throws IOException {
        Map<String, RuleInfo> rules = new LinkedHashMap<>();
        String id = "";
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); ; line = reader.readLine()) {
            if (line == null || line.startsWith("[")) {
                if (!id.isEmpty() && rules.put(id, rule(id, lines)) != null) {
                    throw new IllegalStateException("rules.txt has the rule " + id + " twice.");
                }
                if (line == null) {
                    return rules;
                }
                id = line.substring(1, line.length() - 1);
                lines.clear();
            } else if (line.startsWith(" ")) {
                int last = lines.size() - 1;
                lines.set(last, lines.get(last) + ' ' + line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
    }

    private static RuleInfo rule(String id, List<String> lines) {
        String[] head = lines.get(0).split("\\|");
        Map<String, String> texts = new LinkedHashMap<>();
        List<RuleInfo.Setting> settings = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String text = line.substring(colon + 1).strip();
            if (name.equals("setting")) {
                String[] words = text.split(" ", 3);
                settings.add(new RuleInfo.Setting(words[0], Long.parseLong(words[1]), words[2]));
            } else {
                texts.put(name, text);
            }
        }
        return new RuleInfo(
                id,
                Severity.of(head[0]).orElseThrow(() -> new IllegalStateException("Severity of " + id)),
                head[3].strip(),
                Impact.valueOf(head[1].strip().toUpperCase(Locale.ROOT)),
                head[2].strip().equals("on"),
                Confidence.valueOf(head[4].strip().toUpperCase(Locale.ROOT)),
                texts.getOrDefault("title", ""),
                texts.getOrDefault("why", ""),
                texts.getOrDefault("fix", ""),
                texts.getOrDefault("help", ""),
                List.copyOf(settings));
    }
}
