package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.MissingDependencies;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow.Component;
import io.github.dataversealm.solution.dataverse.ServiceMessages;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.List;

/**
 * A message of the service about a solution job, taken apart.
 *
 * @param text what a person should read
 * @param missing the dependencies that the message lists; empty when it lists none
 */
public record ServiceText(String text, List<MissingDependencyRow> missing) {

    private static final int LONGEST = 2_000;

    public static ServiceText read(String message) {
        String text = ServiceMessages.brief(message);
        return new ServiceText(
                text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...", MissingDependencies.in(message));
    }

    /** A component for people, such as {@code form 'Information' of Building}; by its id only when nothing else is known. */
    public static String describe(Component component) {
        String name = component.displayName().isEmpty() ? component.schemaName() : component.displayName();
        StringBuilder text = new StringBuilder(ComponentType.describe(component.type()));
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
