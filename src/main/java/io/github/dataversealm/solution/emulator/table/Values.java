package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dataversealm.solution.emulator.odata.Literal;
import java.math.BigDecimal;
import java.util.Locale;

/** Values of URLs and rows side by side. */
public final class Values {

    private Values() {}

    /** The literal as a payload would hold it. */
    public static JsonNode toJson(Literal literal) {
        return switch (literal.kind()) {
            case NULL, ALIAS -> NullNode.getInstance();
            case BOOLEAN -> BooleanNode.valueOf(literal.text().equals("true"));
            case NUMBER -> number(literal.number());
            default -> TextNode.valueOf(literal.text());
        };
    }

    private static JsonNode number(BigDecimal value) {
        if (value.scale() > 0 || value.precision() - value.scale() > 18) {
            return DecimalNode.valueOf(value);
        }
        long whole = value.longValue();
        return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
    }

    /** Null first, then by number, or by text without regard to case. */
    static int order(JsonNode left, JsonNode right) {
        boolean noLeft = left.isNull() || left.isMissingNode();
        boolean noRight = right.isNull() || right.isMissingNode();
        if (noLeft || noRight) {
            return Boolean.compare(noRight, noLeft);
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.asText().toLowerCase(Locale.ROOT).compareTo(right.asText().toLowerCase(Locale.ROOT));
    }
}
