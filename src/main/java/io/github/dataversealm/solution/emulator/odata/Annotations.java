package io.github.dataversealm.solution.emulator.odata;

import java.util.Arrays;
import java.util.List;

/** Which annotations a client asked for with {@code Prefer: odata.include-annotations}. */
public record Annotations(List<String> patterns) {

    public static final Annotations NONE = new Annotations(List.of());

    /** @param list such as {@code *} or {@code OData.Community.*,Microsoft.Dynamics.CRM.lookuplogicalname} */
    public static Annotations of(String list) {
        return new Annotations(Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    public boolean include(String annotation) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? annotation.startsWith(pattern.substring(0, pattern.length() - 1))
                        : annotation.equals(pattern));
    }
}
