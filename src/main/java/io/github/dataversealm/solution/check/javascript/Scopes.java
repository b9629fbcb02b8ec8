package io.github.dataversealm.solution.check.javascript;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names a script declares, and where they hold: tells a local {@code top} from the window's. It knows functions,
 * parameters, {@code var}, {@code let}, {@code const}, classes, imports and {@code catch}.
 */
final class Scopes {

    private static final Set<Kind> OF_VAR =
            Set.of(Kind.PROGRAM, Kind.FUNCTION, Kind.FUNCTION_DECLARATION, Kind.ARROW, Kind.STATIC_BLOCK, Kind.NONE);

    /** One scope: what it is in, the node it belongs to, and its names by their numbers. */
    private static final class Scope {

        private final Scope outer;
        private final Kind kind;
        private Set<Integer> names = Set.of();

        Scope(Scope outer, Kind kind) {
            this.outer = outer;
            this.kind = kind;
        }

        void declare(int name) {
            if (names.isEmpty()) {
                names = new HashSet<>(4);
            }
            names.add(name);
        }
    }

    private final Tree tree;
    private final Set<Integer> declaredSomewhere = new HashSet<>();
    private final List<Scope> scopes = new ArrayList<>();
    /** For each node the scope that it is in. */
    private final int[] scopeOf;

    Scopes(Tree tree, Runnable pause) {
        this.tree = tree;
        this.scopeOf = new int[tree.size()];
        List<Integer> open = new ArrayList<>();
        scopes.add(new Scope(null, Kind.NONE));
        open.add(0);
        new Walk(tree, pause).over(tree.root(), new Walk.Steps() {
            @Override
            public void enter(int node) {
                int here = open.get(open.size() - 1);
                declareOutside(node, scopes.get(here));
                if (isScope(node)) {
                    scopes.add(new Scope(scopes.get(here), tree.kind(node)));
                    here = scopes.size() - 1;
                    open.add(here);
                    declareInside(node, scopes.get(here));
                }
                scopeOf[node] = here;
            }

            @Override
            public void leave(int node) {
                if (isScope(node)) {
                    open.remove(open.size() - 1);
                }
            }
        });
    }

    /** Whether the script declares a name so that it holds at a node. */
    boolean isDeclared(int name, int node) {
        if (!declaredSomewhere.contains(name)) {
            return false;
        }
        for (Scope scope = scopes.get(scopeOf[node]); scope != null; scope = scope.outer) {
            if (scope.names.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isScope(int node) {
        return switch (tree.kind(node)) {
            case PROGRAM,
                    FUNCTION,
                    FUNCTION_DECLARATION,
                    ARROW,
                    FOR,
                    FOR_IN,
                    FOR_OF,
                    SWITCH,
                    CATCH,
                    CLASS,
                    CLASS_DECLARATION,
                    STATIC_BLOCK -> true;
            case BLOCK -> !isBody(node);
            default -> false;
        };
    }

    private boolean isBody(int block) {
        return switch (tree.kind(tree.parent(block))) {
            case FUNCTION, FUNCTION_DECLARATION, ARROW -> true;
            default -> false;
        };
    }

    private void declareOutside(int node, Scope scope) {
        switch (tree.kind(node)) {
            case FUNCTION_DECLARATION, CLASS_DECLARATION -> bind(tree.firstChild(node), scope);
            case IMPORT_SPECIFIER -> bind(tree.next(tree.firstChild(node)), scope);
            case VARIABLES -> {
                Scope target = tree.name(node).equals("var") ? scopeOfVar(scope) : scope;
                for (int i = tree.firstChild(node); i != 0; i = tree.next(i)) {
                    bind(tree.firstChild(i), target);
                }
            }
            default -> {
                // declares nothing
            }
        }
    }

    private static Scope scopeOfVar(Scope scope) {
        Scope found = scope;
        while (!OF_VAR.contains(found.kind)) {
            found = found.outer;
        }
        return found;
    }

    private void declareInside(int node, Scope scope) {
        switch (tree.kind(node)) {
            case FUNCTION, FUNCTION_DECLARATION, ARROW -> {
                for (int i = tree.firstChild(node); tree.next(i) != 0; i = tree.next(i)) {
                    bind(i, scope);
                }
            }
            case CLASS, CATCH -> bind(tree.firstChild(node), scope);
            default -> {
                // declares nothing by itself
            }
        }
    }

    private void bind(int target, Scope scope) {
        switch (tree.kind(target)) {
            case IDENTIFIER -> {
                int name = tree.nameNumber(target);
                scope.declare(name);
                declaredSomewhere.add(name);
            }
            case OBJECT_PATTERN, ARRAY_PATTERN -> {
                for (int i = tree.firstChild(target); i != 0; i = tree.next(i)) {
                    bind(i, scope);
                }
            }
            case PROPERTY -> bind(tree.next(tree.firstChild(target)), scope);
            case DEFAULT, SPREAD -> bind(tree.firstChild(target), scope);
            default -> {
                // a hole, or what is no pattern
            }
        }
    }
}
