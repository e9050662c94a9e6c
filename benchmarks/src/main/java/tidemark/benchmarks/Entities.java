package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.load.Limits;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.measure.Backlog;
import tidemark.benchmarks.measure.BacklogTrial;
import tidemark.benchmarks.measure.FreshnessTrial;
import tidemark.benchmarks.measure.PressureTrial;
import tidemark.benchmarks.measure.Quiet;
import tidemark.benchmarks.measure.Site;
import tidemark.benchmarks.measure.Traffic;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.Scratch;
import tidemark.benchmarks.stack.StackJvm;

/** What totals of entities cost, whether a large one is a hot key, and how soon its decision is there. */
@Command(
        name = "entities",
        mixinStandardHelpOptions = true,
        header = "Measures entity limits: throughput, freshness of decisions, what the reporting interval trades.")
public final class Entities implements Callable<Integer> {

    /* Few enough that accounts soon have more events than their rows remember: what a busy user costs. */
    private static final int USERS = 20_000;
    private static final int MANY = 1_000;
    private static final int PARTITIONS = 6;
    private static final int INTERVAL = 100;

    /* Traffic of every round of the freshness trials, which comes first; the rest is tried once. */
    private static final int REPEATED = 4;

    /* In how many events an entity comes to its limit where it does so gradually. */
    private static final int STEPS = 20;

    private static final Population ONE_ENTITY = new Population(USERS, 1);
    private static final Population MANY_ENTITIES = new Population(USERS, MANY);

    /** The backlogs of every round. */
    static final List<Backlog> BACKLOGS = List.of(
            new Backlog("one entity", ONE_ENTITY, Limits.FAR, INTERVAL),
            new Backlog("1,000 entities", MANY_ENTITIES, Limits.FAR, INTERVAL),
            new Backlog("1,000 entities without limits", MANY_ENTITIES, Limits.NONE, INTERVAL));

    /** Those of the first rounds only. */
    static final List<Backlog> INTERVAL_BACKLOGS = List.of(
            new Backlog("1,000 entities near their limits, 20 ms", MANY_ENTITIES, Limits.NEAR, 20),
            new Backlog("1,000 entities near their limits, 100 ms", MANY_ENTITIES, Limits.NEAR, INTERVAL),
            new Backlog("1,000 entities near their limits, 500 ms", MANY_ENTITIES, Limits.NEAR, 500));

