package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.UUID;

/** A component of a package in words, as those of an environment are named. */
final class ComponentLine {

    private static final UUID NO_ID = new UUID(0, 0);

    private ComponentLine() {}

    static String of(Component component) {
        String schema = component.key().schemaName().isEmpty()
                ? component.key().id()
                : component.key().schemaName();
        return new LostComponent(
                        NO_ID,
                        0,
                        ComponentType.describe(component.key().type()),
                        component.displayName(),
                        schema,
                        component.parent().orElse(""))
                .toString();
    }
}
