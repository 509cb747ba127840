package dev.parley.flowyte.playbook;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Placeholder. */
@Serdeable
record Graph(String flowId, List<Object> nodes, List<Object> connections) implements WireBody {}
