package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.odata.Annotations;
import io.github.dataversealm.solution.emulator.odata.Query;
import io.github.dataversealm.solution.emulator.odata.ResourcePath;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers reads of tables (spec dataverse-web-api §1.4). */
public final class TableReader {

    private static final int MAX_COUNT = 5000;

    private final EntitySets sets;
    private final TableRows rows;

    public TableReader(EntitySets sets, Map<String, EntityRules> rules) {
        this.sets = sets;
        rows = new TableRows(rules);
    }

    /**
     * What a client asks for beyond the query options.
     *
     * @param maxPageSize of {@code Prefer: odata.maxpagesize}
     * @param nextLink makes the address of the next page of its {@code $skiptoken}
     * @param contextBase such as {@code http://localhost:80/api/data/v9.2/$metadata}
     */
    public record Request(
            Query query,
            OptionalInt maxPageSize,
            Annotations annotations,
            Function<String, String> nextLink,
            String contextBase) {}

    /** The rows of a table, or of those of them that a navigation leads to. */
    public ObjectNode list(
            Transaction transaction, EntitySet set, Predicate<ObjectNode> within, Request request, Knobs knobs)
            throws IOException {
        Query query = request.query();
        RowRenderer renderer = new RowRenderer(sets, rows, request.annotations());
        renderer.check(set, query);
        List<ObjectNode> found = sorted(matching(transaction, set, within, query, knobs), query);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", request.contextBase() + "#" + set.name() + selection(query));
        if (query.count()) {
            answer.put("@odata.count", Math.min(found.size(), MAX_COUNT));
        }
        int start = query.skipToken()
                .map(SkipToken::parse)
                .map(token -> start(found, set, token))
                .orElse(0);
        int size = Math.max(1, Math.min(request.maxPageSize().orElse(knobs.pageSize()), knobs.pageSize()));
        boolean paged = query.top().isEmpty();
        int end = (int) Math.min(found.size(), (long) start + query.top().orElse(size));
        ArrayNode values = answer.putArray("value");
        for (ObjectNode row : found.subList(Math.min(start, end), end)) {
            values.add(renderer.render(transaction, set, row, query));
        }
        if (paged && end < found.size()) {
            String last = found.get(end - 1).path(set.key()).asText();
            answer.put("@odata.nextLink", request.nextLink().apply(new SkipToken(end, last).text()));
        }
        return answer;
    }

    /** How many rows match, for {@code /$count}. */
    public int count(Transaction transaction, EntitySet set, Query query, Knobs knobs) throws IOException {
        return Math.min(
                MAX_COUNT, matching(transaction, set, row -> true, query, knobs).size());
    }

    /** One row as it is kept. */
    public Optional<ObjectNode> find(Transaction transaction, EntitySet set, UUID id) {
        return rows.find(transaction, set, id).filter(rows.rules(set)::isVisible);
    }

    /** One row as a client sees it. */
    public ObjectNode entity(Transaction transaction, EntitySet set, ObjectNode row, Request request) {
        RowRenderer renderer = new RowRenderer(sets, rows, request.annotations());
        renderer.check(set, request.query());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put(
                "@odata.context", request.contextBase() + "#" + set.name() + selection(request.query()) + "/$entity");
        return answer.setAll(renderer.render(transaction, set, row, request.query()));
    }

    /** The id that the key in the URL means; empty when no row has the alternate key. */
    public Optional<UUID> id(Transaction transaction, EntitySet set, ResourcePath.Segment segment) {
        return rows.id(transaction, set, segment);
    }

    private List<ObjectNode> matching(
            Transaction transaction, EntitySet set, Predicate<ObjectNode> within, Query query, Knobs knobs)
            throws IOException {
        if (query.filter().isPresent()
                && knobs.historyFilterRefused()
                && set.quirks().contains(EntitySet.Quirk.FILTER_MAY_BE_REFUSED)) {
            throw TableFault.query("The $filter query option is not supported for " + set.name() + ".");
        }
        Predicate<ObjectNode> visible = within.and(rows.rules(set)::isVisible);
        Predicate<ObjectNode> condition = query.filter()
                .map(filter -> visible.and(new RowFilter(set, sets, filter, transaction)))
                .orElse(visible);
        Optional<List<ObjectNode>> virtual = rows.rules(set).rows(transaction, query.filterText());
        return virtual.isPresent()
                ? virtual.get().stream().filter(condition).toList()
                : transaction.table(set.name()).where(condition);
    }

    private static List<ObjectNode> sorted(List<ObjectNode> found, Query query) {
        if (query.orderBy().isEmpty()) {
            return found;
        }
        Comparator<ObjectNode> order = null;
        for (Query.Order part : query.orderBy()) {
            Comparator<ObjectNode> next =
                    (left, right) -> Values.order(left.path(part.column()), right.path(part.column()));
            next = part.descending() ? next.reversed() : next;
            order = order == null ? next : order.thenComparing(next);
        }
        List<ObjectNode> sorted = new ArrayList<>(found);
        sorted.sort(order);
        return sorted;
    }

    private static int start(List<ObjectNode> found, EntitySet set, SkipToken token) {
        for (int at = 0; at < found.size(); at++) {
            if (found.get(at).path(set.key()).asText().equals(token.lastId())) {
                return at + 1;
            }
        }
        return Math.min(token.offset(), found.size());
    }

    private static String selection(Query query) {
        return query.select().isEmpty() ? "" : "(" + String.join(",", query.select()) + ")";
    }
}
