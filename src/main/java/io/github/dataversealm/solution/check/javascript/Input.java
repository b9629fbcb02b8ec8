package io.github.dataversealm.solution.check.javascript;

import io.github.dataversealm.solution.check.javascript.Scanner.Type;
import java.util.Arrays;
import java.util.Set;

/** What the parts of the parser share: the token at hand, the tree that grows, and where they are. */
final class Input {

    /**
     * How deep expressions and statements may be nested: the parser descends, and its stack has an end. Scripts that people or
     * bundlers write stay below 100; the stack of a thread holds twice as much.
     */
    private static final int MAX_DEPTH = 250;

    /** The words that are no names of variables (ECMAScript 2025, clause 12.7.2), those of modules and strict mode left out. */
    private static final Set<String> RESERVED = Set.of(
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "import",
            "in",
            "instanceof",
            "new",
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with");

    /** The script is not what the parser expects at that place. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int position;

        Failure(String message, int position) {
            super(message, null, false, false);
            this.position = position;
        }

        int position() {
            return position;
        }
    }

    private final Scanner scanner;
    private final Tree tree;

    private Failure problem;
    private int depth;
    private boolean asynchronous;
    private boolean generator;
    private boolean inFunction;
    private boolean module;
    private int newerAt = Integer.MAX_VALUE;
    private String newer = "";

    /** Children of nodes that are not complete. */
    private int[] waiting = new int[64];

    private int waitingSize;

    Input(Scanner scanner, Tree tree) {
        this.scanner = scanner;
        this.tree = tree;
    }

    Scanner scanner() {
        return scanner;
    }

    Tree tree() {
        return tree;
    }

    // ---------------------------------------------------------------- tokens

    boolean is(String sign) {
        return scanner.is(sign);
    }

    boolean isName(String name) {
        return scanner.isName(name);
    }

    boolean is(Type type) {
        return scanner.type() == type;
    }

    boolean isEnd() {
        return scanner.type() == Type.END;
    }

    int start() {
        return scanner.start();
    }

    int lastEnd() {
        return scanner.lastEnd();
    }

    void next() {
        scanner.next();
    }

    boolean eat(String sign) {
        boolean there = scanner.is(sign);
        if (there) {
            scanner.next();
        }
        return there;
    }

    boolean eatName(String name) {
        boolean there = scanner.isName(name);
        if (there) {
            scanner.next();
        }
        return there;
    }

    /** Takes a sign. A script that ends before it has all the signs that are missing, so that its rest is not lost. */
    void expect(String sign) {
        if (eat(sign)) {
            return;
        }
        Failure failure = failure("expected " + sign);
        if (!isEnd()) {
            throw failure;
        }
        remember(failure);
    }

    /** Whether the sign that closes a list is at hand, or the end of the script. */
    boolean closes(String sign) {
        return scanner.is(sign) || isEnd();
    }

    void expectName(String name) {
        if (!eatName(name)) {
            throw failure("expected " + name);
        }
    }

    /** The end of a statement: a semicolon, or where one may be left out. */
    void semicolon() {
        if (!eat(";") && !is("}") && !isEnd() && !scanner.isAfterNewLine()) {
            throw failure("expected the end of the statement");
        }
    }

    /** Whether the token at hand can be the name of a variable. */
    boolean isVariable() {
        return scanner.type() == Type.NAME && (scanner.isEscaped() || !RESERVED.contains(scanner.value()));
    }

    Failure failure(String message) {
        return new Failure(message, scanner.start());
    }

    void remember(Failure failure) {
        if (problem == null) {
            problem = failure;
        }
    }

    /** The first mistake; null when there is none. */
    Failure problem() {
        return problem;
    }

    // ---------------------------------------------------------------- depth

    void enter() {
        if (++depth > MAX_DEPTH) {
            depth--;
            throw failure("nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void depth(int level) {
        depth = level;
    }

    // ---------------------------------------------------------------- where it is

    /** What {@code await}, {@code yield} and {@code return} mean where the parser is. */
    record Around(boolean asynchronous, boolean generator, boolean inFunction) {}

    Around around() {
        return new Around(asynchronous, generator, inFunction);
    }

    void around(Around around) {
        asynchronous = around.asynchronous;
        generator = around.generator;
        inFunction = around.inFunction;
    }

    void module() {
        module = true;
    }

    boolean isModule() {
        return module;
    }

    // ---------------------------------------------------------------- newer syntax

    /** Notes syntax that came after ECMAScript 2018. */
    void newer(String what, int position) {
        if (position < newerAt) {
            newerAt = position;
            newer = what;
        }
    }

    String newer() {
        return newer;
    }

    int newerAt() {
        return newerAt;
    }

    // ---------------------------------------------------------------- lists of children

    int mark() {
        return waitingSize;
    }

    void push(int node) {
        if (waitingSize == waiting.length) {
            waiting = Arrays.copyOf(waiting, waitingSize * 2);
        }
        waiting[waitingSize++] = node;
    }

    /** What was pushed at that place. */
    int pushed(int place) {
        return waiting[place];
    }

    /** Makes a node of all that was pushed since the mark. */
    int close(int mark, Kind kind, int start, int end, String name) {
        int node = tree.add(kind, start, end, name);
        int before = 0;
        for (int i = mark; i < waitingSize; i++) {
            int child = waiting[i] == 0 ? tree.add(Kind.NONE, start, start) : waiting[i];
            before = tree.link(node, before, child);
        }
        waitingSize = mark;
        return node;
    }

    void forget(int mark) {
        waitingSize = mark;
    }
}
