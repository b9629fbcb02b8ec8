package io.github.dataversealm.solution.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of a component's element to name its files: attributes as {@code @name}, the texts of children as
 * {@code Name}, of grandchildren as {@code AdditionalUris/AdditionalUri}, attributes of the container as
 * {@code forms@type}.
 */
public final class ComponentFacts {

    private final Map<String, List<String>> values = new HashMap<>();

    public void add(String key, String value) {
        values.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
    }

    /** The first value that is not empty, or an empty text. */
    public String first(String key) {
        for (String value : all(key)) {
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    public List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }
}
