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

/** How long it takes from a usage event to the committed decision that it causes, at three loads. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        header =
                "Measures the time from usage event to read_committed decision at 10, 50 and 80 % of what a node sustains.")
public final class Latency implements Callable<Integer> {

    private static final int PARTITIONS = 6;
    private static final int ENTITIES = 1_000;
    private static final int INTERVAL = 100;
    private static final List<Integer> PERCENTS = List.of(10, 50, 80);

    @Option(names = "--quick", description = "About a minute, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(names = "--users", description = "Users of the background (default: ${DEFAULT-VALUE}).")
    private int users = 200_000;

    @Option(names = "--rounds", description = "Repeats (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--decisions", description = "Decisions caused each second (default: ${DEFAULT-VALUE}).")
    private int decisions = 80;

    @Option(
            names = "--patience",
            description = "How many seconds each trial may wait for others to be quiet (default: ${DEFAULT-VALUE}).")
    private int patience = 10;

    @Option(names = "--setting", description = "One more setting of the nodes, KEY=VALUE; repeatable.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--node-option", description = "One more option for the nodes' JVM; repeatable.")
    private List<String> nodeOptions = new ArrayList<>();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Latency()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        ResultFiles files = new ResultFiles(results, quick ? "latency-quick" : "latency");
        Path directory = Files.createTempDirectory("tidemark-benchmark");
        try (StackJvm stack = StackJvm.start(List.of(), directory);
                NodeJvm nodes = NodeJvm.start(nodeOptions, directory.resolve("nodes.log"))) {
            Site site = new Site(stack, nodes, directory, PARTITIONS, settings);
            LatencyReport report = new LatencyReport(machine, new ArrayList<>(), new ArrayList<>());
            Population population = new Population(users, ENTITIES);
            warmUp(site, population);
            capacity(site, population, report);
            latency(site, population, report, files);
            report.draw(files);
            System.out.println(report.markdown());
        } catch (IOException | RuntimeException e) {
            System.err.println("The logs are in " + directory);
            throw e;
        }
        Scratch.delete(directory);
        return CommandLine.ExitCode.OK;
    }

    /** The compiler needs a million events and more to be done with the node's code; nothing of it counts. */
    private void warmUp(Site site, Population population) {
        int events = quick ? 200_000 : 1_500_000;
        Backlog backlog = new Backlog("warm-up", population, Limits.FAR, INTERVAL);
        new BacklogTrial(site, events, events / 2).run(backlog, -1, "warm-up");
    }

    private void capacity(Site site, Population population, LatencyReport report) {
        PressureTrial trial =
                quick ? new PressureTrial(site, 300_000, 100_000) : new PressureTrial(site, 1_500_000, 500_000);
        for (int round = 0; round < (quick ? 1 : rounds); round++) {
            Quiet.await(Duration.ofSeconds(patience));
            report.capacity().add(trial.run(population, "p" + round));
        }
    }

    /** A first trial warms up what only decisions need, and does not count. */
    private void latency(Site site, Population population, LatencyReport report, ResultFiles files) throws IOException {
        FreshnessTrial trial = quick
                ? new FreshnessTrial(site, Duration.ofSeconds(2), Duration.ofSeconds(6), decisions)
                : new FreshnessTrial(site, Duration.ofSeconds(10), Duration.ofSeconds(40), decisions);
        trial.run(traffic(population, 50, report), "f-warm-up");
        for (int round = 0; round < (quick ? 1 : rounds); round++) {
            for (int percent : PERCENTS) {
                Quiet.await(Duration.ofSeconds(patience));
                report.trials().add(trial.run(traffic(population, percent, report), "f" + round + "-" + percent));
                report.write(files);
            }
        }
    }

    private static Traffic traffic(Population population, int percent, LatencyReport report) {
        int perSecond = (int) (report.sustained() * percent / 100);
        return new Traffic(percent + " % load", population, INTERVAL, perSecond, 1);
    }
}
