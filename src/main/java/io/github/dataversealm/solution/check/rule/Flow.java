package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A cloud flow. Its definition is gone through once; rules look at what is in it. */
final class Flow {

    private final Solution solution;
    private final Part process;
    private final Origin origin;
    private final Json json;
    private final Optional<SolutionException> problem;
    private final Json definition;
    private final List<Step> triggers = new ArrayList<>();
    private final List<Step> actions = new ArrayList<>();
    private final List<Json> containers = new ArrayList<>();
    private final List<Json> texts = new ArrayList<>();
    private final List<Json> expressions = new ArrayList<>();

    /** A trigger or an action. */
    record Step(String name, Json definition) {}

    /**
     * @param json its document; absent when it is damaged
     * @param problem why it could not be read
     */
    Flow(Solution solution, Part process, Origin origin, Json json, Optional<SolutionException> problem) {
        this.solution = solution;
        this.process = process;
        this.origin = origin;
        this.json = json;
        this.problem = problem;
        this.definition = json.at("properties/definition");
        definition.get("triggers").fields().forEach((name, trigger) -> triggers.add(new Step(name, trigger)));
        addActions(definition.get("actions"));
        definition.visit((name, value) -> {
            if (value.isString()) {
                texts.add(value);
                if (isExpression(value.text())) {
                    expressions.add(value);
                }
            }
        });
    }

    private void addActions(Json container) {
        if (!container.isObject()) {
            return;
        }
        containers.add(container);
        container.fields().forEach((name, action) -> {
            actions.add(new Step(name, action));
            addActions(action.get("actions"));
            addActions(action.at("else/actions"));
            addActions(action.at("default/actions"));
            action.get("cases").fields().values().forEach(one -> addActions(one.get("actions")));
        });
    }

    /** A text is an expression when it begins with {@code @}, or holds one in {@code @{...}}; {@code @@} stands for the sign. */
    private static boolean isExpression(String text) {
        return text.startsWith("@") && !text.startsWith("@@") || text.contains("@{");
    }

    Solution solution() {
        return solution;
    }

    Subject subject() {
        return process.subject();
    }

    Origin origin() {
        return origin;
    }

    Place place(Json value) {
        return Place.line(origin, value.line(), value.column());
    }

    /** Its document; absent when it is damaged. */
    Json json() {
        return json;
    }

    /** Why it could not be read. */
    Optional<SolutionException> problem() {
        return problem;
    }

    /** The Logic Apps definition. */
    Json definition() {
        return definition;
    }

    List<Step> triggers() {
        return Collections.unmodifiableList(triggers);
    }

    /** The actions, those in others among them, in the order of the document. */
    List<Step> actions() {
        return Collections.unmodifiableList(actions);
    }

    /** The objects whose fields are the actions that run beside each other. */
    List<Json> containers() {
        return Collections.unmodifiableList(containers);
    }

    /** All texts of the definition. */
    List<Json> texts() {
        return Collections.unmodifiableList(texts);
    }

    /** Those of the texts that are or hold expressions. */
    List<Json> expressions() {
        return Collections.unmodifiableList(expressions);
    }
}
