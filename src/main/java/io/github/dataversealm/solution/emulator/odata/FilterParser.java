package io.github.dataversealm.solution.emulator.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a {@code $filter}; {@code and} binds stronger than {@code or}, {@code not} strongest. */
public final class FilterParser {

    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Map<String, Integer> FUNCTIONS = Map.of("contains", 2, "startswith", 2, "endswith", 2);
    private static final int MAX_DEPTH = 100;
    private static final int MAX_TERMS = 2000;

    private final Lexer lexer;
    private final Map<String, Literal> aliases;
    private int depth;
    private int terms;

    private FilterParser(String text, Map<String, Literal> aliases) {
        lexer = new Lexer(text);
        this.aliases = aliases;
    }

    /**
     * Reads the text.
     *
     * @param aliases the values of {@code @name} parameters
     * @throws ODataFault when it is no expression that can be evaluated
     */
    public static Expression parse(String text, Map<String, Literal> aliases) {
        FilterParser parser = new FilterParser(text, aliases);
        Expression whole = parser.or();
        if (!parser.lexer.atEnd()) {
            throw parser.lexer.fault("an operator expected");
        }
        return whole;
    }

    private Expression or() {
        if (++depth > MAX_DEPTH) {
            throw lexer.fault("the filter is nested too deeply");
        }
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (lexer.takeWord("or"));
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Expression.Or(parts);
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(term());
        } while (lexer.takeWord("and"));
        return parts.size() == 1 ? parts.get(0) : new Expression.And(parts);
    }

    private Expression term() {
        if (++terms > MAX_TERMS) {
            throw lexer.fault("the filter has too many terms");
        }
        boolean opposite = false;
        while (lexer.takeWord("not")) {
            opposite = !opposite;
        }
        Expression term = lexer.take('(') ? inParentheses() : comparison();
        return opposite ? new Expression.Not(term) : term;
    }

    private Expression inParentheses() {
        Expression inner = or();
        lexer.expect(')');
        return inner;
    }

    private Expression comparison() {
        Expression left = operand();
        if (left instanceof Expression.Call) {
            for (String word : List.of("eq", "ne")) {
                if (lexer.takeWord(word)) {
                    return new Expression.Comparison(word, left, operand());
                }
            }
            return left;
        }
        for (String operator : OPERATORS) {
            if (lexer.takeWord(operator)) {
                return new Expression.Comparison(operator, left, operand());
            }
        }
        if (left instanceof Expression.Column
                || left instanceof Expression.Constant constant
                        && constant.value().kind() == Literal.Kind.BOOLEAN) {
            return new Expression.Comparison(
                    "eq", left, new Expression.Constant(new Literal(Literal.Kind.BOOLEAN, "true")));
        }
        throw lexer.fault("an operator expected");
    }

    private Expression operand() {
        Literal literal = lexer.literal();
        if (literal != null) {
            return new Expression.Constant(resolved(literal));
        }
        String name = lexer.name();
        if (lexer.take('(')) {
            return call(name);
        }
        List<String> path = new ArrayList<>(List.of(name));
        if (lexer.take('/')) {
            path.add(lexer.name());
        }
        return new Expression.Column(path);
    }

    private Expression call(String name) {
        Integer count = FUNCTIONS.get(name);
        if (count == null) {
            throw new ODataFault(
                    "An unknown function with name '" + name
                            + "' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.");
        }
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(operand());
        } while (lexer.take(','));
        lexer.expect(')');
        if (arguments.size() != count || arguments.stream().anyMatch(Expression.Call.class::isInstance)) {
            throw new ODataFault("The function '" + name + "' needs " + count + " arguments.");
        }
        return new Expression.Call(name, arguments);
    }

    private Literal resolved(Literal literal) {
        if (literal.kind() != Literal.Kind.ALIAS) {
            return literal;
        }
        Literal value = aliases.get(literal.text());
        return value == null ? new Literal(Literal.Kind.NULL, "null") : value;
    }
}
