package io.github.dataversealm.solution.emulator.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read again, and what is no OData is told as such. */
class ODataPropertyTest {

    private static final int RUNS = 3000;
    private static final String CHARACTERS = "ab'()/=,@$ .%0-9{}+äé\u4e2d";

    @Test
    void filters_that_are_written_are_read_as_they_were_meant() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Expression expression = expression(random, 4);
            String text = written(expression, random);
            assertThat(FilterParser.parse(text, Map.of()))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(expression);
        }
    }

    @Test
    void paths_that_are_written_are_read_as_they_were_meant() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String name = "Function" + random.nextInt(100);
            List<Literal> values = new ArrayList<>();
            StringBuilder path = new StringBuilder(name).append('(');
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                Literal value = literal(random);
                values.add(value);
                path.append(i == 0 ? "" : ",").append("P").append(i).append('=').append(written(value));
            }
            path.append(")/next");
            ResourcePath read = ResourcePath.parse(path.toString());
            assertThat(read.segments()).hasSize(2);
            assertThat(read.segments().get(0).name()).isEqualTo(name);
            assertThat(read.segments().get(0).named().values())
                    .as(path.toString())
                    .containsExactlyElementsOf(values);
        }
    }

    @Test
    void any_text_is_read_or_refused_and_nothing_else() {
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            String text = text(random, 25);
            try {
                FilterParser.parse(text, Map.of());
            } catch (ODataFault e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            try {
                ResourcePath.parse(UrlText.decodePath(text));
            } catch (ODataFault e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            try {
                Query.parse(UrlText.decodeQuery("$select=" + text + "&$orderby=" + text + "&@p=" + text));
            } catch (ODataFault e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void cut_and_changed_filters_are_read_or_refused_and_nothing_else() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String text = written(expression(random, 3), random);
            int at = random.nextInt(text.length());
            String changed = text.substring(0, at)
                    + CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                    + text.substring(Math.min(text.length(), at + random.nextInt(3)));
            try {
                FilterParser.parse(changed, Map.of());
            } catch (ODataFault e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void filters_that_are_nested_too_deeply_are_refused(int depth) {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(depth) + "a eq 1" + ")".repeat(depth), Map.of()))
                .isInstanceOf(ODataFault.class)
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> FilterParser.parse("a eq 1" + " or a eq 1".repeat(depth * 3), Map.of()))
                .isInstanceOf(ODataFault.class)
                .hasMessageContaining("too many terms");
    }

    @Test
    void escapes_of_every_character_are_undone() {
        Random random = new Random(3);
        for (int run = 0; run < 2000; run++) {
            String text = text(random, 20);
            StringBuilder escaped = new StringBuilder();
            for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
                escaped.append(String.format("%%%02X", value));
            }
            assertThat(UrlText.decodePath(escaped.toString())).isEqualTo(text);
        }
    }

    private static Expression expression(Random random, int depth) {
        int kind = depth == 0 ? 3 + random.nextInt(2) : random.nextInt(5);
        return switch (kind) {
            case 0 -> new Expression.And(several(random, depth));
            case 1 -> new Expression.Or(several(random, depth));
            case 2 -> new Expression.Not(expression(random, depth - 1));
            case 3 ->
                new Expression.Call(
                        List.of("contains", "startswith", "endswith").get(random.nextInt(3)),
                        List.of(
                                column(random),
                                new Expression.Constant(new Literal(Literal.Kind.STRING, text(random, 8)))));
            default ->
                new Expression.Comparison(
                        List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(6)),
                        column(random),
                        new Expression.Constant(literal(random)));
        };
    }

    private static List<Expression> several(Random random, int depth) {
        List<Expression> parts = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            parts.add(expression(random, depth - 1));
        }
        return parts;
    }

    private static Expression.Column column(Random random) {
        return random.nextInt(4) == 0
                ? new Expression.Column(List.of("publisherid", "uniquename"))
                : new Expression.Column(List.of("_column" + random.nextInt(9) + "_value"));
    }

    private static Literal literal(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Literal(Literal.Kind.NULL, "null");
            case 1 -> new Literal(Literal.Kind.BOOLEAN, String.valueOf(random.nextBoolean()));
            case 2 -> new Literal(Literal.Kind.NUMBER, String.valueOf(random.nextInt()));
            case 3 -> new Literal(Literal.Kind.GUID, new UUID(random.nextLong(), random.nextLong()).toString());
            case 4 ->
                new Literal(
                        Literal.Kind.DATE, "2026-11-2" + random.nextInt(10) + "T10:00:0" + random.nextInt(10) + "Z");
            default -> new Literal(Literal.Kind.STRING, text(random, 12));
        };
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most + 1);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    /** With parentheses around everything that has parts, and sometimes around more. */
    private static String written(Expression expression, Random random) {
        if (expression instanceof Expression.And and) {
            return joined(and.parts(), " and ", random);
        }
        if (expression instanceof Expression.Or or) {
            return joined(or.parts(), " or ", random);
        }
        if (expression instanceof Expression.Not not) {
            // Two of them in a row would be none.
            return "not (" + written(not.part(), random) + ")";
        }
        if (expression instanceof Expression.Call call) {
            return call.function() + "(" + operand(call.arguments().get(0)) + (random.nextBoolean() ? "," : " , ")
                    + operand(call.arguments().get(1)) + ")";
        }
        Expression.Comparison comparison = (Expression.Comparison) expression;
        String text = operand(comparison.left()) + " " + comparison.operator() + " " + operand(comparison.right());
        return random.nextInt(4) == 0 ? "(" + text + ")" : text;
    }

    private static String joined(List<Expression> parts, String word, Random random) {
        return parts.stream()
                .map(part -> part instanceof Expression.And || part instanceof Expression.Or
                        ? "(" + written(part, random) + ")"
                        : written(part, random))
                .collect(Collectors.joining(word));
    }

    private static String operand(Expression operand) {
        return operand instanceof Expression.Column column
                ? String.join("/", column.path())
                : written(((Expression.Constant) operand).value());
    }

    private static String written(Literal literal) {
        return literal.kind() == Literal.Kind.STRING ? "'" + literal.text().replace("'", "''") + "'" : literal.text();
    }
}
