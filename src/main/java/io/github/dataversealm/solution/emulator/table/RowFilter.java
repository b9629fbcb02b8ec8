package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.odata.Expression;
import io.github.dataversealm.solution.emulator.odata.Literal;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A {@code $filter} over the rows of a table. It is checked against the table's columns first, so that a wrong name or type is
 * told also when there are no rows. Text is compared without regard to case, as the service's database does.
 */
final class RowFilter implements Predicate<ObjectNode> {

    private final EntitySet set;
    private final EntitySets sets;
    private final Expression expression;
    private final Transaction transaction;

    RowFilter(EntitySet set, EntitySets sets, Expression expression, Transaction transaction) {
        this.set = set;
        this.sets = sets;
        this.expression = expression;
        this.transaction = transaction;
        check(expression);
        if (set.quirks().contains(EntitySet.Quirk.ONE_SOLUTION_PER_QUERY)) {
            Set<String> solutions = new HashSet<>();
            collectSolutions(expression, solutions);
            if (solutions.size() > 1) {
                throw TableFault.query("The query cannot ask for more than one solution.");
            }
        }
    }

    @Override
    public boolean test(ObjectNode row) {
        return holds(expression, row);
    }

    private void check(Expression part) {
        if (part instanceof Expression.And and) {
            and.parts().forEach(this::check);
        } else if (part instanceof Expression.Or or) {
            or.parts().forEach(this::check);
        } else if (part instanceof Expression.Not not) {
            check(not.part());
        } else if (part instanceof Expression.Comparison comparison) {
            checkComparison(comparison);
        } else if (part instanceof Expression.Call call) {
            checkCall(call);
        } else {
            throw TableFault.query("The $filter expression must evaluate to a single boolean value.");
        }
    }

    private void checkComparison(Expression.Comparison comparison) {
        if (comparison.left() instanceof Expression.Call call) {
            checkCall(call);
            return;
        }
        Optional<Column> column = column(comparison.left()).or(() -> column(comparison.right()));
        Expression other = column(comparison.left()).isPresent() ? comparison.right() : comparison.left();
        if (column.isPresent() && other instanceof Expression.Constant constant) {
            Literal.Kind kind = constant.value().kind();
            if (!column.get().type().isComparableWith(kind)) {
                throw TableFault.query("A binary operator with incompatible types was detected. Found operand types '"
                        + column.get().type().edm() + "' and '" + kind.edm() + "' for operator kind '"
                        + operatorKind(comparison.operator()) + "'.");
            }
            if (column.get().type() == ColumnType.BOOLEAN && set.quirks().contains(EntitySet.Quirk.NO_BOOLEAN_FILTER)) {
                throw TableFault.query("The column '" + column.get().name() + "' cannot be used in a filter.");
            }
            if (kind == Literal.Kind.DATE) {
                instant(constant.value().text());
            }
        }
    }

    private void checkCall(Expression.Call call) {
        for (Expression argument : call.arguments()) {
            boolean text = argument instanceof Expression.Constant constant
                    ? constant.value().kind() == Literal.Kind.STRING
                    : column(argument)
                            .filter(column -> column.type() == ColumnType.STRING)
                            .isPresent();
            if (!text) {
                throw TableFault.query("No function signature for the function with name '" + call.function()
                        + "' matches the specified arguments. The function signatures considered are: "
                        + call.function() + "(Edm.String Nullable=true, Edm.String Nullable=true).");
            }
        }
    }

    private static String operatorKind(String operator) {
        return switch (operator) {
            case "eq" -> "Equal";
            case "ne" -> "NotEqual";
            case "gt" -> "GreaterThan";
            case "ge" -> "GreaterThanOrEqual";
            case "lt" -> "LessThan";
            default -> "LessThanOrEqual";
        };
    }

    private static void collectSolutions(Expression part, Set<String> solutions) {
        if (part instanceof Expression.And and) {
            and.parts().forEach(inner -> collectSolutions(inner, solutions));
        } else if (part instanceof Expression.Or or) {
            or.parts().forEach(inner -> collectSolutions(inner, solutions));
        } else if (part instanceof Expression.Comparison comparison
                && comparison.left() instanceof Expression.Column column
                && column.path().equals(List.of("msdyn_solutionid"))
                && comparison.right() instanceof Expression.Constant constant) {
            solutions.add(constant.value().text());
        }
    }

