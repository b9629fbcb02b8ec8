package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataversealm.solution.emulator.odata.Literal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of columns, with the literals that a filter may compare them with. */
public enum ColumnType {
    GUID("Edm.Guid", EnumSet.of(Literal.Kind.GUID)),
    STRING("Edm.String", EnumSet.of(Literal.Kind.STRING)),
    INTEGER("Edm.Int32", EnumSet.of(Literal.Kind.NUMBER)),
    BIG_INTEGER("Edm.Int64", EnumSet.of(Literal.Kind.NUMBER)),
    DOUBLE("Edm.Double", EnumSet.of(Literal.Kind.NUMBER)),
    BOOLEAN("Edm.Boolean", EnumSet.of(Literal.Kind.BOOLEAN)),
    DATE("Edm.DateTimeOffset", EnumSet.of(Literal.Kind.DATE));

    private static final Pattern GUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DATE_TEXT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?");

    private final String edm;
    private final Set<Literal.Kind> comparable;

    ColumnType(String edm, Set<Literal.Kind> comparable) {
        this.edm = edm;
        this.comparable = comparable;
    }

    /** Its name in {@code $metadata} and in messages. */
    public String edm() {
        return edm;
    }

    public boolean isComparableWith(Literal.Kind kind) {
        return kind == Literal.Kind.NULL || comparable.contains(kind);
    }

    /** Whether a payload may give the column this value. */
    boolean accepts(JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        return switch (this) {
            case GUID -> value.isTextual() && GUID_TEXT.matcher(value.asText()).matches();
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber() && value.canConvertToInt();
            case BIG_INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case DOUBLE -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case DATE -> value.isTextual() && DATE_TEXT.matcher(value.asText()).matches();
        };
    }

    /** The form in which the store keeps a value. */
    String kept(String text) {
        return this == GUID ? text.toLowerCase(Locale.ROOT) : text;
    }
}
