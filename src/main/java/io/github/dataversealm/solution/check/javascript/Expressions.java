package io.github.dataversealm.solution.check.javascript;

import io.github.dataversealm.solution.check.javascript.Input.Around;
import io.github.dataversealm.solution.check.javascript.Scanner.State;
import io.github.dataversealm.solution.check.javascript.Scanner.Type;
import java.util.Map;
import java.util.Set;

/** Parses expressions (ECMAScript 2025, clause 13). */
final class Expressions {

    private static final Set<String> ASSIGNMENTS = Set.of(
            "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=");
    private static final Set<String> NEW_ASSIGNMENTS = Set.of("&&=", "||=", "??=");
    private static final Set<String> LOGICAL = Set.of("&&", "||", "??");
    private static final Set<String> PREFIXES = Set.of("+", "-", "!", "~", "++", "--");
    private static final Set<String> PREFIX_WORDS = Set.of("typeof", "void", "delete");
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("??", 1),
            Map.entry("||", 2),
            Map.entry("&&", 3),
            Map.entry("|", 4),
            Map.entry("^", 5),
            Map.entry("&", 6),
            Map.entry("==", 7),
            Map.entry("!=", 7),
            Map.entry("===", 7),
            Map.entry("!==", 7),
            Map.entry("<", 8),
            Map.entry(">", 8),
            Map.entry("<=", 8),
            Map.entry(">=", 8),
            Map.entry("<<", 9),
            Map.entry(">>", 9),
            Map.entry(">>>", 9),
            Map.entry("+", 10),
            Map.entry("-", 10),
            Map.entry("*", 11),
            Map.entry("/", 11),
            Map.entry("%", 11),
            Map.entry("**", 12));
    private static final int RELATIONAL = 8;
    private static final int POWER = 12;

    private final Input in;
    private final Tree tree;
    private final Functions functions;

    Expressions(Input in, Statements statements) {
        this.in = in;
        this.tree = in.tree();
        this.functions = new Functions(in, this, statements);
    }

    Functions functions() {
        return functions;
    }

    /** @param noIn whether {@code in} is no operator, as at the beginning of a for statement */
    int expression(boolean noIn) {
        int start = in.start();
        int first = assignment(noIn);
        if (!in.is(",")) {
            return first;
        }
        int mark = in.mark();
        in.push(first);
        while (in.eat(",")) {
            in.push(assignment(noIn));
        }
        return in.close(mark, Kind.SEQUENCE, start, in.lastEnd(), "");
    }

    int assignment(boolean noIn) {
        in.enter();
        int node = assignmentHere(noIn);
        in.leave();
        return node;
    }

    private int assignmentHere(boolean noIn) {
        int start = in.start();
        if (in.around().generator() && in.isName("yield")) {
            return yielded(noIn);
        }
        if (in.isName("async")) {
            int arrow = asyncArrow(start, noIn);
            if (arrow != 0) {
                return arrow;
            }
        }
        int left = conditional(noIn);
        if (in.is("=>") && !in.scanner().isAfterNewLine()) {
            return arrow(start, left, noIn);
        }
        if (in.is(Type.SIGN) && ASSIGNMENTS.contains(in.scanner().value())) {
            String operator = in.scanner().value();
            if (NEW_ASSIGNMENTS.contains(operator)) {
                in.newer(operator, in.start());
            }
            if (operator.equals("=") && !tree.has(left, Tree.PARENTHESIZED)) {
                toPattern(left);
            }
            in.next();
            int right = assignment(noIn);
            return tree.add(Kind.ASSIGNMENT, start, in.lastEnd(), operator, left, right);
        }
        if (tree.kind(left) == Kind.PARENTHESES) {
            throw in.failure("expected =>");
        }
        return left;
    }

    private int yielded(boolean noIn) {
        int start = in.start();
        in.next();
        boolean all = in.eat("*");
        boolean value = all
                || !in.scanner().isAfterNewLine()
                        && !in.isEnd()
                        && !in.is(")")
                        && !in.is("]")
                        && !in.is("}")
                        && !in.is(",")
                        && !in.is(";")
                        && !in.is(":")
                        && !in.isName("in")
                        && !in.isName("of");
        int argument = value ? assignment(noIn) : 0;
        return tree.add(Kind.YIELD, start, in.lastEnd(), all ? "*" : "", argument);
    }

    // ---------------------------------------------------------------- arrow functions

    /** {@code async x => ...}; 0 when it is something else. The one with parentheses looks like a call until its arrow comes. */
    private int asyncArrow(int start, boolean noIn) {
        State state = in.scanner().state();
        in.next();
        if (in.isVariable() && !in.scanner().isAfterNewLine()) {
            int parameter = variable();
            if (in.is("=>") && !in.scanner().isAfterNewLine()) {
                int mark = in.mark();
                in.push(parameter);
                return functions.arrowBody(mark, start, true, noIn);
            }
        }
        in.scanner().back(state);
        return 0;
    }

    private int arrow(int start, int left, boolean noIn) {
        int mark = in.mark();
        boolean asynchronous = false;
        Kind kind = tree.kind(left);
        if (kind == Kind.IDENTIFIER && !tree.has(left, Tree.PARENTHESIZED)) {
            in.push(left);
        } else if (kind == Kind.PARENTHESES) {
            pushChildren(tree.firstChild(left));
        } else if (kind == Kind.CALL && tree.name(tree.firstChild(left)).equals("async")) {
            asynchronous = true;
            pushChildren(tree.next(tree.firstChild(left)));
        } else {
            throw in.failure("unexpected =>");
        }
        return functions.arrowBody(mark, start, asynchronous, noIn);
    }

    private void pushChildren(int first) {
        int next;
        for (int child = first; child != 0; child = next) {
            next = tree.next(child);
            toPattern(child);
            in.push(child);
        }
    }

    /** What was read as an expression is a pattern: the left of an assignment, a parameter, the variable of a loop. */
    void toPattern(int node) {
        switch (tree.kind(node)) {
            case OBJECT -> {
                tree.kind(node, Kind.OBJECT_PATTERN);
                for (int child = tree.firstChild(node); child != 0; child = tree.next(child)) {
                    toPattern(child);
                }
            }
            case ARRAY -> {
                tree.kind(node, Kind.ARRAY_PATTERN);
                for (int child = tree.firstChild(node); child != 0; child = tree.next(child)) {
                    toPattern(child);
                }
            }
            case PROPERTY -> toPattern(tree.next(tree.firstChild(node)));
            case SPREAD -> toPattern(tree.firstChild(node));
            case ASSIGNMENT -> {
                if (tree.name(node).equals("=") && !tree.has(node, Tree.PARENTHESIZED)) {
                    tree.kind(node, Kind.DEFAULT);
                    tree.name(node, "");
                }
            }
            default -> {
                // names and members stay what they are
            }
        }
    }

    // ---------------------------------------------------------------- operators

    private int conditional(boolean noIn) {
        int start = in.start();
        int test = binary(0, noIn);
        if (!in.is("?")) {
            return test;
        }
        in.next();
        int yes = assignment(false);
        in.expect(":");
        int no = assignment(noIn);
        return tree.add(Kind.CONDITIONAL, start, in.lastEnd(), "", test, yes, no);
    }

    private int binary(int least, boolean noIn) {
        int start = in.start();
        int left = unary();
        for (; ; ) {
            int precedence = precedence(noIn);
            if (precedence <= least) {
                return left;
            }
            String operator = in.scanner().value();
            if (operator.equals("??")) {
                in.newer(operator, in.start());
            }
            in.next();
            in.enter();
            int right = binary(precedence == POWER ? precedence - 1 : precedence, noIn);
            in.leave();
            Kind kind = LOGICAL.contains(operator) ? Kind.LOGICAL : Kind.BINARY;
            left = tree.add(kind, start, in.lastEnd(), operator, left, right);
        }
    }

    private int precedence(boolean noIn) {
        if (in.is(Type.SIGN)) {
            return PRECEDENCE.getOrDefault(in.scanner().value(), 0);
        }
        return in.isName("instanceof") || !noIn && in.isName("in") ? RELATIONAL : 0;
    }

    private int unary() {
        boolean sign = in.is(Type.SIGN) && PREFIXES.contains(in.scanner().value());
        boolean word = in.is(Type.NAME)
                && !in.scanner().isEscaped()
                && PREFIX_WORDS.contains(in.scanner().value());
        if (!sign && !word) {
            return in.isName("await") && isAwait() ? awaited() : postfix();
        }
        in.enter();
        int start = in.start();
        String operator = in.scanner().value();
        in.next();
        int argument = unary();
        in.leave();
        boolean update = operator.equals("++") || operator.equals("--");
        return tree.add(update ? Kind.UPDATE : Kind.UNARY, start, in.lastEnd(), operator, argument);
    }

    /** Outside of functions it is an operator in modules only, which one may not know yet: what follows tells. */
    private boolean isAwait() {
        Around around = in.around();
        if (around.asynchronous()) {
            return true;
        }
        if (around.inFunction()) {
            return false;
        }
        State state = in.scanner().state();
        in.next();
        boolean operand = !in.scanner().isAfterNewLine()
                && (in.is(Type.NAME) && !in.isName("in") && !in.isName("of") && !in.isName("instanceof")
                        || in.is(Type.STRING)
                        || in.is("(") && in.isModule());
        in.scanner().back(state);
        return operand;
    }

    private int awaited() {
        int start = in.start();
        if (!in.around().asynchronous()) {
            in.newer("await", start);
        }
        in.enter();
        in.next();
        int argument = unary();
        in.leave();
        return tree.add(Kind.AWAIT, start, in.lastEnd(), "", argument);
    }

    private int postfix() {
        int start = in.start();
        int node = chain(start, primary(), true);
        if ((in.is("++") || in.is("--")) && !in.scanner().isAfterNewLine()) {
            String operator = in.scanner().value();
            in.next();
            return tree.add(Kind.UPDATE, start, in.lastEnd(), operator, node);
        }
        return node;
    }

    // ---------------------------------------------------------------- members and calls

    private int chain(int start, int first, boolean calls) {
        int node = first;
        boolean optional = false;
        for (; ; ) {
            if (in.is("?.") && calls) {
                in.newer("?.", in.start());
                optional = true;
                in.next();
                if (in.is("(")) {
                    node = call(start, node);
                } else if (in.is("[")) {
                    node = index(start, node);
                } else {
                    node = member(start, node);
                }
                tree.set(node, Tree.OPTIONAL);
            } else if (in.eat(".")) {
                node = member(start, node);
            } else if (in.is("[")) {
                node = index(start, node);
            } else if (in.is("(") && calls) {
                node = call(start, node);
            } else if (in.is("`")) {
                int template = template();
                node = tree.add(Kind.TAGGED_TEMPLATE, start, in.lastEnd(), "", node, template);
            } else {
                break;
            }
        }
        return optional ? tree.add(Kind.CHAIN, start, in.lastEnd(), "", node) : node;
    }

    private int member(int start, int object) {
        int from = in.start();
        Kind kind;
        if (in.is(Type.NAME)) {
            kind = Kind.IDENTIFIER;
        } else if (in.is(Type.PRIVATE)) {
            in.newer("#" + in.scanner().value(), from);
            kind = Kind.PRIVATE_NAME;
        } else {
            throw in.failure("expected a name");
        }
        String name = in.scanner().value();
        in.next();
        int property = tree.add(kind, from, in.lastEnd(), name);
        return tree.add(Kind.MEMBER, start, in.lastEnd(), "", object, property);
    }

    private int index(int start, int object) {
        in.expect("[");
        int property = expression(false);
        in.expect("]");
        int node = tree.add(Kind.MEMBER, start, in.lastEnd(), "", object, property);
        tree.set(node, Tree.COMPUTED);
        return node;
    }

    private int call(int start, int callee) {
        int mark = in.mark();
        in.push(callee);
        arguments();
        return in.close(mark, Kind.CALL, start, in.lastEnd(), "");
    }

    private void arguments() {
        in.expect("(");
        while (!in.closes(")")) {
            in.push(spreadOrAssignment());
            if (!in.closes(")")) {
                in.expect(",");
            }
        }
        in.expect(")");
    }

    private int spreadOrAssignment() {
        int start = in.start();
        if (!in.eat("...")) {
            return assignment(false);
        }
        int argument = assignment(false);
        return tree.add(Kind.SPREAD, start, in.lastEnd(), "", argument);
    }

    // ---------------------------------------------------------------- primary expressions

    private int primary() {
        int start = in.start();
        return switch (in.scanner().type()) {
            case NAME -> word();
            case STRING -> leaf(Kind.STRING);
            case NUMBER -> number(Kind.NUMBER);
            case BIGINT -> {
                in.newer("number", start);
                yield number(Kind.BIGINT);
            }
            case PRIVATE -> {
                in.newer("#" + in.scanner().value(), start);
                yield leaf(Kind.PRIVATE_NAME);
            }
            case SIGN -> sign();
            case REGEX, END, BAD -> throw in.failure("expected an expression");
        };
    }

    private int leaf(Kind kind) {
        int start = in.start();
        String name = in.scanner().value();
        in.next();
        return tree.add(kind, start, in.lastEnd(), name);
    }

    private int number(Kind kind) {
        int start = in.start();
        int node = leaf(kind);
        for (int i = start; i < tree.end(node); i++) {
            if (tree.source().charAt(i) == '_') {
                in.newer("number", start);
            }
        }
        return node;
    }

    private int sign() {
        switch (in.scanner().value()) {
            case "(" -> {
                return parentheses();
            }
            case "[" -> {
                return array();
            }
            case "{" -> {
                return functions.object();
            }
            case "`" -> {
                return template();
            }
            case "/", "/=" -> {
                in.scanner().readRegex();
                if (in.is(Type.REGEX)) {
                    return leaf(Kind.REGEX);
                }
                throw in.failure("a regular expression does not end");
            }
            default -> throw in.failure("unexpected " + in.scanner().value());
        }
    }

    private int word() {
        int start = in.start();
        if (in.scanner().isEscaped()) {
            return leaf(Kind.IDENTIFIER);
        }
        switch (in.scanner().value()) {
            case "this" -> {
                return leafWithoutName(Kind.THIS);
            }
            case "null" -> {
                return leafWithoutName(Kind.NULL);
            }
            case "true" -> {
                return leafWithoutName(Kind.TRUE);
            }
            case "false" -> {
                return leafWithoutName(Kind.FALSE);
            }
            case "super" -> {
                return leafWithoutName(Kind.SUPER);
            }
            case "function" -> {
                return functions.function(Kind.FUNCTION, start, false);
            }
            case "async" -> {
                return async(start);
            }
            case "class" -> {
                return functions.classOf(Kind.CLASS);
            }
            case "new" -> {
                return construct();
            }
            case "import" -> {
                return importCall();
            }
            default -> {
                return variable();
            }
        }
    }

    private int leafWithoutName(Kind kind) {
        int start = in.start();
        in.next();
        return tree.add(kind, start, in.lastEnd());
    }

    /** The name of a variable. */
    int variable() {
        if (!in.isVariable()) {
            throw in.failure("unexpected " + in.scanner().value());
        }
        return leaf(Kind.IDENTIFIER);
    }

    private int async(int start) {
        State state = in.scanner().state();
        in.next();
        if (in.isName("function") && !in.scanner().isAfterNewLine()) {
            return functions.function(Kind.FUNCTION, start, true);
        }
        in.scanner().back(state);
        return leaf(Kind.IDENTIFIER);
    }

    private int construct() {
        int start = in.start();
        in.enter();
        in.next();
        if (in.eat(".")) {
            in.expectName("target");
            in.leave();
            return tree.add(Kind.META, start, in.lastEnd(), "new.target");
        }
        int from = in.start();
        int callee = chain(from, in.isName("new") ? construct() : primary(), false);
        in.leave();
        int mark = in.mark();
        in.push(callee);
        if (in.is("(")) {
            arguments();
        }
        return in.close(mark, Kind.NEW, start, in.lastEnd(), "");
    }

    private int importCall() {
        int start = in.start();
        in.next();
        in.newer("import", start);
        if (in.eat(".")) {
            if (in.eatName("meta")) {
                in.module();
                return tree.add(Kind.META, start, in.lastEnd(), "import.meta");
            }
            // import.source(), import.defer()
            in.next();
        }
        if (!in.is("(")) {
            throw in.failure("unexpected import");
        }
        int mark = in.mark();
        arguments();
        return in.close(mark, Kind.IMPORT_CALL, start, in.lastEnd(), "");
    }

    private int parentheses() {
        int start = in.start();
        in.expect("(");
        int mark = in.mark();
        boolean onlyParameters = in.is(")");
        int count = 0;
        int from = in.start();
        int to = from;
        while (!in.closes(")")) {
            onlyParameters |= in.is("...");
            in.push(spreadOrAssignment());
            count++;
            to = in.lastEnd();
            if (!in.closes(")")) {
                in.expect(",");
                onlyParameters |= in.is(")");
            }
        }
        in.expect(")");
        if (onlyParameters || in.is("=>") && !in.scanner().isAfterNewLine()) {
            return in.close(mark, Kind.PARENTHESES, start, in.lastEnd(), "");
        }
        int inner = in.close(mark, Kind.SEQUENCE, from, to, "");
        if (count == 1) {
            inner = tree.firstChild(inner);
        }
        tree.set(inner, Tree.PARENTHESIZED);
        return inner;
    }

    /** What looks like an array or object and is a pattern. */
    int pattern() {
        return in.is("[") ? array() : functions.object();
    }

    /** An operand without operators, such as the base of a class. */
    int operand() {
        return chain(in.start(), primary(), true);
    }

    private int array() {
        int start = in.start();
        int mark = in.mark();
        in.expect("[");
        while (!in.closes("]")) {
            if (in.eat(",")) {
                in.push(0);
            } else {
                in.push(spreadOrAssignment());
                if (!in.closes("]")) {
                    in.expect(",");
                }
            }
        }
        in.expect("]");
        return in.close(mark, Kind.ARRAY, start, in.lastEnd(), "");
    }

    private int template() {
        int start = in.start();
        int mark = in.mark();
        for (; ; ) {
            int from = in.scanner().end();
            int to = in.scanner().readTemplatePiece();
            in.push(tree.add(Kind.TEMPLATE_PIECE, from, to));
            if (in.eat("`")) {
                return in.close(mark, Kind.TEMPLATE, start, in.lastEnd(), "");
            }
            if (!in.eat("${")) {
                throw in.failure("a template does not end");
            }
            in.push(expression(false));
            if (!in.is("}")) {
                throw in.failure("expected }");
            }
        }
    }
}
