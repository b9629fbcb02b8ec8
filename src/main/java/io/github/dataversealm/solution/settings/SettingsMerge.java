package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.EnvironmentVariable;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.settings.SettingsDocument.Entry;
import io.github.dataversealm.solution.settings.SettingsDocument.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a settings file for a solution, or adds to one what it lacks. What stands in the file stays as it is, with its
 * order, spelling, comments and unknown members: text is only inserted. A second run inserts nothing.
 */
public final class SettingsMerge {

    /**
     * What became of a file.
     *
     * @param text the new text, with a byte order mark if the file had one
     * @param changed whether it differs from the file
     * @param addedVariables the schema names of new entries
     * @param addedConnections the logical names of new entries
     * @param unused the names of entries that the solution has not; they stay
     */
    public record Result(
            String text,
            boolean changed,
            List<String> addedVariables,
            List<String> addedConnections,
            List<String> unused) {

        /**
         * The settings that the text says.
         *
         * @param shown how a person names the file
         */
        public DeploymentSettings settings(String shown) throws IOException {
            return SettingsReader.document(text.getBytes(StandardCharsets.UTF_8), shown)
                    .settings();
        }

        /** Writes the text, so that the file is the old or the new one at any time. */
        public void write(Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".settings-", ".tmp");
            try {
                Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static final String VARIABLES = "EnvironmentVariables";
    private static final String CONNECTIONS = "ConnectionReferences";

    private record Insertion(int from, int to, String text) {}

    private final SettingsDocument document;
    private final SolutionContents contents;
    private final boolean descriptions;
    private final JsonText json;
    private final List<Insertion> insertions = new ArrayList<>();
    private final List<String> addedVariables = new ArrayList<>();
    private final List<String> addedConnections = new ArrayList<>();

    private SettingsMerge(SettingsDocument document, SolutionContents contents, boolean descriptions) {
        this.document = document;
        this.contents = contents;
        this.descriptions = descriptions;
        this.json = JsonText.like(document.text(), document.root());
    }

    /**
     * Adds what the file lacks. Nothing is written; see {@link Result#write}.
     *
     * @param file the settings file, which need not exist
     * @param shown how a person names it
     * @param descriptions whether new variables also tell their default, name, type and description, as pac writes them
     * @throws io.github.dataversealm.solution.message.SolutionException when the file is no settings file
     */
    public static Result merge(Path file, String shown, SolutionContents contents, boolean descriptions)
            throws IOException {
        SettingsDocument document =
                Files.exists(file) ? SettingsReader.document(file, shown) : SettingsDocument.empty(shown);
        Result result = merge(document, contents, descriptions);
        return Files.exists(file)
                ? result
                : new Result(result.text, true, result.addedVariables, result.addedConnections, result.unused);
    }

    static Result merge(SettingsDocument document, SolutionContents contents, boolean descriptions) {
        return new SettingsMerge(document, contents, descriptions).merge();
    }

    private Result merge() {
        Set<String> variables = names(document.settings().variables().stream().map(VariableSetting::schemaName));
        Set<String> connections =
                names(document.settings().connections().stream().map(ConnectionSetting::logicalName));
        List<JsonText.Item> newVariables = new ArrayList<>();
        for (EnvironmentVariable variable : sorted(contents.environmentVariables(), EnvironmentVariable::schemaName)) {
            if (variables.add(key(variable.schemaName()))) {
                newVariables.add(json.variable(variable, descriptions));
                addedVariables.add(variable.schemaName());
            }
        }
        List<JsonText.Item> newConnections = new ArrayList<>();
        for (ConnectionReference reference :
                sorted(contents.connectionReferences(), ConnectionReference::logicalName)) {
            if (connections.add(key(reference.logicalName()))) {
                newConnections.add(json.connection(reference));
                addedConnections.add(reference.logicalName());
            }
        }
        addConnectors();
        List<JsonText.Item> newLists = new ArrayList<>();
        add(VARIABLES, document.variables(), newVariables, newLists);
        add(CONNECTIONS, document.connections(), newConnections, newLists);
        if (!newLists.isEmpty()) {
            insert(document.root(), newLists, 0);
        }
        String text = apply();
        return new Result(
                document.marked() ? '\uFEFF' + text : text,
                !insertions.isEmpty(),
                List.copyOf(addedVariables),
                List.copyOf(addedConnections),
                unused());
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name) {
        return all.stream()
                .sorted(Comparator.comparing(name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(name))
                .toList();
    }

    private static Set<String> names(Stream<String> names) {
        return names.map(SettingsMerge::key).collect(Collectors.toSet());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private List<String> unused() {
        Set<String> variables = names(contents.environmentVariables().stream().map(EnvironmentVariable::schemaName));
        Set<String> connections = names(contents.connectionReferences().stream().map(ConnectionReference::logicalName));
        return Stream.concat(
                        document.settings().variables().stream()
                                .map(VariableSetting::schemaName)
                                .filter(name -> !variables.contains(key(name))),
                        document.settings().connections().stream()
                                .map(ConnectionSetting::logicalName)
                                .filter(name -> !connections.contains(key(name))))
                .toList();
    }

    /** Tells the connector of entries that do not say it. */
    private void addConnectors() {
        for (int i = 0; i < document.entries().size(); i++) {
            ConnectionSetting setting = document.settings().connections().get(i);
            Entry entry = document.entries().get(i);
            Optional<String> connector = contents.connectionReferences().stream()
                    .filter(reference -> reference.logicalName().equalsIgnoreCase(setting.logicalName()))
                    .map(ConnectionReference::connectorId)
                    .filter(id -> !id.isEmpty())
                    .findFirst();
            if (connector.isEmpty() || !setting.connectorId().isEmpty()) {
                continue;
            }
            if (entry.connectorFrom() >= 0) {
                insertions.add(
                        new Insertion(entry.connectorFrom(), entry.connectorEnd(), JsonText.quoted(connector.get())));
            } else {
                insert(entry.place(), List.of(JsonText.member("ConnectorId", connector.get())), 2);
            }
        }
    }

    private void add(String name, Place place, List<JsonText.Item> items, List<JsonText.Item> newLists) {
        if (place == null) {
            newLists.add(JsonText.list(name, items));
        } else if (!items.isEmpty()) {
            insert(place, items, 1);
        }
    }

    /** Inserts things at the end of an object or a list, in the form of those that are there. */
    private void insert(Place place, List<JsonText.Item> items, int level) {
        int at = place.lastEnd() < 0 ? place.open() + 1 : place.lastEnd();
        insertions.add(new Insertion(at, at, json.items(document.text(), place, items, level)));
    }

    private String apply() {
        StringBuilder text = new StringBuilder(document.text());
        insertions.stream()
                .sorted(Comparator.comparingInt(Insertion::from).reversed())
                .forEach(insertion -> text.replace(insertion.from, insertion.to, insertion.text));
        return text.toString();
    }
}
