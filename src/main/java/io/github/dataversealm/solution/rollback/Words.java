package io.github.dataversealm.solution.rollback;

import java.util.ArrayList;
import java.util.List;

/** What goes, in a few words. */
final class Words {

    private Words() {}

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String goes(Losses losses) {
        List<String> parts = new ArrayList<>();
        if (!losses.components().isEmpty()) {
            parts.add(count(losses.components().size(), "component"));
        }
        long tables =
                losses.tables().stream().filter(rows -> rows.amount().isSome()).count();
        if (tables > 0) {
            long rows = losses.tables().stream()
                    .mapToLong(table -> table.amount().number())
                    .sum();
            boolean more =
                    losses.tables().stream().anyMatch(table -> table.amount().more());
            parts.add((more ? "at least " : "") + count(rows, "row") + " of " + count(tables, "table"));
        }
        long columns = losses.columns().stream()
                .filter(values -> values.amount().isSome())
                .count();
        if (columns > 0) {
            parts.add("the values of " + count(columns, "column"));
        }
        if (!losses.settings().isEmpty()) {
            parts.add(count(losses.settings().size(), "setting"));
        }
        if (losses.isUncertain()) {
            parts.add("what could not be read");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}
