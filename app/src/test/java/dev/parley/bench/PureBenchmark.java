package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.Schemas;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.ThreeWayMerge;
import dev.parley.core.paging.Cursors;
import dev.parley.core.revision.Hashes;
import dev.parley.core.spi.DocumentKey;
import dev.parley.flowyte.hours.HoursStatus;
import dev.parley.flowyte.hours.OpeningHours;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What the parts cost that use neither network nor database, for a topic of about 480 bytes and a config page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PureBenchmark {

    private static final Instant AT = Instant.parse("2026-12-23T17:05:00Z");

    private final DocumentKey key = new DocumentKey("topic", "TOPIC-C292B370");
    private final JsonNode base = Store.topic(1, 1);
    private final JsonNode ours = ((ObjectNode) Store.topic(1, 1)).put("actions", "Hang up");
    private final JsonNode theirs = Store.topic(1, 2);
    private final String text = CanonicalJson.text(base);
    private final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    private final Hashes hashes = new Hashes();
    private final Schema schema = Schemas.compile(StrictJson.parse("""
            {"type":"object","additionalProperties":false,"properties":{"open_hour":{"type":"integer","minimum":0,"maximum":23},
            "greeting":{"type":"string","maxLength":200},"holidays":{"type":"array","items":{"type":"string","format":"date"}}}}"""));
    private final JsonNode variables =
            StrictJson.parse("{\"open_hour\":9,\"greeting\":\"Welcome\",\"holidays\":[\"2026-12-25\",\"2026-12-26\"]}");
    private final OpeningHours hours = OpeningHours.of(StrictJson.parse("""
            {"timezone":"Europe/London","weekly":{"mon":{"ranges":[{"start":"09:00","end":"17:00"}]},"fri":{"alwaysOpen":true}},
            "holidays":[{"date":"2026-12-25","name":"Christmas Day","closed":true}]}"""));
    private long place;

    static void run() throws RunnerException {
        new Runner(new OptionsBuilder().include(PureBenchmark.class.getName()).build()).run();
    }

    @Benchmark
    public JsonNode strictParse() {
        return StrictJson.parse(bytes);
    }

    @Benchmark
    public String canonicalForm() {
        return CanonicalJson.text(base);
    }

    @Benchmark
    public Hashes hashIntoDigest() {
        hashes.add(key, text);
        return hashes;
    }

    @Benchmark
    public boolean leafDiff() {
        return ThreeWayMerge.same(base, theirs);
    }

    @Benchmark
    public ThreeWayMerge.Result threeWayMerge() {
        return ThreeWayMerge.merge(base, ours, theirs);
    }

    @Benchmark
    public List<FieldError> schemaValidation() {
        return Schemas.violations(schema, variables);
    }

    @Benchmark
    public HoursStatus businessHours() {
        return hours.at(AT);
    }

    @Benchmark
    public long cursor() {
        return Cursors.thereAndBack(++place);
    }
}
