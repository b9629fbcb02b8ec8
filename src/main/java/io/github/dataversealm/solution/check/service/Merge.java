package io.github.dataversealm.solution.check.service;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds out which findings of the two analyses are the same: one rule, one file, and one line where both know it. Each is the
 * same as one other at most, so nothing is lost where one side finds more.
 */
public final class Merge {

    /**
     * What is compared.
     *
     * @param rule the id of the rule
     * @param file where it is shown
     * @param entry the path in what was analysed, which may be another one
     * @param line 0 when it is not known
     * @param component the name of the component; may be empty
     */
    public record Key(String rule, String file, String entry, int line, String component) {

        public Key {
            rule = rule.toLowerCase(Locale.ROOT);
            file = file.toLowerCase(Locale.ROOT);
            entry = entry.toLowerCase(Locale.ROOT);
            component = component.toLowerCase(Locale.ROOT);
        }

        /** A document of many components, which by itself says nothing of where a thing is. */
        private boolean isAnywhere() {
            return line == 0 && (entry.isEmpty() || entry.equals("customizations.xml") || entry.equals("solution.xml"));
        }
    }

    private Merge() {}

    /**
     * For each finding of the service the number of the offline finding that is the same, or -1.
     *
     * @param offline in their order
     */
    public static int[] of(List<Key> offline, List<Key> service) {
        int[] partner = new int[service.size()];
        Arrays.fill(partner, -1);
        boolean[] taken = new boolean[offline.size()];
        exactly(offline, service, partner, taken);
        Free byFile = new Free(taken);
        Free byComponent = new Free(taken);
        for (int i = 0; i < offline.size(); i++) {
            Key key = offline.get(i);
            if (!taken[i]) {
                for (String file : new LinkedHashSet<>(List.of(key.file, key.entry))) {
                    byFile.add(key.rule + '\n' + file, key, i);
                    byFile.add(key.rule + '\n' + file + '\n' + key.component, key, i);
                }
                byComponent.add(key.rule + '\n' + key.component, key, i);
            }
        }
        // those of a component by its name go first, so that they do not lose it to one that would take any
        for (boolean named : new boolean[] {true, false}) {
            for (int s = 0; s < service.size(); s++) {
                if (partner[s] >= 0) {
                    continue;
                }
                Key key = service.get(s);
                if (named && key.component.isEmpty()) {
                    continue;
                }
                int found = -1;
                for (String file : List.of(key.file, key.entry)) {
                    if (found < 0) {
                        String place = key.rule + '\n' + file;
                        found = byFile.first(named ? place + '\n' + key.component : place, key);
                    }
                }
                if (found < 0 && named && key.isAnywhere()) {
                    found = byComponent.first(key.rule + '\n' + key.component, key);
                }
                if (found >= 0) {
                    partner[s] = found;
                    taken[found] = true;
                }
            }
        }
        return partner;
    }

    private static void exactly(List<Key> offline, List<Key> service, int[] partner, boolean[] taken) {
        Map<String, Deque<Integer>> byLine = new HashMap<>();
        for (int i = 0; i < offline.size(); i++) {
            Key key = offline.get(i);
            if (key.line > 0) {
                byLine.computeIfAbsent(line(key), text -> new ArrayDeque<>()).add(i);
            }
        }
        for (int s = 0; s < service.size(); s++) {
            Deque<Integer> same = service.get(s).line > 0 ? byLine.get(line(service.get(s))) : null;
            if (same != null && !same.isEmpty()) {
                partner[s] = same.poll();
                taken[partner[s]] = true;
            }
        }
    }

    private static String line(Key key) {
        return key.rule + '\n' + key.file + '\n' + key.line;
    }

    /** Findings that have no partner yet, each kind in its order. What has got one is dropped when it is met. */
    private static final class Free {

        private final boolean[] taken;
        private final Map<String, Deque<Integer>> all = new HashMap<>();
        private final Map<String, Deque<Integer>> withoutLine = new HashMap<>();

        Free(boolean[] taken) {
            this.taken = taken;
        }

        void add(String kind, Key key, int number) {
            all.computeIfAbsent(kind, text -> new ArrayDeque<>()).add(number);
            if (key.line <= 0) {
                withoutLine.computeIfAbsent(kind, text -> new ArrayDeque<>()).add(number);
            }
        }

        /** The first of a kind that can be the same as a finding: it has no other line. */
        int first(String kind, Key key) {
            Deque<Integer> candidates = (key.line > 0 ? withoutLine : all).get(kind);
            while (candidates != null && !candidates.isEmpty()) {
                int candidate = candidates.peek();
                if (!taken[candidate]) {
                    return candidate;
                }
                candidates.poll();
            }
            return -1;
        }
    }
}
