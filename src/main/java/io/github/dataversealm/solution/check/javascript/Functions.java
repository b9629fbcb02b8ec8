package io.github.dataversealm.solution.check.javascript;

import io.github.dataversealm.solution.check.javascript.Input.Around;

/** Parses functions, classes, and objects with their methods (ECMAScript 2025, clauses 13.2.5 and 15). */
final class Functions {

    private final Input in;
    private final Tree tree;
    private final Expressions expressions;
    private final Statements statements;

    Functions(Input in, Expressions expressions, Statements statements) {
        this.in = in;
        this.tree = in.tree();
        this.expressions = expressions;
        this.statements = statements;
    }

    /** From the word {@code function}. */
    int function(Kind kind, int start, boolean asynchronous) {
        in.expectName("function");
        boolean generator = in.eat("*");
        int mark = in.mark();
        in.push(in.isVariable() ? expressions.variable() : 0);
        return rest(mark, kind, start, asynchronous, generator);
    }

    /** From the parentheses of a method, which has no name of its own. */
    private int method(boolean asynchronous, boolean generator) {
        int mark = in.mark();
        in.push(0);
        return rest(mark, Kind.FUNCTION, in.start(), asynchronous, generator);
    }

    private int rest(int mark, Kind kind, int start, boolean asynchronous, boolean generator) {
        in.enter();
        Around around = in.around();
        in.around(new Around(asynchronous, generator, true));
        in.expect("(");
        while (!in.closes(")")) {
            in.push(parameter());
            if (!in.closes(")")) {
                in.expect(",");
            }
        }
        in.expect(")");
        in.push(statements.body());
        in.around(around);
        in.leave();
        return in.close(mark, kind, start, in.lastEnd(), asynchronous ? "async" : "");
    }

    /** From the arrow; the parameters were pushed. */
    int arrowBody(int mark, int start, boolean asynchronous, boolean noIn) {
        in.expect("=>");
        Around around = in.around();
        in.around(new Around(asynchronous, false, true));
        in.push(in.is("{") ? statements.body() : expressions.assignment(noIn));
        in.around(around);
        return in.close(mark, Kind.ARROW, start, in.lastEnd(), asynchronous ? "async" : "");
    }

    private int parameter() {
        int start = in.start();
        if (in.eat("...")) {
            int target = target();
            return tree.add(Kind.SPREAD, start, in.lastEnd(), "", target);
        }
        int target = target();
        if (!in.eat("=")) {
            return target;
        }
        int value = expressions.assignment(false);
        return tree.add(Kind.DEFAULT, start, in.lastEnd(), "", target, value);
    }

    /** What a declaration or parameter binds: a name or a pattern. */
    int target() {
        if (!in.is("{") && !in.is("[")) {
            return expressions.variable();
        }
        int pattern = expressions.pattern();
        expressions.toPattern(pattern);
        return pattern;
    }

    // ---------------------------------------------------------------- objects

    int object() {
        int start = in.start();
        int mark = in.mark();
        in.enter();
        in.expect("{");
        while (!in.closes("}")) {
            in.push(property());
            if (!in.closes("}")) {
                in.expect(",");
            }
        }
        in.expect("}");
        in.leave();
        return in.close(mark, Kind.OBJECT, start, in.lastEnd(), "");
    }

    private int property() {
        int start = in.start();
        if (in.eat("...")) {
            int argument = expressions.assignment(false);
            return tree.add(Kind.SPREAD, start, in.lastEnd(), "", argument);
        }
        Modifiers modifiers = new Modifiers();
        modifiers.read(false);
        boolean computed = in.is("[") && modifiers.key == 0;
        int key = modifiers.key == 0 ? key() : modifiers.key;
        int value;
        if (in.is("(")) {
            value = method(modifiers.asynchronous, modifiers.generator);
        } else if (in.eat(":")) {
            value = expressions.assignment(false);
        } else {
            value = shorthand(key, computed);
        }
        int property = tree.add(Kind.PROPERTY, start, in.lastEnd(), "", key, value);
        if (computed) {
            tree.set(property, Tree.COMPUTED);
        }
        return property;
    }

