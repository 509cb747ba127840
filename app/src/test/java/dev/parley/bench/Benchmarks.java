package dev.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be measured, each by its name; prints a table beside the floor of the same run. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs a benchmark.
     *
     * @param arguments its name
     */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "http" ->
                HttpBenchmark.run(new HttpBenchmark.Plan(
                        Duration.ofSeconds(Integer.getInteger("seconds")),
                        Integer.getInteger("rounds"),
                        Stream.of(System.getProperty("connections").split(","))
                                .map(Integer::valueOf)
                                .toList(),
                        Optional.of(System.getProperty("rows"))
                                .filter(rows -> !rows.isEmpty())
                                .map(Pattern::compile),
                        List.of(System.getProperty("stores").split(","))));
            case "cost" -> CostBenchmark.run(Integer.getInteger("topics"));
            case "pure" -> PureBenchmark.run();
            case "sizes" -> SizeBenchmark.run(Integer.getInteger("size"));
            case "start" -> StartBenchmark.run();
            case "streams" -> StreamBenchmark.run(Integer.getInteger("followers"));
            case "neighbors" -> NeighborBenchmark.run();
            default -> {
                System.err.println("""
                        -Dbench=http       requests a second beside a bare Micronaut application, -Drounds=5 of -Dseconds=2,
                                           over -Dconnections=1,16,64, on -Dstores=postgresql,two-instances,h2; -Drows=PATCH for
                                           some rows alone
                        -Dbench=cost       what the store costs with 20 and with -Dtopics=20000 topics
                        -Dbench=pure       what the parts cost that use neither network nor database (JMH)
                        -Dbench=sizes      what whole agents cost over HTTP with 20 and with -Dsize=100000 topics, importing included
                        -Dbench=start      how soon the jar answers after its start, and what memory it takes idle
                        -Dbench=streams    how soon -Dfollowers=1000 followers of a config page see a change
                        -Dbench=neighbors  what an eager workspace costs another""");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
