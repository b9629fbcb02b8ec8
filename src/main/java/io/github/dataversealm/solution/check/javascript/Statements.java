package io.github.dataversealm.solution.check.javascript;

import io.github.dataversealm.solution.check.javascript.Input.Failure;
import io.github.dataversealm.solution.check.javascript.Scanner.State;
import io.github.dataversealm.solution.check.javascript.Scanner.Type;

/**
 * Parses statements (ECMAScript 2025, clauses 14 to 16). A statement that is none is left out, and the next one is looked for:
 * a mistake in one place does not hide the rest of the script.
 */
final class Statements {

    private final Input in;
    private final Tree tree;
    private final Expressions expressions;
    private final Functions functions;

    Statements(Input in) {
        this.in = in;
        this.tree = in.tree();
        this.expressions = new Expressions(in, this);
        this.functions = expressions.functions();
    }

    int program() {
        int mark = in.mark();
        while (!in.isEnd()) {
            list();
            if (!in.isEnd()) {
                // a brace that closes nothing
                in.remember(in.failure("unexpected " + in.scanner().value()));
                in.next();
            }
        }
        markDirectives(mark);
        return in.close(mark, Kind.PROGRAM, 0, tree.source().length(), "");
    }

    /** Pushes the statements up to a closing brace or the end. */
    void list() {
        while (!in.closes("}")) {
            statementOrSkip();
        }
    }

    private void statementOrSkip() {
        int mark = in.mark();
        int depth = in.depth();
        Input.Around around = in.around();
        int from = in.start();
        try {
            in.push(statement());
        } catch (Failure e) {
            in.remember(e);
            in.forget(mark);
            in.depth(depth);
            in.around(around);
            skip(from);
        }
    }

    /** Goes on to where a statement may begin, by one token at least if none was read. */
    private void skip(int from) {
        if (in.start() == from && !in.isEnd()) {
            in.next();
        }
        while (!in.closes("}") && !in.scanner().isAfterNewLine()) {
            if (in.eat(";")) {
                return;
            }
            in.next();
        }
    }

    private void markDirectives(int mark) {
        for (int i = mark; i < in.mark(); i++) {
            int statement = in.pushed(i);
            int expression = tree.firstChild(statement);
            if (tree.kind(statement) != Kind.EXPRESSION_STATEMENT
                    || tree.kind(expression) != Kind.STRING
                    || tree.has(expression, Tree.PARENTHESIZED)) {
                return;
            }
            tree.set(statement, Tree.DIRECTIVE);
        }
    }

    /** The body of a function. */
    int body() {
        int start = in.start();
        in.expect("{");
        int mark = in.mark();
        list();
        markDirectives(mark);
        in.expect("}");
        return in.close(mark, Kind.BLOCK, start, in.lastEnd(), "");
    }

    private int block() {
        int start = in.start();
        in.expect("{");
        int mark = in.mark();
        list();
        in.expect("}");
        return in.close(mark, Kind.BLOCK, start, in.lastEnd(), "");
    }

    private int statement() {
        in.enter();
        int node = statementHere();
        in.leave();
        return node;
    }

    private int statementHere() {
        int start = in.start();
        if (in.is("{")) {
            return block();
        }
        if (in.eat(";")) {
            return tree.add(Kind.EMPTY, start, in.lastEnd());
        }
        if (!in.is(Type.NAME) || in.scanner().isEscaped()) {
            return expressionStatement();
        }
        return switch (in.scanner().value()) {
            case "var", "const" -> variables();
            case "let" -> isDeclaration() ? variables() : expressionStatement();
            case "function" -> functions.function(Kind.FUNCTION_DECLARATION, start, false);
            case "async" -> isAsyncFunction() ? asyncFunction(start) : expressionStatement();
            case "class" -> functions.classOf(Kind.CLASS_DECLARATION);
            case "if" -> ifStatement();
            case "for" -> forStatement();
            case "while" -> whileStatement();
            case "do" -> doWhile();
            case "return" -> returnStatement();
            case "break" -> jump(Kind.BREAK);
            case "continue" -> jump(Kind.CONTINUE);
            case "throw" -> throwStatement();
            case "try" -> tryStatement();
            case "switch" -> switchStatement();
            case "with" -> with();
            case "debugger" -> debugger();
            case "import" -> isImportCall() ? expressionStatement() : importStatement();
            case "export" -> export();
            default -> expressionStatement();
        };
    }

    // ---------------------------------------------------------------- what a word begins

    private boolean isDeclaration() {
        State state = in.scanner().state();
        in.next();
        boolean declaration = in.isVariable() || in.is("[") || in.is("{");
        in.scanner().back(state);
        return declaration;
    }

    private boolean isAsyncFunction() {
        State state = in.scanner().state();
        in.next();
        boolean function = in.isName("function") && !in.scanner().isAfterNewLine();
        in.scanner().back(state);
        return function;
    }

    private boolean isImportCall() {
        State state = in.scanner().state();
        in.next();
        boolean call = in.is("(") || in.is(".");
        in.scanner().back(state);
        return call;
    }

