package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.contents.ManifestReader.Manifest;
import io.github.dataversealm.solution.contents.ManifestReader.Root;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts together what the documents of one solution say. */
final class ContentsBuilder {

    /** The id of the one site map that old solutions have. */
    private static final String SITE_MAP = "d5684797-805b-4188-b8fa-1028cfbef003";

    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
    private final Map<String, ConnectionReference> references = new LinkedHashMap<>();
    private final Map<String, Workflow> workflows = new LinkedHashMap<>();
    private final Map<String, VariableValues.Value> values = new HashMap<>();
    private final List<Root> absent = new ArrayList<>();

    /** @param parent the schema name of what it is in, when its document does not say */
    void add(FoundComponent found, Optional<String> parent) {
        Component component = found.component(parent).orElse(null);
        if (component == null) {
            return;
        }
        components.merge(key(component), component, ContentsBuilder::richer);
        switch (found.row().path()) {
            case ComponentRows.WORKFLOW -> addWorkflow(found, component);
            case ComponentRows.CONNECTION_REFERENCE -> addReference(found, component);
            case ComponentRows.VARIABLE -> addVariable(found, component, "@schemaname");
            case ComponentRows.OLD_VARIABLE -> addOldVariable(found, component);
            case ComponentRows.VARIABLE_VALUE ->
                value(new VariableValues.Value(
                        parent.orElse(""), component.key().id(), found.first("value")));
            default -> {
                // it has nothing but a name
            }
        }
    }

    private static String key(Component component) {
        ComponentKey key = component.key();
        String name = key.id().isEmpty()
                ? key.schemaName().toLowerCase(Locale.ROOT)
                        + '\n'
                        + component.parent().orElse("")
                : key.id();
        return ComponentType.canonical(key.type()) + '\n' + name;
    }

    /** The same component is defined in one place and referred to in another, such as a table in two files. */
    private static Component richer(Component one, Component other) {
        return one.unmanagedReference() && !other.unmanagedReference() ? other : one;
    }

    private void addWorkflow(FoundComponent found, Component component) {
        if (component.unmanagedReference()) {
            return;
        }
        String category = found.first("Category");
        workflows.putIfAbsent(
                component.key().id(),
                new Workflow(
                        component.key().id(),
                        component.displayName(),
                        number(category, 0),
                        found.first("StateCode").equals("1")));
    }

    private void addReference(FoundComponent found, Component component) {
        references.putIfAbsent(
                component.key().schemaName().toLowerCase(Locale.ROOT),
                new ConnectionReference(
                        component.key().schemaName(),
                        component.displayName(),
                        found.first("description"),
                        found.first("connectorid")));
    }

    // ---------------------------------------------------------------- environment variables

    private void addVariable(FoundComponent found, Component component, String name) {
        put(new EnvironmentVariable(
                found.first(name),
                component.displayName(),
                labels(found.all("displayname/label/@languagecode"), found.all("displayname/label/@description")),
                found.first(List.of("description/@default", "description/label/@description")),
                labels(found.all("description/label/@languagecode"), found.all("description/label/@description")),
                number(found.first("type"), EnvironmentVariable.TEXT),
                FoundComponent.isTrue(found.first("isrequired")),
                optional(found.first("defaultvalue")),
                Optional.empty(),
                Optional.empty(),
                found.first("secretstore"),
                found.first("apiid"),
                found.first("parameterkey")));
    }

    private void addOldVariable(FoundComponent found, Component component) {
        String names = "DisplayName/LocalizedNames/LocalizedName/@";
        String descriptions = "Description/LocalizedNames/LocalizedName/@";
        put(new EnvironmentVariable(
                component.key().schemaName(),
                found.first(names + "description"),
                labels(found.all(names + "languagecode"), found.all(names + "description")),
                found.first(descriptions + "description"),
                labels(found.all(descriptions + "languagecode"), found.all(descriptions + "description")),
                number(found.first("Type"), EnvironmentVariable.TEXT),
                FoundComponent.isTrue(found.first("IsRequired")),
                optional(found.first("DefaultValue")),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                ""));
    }

    private void put(EnvironmentVariable variable) {
        variables.putIfAbsent(variable.schemaName().toLowerCase(Locale.ROOT), variable);
    }

