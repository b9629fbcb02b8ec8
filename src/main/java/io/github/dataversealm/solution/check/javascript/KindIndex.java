package io.github.dataversealm.solution.check.javascript;

/** The nodes of a tree by their kinds, in the order of the script: most rules look at one kind only. */
final class KindIndex {

    private static final Kind[] KINDS = Kind.values();

    private final int[][] nodes = new int[KINDS.length][];

    KindIndex(Tree tree, Runnable pause) {
        int[] counts = new int[KINDS.length];
        new Walk(tree, pause).over(tree.root(), new Walk.Steps() {
            @Override
            public void enter(int node) {
                counts[tree.kind(node).ordinal()]++;
            }

            @Override
            public void leave(int node) {
                // was counted
            }
        });
        for (int i = 0; i < counts.length; i++) {
            nodes[i] = new int[counts[i]];
            counts[i] = 0;
        }
        new Walk(tree, pause).over(tree.root(), new Walk.Steps() {
            @Override
            public void enter(int node) {
                int kind = tree.kind(node).ordinal();
                nodes[kind][counts[kind]++] = node;
            }

            @Override
            public void leave(int node) {
                // was taken
            }
        });
    }

    int[] of(Kind kind) {
        return nodes[kind.ordinal()];
    }
}
