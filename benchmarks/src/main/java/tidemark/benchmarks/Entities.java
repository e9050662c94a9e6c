package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.measure.Backlog;
import tidemark.benchmarks.measure.BacklogTrial;
import tidemark.benchmarks.measure.FreshnessTrial;
import tidemark.benchmarks.measure.Site;
import tidemark.benchmarks.measure.Traffic;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.Median;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.stack.StackJvm;

/** What totals of entities cost, whether a large one is a hot key, and how soon its decision is there. */
@Command(
        name = "entities",
        mixinStandardHelpOptions = true,
        header = "Measures entity limits: throughput, freshness of decisions, what the reporting interval trades.")
public final class Entities implements Callable<Integer> {

    private static final int USERS = 200_000;
    private static final int MANY = 1_000;
    private static final int PARTITIONS = 6;
    private static final int INTERVAL = 100;
    private static final int PROBES_PER_SECOND = 80;
    private static final Population ONE_ENTITY = new Population(USERS, 1);
    private static final Population MANY_ENTITIES = new Population(USERS, MANY);

    /** The backlogs of every round. */
    static final List<Backlog> BACKLOGS = List.of(
            new Backlog("one entity", ONE_ENTITY, true, INTERVAL),
            new Backlog("1,000 entities", MANY_ENTITIES, true, INTERVAL),
            new Backlog("1,000 entities without limits", MANY_ENTITIES, false, INTERVAL));

    /** Those of the first rounds only. */
    static final List<Backlog> INTERVAL_BACKLOGS = List.of(
            new Backlog("1,000 entities, 20 ms", MANY_ENTITIES, true, 20),
            new Backlog("1,000 entities, 500 ms", MANY_ENTITIES, true, 500));

    @Option(names = "--quick", description = "A few minutes only, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(names = "--no-freshness", description = "Throughput only.")
    private boolean noFreshness;

    @Option(names = "--node-option", description = "One more option for the node's JVM; repeatable.")
    private List<String> nodeOptions = new ArrayList<>();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Entities()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        Path directory = Files.createTempDirectory("tidemark-benchmark");
        try (StackJvm stack = StackJvm.start(directory)) {
            Site site = new Site(stack, directory, PARTITIONS, nodeOptions);
            List<BacklogTrial.Result> throughput = throughput(site);
            List<FreshnessTrial.Result> freshness =
                    noFreshness ? List.of() : freshness(site, EntityReport.capacity(throughput));
            EntityReport report = new EntityReport(machine, throughput, freshness);
            ResultFiles files = new ResultFiles(results, quick ? "entities-quick" : "entities");
            files.write((Object) report);
            files.write(report.markdown());
            System.out.println(report.markdown());
        } finally {
            delete(directory);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Variants take turns, so that what else the machine does meets all of them. */
    private List<BacklogTrial.Result> throughput(Site site) {
        int rounds = quick ? 2 : 5;
        int events = quick ? 200_000 : 800_000;
        BacklogTrial trial = new BacklogTrial(site, events, events / 4);
        List<BacklogTrial.Result> done = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Backlog> backlogs = new ArrayList<>(BACKLOGS);
            if (round < (rounds + 1) / 2) {
                backlogs.addAll(INTERVAL_BACKLOGS);
            }
            for (Backlog backlog : backlogs) {
                BacklogTrial.Result result = trial.run(backlog, round, "b" + done.size());
                System.err.println(result);
                done.add(result);
            }
        }
        return done;
    }

    private List<FreshnessTrial.Result> freshness(Site site, Median capacity) {
        int half = (int) (capacity.value() / 2);
        int tenth = (int) (capacity.value() / 10);
        FreshnessTrial trial = quick
                ? new FreshnessTrial(site, Duration.ofSeconds(4), Duration.ofSeconds(8), PROBES_PER_SECOND)
                : new FreshnessTrial(site, Duration.ofSeconds(15), Duration.ofSeconds(45), PROBES_PER_SECOND);
        List<Traffic> all = List.of(
                new Traffic("one entity, tenth load", ONE_ENTITY, INTERVAL, tenth),
                new Traffic("one entity, half load", ONE_ENTITY, INTERVAL, half),
                new Traffic("1,000 entities, half load", MANY_ENTITIES, INTERVAL, half),
                new Traffic("one entity, half load, 20 ms", ONE_ENTITY, 20, half),
                new Traffic("one entity, half load, 500 ms", ONE_ENTITY, 500, half),
                new Traffic("one entity, half load, 30 s", ONE_ENTITY, 30_000, half));
        List<FreshnessTrial.Result> done = new ArrayList<>();
        for (Traffic traffic : all) {
            FreshnessTrial.Result result = trial.run(traffic, "f" + done.size());
            System.err.println(result);
            done.add(result);
        }
        return done;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