    /** The column that the expression names; empty when it is a constant. */
    private Optional<Column> column(Expression operand) {
        if (!(operand instanceof Expression.Column column)) {
            return Optional.empty();
        }
        if (column.path().size() == 1) {
            String name = column.path().get(0);
            return Optional.of(set.column(name).orElseThrow(() -> TableFault.noSuchProperty(set, name)));
        }
        String navigation = column.path().get(0);
        EntitySet target = set.lookup(navigation)
                .flatMap(Column::target)
                .flatMap(sets::find)
                .orElseThrow(() -> TableFault.noSuchProperty(set, navigation));
        String name = column.path().get(1);
        return Optional.of(target.column(name).orElseThrow(() -> TableFault.noSuchProperty(target, name)));
    }

    private boolean holds(Expression part, ObjectNode row) {
        if (part instanceof Expression.And and) {
            return and.parts().stream().allMatch(inner -> holds(inner, row));
        }
        if (part instanceof Expression.Or or) {
            return or.parts().stream().anyMatch(inner -> holds(inner, row));
        }
        if (part instanceof Expression.Not not) {
            return !holds(not.part(), row);
        }
        if (part instanceof Expression.Call call) {
            return text(call, row);
        }
        return compare((Expression.Comparison) part, row);
    }

    private boolean text(Expression.Call call, ObjectNode row) {
        JsonNode whole = value(call.arguments().get(0), row).value();
        JsonNode piece = value(call.arguments().get(1), row).value();
        if (whole.isNull() || piece.isNull()) {
            return false;
        }
        String text = folded(whole.asText());
        String sought = folded(piece.asText());
        return switch (call.function()) {
            case "contains" -> text.contains(sought);
            case "startswith" -> text.startsWith(sought);
            default -> text.endsWith(sought);
        };
    }

    private boolean compare(Expression.Comparison comparison, ObjectNode row) {
        if (comparison.left() instanceof Expression.Call call) {
            boolean wanted = value(comparison.right(), row).value().asBoolean();
            return comparison.operator().equals("eq") == (text(call, row) == wanted);
        }
        Typed left = value(comparison.left(), row);
        Typed right = value(comparison.right(), row);
        if (left.value().isNull() || right.value().isNull()) {
            boolean same = left.value().isNull() && right.value().isNull();
            return switch (comparison.operator()) {
                case "eq" -> same;
                case "ne" -> !same;
                default -> false;
            };
        }
        int order = order(left, right);
        return switch (comparison.operator()) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private record Typed(JsonNode value, boolean date) {}

    private Typed value(Expression operand, ObjectNode row) {
        if (operand instanceof Expression.Constant constant) {
            return new Typed(Values.toJson(constant.value()), constant.value().kind() == Literal.Kind.DATE);
        }
        if (!(operand instanceof Expression.Column column)) {
            return new Typed(NullNode.getInstance(), false);
        }
        boolean date = column(column).orElseThrow().type() == ColumnType.DATE;
        JsonNode source = row;
        String name = column.path().get(0);
        if (column.path().size() == 2) {
            source = target(column.path().get(0), row);
            name = column.path().get(1);
        }
        JsonNode found = source.path(name);
        return new Typed(found.isMissingNode() ? NullNode.getInstance() : found, date);
    }

    private JsonNode target(String navigation, ObjectNode row) {
        Column lookup = set.lookup(navigation).orElseThrow();
        JsonNode id = row.path(lookup.name());
        if (!id.isTextual()) {
            return NullNode.getInstance();
        }
        return transaction
                .table(lookup.target().orElseThrow())
                .find(UUID.fromString(id.asText()))
                .map(JsonNode.class::cast)
                .orElse(NullNode.getInstance());
    }

    private static int order(Typed left, Typed right) {
        if (left.date() || right.date()) {
            return instant(left.value().asText())
                    .compareTo(instant(right.value().asText()));
        }
        return Values.order(left.value(), right.value());
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static Instant instant(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw TableFault.query("The string '" + text + "' is not a valid 'Edm.DateTimeOffset'.");
        }
    }
}
