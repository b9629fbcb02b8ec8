package io.github.dataversealm.solution.mojo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A made-up set of solutions that need each other; the first is the one that is built. What a solution declares and what its
 * package needs are chosen apart from each other, so that they may contradict.
 */
final class GraphModel {

    enum Kind {
        CHAIN,
        DIAMOND,
        RANGES,
        GAPS,
        CYCLES,
        WRONG_VERSIONS
    }

    /**
     * {@code from} declares {@code to}.
     *
     * @param version as the pom has it
     * @param range the parts of the range; empty when it is a version
     */
    record Declaration(int to, String version, List<Interval> range) {

        static Declaration of(int to, int version) {
            return new Declaration(to, GraphModel.version(version), List.of());
        }

        static Declaration of(int to, Interval... range) {
            return new Declaration(
                    to, Stream.of(range).map(Interval::text).collect(Collectors.joining(",")), List.of(range));
        }

        boolean isRange() {
            return !range.isEmpty();
        }
    }

    /**
     * A part of a range.
     *
     * @param from the lowest version as a {@link #number}, {@code to} the lowest that is too high
     * @param text as Maven writes it
     */
    record Interval(int from, int to, String text) {

        private static final int OPEN = Integer.MAX_VALUE;

        /** Minor versions from one to another. */
        static Interval minors(int from, int to) {
            return new Interval(number(1, from, 0), number(1, to, 0), "[1." + from + ",1." + to + ")");
        }

        static Interval major() {
            return new Interval(number(1, 0, 0), number(2, 0, 0), "[1.0,2.0)");
        }

        static Interval exactly(int minor) {
            return new Interval(number(1, minor, 0), number(1, minor, 1), "[1." + minor + ".0]");
        }

        static Interval upTo(int minor) {
            return new Interval(number(1, 0, 0), number(1, minor, 1), "[1.0.0,1." + minor + ".0]");
        }

        static Interval openAbove(int minor) {
            return new Interval(number(1, minor, 0), OPEN, "[1." + minor + ",)");
        }

        static Interval openBelow(int minor) {
            return new Interval(0, number(1, minor, 0), "(,1." + minor + ")");
        }

        static Interval between(int below, int above) {
            return new Interval(number(1, below, 1), number(1, above, 0), "(1." + below + ",1." + above + ")");
        }

        boolean has(int number) {
            return number >= from && number < to;
        }
    }

    /** A package needs the choice of another solution; {@code version} 0: the package does not say which solution has it. */
    record PackageNeed(int to, int version) {}

    final Kind kind;
    final int size;

    /** How many versions each has: 1.0.0, 1.1.0 and so on. */
    final int[] versions;

    /** Which of them ranges are made for. */
    private final int[] aims;

    /** One that declares it. */
    private final int[] parents;

    final Map<Integer, List<Declaration>> declarations = new TreeMap<>();
    final Map<Integer, List<PackageNeed>> needs = new TreeMap<>();

    GraphModel(Kind kind, Random random) {
        this.kind = kind;
        this.size = 4 + random.nextInt(4);
        // With one version of each, what closes a circle cannot change which versions are chosen.
        this.versions = random.ints(size, 1, kind == Kind.CYCLES ? 2 : 4).toArray();
        versions[0] = 1;
        this.aims = new int[size];
        for (int i = 0; kind == Kind.RANGES && i < size; i++) {
            aims[i] = random.nextInt(versions[i]);
        }
        this.parents = new int[size];
        for (int i = 0; i < size; i++) {
            declarations.put(i, new ArrayList<>());
            needs.put(i, new ArrayList<>());
        }
        for (int to = 1; to < size; to++) {
            // Everything is reached from the first; only in a chain is there one order.
            parents[to] = kind == Kind.CHAIN ? to - 1 : random.nextInt(to);
            for (int from = 0; from < to; from++) {
                if (from == parents[to] || kind != Kind.CHAIN && random.nextInt(4) == 0) {
                    declare(from, to, random);
                }
            }
        }
        flaws(random);
    }

    private void declare(int from, int to, Random random) {
        boolean range = kind == Kind.RANGES && random.nextInt(3) > 0;
        declarations
                .get(from)
                .add(
                        range
                                ? range(to, random.nextInt(20) == 0 ? 0 : aims[to], random)
                                : Declaration.of(to, random.nextInt(versions[to])));
        // A need names a version that is certainly there: the lowest. Only other kinds of graphs go wrong.
        int style = random.nextInt(4);
        if (style > 0) {
            int version = kind == Kind.RANGES ? 1 + random.nextInt(aims[to] + 1) : 1;
            needs.get(from).add(new PackageNeed(to, style == 1 ? 0 : version));
        }
    }

    /** A range that takes a version: of all shapes, with gaps and with parts in which nothing is published. */
    private static Declaration range(int to, int aim, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Declaration.of(to, Interval.major());
            case 1 -> Declaration.of(to, Interval.upTo(aim));
            case 2 -> Declaration.of(to, Interval.openAbove(aim));
            case 3 -> Declaration.of(to, Interval.exactly(aim));
            case 4 -> Declaration.of(to, Interval.openBelow(aim + 1));
            case 5 -> Declaration.of(to, aim == 0 ? Interval.minors(0, 1) : Interval.between(aim - 1, aim + 1));
            case 6 -> Declaration.of(to, Interval.minors(aim, aim + 1), Interval.minors(aim + 2, aim + 4));
            default ->
                Declaration.of(to, Interval.openBelow(1), Interval.minors(aim + 1, aim + 2), Interval.openAbove(8));
        };
    }

    private void flaws(Random random) {
        int last = size - 1;
        switch (kind) {
            case GAPS -> {
                // Something is needed that nobody declares, by name and without.
                for (Map.Entry<Integer, List<Declaration>> declared : declarations.entrySet()) {
                    declared.getValue().removeIf(declaration -> declaration.to() == last);
                }
                needs.values().forEach(all -> all.removeIf(need -> need.to() == last));
                needs.get(0).add(new PackageNeed(last, random.nextInt(2)));
            }
            case CYCLES -> {
                int back = parents[last];
                while (back > 0 && random.nextInt(3) > 0) {
                    back = parents[back];
                }
                if (random.nextBoolean()) {
                    declarations.get(last).add(Declaration.of(back, 0));
                } else {
                    // Only what is named makes a circle.
                    needs.get(last).add(new PackageNeed(back, Math.min(1, random.nextInt(4))));
                }
            }
            case WRONG_VERSIONS -> {
                int to = 1 + random.nextInt(last);
                needs.get(parents[to]).add(new PackageNeed(to, versions[to] + 1));
            }
            default -> {
                // sound
            }
        }
    }

    static String version(int number) {
        return "1." + number + ".0";
    }

    /** A version as one number; the fourth part does not count. */
    static int number(int major, int minor, int patch) {
        return (major * 1_000 + minor) * 1_000 + patch;
    }

    static String name(int solution) {
        return "Solution" + (char) ('A' + solution);
    }

    static String artifact(int solution) {
        return "solution-" + (char) ('a' + solution);
    }

    static int solution(String uniqueName) {
        return uniqueName.charAt(uniqueName.length() - 1) - 'A';
    }

    @Override
    public String toString() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("kind", kind);
        parts.put("versions", Arrays.toString(versions));
        parts.put("declarations", declarations);
        parts.put("needs", needs);
        return parts.toString();
    }
}
