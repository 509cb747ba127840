package dev.parley.core.family;

import dev.parley.core.json.Json;
import io.micronaut.context.BeanContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.core.type.TypeInformation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what operations of families answer with, and nothing else. {@link FamilyFilter} has written the bytes before it comes to that;
 * but when Micronaut starts, it has a writer made for each operation, and by itself makes one that knows all members of the type, which
 * takes a tenth of the time of a start.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
@Produces(MediaType.APPLICATION_JSON)
final class AnswerWriter<T> implements MessageBodyWriter<T> {

    private final Json json;

    /** The records that operations answer with, and lists of them, as they are spelled. */
    private final Set<String> answers;

    AnswerWriter(BeanContext context, Json json) {
        this.json = json;
        this.answers = context.getBeanDefinitions(Qualifiers.byStereotype(FamilyOperations.class)).stream()
                .flatMap(controller -> controller.getExecutableMethods().stream())
                .map(operation -> body(operation.getReturnType().asArgument()))
                .filter(AnswerWriter::isOfRecords)
                .map(AnswerWriter::spelled)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Argument<?> body(Argument<?> returned) {
        return HttpResponse.class.isAssignableFrom(returned.getType())
                ? returned.getFirstTypeVariable().orElse(Argument.OBJECT_ARGUMENT)
                : returned;
    }

    /** Trees, bytes and whatever else anybody answers with are not ours alone. */
    private static boolean isOfRecords(Argument<?> body) {
        return body.getType().isRecord()
                || body.getFirstTypeVariable()
                        .filter(element -> element.getType().isRecord())
                        .isPresent();
    }

    private static String spelled(Argument<?> type) {
        return type.getTypeString(TypeInformation.TypeFormat.QUALIFIED);
    }

    @Override
    public boolean isWriteable(Argument<T> type, MediaType mediaType) {
        return answers.contains(spelled(type));
    }

    @Override
    public void writeTo(Argument<T> type, MediaType mediaType, T answer, MutableHeaders headers, OutputStream to)
            throws CodecException {
        headers.setIfMissing(HttpHeaders.CONTENT_TYPE, mediaType);
        try {
            to.write(json.write(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
