package dev.parley.telephony.number;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the numbers that were to be deleted.
 *
 * @param deleted those that the agent has no longer
 * @param errors those that it did not have; null, and absent on the wire, when there are none
 */
@Serdeable
@Schema(requiredProperties = "deleted")
record DeletePhoneNumbersResponse(
        List<String> deleted,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<DeletePhoneNumberErrorItem> errors) {}
