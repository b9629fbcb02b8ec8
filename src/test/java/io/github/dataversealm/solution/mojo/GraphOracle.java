package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.mojo.GraphModel.Declaration;
import io.github.dataversealm.solution.mojo.GraphModel.PackageNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what must come out for a graph, found in other ways than the plugin's: versions by looking at all places at once, order
 * by trying permutations, circles by the transitive closure of a matrix.
 */
final class GraphOracle {

    /** A place where a solution is declared: by which chosen one, how deep, and where among others of that depth. */
    private record Place(int by, int depth, List<Integer> path, Declaration declaration) {}

    private final GraphModel model;

    /** The number of the chosen version; -1 for a solution that does not come along. */
    final int[] chosen;

    /** That no version satisfies all ranges. */
    final boolean unsolvable;

    GraphOracle(GraphModel model) {
        this.model = model;
        this.chosen = new int[model.size];
        Arrays.fill(chosen, -1);
        this.unsolvable = !choose();
    }

    // ---------------------------------------------------------------- versions

    /** Declarations lead from lower to higher numbers, those that close a circle apart, so one pass is enough. */
    private boolean choose() {
        int[] depth = new int[model.size];
        List<List<Integer>> paths = new ArrayList<>();
        for (int i = 0; i < model.size; i++) {
            paths.add(List.of());
        }
        chosen[0] = 0;
        for (int to = 1; to < model.size; to++) {
            List<Place> places = places(to, depth, paths);
            if (places.isEmpty()) {
                continue;
            }
            List<int[]> ranges = places.stream()
                    .map(Place::declaration)
                    .filter(Declaration::isRange)
                    .map(this::bounds)
                    .toList();
            Place best = null;
            int version = -1;
            for (Place place : places) {
                Optional<Integer> fits = highest(place.declaration(), to, ranges);
                if (best == null && fits.isPresent()) {
                    best = place;
                    version = fits.get();
                }
            }
            if (best == null) {
                return false;
            }
            chosen[to] = version;
            depth[to] = best.depth();
            paths.set(to, best.path());
        }
        return true;
    }

