package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A text in a canvas app. Studio writes formulas twice: as sources that people can read ({@code Src/*.pa.yaml}, once
 * {@code Src/*.fx.yaml}), in apps of the last years, and for itself in {@code Controls/*.json}, {@code Components/*.json} and
 * {@code AppTests/*.json}, in all apps.
 *
 * @param where what a person finds it by: the file in the app, or the control and its property, as Studio names them
 * @param rank 0 in sources, 1 in the formulas of controls, 2 in other values, 3 in other files: what is in two of them is shown
 *     in the first
 * @param hasLines whether {@code text} is the file {@code where}, with its lines
 */
record CanvasText(String where, int rank, boolean hasLines, String text) {

    private static final int SOURCE = 0;
    private static final int FORMULA = 1;
    private static final int VALUE = 2;
    private static final int FILE = 3;

    /**
     * Whether formulas or settings of the app's maker are in an entry. Themes, templates and code components are the work of
     * others, and resources have addresses in them that Studio signs for an hour.
     */
    static boolean isOne(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isSource(lower)
                || lower.endsWith(".json")
                        && !lower.startsWith("resources/")
                        && !lower.startsWith("references/themes")
                        && !lower.startsWith("references/modernthemes")
                        && !lower.startsWith("references/templates")
                        && !lower.startsWith("references/resources");
    }

    private static boolean isSource(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".fx");
    }

    /**
     * The texts of an entry.
     *
     * @param wanted which are looked for; asked of the entry as a whole first, since most have none
     */
    static List<CanvasText> of(String name, byte[] content, JsonDocuments documents, Predicate<String> wanted) {
        String all = Texts.decode(content);
        if (!wanted.test(all)) {
            return List.of();
        }
        if (isSource(name)) {
            return List.of(new CanvasText(name, SOURCE, true, all));
        }
        Json json;
        try {
            json = documents.read(content, name);
        } catch (SolutionException e) {
            // too large for a model, or damaged: it is text all the same
            return List.of(new CanvasText(name, FILE, true, all));
        }
        List<CanvasText> found = new ArrayList<>();
        if (json.get("TopParent").isObject()) {
            formulas(json.get("TopParent"), "", wanted, found);
            return found;
        }
        json.visit((field, value) -> {
            if (value.isString() && wanted.test(value.text())) {
                found.add(new CanvasText(name, VALUE, false, value.text()));
            }
        });
        // a name and its value make a secret together
        found.add(new CanvasText(name, FILE, true, all));
        return found;
    }

    /** What else stands in a control is made by Studio: the bundle of a code component has an address that it has signed. */
    private static void formulas(Json json, String control, Predicate<String> wanted, List<CanvasText> found) {
        boolean isControl = json.get("Rules").isArray() && json.get("Name").isString();
        String inside = isControl ? json.get("Name").text() : control;
        String formula = json.get("InvariantScript").text();
        if (wanted.test(formula)) {
            found.add(new CanvasText(inside + '.' + json.get("Property").text(), FORMULA, false, formula));
        }
        json.fields().values().forEach(value -> formulas(value, inside, wanted, found));
        json.items().forEach(item -> formulas(item, inside, wanted, found));
    }

    /** What a person finds a line of the text by. */
    String where(int line) {
        return hasLines ? where + ':' + line : where;
    }

    @Override
    public String toString() {
        return "CanvasText[" + where + "]";
    }
}
