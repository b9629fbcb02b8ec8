package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a script, in arrays: a bundled library has millions of them. A node is a number; 0 is none. Children are made
 * before their parents.
 */
final class Tree {

    static final int COMPUTED = 1;
    static final int OPTIONAL = 2;
    static final int PARENTHESIZED = 4;
    static final int DIRECTIVE = 8;

    private static final Kind[] KINDS = Kind.values();

    private final String source;
    private final LineStarts lines;
    private final int most;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    private byte[] kinds = new byte[256];
    private byte[] flags = new byte[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] nameOf = new int[256];
    private int[] parents = new int[256];
    private int[] firsts = new int[256];
    private int[] nexts = new int[256];
    private int size = 1;
    private int root;

    /** @param most how many nodes it may have */
    Tree(String source, int most) {
        this.source = source;
        this.lines = new LineStarts(source);
        this.most = most;
        names.add("");
    }

    String source() {
        return source;
    }

    LineStarts lines() {
        return lines;
    }

    int size() {
        return size;
    }

    int root() {
        return root;
    }

    void root(int node) {
        root = node;
    }

    // ---------------------------------------------------------------- making

    /** @throws ScriptTooLargeException when there are too many nodes */
    int add(Kind kind, int start, int end) {
        if (size >= most) {
            throw new ScriptTooLargeException("it has more than " + most + " parts");
        }
        if (size == kinds.length) {
            grow();
        }
        int node = size++;
        kinds[node] = (byte) kind.ordinal();
        starts[node] = start;
        ends[node] = end;
        return node;
    }

    private void grow() {
        int length = Math.min(most, size + (size >> 1) + 1);
        kinds = Arrays.copyOf(kinds, length);
        flags = Arrays.copyOf(flags, length);
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
        nameOf = Arrays.copyOf(nameOf, length);
        parents = Arrays.copyOf(parents, length);
        firsts = Arrays.copyOf(firsts, length);
        nexts = Arrays.copyOf(nexts, length);
    }

    int add(Kind kind, int start, int end, String name) {
        int node = add(kind, start, end);
        name(node, name);
        return node;
    }

    /** Makes a node of children; a child 0 becomes a node of kind {@code NONE} unless it is the last one. */
    int add(Kind kind, int start, int end, String name, int... children) {
        int node = add(kind, start, end, name);
        int last = children.length;
        while (last > 0 && children[last - 1] == 0) {
            last--;
        }
        int before = 0;
        for (int i = 0; i < last; i++) {
            int child = children[i] == 0 ? add(Kind.NONE, start, start) : children[i];
            before = link(node, before, child);
        }
        return node;
    }

    /** Appends a child behind another; 0 when it is the first one. */
    int link(int node, int before, int child) {
        if (before == 0) {
            firsts[node] = child;
        } else {
            nexts[before] = child;
        }
        nexts[child] = 0;
        parents[child] = node;
        return child;
    }

    void name(int node, String name) {
        nameOf[node] = number(name);
    }

    private int number(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        Integer number = numbers.get(name);
        if (number == null) {
            number = names.size();
            names.add(name);
            numbers.put(name, number);
        }
        return number;
    }

    /** The one instance of a name. */
    String shared(String name) {
        return names.get(number(name));
    }

    void kind(int node, Kind kind) {
        kinds[node] = (byte) kind.ordinal();
    }

    void set(int node, int flag) {
        flags[node] |= (byte) flag;
    }

    void end(int node, int end) {
        ends[node] = end;
    }

    // ---------------------------------------------------------------- asking

    Kind kind(int node) {
        return KINDS[kinds[node]];
    }

    boolean has(int node, int flag) {
        return (flags[node] & flag) != 0;
    }

    int start(int node) {
        return starts[node];
    }

    int end(int node) {
        return ends[node];
    }

    String name(int node) {
        return names.get(nameOf[node]);
    }

    /** The number of the node's name: the same for the same name. */
    int nameNumber(int node) {
        return nameOf[node];
    }

    /** The number of a name; 0 when the script does not have it. */
    int nameNumber(String name) {
        return numbers.getOrDefault(name, 0);
    }

    int parent(int node) {
        return parents[node];
    }

    int firstChild(int node) {
        return firsts[node];
    }

    int next(int node) {
        return nexts[node];
    }
}