    @Option(names = "--quick", description = "A few minutes only, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(names = "--no-freshness", description = "Throughput only.")
    private boolean noFreshness;

    @Option(names = "--no-throughput", description = "Freshness only.")
    private boolean noThroughput;

    @Option(names = "--only", description = "Freshness only of traffic whose name contains this.")
    private String only = "";

    @Option(
            names = "--patience",
            description = "How many seconds each trial may wait for others to be quiet (default: ${DEFAULT-VALUE}).")
    private int patience = 10;

    @Option(
            names = "--decisions",
            description =
                    "How many decisions per second are caused in the freshness trials, half of them about entities"
                            + " (default: ${DEFAULT-VALUE}).")
    private int decisions = 80;

    @Option(names = "--setting", description = "One more setting of the nodes, KEY=VALUE; repeatable.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--node-option", description = "One more option for the nodes' JVM; repeatable.")
    private List<String> nodeOptions = new ArrayList<>();

    @Option(names = "--stack-option", description = "One more option for the JVM of broker and registry; repeatable.")
    private List<String> stackOptions = new ArrayList<>();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Entities()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        ResultFiles files = new ResultFiles(results, quick ? "entities-quick" : "entities");
        Path directory = Files.createTempDirectory("tidemark-benchmark");
        try (StackJvm stack = StackJvm.start(stackOptions, directory);
                NodeJvm nodes = NodeJvm.start(nodeOptions, directory.resolve("nodes.log"))) {
            Site site = new Site(stack, nodes, directory, PARTITIONS, settings);
            EntityReport report = new EntityReport(machine, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            warmUp(site);
            if (!noThroughput) {
                throughput(site, report, files);
            }
            if (!noFreshness) {
                capacity(site, report, files);
                freshness(site, report, files);
            }
            System.out.println(report.markdown());
        } catch (IOException | RuntimeException e) {
            System.err.println("The logs are in " + directory);
            throw e;
        }
        Scratch.delete(directory);
        return CommandLine.ExitCode.OK;
    }

    /** Variants take turns, so that what else the machine does meets all of them. */
    private void throughput(Site site, EntityReport report, ResultFiles files) throws IOException {
        int rounds = quick ? 2 : 5;
        int events = quick ? 60_000 : 1_000_000;
        BacklogTrial trial = new BacklogTrial(site, events, events / 5);
        int trials = 0;
        for (int round = 0; round < rounds; round++) {
            List<Backlog> backlogs = new ArrayList<>(BACKLOGS);
            if (round < rounds / 2) {
                backlogs.addAll(INTERVAL_BACKLOGS);
            }
            for (Backlog backlog : backlogs) {
                Quiet.await(Duration.ofSeconds(patience));
                BacklogTrial.Result result = trial.run(backlog, round, "b" + trials++);
                report.throughput().add(result);
                report.write(files);
            }
        }
    }

    /** The compiler needs a million events and more to be done with the node's code; nothing of it counts. */
    private void warmUp(Site site) {
        int events = quick ? 200_000 : 1_500_000;
        new BacklogTrial(site, events, events / 2).run(BACKLOGS.get(1), -1, "warm-up");
    }

    private void capacity(Site site, EntityReport report, ResultFiles files) throws IOException {
        PressureTrial trial =
                quick ? new PressureTrial(site, 300_000, 100_000) : new PressureTrial(site, 1_500_000, 500_000);
        int trials = 0;
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            for (Population population : List.of(ONE_ENTITY, MANY_ENTITIES)) {
                Quiet.await(Duration.ofSeconds(patience));
                report.capacity().add(trial.run(population, "p" + trials++));
                report.write(files);
            }
        }
    }

    /** The first trials warm up what only decisions need, and do not count. */
    private void freshness(Site site, EntityReport report, ResultFiles files) throws IOException {
        FreshnessTrial trial = quick
                ? new FreshnessTrial(site, Duration.ofSeconds(2), Duration.ofSeconds(6), decisions)
                : new FreshnessTrial(site, Duration.ofSeconds(10), Duration.ofSeconds(40), decisions);
        List<Traffic> all = traffic(report);
        int trials = 0;
        for (Traffic traffic : all.subList(0, quick ? 1 : REPEATED)) {
            trial.run(traffic, "f" + trials++);
        }
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            for (Traffic traffic : round == 0 ? all : all.subList(0, REPEATED)) {
                if (traffic.name().contains(only)) {
                    Quiet.await(Duration.ofSeconds(patience));
                    report.freshness().add(trial.run(traffic, "f" + trials++));
                    report.write(files);
                }
            }
        }
    }

    private static List<Traffic> traffic(EntityReport report) {
        int half = (int) (report.capacity(ONE_ENTITY) / 2);
        int tenth = (int) (report.capacity(ONE_ENTITY) / 10);
        int halfOfMany = (int) (report.capacity(MANY_ENTITIES) / 2);
        return List.of(
                new Traffic("one entity, half load", ONE_ENTITY, INTERVAL, half, 1),
                new Traffic("one entity, half load, in steps", ONE_ENTITY, INTERVAL, half, STEPS),
                new Traffic("one entity, half load, 30 s", ONE_ENTITY, 30_000, half, 1),
                new Traffic("1,000 entities, half load", MANY_ENTITIES, INTERVAL, halfOfMany, 1),
                new Traffic("one entity, tenth load", ONE_ENTITY, INTERVAL, tenth, 1),
                new Traffic("one entity, half load, 20 ms", ONE_ENTITY, 20, half, 1),
                new Traffic("one entity, half load, 500 ms", ONE_ENTITY, 500, half, 1));
    }
}
