package io.github.dataversealm.solution.check.javascript;

/** Goes through the nodes of a tree in the order of the script, however deep it is. */
final class Walk {

    /** What happens at a node. */
    interface Steps {
        void enter(int node);

        void leave(int node);
    }

    private final Tree tree;
    private final Runnable pause;

    Walk(Tree tree, Runnable pause) {
        this.tree = tree;
        this.pause = pause;
    }

    void over(int root, Steps steps) {
        int node = root;
        while (node != 0) {
            pause.run();
            steps.enter(node);
            int child = tree.firstChild(node);
            node = child == 0 ? behind(node, root, steps) : child;
        }
    }

    /** Leaves a node, and those that end with it; the node that follows, 0 behind the last one. */
    private int behind(int last, int root, Steps steps) {
        int node = last;
        for (; ; ) {
            steps.leave(node);
            if (node == root) {
                return 0;
            }
            int next = tree.next(node);
            if (next != 0) {
                return next;
            }
            node = tree.parent(node);
        }
    }
}