    private int asyncFunction(int start) {
        in.next();
        return functions.function(Kind.FUNCTION_DECLARATION, start, true);
    }

    // ---------------------------------------------------------------- simple statements

    private int expressionStatement() {
        int start = in.start();
        int expression = expressions.expression(false);
        if (in.is(":") && tree.kind(expression) == Kind.IDENTIFIER && !tree.has(expression, Tree.PARENTHESIZED)) {
            in.next();
            int body = statement();
            return tree.add(Kind.LABELED, start, in.lastEnd(), "", expression, body);
        }
        in.semicolon();
        return tree.add(Kind.EXPRESSION_STATEMENT, start, in.lastEnd(), "", expression);
    }

    private int variables() {
        int node = declarators(false);
        in.semicolon();
        tree.end(node, in.lastEnd());
        return node;
    }

    private int declarators(boolean noIn) {
        int start = in.start();
        String kind = in.scanner().value();
        in.next();
        int mark = in.mark();
        do {
            int from = in.start();
            int target = functions.target();
            int value = in.eat("=") ? expressions.assignment(noIn) : 0;
            in.push(tree.add(Kind.DECLARATOR, from, in.lastEnd(), "", target, value));
        } while (in.eat(","));
        return in.close(mark, Kind.VARIABLES, start, in.lastEnd(), kind);
    }

    private int returnStatement() {
        int start = in.start();
        in.next();
        boolean value =
                !in.is(";") && !in.is("}") && !in.isEnd() && !in.scanner().isAfterNewLine();
        int argument = value ? expressions.expression(false) : 0;
        in.semicolon();
        return tree.add(Kind.RETURN, start, in.lastEnd(), "", argument);
    }

    private int throwStatement() {
        int start = in.start();
        in.next();
        int argument = expressions.expression(false);
        in.semicolon();
        return tree.add(Kind.THROW, start, in.lastEnd(), "", argument);
    }

    private int jump(Kind kind) {
        int start = in.start();
        in.next();
        int label = in.isVariable() && !in.scanner().isAfterNewLine() ? expressions.variable() : 0;
        in.semicolon();
        return tree.add(kind, start, in.lastEnd(), "", label);
    }

    private int debugger() {
        int start = in.start();
        in.next();
        in.semicolon();
        return tree.add(Kind.DEBUGGER, start, in.lastEnd());
    }

    // ---------------------------------------------------------------- compound statements

    private int test() {
        in.expect("(");
        int test = expressions.expression(false);
        in.expect(")");
        return test;
    }

    /** A chain of {@code else if} is as long as it likes: it takes no depth. */
    private int ifStatement() {
        int mark = in.mark();
        int otherwise = 0;
        for (; ; ) {
            in.push(in.start());
            in.expectName("if");
            in.push(test());
            in.push(statement());
            if (!in.eatName("else")) {
                break;
            }
            if (!in.isName("if")) {
                otherwise = statement();
                break;
            }
        }
        int end = in.lastEnd();
        for (int i = in.mark(); i > mark; i -= 3) {
            otherwise = tree.add(Kind.IF, in.pushed(i - 3), end, "", in.pushed(i - 2), in.pushed(i - 1), otherwise);
        }
        in.forget(mark);
        return otherwise;
    }

    private int forStatement() {
        int start = in.start();
        in.next();
        in.eatName("await");
        in.expect("(");
        int first = 0;
        if (!in.is(";")) {
            boolean declared = in.isName("var") || in.isName("const") || in.isName("let") && isDeclaration();
            first = declared ? declarators(true) : expressions.expression(true);
            boolean of = in.isName("of");
            if (of || in.isName("in")) {
                if (!declared) {
                    expressions.toPattern(first);
                }
                in.next();
                int object = of ? expressions.assignment(false) : expressions.expression(false);
                in.expect(")");
                int body = statement();
                return tree.add(of ? Kind.FOR_OF : Kind.FOR_IN, start, in.lastEnd(), "", first, object, body);
            }
        }
        in.expect(";");
        int test = in.is(";") ? 0 : expressions.expression(false);
        in.expect(";");
        int step = in.is(")") ? 0 : expressions.expression(false);
        in.expect(")");
        int body = statement();
        return tree.add(Kind.FOR, start, in.lastEnd(), "", first, test, step, body);
    }

    private int whileStatement() {
        int start = in.start();
        in.next();
        int test = test();
        int body = statement();
        return tree.add(Kind.WHILE, start, in.lastEnd(), "", test, body);
    }

    private int doWhile() {
        int start = in.start();
        in.next();
        int body = statement();
        in.expectName("while");
        int test = test();
        in.eat(";");
        return tree.add(Kind.DO_WHILE, start, in.lastEnd(), "", body, test);
    }

    private int with() {
        int start = in.start();
        in.next();
        int object = test();
        int body = statement();
        return tree.add(Kind.WITH, start, in.lastEnd(), "", object, body);
    }

