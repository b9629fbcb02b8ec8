package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Copies a {@link SortedList} into a sink and puts its items in order there; equal items keep theirs. */
public final class ListSorter {

    private ListSorter() {}

    private static final String SCHEMA_NAME = "schemaName";

    /** An item: where it stands in the sink and what it is sorted by. */
    private record Item(int start, int end, String[] keys) {}

    private static final Comparator<Item> ORDER = (a, b) -> {
        for (int i = 0; i < a.keys.length; i++) {
            int order = CultureOrder.compare(a.keys[i], b.keys[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /** Copies the list whose start tag is the current token. The sink must keep its bytes until this returns. */
    public static void copy(XmlScanner scanner, XmlFormatter formatter, SortedList list) throws IOException {
        copy(scanner, formatter, list, true, UnaryOperator.identity(), keys -> {});
    }

    /**
     * Copies the list.
     *
     * @param sorted whether it is sorted
     * @param schemaNames what the attribute {@code schemaName} of an item becomes
     * @param consumer is told the key attributes of each item, in source order
     */
    public static void copy(
            XmlScanner scanner,
            XmlFormatter formatter,
            SortedList list,
            boolean sorted,
            UnaryOperator<String> schemaNames,
            Consumer<String[]> consumer)
            throws IOException {
        formatter.start(scanner);
        if (scanner.isEmptyElement()) {
            formatter.endEmpty();
            return;
        }
        ByteSink sink = formatter.sink();
        List<Item> items = new ArrayList<>();
        int level = scanner.depth();
        boolean empty = true;
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.END && scanner.depth() < level) {
                break;
            }
            if (token == XmlToken.TEXT && scanner.isInsignificant()) {
                continue;
            }
            if (empty) {
                formatter.finishTag();
                empty = false;
            }
            int start = sink.size();
            if (token == XmlToken.START) {
                String[] keys = new String[list.keys().size()];
                copyItem(scanner, formatter, list, keys, schemaNames);
                items.add(new Item(start, sink.size(), keys));
                consumer.accept(keys);
            } else {
                formatter.copy(scanner, token);
                // What a comment is about is not known: a list with comments keeps its order.
                items.add(null);
            }
        }
        if (empty) {
            formatter.endEmpty();
            return;
        }
        if (sorted && !items.contains(null)) {
            sort(sink, items);
        }
        formatter.end(scanner);
    }

    private static void copyItem(
            XmlScanner scanner,
            XmlFormatter formatter,
            SortedList list,
            String[] keys,
            UnaryOperator<String> schemaNames)
            throws IOException {
        Arrays.fill(keys, "");
        if (list.keyElement() == null) {
            noteKeys(scanner, list, keys);
            String name = scanner.attributeValue(SCHEMA_NAME);
            if (name == null || schemaNames.apply(name).equals(name)) {
                formatter.copyElement(scanner);
                return;
            }
            formatter.start(scanner.name());
            for (int i = 0; i < scanner.attributeCount(); i++) {
                String attribute = scanner.attributeName(i);
                String value = scanner.attributeValue(i);
                formatter.attribute(attribute, attribute.equals(SCHEMA_NAME) ? schemaNames.apply(value) : value);
            }
            if (scanner.isEmptyElement()) {
                formatter.endEmpty();
            } else {
                formatter.copyRest(scanner);
            }
            return;
        }
        formatter.copy(scanner, XmlToken.START);
        if (scanner.isEmptyElement()) {
            return;
        }
        int level = scanner.depth();
        for (; ; ) {
            XmlToken token = scanner.next();
            boolean child = token == XmlToken.START && scanner.level() == level + 1;
            if (child && scanner.isNamed(list.keyElement())) {
                noteKeys(scanner, list, keys);
            }
            formatter.copy(scanner, token);
            if (token == XmlToken.END && scanner.depth() < level) {
                return;
            }
        }
    }

    private static void noteKeys(XmlScanner scanner, SortedList list, String[] keys) {
        for (int i = 0; i < keys.length; i++) {
            String value = scanner.attributeValue(list.keys().get(i));
            keys[i] = value == null ? "" : value;
        }
    }

    private static void sort(ByteSink sink, List<Item> items) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(ORDER);
        if (sorted.equals(items)) {
            return;
        }
        int start = items.get(0).start;
        int end = items.get(items.size() - 1).end;
        byte[] copy = Arrays.copyOfRange(sink.array(), start, end);
        int at = start;
        for (Item item : sorted) {
            int length = item.end - item.start;
            System.arraycopy(copy, item.start - start, sink.array(), at, length);
            at += length;
        }
    }
}
