package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.contents.ComponentTypes;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow.Component;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of the service about a solution job: the sentence in its wrappers (spec §3.4), and the missing dependencies that
 * are written into it as XML (spec §5.5).
 *
 * @param text what a person should read; one line per sentence of the service
 * @param missing the dependencies; empty when the message has none
 */
public record ServiceText(String text, List<MissingDependencyRow> missing) {

    private static final Pattern FAULT =
            Pattern.compile("(?s)^\\s*Exception type:.*?\\bMessage:\\s*(.*?)(?:\\s*\\bDetail:.*)?$");
    private static final Pattern WRAPPERS = Pattern.compile(
            "(?i)^\\s*(?:ImportAsHolding failed with exception\\s*:|StageAndUpgrade failed with exception\\s*:"
                    + "|Solution manifest import: FAILURE:|ImportSolution failed:)\\s*");
    private static final Pattern PRODUCT_UPDATES = Pattern.compile("\\s*,?\\s*ProductUpdatesOnly\\s*:\\s*\\w+\\s*$");
    private static final Pattern DEPENDENCIES =
            Pattern.compile("(?s)<MissingDependencies\\b.*?(?:</MissingDependencies\\s*>|/>)");
    private static final Pattern LEAD = Pattern.compile("(?i)\\s*The missing dependencies are\\s*:\\s*");
    private static final int LONGEST = 2_000;

    /** Reads a message; an unreadable list of dependencies is left out. */
    public static ServiceText read(String message) {
        String text = message.length() > 1 << 22 ? message.substring(0, 1 << 22) : message;
        List<MissingDependencyRow> missing = new ArrayList<>();
        String markup = text.contains("&lt;MissingDependencies") ? unescape(text) : text;
        Matcher found = DEPENDENCIES.matcher(markup);
        while (found.find()) {
            missing.addAll(dependencies(found.group()));
        }
        return new ServiceText(clean(found.replaceAll("")), List.copyOf(missing));
    }

    private static String clean(String message) {
        String text = message;
        Matcher fault = FAULT.matcher(text);
        if (fault.matches()) {
            text = fault.group(1);
        }
        String before;
        do {
            before = text;
            text = WRAPPERS.matcher(text).replaceFirst("");
        } while (!text.equals(before));
        text = PRODUCT_UPDATES.matcher(text).replaceFirst("");
        text = LEAD.matcher(text).replaceAll(" ");
        text = text.strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static List<MissingDependencyRow> dependencies(String xml) {
        List<MissingDependencyRow> rows = new ArrayList<>();
        try (XmlScanner scanner =
                new XmlScanner(XmlSource.of(xml.getBytes(StandardCharsets.UTF_8), "MissingDependencies"))) {
            Component required = null;
            String solution = "";
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                if (scanner.isNamed("Required")) {
                    required = component(scanner);
                    solution = attribute(scanner, "solution");
                } else if (scanner.isNamed("Dependent") && required != null) {
                    rows.add(new MissingDependencyRow(required, solution, component(scanner)));
                }
            }
        } catch (SolutionException e) {
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static Component component(XmlScanner scanner) {
        String schemaName = attribute(scanner, "schemaName");
        for (int i = 0; schemaName.isEmpty() && i < scanner.attributeCount(); i++) {
            if (scanner.attributeName(i).startsWith("id.")) {
                schemaName = scanner.attributeValue(i);
            }
        }
        String id = attribute(scanner, "id").replace("{", "").replace("}", "").toLowerCase(Locale.ROOT);
        return new Component(
                attribute(scanner, "type"),
                id,
                schemaName,
                attribute(scanner, "displayName"),
                attribute(scanner, "parentSchemaName"),
                attribute(scanner, "parentDisplayName"));
    }

    private static String attribute(XmlScanner scanner, String name) {
        return Objects.requireNonNullElse(scanner.attributeValue(name), "");
    }

    /** A component for people, such as {@code form 'Information' of Building}; by its id only when nothing else is known. */
    public static String describe(Component component, ComponentTypes types) {
        String name = component.displayName().isEmpty() ? component.schemaName() : component.displayName();
        StringBuilder text = new StringBuilder(types.name(component.type()));
        if (!name.isEmpty()) {
            text.append(" '").append(name).append('\'');
            if (!component.schemaName().isEmpty() && !component.schemaName().equals(name)) {
                text.append(" (").append(component.schemaName()).append(')');
            }
        }
        String parent =
                component.parentDisplayName().isEmpty() ? component.parentSchemaName() : component.parentDisplayName();
        if (!parent.isEmpty()) {
            text.append(" of ").append(parent);
        }
        if (name.isEmpty()) {
            text.append(component.id().isEmpty() ? " without a name" : " without a name, id " + component.id());
        }
        return text.toString();
    }
}