    private int tryStatement() {
        int start = in.start();
        in.next();
        int block = block();
        int handler = 0;
        int from = in.start();
        if (in.eatName("catch")) {
            int parameter = 0;
            if (in.eat("(")) {
                parameter = functions.target();
                in.expect(")");
            } else {
                in.newer("catch", in.start());
            }
            int body = block();
            handler = tree.add(Kind.CATCH, from, in.lastEnd(), "", parameter, body);
        }
        int last = in.eatName("finally") ? block() : 0;
        if (handler == 0 && last == 0) {
            throw in.failure("expected catch or finally");
        }
        return tree.add(Kind.TRY, start, in.lastEnd(), "", block, handler, last);
    }

    private int switchStatement() {
        int start = in.start();
        in.next();
        int mark = in.mark();
        in.push(test());
        in.expect("{");
        while (!in.closes("}")) {
            int from = in.start();
            int inner = in.mark();
            if (in.eatName("default")) {
                in.push(0);
            } else {
                in.expectName("case");
                in.push(expressions.expression(false));
            }
            in.expect(":");
            while (!in.closes("}") && !in.isName("case") && !in.isName("default")) {
                statementOrSkip();
            }
            in.push(in.close(inner, Kind.SWITCH_CASE, from, in.lastEnd(), ""));
        }
        in.expect("}");
        return in.close(mark, Kind.SWITCH, start, in.lastEnd(), "");
    }

    // ---------------------------------------------------------------- modules

    private int importStatement() {
        int start = in.start();
        in.module();
        in.next();
        int mark = in.mark();
        if (!in.is(Type.STRING)) {
            importClause();
            in.expectName("from");
        }
        in.push(string());
        attributes();
        in.semicolon();
        return in.close(mark, Kind.IMPORT, start, in.lastEnd(), "");
    }

    private void importClause() {
        if (in.isVariable()) {
            int start = in.start();
            int local = expressions.variable();
            in.push(tree.add(Kind.IMPORT_SPECIFIER, start, in.lastEnd(), "", 0, local));
            if (!in.eat(",")) {
                return;
            }
        }
        int start = in.start();
        if (in.eat("*")) {
            in.expectName("as");
            int local = expressions.variable();
            in.push(tree.add(Kind.IMPORT_SPECIFIER, start, in.lastEnd(), "", 0, local));
            return;
        }
        specifiers(Kind.IMPORT_SPECIFIER);
    }

    private void specifiers(Kind kind) {
        in.expect("{");
        while (!in.closes("}")) {
            int start = in.start();
            int first = moduleName();
            int second = in.eatName("as") ? moduleName() : copy(first);
            in.push(tree.add(kind, start, in.lastEnd(), "", first, second));
            if (!in.closes("}")) {
                in.expect(",");
            }
        }
        in.expect("}");
    }

    private int copy(int node) {
        return tree.add(tree.kind(node), tree.start(node), tree.end(node), tree.name(node));
    }

    private int moduleName() {
        if (in.is(Type.STRING)) {
            in.newer("string", in.start());
            return string();
        }
        if (!in.is(Type.NAME)) {
            throw in.failure("expected a name");
        }
        int start = in.start();
        String name = in.scanner().value();
        in.next();
        return tree.add(Kind.IDENTIFIER, start, in.lastEnd(), name);
    }

    private int string() {
        if (!in.is(Type.STRING)) {
            throw in.failure("expected the name of a module");
        }
        int start = in.start();
        in.next();
        return tree.add(Kind.STRING, start, in.lastEnd());
    }

    /** Attributes of an import, which no rule looks at. */
    private void attributes() {
        boolean old = in.isName("assert") && !in.scanner().isAfterNewLine();
        if (in.isName("with") || old) {
            in.newer("with", in.start());
            in.next();
            functions.object();
        }
    }

    private int export() {
        int start = in.start();
        in.module();
        in.next();
        if (in.eatName("default")) {
            int from = in.start();
            int value;
            if (in.isName("function")) {
                value = functions.function(Kind.FUNCTION_DECLARATION, from, false);
            } else if (in.isName("async") && isAsyncFunction()) {
                value = asyncFunction(from);
            } else if (in.isName("class")) {
                value = functions.classOf(Kind.CLASS_DECLARATION);
            } else {
                value = expressions.assignment(false);
                in.semicolon();
            }
            return tree.add(Kind.EXPORT_DEFAULT, start, in.lastEnd(), "", value);
        }
        if (in.eat("*")) {
            int name = 0;
            if (in.isName("as")) {
                in.newer("as", in.start());
                in.next();
                name = moduleName();
            }
            in.expectName("from");
            int module = string();
            attributes();
            in.semicolon();
            return tree.add(Kind.EXPORT_ALL, start, in.lastEnd(), "", name, module);
        }
        int mark = in.mark();
        if (in.is("{")) {
            specifiers(Kind.EXPORT_SPECIFIER);
            if (in.eatName("from")) {
                in.push(string());
                attributes();
            }
            in.semicolon();
        } else {
            in.push(statement());
        }
        return in.close(mark, Kind.EXPORT, start, in.lastEnd(), "");
    }
}
