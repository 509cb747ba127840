package dev.parley.flowyte.playbook;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The graph of a playbook as it is on the wire; {@link PlaybookGraph} is what it means. */
@Serdeable
@Schema(
        requiredProperties = {"flowId", "nodes", "connections"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record Graph(
        String flowId,
        @ArraySchema(maxItems = Graph.MAX_NODES) List<GraphNode> nodes,
        @ArraySchema(maxItems = Graph.MAX_CONNECTIONS) List<Connection> connections) {

    /** How many nodes a graph may have. */
    public static final int MAX_NODES = 200;

    /** How many connections a graph may have. */
    public static final int MAX_CONNECTIONS = 400;

    /** How long the id of a node or a connection, and the name of a handle, may be. */
    public static final int MAX_ID_LENGTH = 64;
}
