package io.github.dataversealm.solution.emulator.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of columns as {@code customizations.xml} and the metadata of the service call them, and how rows show them. */
enum AttributeType {
    STRING("String", "StringType", ColumnType.STRING, "nvarchar"),
    MEMO("Memo", "MemoType", ColumnType.STRING, "ntext"),
    INTEGER("Integer", "IntegerType", ColumnType.INTEGER, "int"),
    BIG_INTEGER("BigInt", "BigIntType", ColumnType.BIG_INTEGER, "bigint"),
    DECIMAL("Decimal", "DecimalType", ColumnType.DOUBLE, "decimal"),
    DOUBLE("Double", "DoubleType", ColumnType.DOUBLE, "float"),
    MONEY("Money", "MoneyType", ColumnType.DOUBLE, "money"),
    BOOLEAN("Boolean", "BooleanType", ColumnType.BOOLEAN, "bit"),
    DATE("DateTime", "DateTimeType", ColumnType.DATE, "datetime"),
    PICKLIST("Picklist", "PicklistType", ColumnType.INTEGER, "picklist"),
    CHOICES("Virtual", "MultiSelectPicklistType", ColumnType.STRING, "multiselectpicklist"),
    STATE("State", "StateType", ColumnType.INTEGER, "state"),
    STATUS("Status", "StatusType", ColumnType.INTEGER, "status"),
    LOOKUP("Lookup", "LookupType", ColumnType.GUID, "lookup"),
    CUSTOMER("Customer", "CustomerType", ColumnType.GUID, "customer"),
    OWNER("Owner", "OwnerType", ColumnType.GUID, "owner"),
    ID("Uniqueidentifier", "UniqueidentifierType", ColumnType.GUID, "uniqueidentifier", "primarykey"),
    IMAGE("Virtual", "ImageType", ColumnType.GUID, "image"),
    FILE("Virtual", "FileType", ColumnType.GUID, "file"),
    OTHER("Virtual", "VirtualType", null);

    private final String attributeType;
    private final String typeName;
    private final ColumnType columnType;
    private final List<String> words;

    AttributeType(String attributeType, String typeName, ColumnType columnType, String... words) {
        this.attributeType = attributeType;
        this.typeName = typeName;
        this.columnType = columnType;
        this.words = List.of(words);
    }

    /** @param word as in {@code <Type>} */
    static AttributeType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.words.contains(word))
                .findFirst()
                .orElse(OTHER);
    }

    String attributeType() {
        return attributeType;
    }

    String typeName() {
        return typeName;
    }

    /** Empty: rows do not show it. */
    Optional<ColumnType> columnType() {
        return Optional.ofNullable(columnType);
    }

    boolean isLookup() {
        return this == LOOKUP || this == CUSTOMER || this == OWNER;
    }

    /** The name of the value in a row: that of a lookup is {@code _<name>_value}, an image is seen by its id. */
    String property(String logicalName) {
        if (isLookup()) {
            return "_" + logicalName + "_value";
        }
        return this == IMAGE ? logicalName + "id" : logicalName;
    }
}
