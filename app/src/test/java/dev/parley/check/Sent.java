package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.core.testing.Reply;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent, as often as it took, and what became of it.
 *
 * @param request method, path and body
 * @param invoked when it was first sent
 * @param returned when it was answered, or {@link Operation#NEVER} when its outcome is not known
 * @param reply the answer; null when the outcome is not known
 * @param isRetried whether it was sent several times
 */
record Sent(
        String request,
        long invoked,
        long returned,
        @Nullable Reply reply,
        boolean isRetried) {

    /** The status of the answer, or 0 when the outcome is not known. */
    int status() {
        return reply == null ? 0 : reply.status();
    }

    boolean isDone() {
        return status() >= 200 && status() < 300;
    }

    JsonNode json() {
        return reply == null ? MissingNode.getInstance() : reply.json();
    }

    /** The entity tag of the answer, where it has one. */
    Optional<String> tag() {
        return reply == null ? Optional.empty() : reply.headers().firstValue("ETag");
    }

    /**
     * A request that shows something and changes nothing.
     *
     * @param values what the document has
     */
    Operation sees(Map<String, String> values) {
        return operation(" shows " + values, Step.sees(values), null, false);
    }

    /**
     * A request that shows something and changes nothing.
     *
     * @param values what the document does not have, not all of it
     */
    Operation seesOther(Map<String, String> values) {
        return operation(" shows anything but " + values, Step.seesOther(values), null, false);
    }

    /**
     * A request that shows something and changes nothing.
     *
     * @param values what the document has, each of them written once
     */
    Operation seesWrittenOnce(Map<String, String> values) {
        return operation(" shows " + values, Step.seesWrittenOnce(values), null, false);
    }

    /** A request that shows something else and changes nothing. */
    Operation read(Step step) {
        return operation("", step, null, false);
    }

    /** What was done by a request, or may have been. */
    Operation write(Step step) {
        return operation("", step, null, true);
    }

    /**
     * What was done by a request with an {@code If-Match}, or may have been.
     *
     * @param unchecked what it would have done without
     * @param expected what the document has, if it still is what the request says
     */
    Operation write(Step step, Step unchecked, Map<String, String> expected) {
        return operation(" if it had " + expected, step, unchecked, true);
    }

    private Operation operation(String detail, Step step, @Nullable Step unchecked, boolean isWrite) {
        return new Operation(
                request,
                (reply == null ? "unknown" : Integer.toString(status())) + detail,
                invoked,
                returned,
                step,
                unchecked,
                isWrite,
                isRetried);
    }
}
