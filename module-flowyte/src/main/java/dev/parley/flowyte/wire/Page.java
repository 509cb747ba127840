package dev.parley.flowyte.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the items
 * @param page which page, from 1
 * @param limit how many items it could have
 * @param total how many items the whole list has
 * @param nextCursor leads to the next page; null at the end
 */
public record Page<T>(
        List<T> items,
        int page,
        int limit,
        long total,
        @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same places with other items. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), page, limit, total, nextCursor);
    }

    static ObjectNode json(Page<? extends JsonNode> page) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("success", true);
        body.putArray("data").addAll(page.items);
        body.putObject("pagination")
                .put("page", page.page)
                .put("limit", page.limit)
                .put("total", page.total)
                .put("totalPages", (page.total + page.limit - 1) / page.limit)
                .put("nextCursor", page.nextCursor);
        return body;
    }
}
