package io.github.dataversealm.solution.check.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
final class NearNames {

    private static final int SHOWN = 3;
    private static final int MAX_LENGTH = 100;

    private NearNames() {}

    /** The nearest first; empty when none is near. */
    static List<String> of(String text, Collection<String> names) {
        String wanted = text.toLowerCase(Locale.ROOT);
        if (wanted.length() > MAX_LENGTH) {
            return List.of();
        }
        int far = Math.max(1, wanted.length() / 4);
        record Near(String name, int distance) {}
        return names.stream()
                .map(name -> new Near(name, Math.min(distance(wanted, name), distance("web-" + wanted, name))))
                .filter(near -> near.distance <= far)
                .sorted(Comparator.comparing(Near::distance).thenComparing(Near::name))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    /** How many letters must be put in, taken out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
