package dev.parley.agents.branch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.WireBody;
import dev.parley.core.revision.Resolution;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How to merge. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record MergeBranchBody(
        @Schema(type = "string", defaultValue = "") @Nullable
        String deploymentMessage,

        @Schema(description = "Decisions about the conflicts that an earlier attempt reported.") @Nullable
        List<ConflictResolution> conflictResolutions)
        implements WireBody {

    /** A decision: the value if there is one, else that of a side. */
    @Serdeable
    @Schema(
            name = "ConflictResolution",
            requiredProperties = {"path", "strategy"},
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record ConflictResolution(
            List<String> path,

            @Schema(
                    type = "string",
                    allowableValues = {"ours", "theirs", "base"},
                    description = "ours is main, theirs the branch, base the state at the fork.")
            String strategy,

            @Nullable Object value) {}

    /** The decisions in a body that fits this schema; from the tree, since null is a value there. */
    static List<Resolution> resolutions(JsonNode wire) {
        List<Resolution> resolutions = new ArrayList<>();
        for (JsonNode item : wire.path("conflictResolutions")) {
            List<String> path = new ArrayList<>();
            item.path("path").forEach(name -> path.add(name.textValue()));
            resolutions.add(new Resolution(
                    path,
                    Resolution.Side.valueOf(item.path("strategy").textValue().toUpperCase(Locale.ROOT)),
                    item.get("value")));
        }
        return resolutions;
    }
}
