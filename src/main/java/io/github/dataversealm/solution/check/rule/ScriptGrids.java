package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import io.github.dataversealm.solution.check.javascript.Script;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the rows of grids through the variables of a script, and finds where {@code getData()} is called on one. Variables
 * hold for the rest of the script, as in Microsoft's rule.
 */
final class ScriptGrids implements Script.Visitor {

    private static final Set<String> ROW_LISTS = Set.of("getRows", "getSelectedRows");

    /** What a variable holds. */
    private enum Holds {
        GRID,
        ROWS,
        ROW,
        GETTER
    }

    private final Consumer<Node> found;
    private final Map<String, Holds> variables = new HashMap<>();

    ScriptGrids(Consumer<Node> found) {
        this.found = found;
    }

    @Override
    public void enter(Node node) {
        switch (node.kind()) {
            case FOR_IN -> {
                if (node.first().is(Kind.IDENTIFIER) && holds(node.child(1)) == Holds.ROWS) {
                    variables.put(node.first().name(), Holds.ROW);
                }
            }
            case CALL -> forEach(node);
            case ASSIGNMENT -> {
                if (node.first().is(Kind.IDENTIFIER) && holds(node.child(1)) != null) {
                    variables.put(node.first().name(), Holds.GRID);
                }
            }
            case DECLARATOR -> declared(node);
            default -> {
                // holds nothing
            }
        }
    }

    @Override
    public void leave(Node node) {
        if (node.is(Kind.CALL)
                && isMember(node.first(), "getData")
                && isRow(node.first().object())) {
            found.accept(node);
        }
    }

    private Holds holds(Node node) {
        return node.is(Kind.IDENTIFIER) ? variables.get(node.name()) : null;
    }

    private Holds rootHolds(Node node) {
        return variables.get(ScriptNames.root(node));
    }

    private static boolean isMember(Node node, String property) {
        return node.is(Kind.MEMBER) && node.property().isIdentifier(property);
    }

    private static boolean isRowList(Node member) {
        return member.is(Kind.MEMBER)
                && member.property().is(Kind.IDENTIFIER)
                && ROW_LISTS.contains(member.property().name());
    }

    private void forEach(Node call) {
        Node callee = call.first();
        Node function = call.child(1);
        if (isMember(callee, "forEach")
                && holds(callee.object()) == Holds.ROWS
                && function.is(Kind.FUNCTION)
                && function.child(1).is(Kind.IDENTIFIER)) {
            variables.put(function.child(1).name(), Holds.ROW);
        }
    }

    private void declared(Node declarator) {
        Node value = declarator.child(1);
        if (!declarator.first().is(Kind.IDENTIFIER)) {
            return;
        }
        Holds holds = value.is(Kind.CALL) ? held(value.first()) : value.is(Kind.MEMBER) ? heldMember(value) : null;
        if (holds != null) {
            variables.put(declarator.first().name(), holds);
        }
    }

    /** What the call of it gives. */
    private Holds held(Node callee) {
        if (callee.isIdentifier("getGrid")) {
            return Holds.GRID;
        }
        Node object = callee.object();
        boolean call = object.is(Kind.CALL) && object.first().is(Kind.IDENTIFIER);
        if (isRowList(callee)) {
            boolean ofGrid = call && object.first().name().equals("getGrid");
            return ofGrid || rootHolds(callee) == Holds.GRID ? Holds.ROWS : null;
        }
        if (isMember(callee, "get")) {
            boolean ofRows = call && ROW_LISTS.contains(object.first().name());
            return ofRows || rootHolds(callee) == Holds.ROWS ? Holds.ROW : null;
        }
        return null;
    }

    private Holds heldMember(Node member) {
        Kind property = member.property().kind();
        boolean literal = property == Kind.NUMBER || property == Kind.STRING;
        if (literal && holds(member.object()) == Holds.ROWS) {
            return Holds.ROW;
        }
        return isMember(member, "get") ? Holds.GETTER : null;
    }

    private boolean isRow(Node object) {
        switch (object.kind()) {
            case IDENTIFIER -> {
                return holds(object) == Holds.ROW;
            }
            case MEMBER -> {
                return holds(object.object()) == Holds.ROWS;
            }
            case CALL -> {
                Node callee = object.first();
                if (callee.is(Kind.IDENTIFIER)) {
                    return holds(callee) == Holds.GETTER;
                }
                Node of = callee.object();
                return isMember(callee, "get")
                        && (holds(of) == Holds.ROWS || of.is(Kind.CALL) && isRowList(of.first()));
            }
            default -> {
                return false;
            }
        }
    }
}
