package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of components what they are and what needs them. */
final class NeedTexts {

    private static final int MOST = 3;

    /** Such as {@code table 'Trip' (ctr_trip), needed by form 'Main' of Visit}; some of them, and how many more there are. */
    String components(Collection<Need> needs) {
        Map<String, String> needed = new LinkedHashMap<>();
        for (Need need : needs) {
            need.component()
                    .ifPresent(found -> needed.putIfAbsent(component(found.required()), component(found.dependent())));
        }
        List<String> some = needed.entrySet().stream()
                .limit(MOST)
                .map(entry -> entry.getKey() + ", needed by " + entry.getValue())
                .toList();
        return String.join("; ", some)
                + (needed.size() > MOST ? "; and " + (needed.size() - MOST) + " more components" : "");
    }

    private String component(Side side) {
        String schemaName = side.key().schemaName();
        String name = side.displayName().isEmpty() ? schemaName : side.displayName();
        StringBuilder text = new StringBuilder(ComponentType.describe(side.key().type()));
        if (!name.isEmpty()) {
            text.append(" '").append(name).append('\'');
            if (!schemaName.isEmpty() && !schemaName.equals(name)) {
                text.append(" (").append(schemaName).append(')');
            }
        }
        String parent = side.parentDisplayName().isEmpty() ? side.parentSchemaName() : side.parentDisplayName();
        if (!parent.isEmpty()) {
            text.append(" of ").append(parent);
        }
        if (name.isEmpty()) {
            String id = side.key().id();
            text.append(id.isEmpty() ? " without a name" : " with the id " + id);
        }
        return text.toString();
    }
}
