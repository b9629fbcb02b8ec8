package io.github.dataversealm.solution.check.javascript;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A script as rules see it: its syntax tree, its comments, and which names are its own. It has no more than {@value #MAX_PARTS}
 * nodes and as many tokens, which fit into memory beside a solution.
 */
public final class Script {

    private static final int MAX_PARTS = 4_000_000;

    private final Tree tree;
    private final Runnable pause;
    private final List<Comment> comments;
    private final BitSet codeLines;
    private final boolean module;
    private final Optional<Mark> problem;
    private final Optional<Mark> newSyntax;
    private final Scopes scopes;
    private final KindIndex index;
    private final Node root;

    private Script(String text, Runnable pause) {
        this.pause = pause;
        this.tree = new Tree(text, MAX_PARTS);
        Scanner scanner = new Scanner(text, tree, pause, MAX_PARTS);
        Input in = new Input(scanner, tree);
        Statements statements = new Statements(in);
        tree.root(statements.program());
        this.root = new Node(tree, tree.root());
        this.comments = List.copyOf(scanner.comments());
        this.codeLines = scanner.codeLines();
        this.module = in.isModule();
        this.problem = Optional.ofNullable(in.problem()).map(failure -> mark(failure.position(), failure.getMessage()));
        this.newSyntax = in.newer().isEmpty() ? Optional.empty() : Optional.of(mark(in.newerAt(), in.newer()));
        this.scopes = new Scopes(tree, pause);
        this.index = new KindIndex(tree, pause);
    }

    /**
     * Reads a script. Takes time in proportion to it. What is no JavaScript is left out.
     *
     * @param pause is called often; may throw to end the work
     * @throws ScriptTooLargeException when it has too many parts
     */
    public static Script of(String text, Runnable pause) {
        return new Script(text, pause);
    }

    /**
     * A place in the script, and what is there.
     *
     * @param line from 1
     * @param column in characters, from 1
     */
    public record Mark(String what, int line, int column) {}

    /** Where the operator of an operation with two operands stands. */
    public Mark operator(Node operation) {
        return mark(
                Operators.position(
                        tree.source(),
                        operation.first().end(),
                        operation.child(1).start(),
                        operation.name()),
                operation.name());
    }

    private Mark mark(int position, String what) {
        return new Mark(what, tree.lines().line(position), tree.lines().column(position));
    }

    /** What happens at the nodes on the way through the script. */
    public interface Visitor {

        void enter(Node node);

        /** All that is in the node was seen. */
        default void leave(Node node) {}
    }

    public String text() {
        return tree.source();
    }

    public Node root() {
        return root;
    }

    /** The comments, in their order. */
    public List<Comment> comments() {
        return comments;
    }

    /** Whether code begins in that line, from 1. */
    public boolean hasCode(int line) {
        return codeLines.get(line);
    }

    /** The first line with code behind that one; empty when none comes. */
    public OptionalInt nextCode(int line) {
        int next = codeLines.nextSetBit(line + 1);
        return next < 0 ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /** Whether it imports or exports, so that it is strict by itself. */
    public boolean isModule() {
        return module;
    }

    /** The first place that is no JavaScript. */
    public Optional<Mark> problem() {
        return problem;
    }

    /** The first syntax that came after ECMAScript 2018. */
    public Optional<Mark> newSyntax() {
        return newSyntax;
    }

    /** Goes through all nodes in the order of the script. */
    public void walk(Visitor visitor) {
        new Walk(tree, pause).over(root.index(), new Walk.Steps() {
            @Override
            public void enter(int node) {
                visitor.enter(new Node(tree, node));
            }

            @Override
            public void leave(int node) {
                visitor.leave(new Node(tree, node));
            }
        });
    }

    /** Goes through the nodes of one kind in the order of the script. */
    public void each(Kind kind, Consumer<Node> consumer) {
        for (int node : index.of(kind)) {
            pause.run();
            consumer.accept(new Node(tree, node));
        }
    }

    /** Whether the script declares an identifier itself where it stands, so that it does not mean the global one. */
    public boolean isDeclared(Node identifier) {
        return scopes.isDeclared(tree.nameNumber(identifier.index()), identifier.index());
    }
}
