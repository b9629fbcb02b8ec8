package io.github.dataversealm.solution.emulator.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The query options of a URL.
 *
 * @param select column names; empty means all
 * @param filterText {@code $filter} as it was written
 * @param aliases the values of {@code @name} parameters, by their name with the {@code @}
 */
public record Query(
        List<String> select,
        Optional<Expression> filter,
        Optional<String> filterText,
        List<Expand> expand,
        List<Order> orderBy,
        OptionalInt top,
        boolean count,
        Optional<String> skipToken,
        Map<String, Literal> aliases) {

    /** No options. */
    public static final Query NONE = new Query(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            OptionalInt.empty(),
            false,
            Optional.empty(),
            Map.of());

    /** A navigation whose row comes along. */
    public record Expand(String navigation, List<String> select) {}

    /** One column of the order. */
    public record Order(String column, boolean descending) {}

    /**
     * Reads the options.
     *
     * @param parameters decoded names and values, in their order
     * @throws ODataFault when one is unknown or not well formed
     */
    public static Query parse(List<Map.Entry<String, String>> parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, Literal> aliases = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : parameters) {
            String name = parameter.getKey();
            if (name.startsWith("@")) {
                aliases.put(name, aliasValue(parameter.getValue()));
            } else if (name.startsWith("$") && options.put(name, parameter.getValue()) != null) {
                throw new ODataFault("Query option '" + name
                        + "' was specified more than once, but it must be specified at most once.");
            }
        }
        Optional<String> filterText = Optional.ofNullable(options.remove("$filter"));
        Query query = new Query(
                names(options.remove("$select")),
                filterText.map(text -> FilterParser.parse(text, aliases)),
                filterText,
                expands(options.remove("$expand")),
                orders(options.remove("$orderby")),
                whole("$top", options.remove("$top")),
                truth("$count", options.remove("$count")),
                Optional.ofNullable(options.remove("$skiptoken")),
                aliases);
        if (!options.isEmpty()) {
            throw new ODataFault(
                    "The query parameter " + options.keySet().iterator().next() + " is not supported.");
        }
        return query;
    }

    private static Literal aliasValue(String text) {
        Lexer lexer = new Lexer(text);
        Literal value = lexer.literal();
        if (value == null || !lexer.atEnd() || value.kind() == Literal.Kind.ALIAS) {
            throw lexer.fault("a value expected");
        }
        return value;
    }

    private static List<String> names(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        Lexer lexer = new Lexer(text);
        List<String> names = new ArrayList<>();
        do {
            if (lexer.take('*')) {
                names.clear();
                continue;
            }
            names.add(lexer.name());
        } while (lexer.take(','));
        if (!lexer.atEnd()) {
            throw lexer.fault("',' expected");
        }
        return List.copyOf(names);
    }

    private static List<Expand> expands(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        Lexer lexer = new Lexer(text);
        List<Expand> expands = new ArrayList<>();
        do {
            String name = lexer.name();
            List<String> select = new ArrayList<>();
            if (lexer.take('(')) {
                if (!lexer.takeWord("$select")) {
                    throw new ODataFault("Within $expand only $select is supported.");
                }
                lexer.expect('=');
                do {
                    select.add(lexer.name());
                } while (lexer.take(','));
                lexer.expect(')');
            }
            expands.add(new Expand(name, List.copyOf(select)));
        } while (lexer.take(','));
        if (!lexer.atEnd()) {
            throw lexer.fault("',' expected");
        }
        return List.copyOf(expands);
    }

    private static List<Order> orders(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        Lexer lexer = new Lexer(text);
        List<Order> orders = new ArrayList<>();
        do {
            String name = lexer.name();
            boolean descending = lexer.takeWord("desc");
            if (!descending) {
                lexer.takeWord("asc");
            }
            orders.add(new Order(name, descending));
        } while (lexer.take(','));
        if (!lexer.atEnd()) {
            throw lexer.fault("',' expected");
        }
        return List.copyOf(orders);
    }

    private static OptionalInt whole(String name, String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= 0) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ODataFault("Invalid value '" + text + "' for " + name + " query option found. The " + name
                + " query option requires a non-negative integer value.");
    }

    private static boolean truth(String name, String text) {
        if (text == null) {
            return false;
        }
        return switch (text.trim()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ODataFault("Invalid value '" + text + "' for " + name + " query option found.");
        };
    }
}
