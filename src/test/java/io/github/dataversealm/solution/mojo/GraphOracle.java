package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.mojo.GraphModel.Declaration;
import io.github.dataversealm.solution.mojo.GraphModel.PackageNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
            List<Declaration> ranges = places.stream()
                    .map(Place::declaration)
                    .filter(Declaration::isRange)
                    .toList();
            if (!ranges.stream().allMatch(range -> isPublished(range))) {
                return false;
            }
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

    private Optional<Integer> highest(Declaration declaration, int to, List<Declaration> ranges) {
        for (int version = model.versions[to] - 1; version >= 0; version--) {
            int candidate = number(version);
            if ((declaration.isRange() || declaration.version().equals(GraphModel.version(version)))
                    && ranges.stream().allMatch(range -> takes(range, candidate))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** Maven takes a range for wrong in which there is nothing, whatever is declared elsewhere. */
    private boolean isPublished(Declaration range) {
        return IntStream.range(0, model.versions[range.to()]).anyMatch(version -> takes(range, number(version)));
    }

    private static boolean takes(Declaration range, int number) {
        return range.range().stream().anyMatch(interval -> interval.has(number));
    }

    private static int number(int version) {
        return GraphModel.number(1, version, 0);
    }

    private static int exact(Declaration declaration) {
        return Integer.parseInt(declaration.version().split("\\.")[1]);
    }

    // ---------------------------------------------------------------- environments

    /** Whether an installed version does: for each declaration that counts, and for each package that names one. */
    private boolean does(int solution, int installed) {
        return isDeclared(solution, installed)
                && model.needs.entrySet().stream()
                        .filter(by -> chosen[by.getKey()] >= 0)
                        .flatMap(by -> by.getValue().stream())
                        .filter(need -> need.to() == solution && need.version() > 0)
                        .map(need -> need.version() - 1)
                        // a higher one is an error of its own
                        .filter(version -> version <= chosen[solution])
                        .allMatch(version -> installed >= number(version));
    }

    private List<Declaration> declared(int solution) {
        return model.declarations.entrySet().stream()
                .filter(by -> chosen[by.getKey()] >= 0)
                .flatMap(by -> by.getValue().stream())
                .filter(declaration -> declaration.to() == solution)
                .toList();
    }

    /** Without a range the version that Maven chose is the least; with one, each that is declared and was not overruled. */
    private boolean isDeclared(int solution, int installed) {
        List<Declaration> declared = declared(solution);
        if (declared.stream().noneMatch(Declaration::isRange)) {
            return installed >= number(chosen[solution]);
        }
        return declared.stream()
                .allMatch(declaration -> declaration.isRange()
                        ? takes(declaration, installed)
                        : exact(declaration) > chosen[solution] || installed >= number(exact(declaration)));
    }

    /** Whether what is declared takes no lower version than this one, tried with many. */
    private boolean isLeast(int solution, int version) {
        for (int minor = 0; minor < version; minor++) {
            for (int patch = 0; patch < 3; patch++) {
                if (isDeclared(solution, GraphModel.number(1, minor, patch))) {
                    return false;
                }
            }
        }
        return !isDeclared(solution, 0);
    }

    /**
     * What an environment lacks, one line for each solution. Only one that is lower than what would be imported is mended by
     * that.
     *
     * @param installed the versions, by the number of the solution
     */
    Set<String> lacking(Map<Integer, String> installed) {
        Set<String> lacking = new TreeSet<>();
        for (int solution = 1; solution < model.size; solution++) {
            String version = installed.get(solution);
            if (chosen[solution] >= 0) {
                String name = GraphModel.name(solution) + ": ";
                if (version == null) {
                    lacking.add(name + "not installed");
                } else if (!does(solution, number(version))) {
                    lacking.add(name
                            + (number(version) > number(chosen[solution])
                                    ? version + " is installed, which is too high"
                                    : "only " + version + " is installed"));
                }
            }
        }
        return lacking;
    }

    private static int number(String version) {
        String[] parts = version.split("\\.");
        return GraphModel.number(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
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
        Set<Integer> tooWide = tooWide();
        tooWide.forEach(solution -> findings.add("TOO_WIDE " + GraphModel.name(solution)));
        for (int from = 0; from < model.size; from++) {
            for (Declaration declaration : model.declarations.get(from)) {
                int to = declaration.to();
                if (chosen[from] >= 0
                        && to > from
                        && !declaration.isRange()
                        && exact(declaration) > chosen[to]
                        && !tooLow.contains(to)
                        && !tooWide.contains(to)) {
                    findings.add("LOWERED " + GraphModel.name(to));
                }
            }
        }
        model.declarations.get(0).stream()
                .filter(declaration -> isIdle(declaration.to()))
                .forEach(declaration -> findings.add("UNNEEDED " + GraphModel.name(declaration.to())));
        return findings;
    }

    /** Whose ranges take versions with which the first solution cannot be imported. */
    private Set<Integer> tooWide() {
        Set<Integer> tooWide = new TreeSet<>();
        for (PackageNeed need : model.needs.get(0)) {
            int to = need.to();
            int version = need.version() - 1;
            if (version >= 0
                    && version <= chosen[to]
                    && declared(to).stream().anyMatch(Declaration::isRange)
                    && !isLeast(to, version)) {
                tooWide.add(to);
            }
        }
        return tooWide;
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
