package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.load.Popularity;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.load.Terms;
import tidemark.benchmarks.measure.Contestant;
import tidemark.benchmarks.measure.Quiet;
import tidemark.benchmarks.measure.Site;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.rivals.Pipeline;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.Scratch;
import tidemark.benchmarks.stack.StackJvm;

/** How much usage a node works off, beside a mere copy and the plain DSL. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        header = "Measures throughput against a pass-through and a plain Kafka Streams DSL program, exactly once.")
public final class Throughput implements Callable<Integer> {

    private static final int PARTITIONS = 6;
    private static final int MOST_ENTITIES = 1_000;
    private static final int USERS_OF_AN_ENTITY = 100;

    @Option(names = "--quick", description = "About two minutes, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(names = "--users", split = ",", description = "Sizes of the population (default: ${DEFAULT-VALUE}).")
    private List<Integer> users = List.of(1_000, 200_000, 1_000_000);

    @Option(
            names = "--popularity",
            split = ",",
            description = "How usage spreads over users: ${COMPLETION-CANDIDATES} (default: both).")
    private List<Popularity> popularities = List.of(Popularity.values());

    @Option(
            names = "--pipelines",
            split = ",",
            description = "What takes part: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Pipeline> pipelines = List.of(Pipeline.values());

    @Option(names = "--rounds", description = "Repeats (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--events", description = "Events of each round (default: ${DEFAULT-VALUE}).")
    private int events = 1_000_000;

    @Option(
            names = "--patience",
            description = "How many seconds each round may wait for others to be quiet (default: ${DEFAULT-VALUE}).")
    private int patience = 10;

    @Option(names = "--setting", description = "One more setting of the nodes, KEY=VALUE; repeatable.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--node-option", description = "One more option for the nodes' JVM; repeatable.")
    private List<String> nodeOptions = new ArrayList<>();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Throughput()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (quick) {
            users = List.of(1_000, 20_000);
            rounds = 1;
            events = 100_000;
        }
        Machine machine = Machine.here();
        ResultFiles files = new ResultFiles(results, quick ? "throughput-quick" : "throughput");
        Path directory = Files.createTempDirectory("tidemark-benchmark");
        try (StackJvm stack = StackJvm.start(List.of(), directory);
                NodeJvm nodes = NodeJvm.start(nodeOptions, directory.resolve("nodes.log"))) {
            Site site = new Site(stack, nodes, directory, PARTITIONS, settings);
            ThroughputReport report = new ThroughputReport(machine, new ArrayList<>());
            warmUp(site);
            for (int size : users) {
                compete(site, new Population(size, entitiesOf(size)), report, files);
            }
            report.draw(files);
            System.out.println(report.markdown());
        } catch (IOException | RuntimeException e) {
            System.err.println("The logs are in " + directory);
            throw e;
        }
        Scratch.delete(directory);
        return CommandLine.ExitCode.OK;
    }

    /** All take turns, so that what else the machine does meets all of them. */
    private void compete(Site site, Population population, ThroughputReport report, ResultFiles files)
            throws IOException {
        Terms terms = new Terms(population, (long) events * rounds * popularities.size());
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (Pipeline pipeline : pipelines) {
                contestants.add(Contestant.prepare(site, pipeline, terms, prefix(pipeline, population)));
            }
            for (int round = 0; round < rounds; round++) {
                for (Popularity popularity : popularities) {
                    for (Contestant contestant : contestants) {
                        Quiet.await(Duration.ofSeconds(patience));
                        report.results().add(contestant.run(popularity, round, events, events / 5));
                        report.write(files);
                    }
                }
            }
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    /** The compiler needs a million events and more to be done with a program's code; nothing of it counts. */
    private void warmUp(Site site) {
        int count = quick ? 100_000 : 1_500_000;
        Population population = new Population(30_000, 1_000);
        for (Pipeline pipeline : pipelines) {
            Terms terms = new Terms(population, count);
            try (Contestant contestant = Contestant.prepare(site, pipeline, terms, prefix(pipeline, population))) {
                contestant.run(Popularity.UNIFORM, 0, count, count / 2);
            }
        }
    }

    private static int entitiesOf(int size) {
        return Math.max(1, Math.min(MOST_ENTITIES, size / USERS_OF_AN_ENTITY));
    }

    private static String prefix(Pipeline pipeline, Population population) {
        return pipeline.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + population.users();
    }
}
