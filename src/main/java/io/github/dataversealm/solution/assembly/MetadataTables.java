package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.TableSchema.CodedIndex;
import java.util.HashMap;
import java.util.Map;

/** The tables of an image, found in the table stream by computing the row size of each (ECMA-335 II.24.2.6). */
final class MetadataTables {

    /** A token has 24 bits for the row. */
    private static final long MAX_ROWS = 0xFFFFFF;

    private static final int EXTRA_DATA = 0x40;

    private final TableSchema schema;
    private final Map<String, Integer> rowCounts = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();

    private MetadataTables(TableSchema schema) {
        this.schema = schema;
    }

    static MetadataTables parse(TableSchema schema, Bytes stream) throws MalformedImageException {
        MetadataTables tables = new MetadataTables(schema);
        int heapSizes = stream.u8(6);
        long present = stream.u64(8);
        long at = 24;
        for (int number = 0; number < 64; number++) {
            if ((present >>> number & 1) == 0) {
                continue;
            }
            TableSchema.Table table = schema.table(number);
            if (table == null) {
                throw new MalformedImageException("its metadata has an unknown table 0x" + Integer.toHexString(number));
            }
            long rows = stream.u32(at);
            if (rows > MAX_ROWS) {
                throw new MalformedImageException("its table " + table.name() + " claims " + rows + " rows");
            }
            tables.rowCounts.put(table.name(), (int) rows);
            at += 4;
        }
        if ((heapSizes & EXTRA_DATA) != 0) {
            at += 4;
        }
        for (TableSchema.Table table : schema.tables()) {
            at += tables.locate(table, stream, at, heapSizes);
        }
        return tables;
    }

    /** Returns the size of the table in bytes. */
    private long locate(TableSchema.Table table, Bytes stream, long at, int heapSizes) throws MalformedImageException {
        Map<String, Column> columns = new HashMap<>();
        int rowSize = 0;
        int rows = rows(table.name());
        for (TableSchema.Column column : table.columns()) {
            int width = width(column.kind(), heapSizes);
            columns.put(column.name(), new Column(rowSize, width));
            rowSize += width;
        }
        long size = (long) rows * rowSize;
        tables.put(table.name(), new Table(rows, rowSize, stream.slice("table " + table.name(), at, size), columns));
        return size;
    }

    private int width(String kind, int heapSizes) {
        return switch (kind) {
            case "2" -> 2;
            case "4" -> 4;
            case "s" -> (heapSizes & 0x01) != 0 ? 4 : 2;
            case "g" -> (heapSizes & 0x02) != 0 ? 4 : 2;
            case "b" -> (heapSizes & 0x04) != 0 ? 4 : 2;
            default -> indexWidth(kind);
        };
    }

    private int indexWidth(String kind) {
        CodedIndex coded = schema.codedIndex(kind);
        if (coded == null) {
            return rows(kind) < 1 << 16 ? 2 : 4;
        }
        int most = coded.tables().stream().mapToInt(this::rows).max().orElse(0);
        return most < 1 << 16 - coded.tagBits() ? 2 : 4;
    }

    private int rows(String table) {
        return rowCounts.getOrDefault(table, 0);
    }

    /** The table with this name of the schema; one that the image does not have is empty. */
    Table table(String name) {
        return tables.get(name);
    }

    /** Where a column lies within a row, in bytes. */
    record Column(int offset, int width) {}

    /** One table; rows are counted from 1 as in tokens. */
    record Table(int rows, int rowSize, Bytes bytes, Map<String, Column> columns) {

        long cell(int row, String column) throws MalformedImageException {
            if (row < 1 || row > rows) {
                throw new MalformedImageException(
                        "a reference points to row " + row + " of a table with " + rows + " rows");
            }
            Column found = columns.get(column);
            return bytes.unsigned((row - 1L) * rowSize + found.offset(), found.width());
        }
    }
}
