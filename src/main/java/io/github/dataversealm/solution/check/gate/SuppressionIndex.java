package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.path.CaseKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the suppressions of a finding without a look at all of them. Each is under its file or folder, and there under the
 * component or else the rule that it names as a whole. What names none of these, such as a family of rules, is looked at for
 * each finding of its folder.
 */
final class SuppressionIndex {

    private static final String EVERYWHERE = "";
    private static final String WEB = "web-";

    private final List<Suppression> suppressions;
    private final Map<String, Names> files = new HashMap<>();
    private final Map<String, Names> folders = new HashMap<>();

    /** The numbers of suppressions by what they name. */
    private record Names(
            Map<String, List<Integer>> byComponent, Map<String, List<Integer>> byRule, List<Integer> rest) {

        Names() {
            this(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        }

        void add(Suppression suppression, int number) {
            if (isWhole(suppression.component())) {
                byComponent
                        .computeIfAbsent(lower(suppression.component()), name -> new ArrayList<>())
                        .add(number);
            } else if (isWhole(suppression.rule())) {
                byRule.computeIfAbsent(lower(suppression.rule()), name -> new ArrayList<>())
                        .add(number);
            } else {
                rest.add(number);
            }
        }

        void find(Finding finding, TreeSet<Integer> found) {
            found.addAll(rest);
            if (!byComponent.isEmpty()) {
                found.addAll(byComponent.getOrDefault(lower(finding.subject().name()), List.of()));
                found.addAll(byComponent.getOrDefault(lower(finding.subject().toString()), List.of()));
            }
            if (!byRule.isEmpty()) {
                String rule = lower(finding.rule().id());
                found.addAll(byRule.getOrDefault(rule, List.of()));
                if (rule.startsWith(WEB)) {
                    found.addAll(byRule.getOrDefault(rule.substring(WEB.length()), List.of()));
                }
            }
        }

        private static boolean isWhole(String name) {
            return !name.isEmpty() && name.indexOf('*') < 0;
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    SuppressionIndex(List<Suppression> suppressions) {
        this.suppressions = suppressions;
        for (int i = 0; i < suppressions.size(); i++) {
            Suppression suppression = suppressions.get(i);
            Extent extent = suppression.extent();
            Map<String, Names> places = extent.isFolder() || extent.path().isEmpty() ? folders : files;
            places.computeIfAbsent(CaseKey.of(extent.path()), path -> new Names())
                    .add(suppression, i);
        }
    }

    /** The suppressions that fit a finding, in their order. */
    List<Suppression> fitting(Finding finding) {
        return candidates(finding).stream()
                .filter(suppression -> suppression.fits(finding))
                .toList();
    }

    /** Those that must be looked at, since they name nothing that the finding has not. */
    List<Suppression> candidates(Finding finding) {
        if (suppressions.isEmpty()) {
            return List.of();
        }
        TreeSet<Integer> candidates = new TreeSet<>();
        String path = CaseKey.of(finding.file());
        find(files, path, finding, candidates);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            find(folders, path.substring(0, slash), finding, candidates);
        }
        find(folders, EVERYWHERE, finding, candidates);
        return candidates.stream().map(suppressions::get).toList();
    }

    private static void find(Map<String, Names> places, String path, Finding finding, TreeSet<Integer> candidates) {
        Names names = places.get(path);
        if (names != null) {
            names.find(finding, candidates);
        }
    }
}
