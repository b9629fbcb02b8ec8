package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.path.FileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path of the source folder with holes that a component's facts fill, for example
 * {@code Roles/{@name}.xml}. A hole is
 *
 * <ul>
 *   <li>{@code {key}}: the fact of that key, with characters that no disk takes replaced;
 *   <li>{@code {key|other}}: the first of these facts that is there; {@code 'text'} is always there;
 *   <li>{@code {key:path}}: a fact that is a path, kept as folders; a leading slash is dropped;
 *   <li>{@code {key:file}}: a path without its first folder;
 *   <li>{@code {key:assembly}}: the simple name in a .NET assembly name;
 *   <li>{@code {key/}}: a folder, left out when the fact is missing;
 *   <li>{@code {?key=value}}: nothing, but the pattern fits only a component with this value;
 *   <li>{@code {managed}}: {@code _managed} for the managed variant.
 * </ul>
 */
public final class FilePattern {

    /** The hole for the managed variant. */
    private static final String MANAGED = "managed";

    private enum Form {
        NAME,
        PATH,
        FILE,
        ASSEMBLY,
        FOLDER
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Hole(List<String> keys, Form form) implements Part {}

    private record Condition(String key, String value) implements Part {}

    private record Variant() implements Part {}

    private final String text;
    private final List<Part> parts;

    private FilePattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    public static FilePattern of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                parts.add(new Literal(text.substring(at)));
                break;
            }
            if (open > at) {
                parts.add(new Literal(text.substring(at, open)));
            }
            int close = text.indexOf('}', open);
            parts.add(part(text.substring(open + 1, close)));
            at = close + 1;
        }
        return new FilePattern(text, List.copyOf(parts));
    }

    private static Part part(String hole) {
        if (hole.equals(MANAGED)) {
            return new Variant();
        }
        if (hole.startsWith("?")) {
            int equals = hole.indexOf('=');
            return new Condition(hole.substring(1, equals), hole.substring(equals + 1));
        }
        if (hole.endsWith("/")) {
            return new Hole(List.of(hole.substring(0, hole.length() - 1)), Form.FOLDER);
        }
        int colon = hole.indexOf(':');
        Form form =
                colon < 0 ? Form.NAME : Form.valueOf(hole.substring(colon + 1).toUpperCase(java.util.Locale.ROOT));
        return new Hole(List.of((colon < 0 ? hole : hole.substring(0, colon)).split("\\|")), form);
    }

    /** Adds the keys of the facts that the pattern needs. */
    public void addKeys(Set<String> keys) {
        for (Part part : parts) {
            if (part instanceof Hole hole) {
                for (String key : hole.keys) {
                    if (!key.startsWith("'")) {
                        keys.add(key);
                    }
                }
            } else if (part instanceof Condition condition) {
                keys.add(condition.key);
            }
        }
    }

    /** The path, or empty when a fact is missing that it needs. */
    public Optional<String> path(ComponentFacts facts, boolean managed) {
        StringBuilder path = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                path.append(literal.text);
            } else if (part instanceof Variant) {
                path.append(managed ? "_managed" : "");
            } else if (part instanceof Condition condition) {
                if (!facts.first(condition.key).equals(condition.value)) {
                    return Optional.empty();
                }
            } else if (!fill((Hole) part, facts, path)) {
                return Optional.empty();
            }
        }
        return Optional.of(path.toString());
    }

    private static boolean fill(Hole hole, ComponentFacts facts, StringBuilder path) {
        String value = "";
        for (String key : hole.keys) {
            value = key.startsWith("'") ? key.substring(1, key.length() - 1) : facts.first(key);
            if (!value.isEmpty()) {
                break;
            }
        }
        switch (hole.form) {
            case FOLDER:
                path.append(value.isEmpty() ? "" : FileNames.legal(value) + '/');
                return true;
            case PATH:
                appendPath(value, 0, path);
                return !value.isEmpty();
            case FILE:
                appendPath(value, value.indexOf('/', 1) + 1, path);
                return !value.isEmpty();
            case ASSEMBLY:
                int comma = value.indexOf(',');
                path.append(FileNames.legal(comma < 0 ? value : value.substring(0, comma)));
                return !value.isEmpty();
            default:
                path.append(FileNames.legal(value));
                return !value.isEmpty();
        }
    }

    private static void appendPath(String value, int from, StringBuilder path) {
        int at = from < value.length() && value.charAt(from) == '/' ? from + 1 : from;
        for (; ; ) {
            int slash = value.indexOf('/', at);
            if (slash < 0) {
                path.append(FileNames.legal(value.substring(at)));
                return;
            }
            path.append(FileNames.legal(value.substring(at, slash))).append('/');
            at = slash + 1;
        }
    }

    /** The folder that all paths of the pattern lie in, without a slash at the end; empty when the first part is a hole. */
    public String folder() {
        if (!(parts.get(0) instanceof Literal literal)) {
            return "";
        }
        return literal.text.substring(0, Math.max(0, literal.text.lastIndexOf('/')));
    }

    /** What all paths of the pattern end with, after the last hole. */
    public String suffix() {
        return parts.get(parts.size() - 1) instanceof Literal literal ? literal.text : "";
    }

    /** Whether the pattern has no hole but that of the variant: there is one such file. */
    public boolean isSingle() {
        return parts.stream().allMatch(part -> part instanceof Literal || part instanceof Variant);
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