    private int shorthand(int key, boolean computed) {
        if (computed || tree.kind(key) != Kind.IDENTIFIER) {
            throw in.failure("expected :");
        }
        int value = tree.add(Kind.IDENTIFIER, tree.start(key), tree.end(key), tree.name(key));
        if (!in.eat("=")) {
            return value;
        }
        int other = expressions.assignment(false);
        return tree.add(Kind.DEFAULT, tree.start(key), in.lastEnd(), "", value, other);
    }

    private int key() {
        int start = in.start();
        if (in.eat("[")) {
            int key = expressions.assignment(false);
            in.expect("]");
            return key;
        }
        Kind kind =
                switch (in.scanner().type()) {
                    case NAME -> Kind.IDENTIFIER;
                    case STRING -> Kind.STRING;
                    case NUMBER -> Kind.NUMBER;
                    case BIGINT -> Kind.BIGINT;
                    case PRIVATE -> Kind.PRIVATE_NAME;
                    default -> throw in.failure("expected a name");
                };
        String name = in.scanner().value();
        in.next();
        return tree.add(kind, start, in.lastEnd(), name);
    }

    /** The words before the name of a method or field; each may also be the name itself. */
    private final class Modifiers {

        private boolean isStatic;
        private boolean asynchronous;
        private boolean generator;
        /** The name, when the last of the words was it; else 0. */
        private int key;

        void read(boolean inClass) {
            if (inClass && in.isName("static") && word()) {
                isStatic = true;
            }
            if (key == 0 && in.isName("async")) {
                asynchronous = word();
            }
            if (key == 0 && in.eat("*")) {
                generator = true;
            }
            if (key == 0 && !asynchronous && !generator && (in.isName("get") || in.isName("set"))) {
                word();
            }
        }

        /** Whether the word at hand is a modifier; else it is the name. */
        private boolean word() {
            int start = in.start();
            String name = in.scanner().value();
            in.next();
            boolean alone = in.is("(") || in.is(",") || in.is(":") || in.is("=") || in.is("}") || in.is(";");
            if (alone || name.equals("async") && in.scanner().isAfterNewLine()) {
                key = tree.add(Kind.IDENTIFIER, start, in.lastEnd(), name);
            }
            return key == 0;
        }
    }

    // ---------------------------------------------------------------- classes

    int classOf(Kind kind) {
        int start = in.start();
        in.enter();
        in.expectName("class");
        int name = in.isVariable() ? expressions.variable() : 0;
        int base = in.eatName("extends") ? expressions.operand() : 0;
        int bodyStart = in.start();
        in.expect("{");
        int mark = in.mark();
        while (!in.closes("}")) {
            if (!in.eat(";")) {
                in.push(member());
            }
        }
        in.expect("}");
        int body = in.close(mark, Kind.CLASS_BODY, bodyStart, in.lastEnd(), "");
        in.leave();
        return tree.add(kind, start, in.lastEnd(), "", name, base, body);
    }

    private int member() {
        int start = in.start();
        Modifiers modifiers = new Modifiers();
        modifiers.read(true);
        if (modifiers.isStatic && modifiers.key == 0 && in.is("{")) {
            in.newer("static", start);
            return staticBlock(start);
        }
        boolean computed = in.is("[") && modifiers.key == 0;
        int key = modifiers.key == 0 ? key() : modifiers.key;
        if (tree.kind(key) == Kind.PRIVATE_NAME) {
            in.newer("#" + tree.name(key), tree.start(key));
        }
        int node;
        if (in.is("(")) {
            int function = method(modifiers.asynchronous, modifiers.generator);
            node = tree.add(Kind.METHOD, start, in.lastEnd(), "", key, function);
        } else {
            node = field(start, key);
        }
        if (computed) {
            tree.set(node, Tree.COMPUTED);
        }
        return node;
    }

    private int field(int start, int key) {
        in.newer("field", in.start());
        int value = 0;
        if (in.eat("=")) {
            Around around = in.around();
            in.around(new Around(false, false, true));
            value = expressions.assignment(false);
            in.around(around);
        }
        in.semicolon();
        return tree.add(Kind.FIELD, start, in.lastEnd(), "", key, value);
    }

    private int staticBlock(int start) {
        int mark = in.mark();
        Around around = in.around();
        in.around(new Around(false, false, true));
        in.expect("{");
        statements.list();
        in.expect("}");
        in.around(around);
        return in.close(mark, Kind.STATIC_BLOCK, start, in.lastEnd(), "");
    }
}
