package io.github.dataversealm.solution.mojo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

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

    /** {@code from} declares {@code to} in that version or range. */
    record Declaration(int to, String version) {

        boolean isRange() {
            return version.startsWith("[");
        }
    }

    /** A package needs the choice of another solution; {@code version} 0: the package does not say which solution has it. */
    record PackageNeed(int to, int version) {}

    final Kind kind;
    final int size;

    /** How many versions each has: 1.0.0, 1.1.0 and so on. */
    final int[] versions;

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
        int version = random.nextInt(versions[to]);
        boolean range = kind == Kind.RANGES && random.nextBoolean();
        String text = range ? random.nextBoolean() ? "[1.0,2.0)" : "[1.0.0,1." + version + ".0]" : version(version);
        declarations.get(from).add(new Declaration(to, text));
        // A need names a version that is certainly there: the lowest. Only other kinds of graphs go wrong.
        int style = random.nextInt(4);
        if (style > 0) {
            needs.get(from).add(new PackageNeed(to, style == 1 ? 0 : 1));
        }
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
                    declarations.get(last).add(new Declaration(back, version(0)));
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