    private List<Place> places(int to, int[] depth, List<List<Integer>> paths) {
        List<Place> places = new ArrayList<>();
        for (int by = 0; by < to; by++) {
            if (chosen[by] < 0) {
                continue;
            }
            List<Declaration> declared = model.declarations.get(by);
            for (int i = 0; i < declared.size(); i++) {
                if (declared.get(i).to() == to) {
                    List<Integer> path = new ArrayList<>(paths.get(by));
                    path.add(i);
                    places.add(new Place(by, depth[by] + 1, path, declared.get(i)));
                }
            }
        }
        places.sort(Comparator.comparingInt(Place::depth).thenComparing(Place::path, GraphOracle::compare));
        return places;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int compared = Integer.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private Optional<Integer> highest(Declaration declaration, int to, List<int[]> ranges) {
        int[] own = declaration.isRange() ? bounds(declaration) : exact(declaration);
        for (int version = model.versions[to] - 1; version >= 0; version--) {
            int candidate = version;
            boolean isIn = candidate >= own[0]
                    && candidate <= own[1]
                    && ranges.stream().allMatch(range -> candidate >= range[0] && candidate <= range[1]);
            if (isIn) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private int[] bounds(Declaration range) {
        return range.version().endsWith(")")
                ? new int[] {0, Integer.MAX_VALUE}
                : new int[] {0, Integer.parseInt(range.version().split("\\.")[3])};
    }

    private static int[] exact(Declaration declaration) {
        int version = Integer.parseInt(declaration.version().split("\\.")[1]);
        return new int[] {version, version};
    }

    // ---------------------------------------------------------------- order and circles

    /**
     * Whether one solution has to be there before another, among those that come along. A need without a name counts unless
     * it leads to something that needs it back for sure.
     */
    boolean[][] needs() {
        boolean[][] needs = sure();
        boolean[][] reach = closure(sure());
        for (int from = 0; from < model.size; from++) {
            for (PackageNeed need : model.needs.get(from)) {
                needs[from][need.to()] |= chosen[from] >= 0 && chosen[need.to()] >= 0 && !reach[need.to()][from];
            }
        }
        return needs;
    }

    private boolean[][] sure() {
        boolean[][] needs = new boolean[model.size][model.size];
        for (int from = 0; from < model.size; from++) {
            if (chosen[from] < 0) {
                continue;
            }
            for (Declaration declaration : model.declarations.get(from)) {
                needs[from][declaration.to()] |= chosen[declaration.to()] >= 0;
            }
            for (PackageNeed need : model.needs.get(from)) {
                needs[from][need.to()] |= need.version() > 0 && chosen[need.to()] >= 0;
            }
        }
        return needs;
    }

    /** What a walk along needs leads to (Warshall). */
    private boolean[][] closure(boolean[][] reach) {
        for (int via = 0; via < model.size; via++) {
            for (int from = 0; from < model.size; from++) {
                for (int to = 0; to < model.size; to++) {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        return reach;
    }

    /** Which solutions are in a circle: those that a walk along needs leads back to. */
    Set<Integer> circular() {
        boolean[][] reach = closure(needs());
        Set<Integer> circular = new TreeSet<>();
        for (int i = 0; i < model.size; i++) {
            if (reach[i][i]) {
                circular.add(i);
            }
        }
        return circular;
    }

    /** The first permutation, counted from the given order, in which everything comes after what it needs. */
    Optional<List<Integer>> order(List<Integer> given) {
        return extend(new ArrayList<>(), given, needs());
    }

    private static Optional<List<Integer>> extend(List<Integer> begun, List<Integer> given, boolean[][] needs) {
        if (begun.size() == given.size()) {
            return isInOrder(begun, needs) ? Optional.of(List.copyOf(begun)) : Optional.empty();
        }
        for (int next : given) {
            if (!begun.contains(next)) {
                begun.add(next);
                Optional<List<Integer>> found = extend(begun, given, needs);
                if (found.isPresent()) {
                    return found;
                }
                begun.remove(begun.size() - 1);
            }
        }
        return Optional.empty();
    }

    /** Looks at each pair. */
    static boolean isInOrder(List<Integer> order, boolean[][] needs) {
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                if (needs[order.get(i)][order.get(j)]) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- what does not agree

    /** {@code KIND Solution} for each finding. */
    Set<String> findings() {
        Set<String> findings = new TreeSet<>();
        Set<Integer> tooLow = new TreeSet<>();
        for (int from = 0; from < model.size; from++) {
            for (PackageNeed need : model.needs.get(from)) {
                boolean there = chosen[need.to()] >= 0;
                if (chosen[from] >= 0 && there && need.version() > 0 && chosen[need.to()] < need.version() - 1) {
                    tooLow.add(need.to());
                }
                if (from == 0 && !there) {
                    findings.add("UNDECLARED " + (need.version() == 0 ? "" : GraphModel.name(need.to())));
                }
            }
        }
        tooLow.forEach(solution -> findings.add("TOO_LOW " + GraphModel.name(solution)));
        for (int from = 0; from < model.size; from++) {
            for (Declaration declaration : model.declarations.get(from)) {
                int to = declaration.to();
                if (chosen[from] >= 0
                        && to > from
                        && !declaration.isRange()
                        && exact(declaration)[0] > chosen[to]
                        && !tooLow.contains(to)) {
                    findings.add("LOWERED " + GraphModel.name(to));
                }
            }
        }
        model.declarations.get(0).stream()
                .filter(declaration -> isIdle(declaration.to()))
                .forEach(declaration -> findings.add("UNNEEDED " + GraphModel.name(declaration.to())));
        return findings;
    }

    /** Whether the first solution needs neither this one nor what no other of its declarations leads to. */
    private boolean isIdle(int direct) {
        Set<Integer> used = new TreeSet<>();
        model.needs.get(0).forEach(need -> used.add(need.to()));
        Set<Integer> byOthers = new TreeSet<>();
        model.declarations.get(0).stream()
                .filter(declaration -> declaration.to() != direct)
                .forEach(declaration -> byOthers.addAll(below(declaration.to())));
        Set<Integer> alone = new TreeSet<>(below(direct));
        alone.removeAll(byOthers);
        alone.add(direct);
        alone.retainAll(used);
        return alone.isEmpty();
    }

    private Set<Integer> below(int from) {
        Set<Integer> all = new TreeSet<>(Set.of(from));
        int before = 0;
        while (all.size() > before) {
            before = all.size();
            for (int solution : List.copyOf(all)) {
                model.declarations.get(solution).stream()
                        .map(Declaration::to)
                        .filter(to -> to > 0)
                        .forEach(all::add);
            }
        }
        return all;
    }
}