    /** Notes the current value of a variable, which may be defined later. */
    void value(VariableValues.Value value) {
        values.putIfAbsent(value.schemaName().toLowerCase(Locale.ROOT), value);
        if (!value.id().isEmpty()) {
            Component component = new Component(
                    new ComponentKey("381", value.id(), value.schemaName()),
                    value.schemaName(),
                    Optional.of(value.schemaName()),
                    OptionalInt.empty(),
                    false);
            components.put(key(component), component);
        }
    }

    private EnvironmentVariable withValue(EnvironmentVariable variable) {
        VariableValues.Value value = values.get(variable.schemaName().toLowerCase(Locale.ROOT));
        if (value == null) {
            return variable;
        }
        return new EnvironmentVariable(
                variable.schemaName(),
                variable.displayName(),
                variable.names(),
                variable.description(),
                variable.descriptions(),
                variable.type(),
                variable.required(),
                variable.defaultValue(),
                Optional.of(value.value()),
                optional(value.id()),
                variable.secretStore(),
                variable.apiId(),
                variable.parameterKey());
    }

    private static Map<Integer, String> labels(List<String> languages, List<String> texts) {
        Map<Integer, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(languages.size(), texts.size()); i++) {
            int language = number(languages.get(i), 0);
            if (language > 0) {
                labels.putIfAbsent(language, texts.get(i));
            }
        }
        return Collections.unmodifiableMap(labels);
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static int number(String text, int otherwise) {
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : otherwise;
    }

    // ---------------------------------------------------------------- the result

    SolutionContents build(Manifest manifest) {
        addRoots(manifest.roots());
        ComponentIndex own = ComponentIndex.of(components.values());
        for (MissingDependency dependency : manifest.missingDependencies()) {
            own.find(dependency.required())
                    .ifPresent(component -> components.put(key(component), referenced(component)));
        }
        return new SolutionContents(
                manifest.header(),
                List.copyOf(components.values()),
                manifest.missingDependencies(),
                variables.values().stream().map(this::withValue).toList(),
                List.copyOf(references.values()),
                List.copyOf(workflows.values()));
    }

    private void addRoots(List<Root> roots) {
        Map<String, String> keys = new HashMap<>();
        for (Map.Entry<String, Component> entry : components.entrySet()) {
            ComponentKey key = entry.getValue().key();
            if (!key.id().isEmpty()) {
                keys.putIfAbsent(rootKey(key.type(), key.id()), entry.getKey());
            }
            if (!key.schemaName().isEmpty()) {
                keys.putIfAbsent(rootKey(key.type(), key.schemaName()), entry.getKey());
            }
        }
        for (Root root : roots) {
            Optional<String> found = names(root).stream()
                    .map(name -> keys.get(rootKey(root.type(), name)))
                    .filter(Objects::nonNull)
                    .findFirst();
            if (found.isPresent()) {
                components.computeIfPresent(found.get(), (key, component) -> listed(component, root));
            } else {
                absent.add(root);
                Component component = new Component(
                        new ComponentKey(root.type(), root.id(), root.schemaName()),
                        root.schemaName(),
                        Optional.empty(),
                        root.behavior(),
                        true);
                components.putIfAbsent(key(component), component);
            }
        }
    }

    /** How a root component may be named; the site map of old solutions is listed without a name. */
    private static List<String> names(Root root) {
        boolean siteMap = root.id().isEmpty()
                && root.schemaName().isEmpty()
                && root.type().equals("62");
        return siteMap ? List.of(SITE_MAP) : List.of(root.id(), root.schemaName());
    }

    private static String rootKey(String type, String name) {
        return ComponentType.canonical(type) + '\n' + name.toLowerCase(Locale.ROOT);
    }

    private static Component listed(Component component, Root root) {
        ComponentKey key = component.key();
        return new Component(
                new ComponentKey(
                        key.type(),
                        key.id().isEmpty() ? root.id() : key.id(),
                        key.schemaName().isEmpty() ? root.schemaName() : key.schemaName()),
                component.displayName(),
                component.parent(),
                root.behavior(),
                component.unmanagedReference(),
                component.columns());
    }

    private static Component referenced(Component component) {
        return new Component(
                component.key(),
                component.displayName(),
                component.parent(),
                component.behavior(),
                true,
                component.columns());
    }

    /** The root components that no document of the solution holds, after {@link #build}. */
    List<Root> absent() {
        return absent;
    }
}
