package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.load.Limits;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.measure.Backlog;
import tidemark.benchmarks.measure.BacklogTrial;
import tidemark.benchmarks.measure.ColdStartTrial;
import tidemark.benchmarks.measure.OvershootTrial;
import tidemark.benchmarks.measure.Site;
import tidemark.benchmarks.micro.MicroResult;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.stack.NodeJvm;
import tidemark.benchmarks.stack.Scratch;
import tidemark.benchmarks.stack.StackJvm;

/** What the client costs, how soon it is ready, and how far operations run past a limit. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        header = "Measures the client: checks, start of the replica, memory, and how far operations run past a limit.")
public final class Client implements Callable<Integer> {

    private static final int PARTITIONS = 6;

    @Option(names = "--quick", description = "About a minute, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(names = "--rounds", description = "Repeats (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--accounts", description = "Accounts with a decision (default: ${DEFAULT-VALUE}).")
    private int accounts = 1_000_000;

    @Option(names = "--only", description = "One of checks, starts, overshoots; nothing is written.")
    private String only = "";

    @Option(names = "--operations", description = "Operations that run at once (default: ${DEFAULT-VALUE}).")
    private int operations = 1_000;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Client()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        ClientReport report = new ClientReport(
                Machine.here(), isWanted("checks") ? checks() : List.of(), new ArrayList<>(), new ArrayList<>());
        Path directory = Files.createTempDirectory("tidemark-benchmark");
        try (StackJvm stack = StackJvm.start(List.of(), directory);
                NodeJvm nodes = NodeJvm.start(List.of(), directory.resolve("nodes.log"))) {
            Site site = new Site(stack, nodes, directory, PARTITIONS, Map.of());
            if (isWanted("starts")) {
                report.starts().addAll(new ColdStartTrial(site, accounts, rounds).run("cold"));
            }
            if (isWanted("overshoots")) {
                overshoots(site, report);
            }
        } catch (RuntimeException e) {
            System.err.println("The logs are in " + directory);
            throw e;
        }
        if (only.isEmpty()) {
            report.write(new ResultFiles(results, quick ? "client-quick" : "client"));
        }
        System.out.println(report.markdown());
        Scratch.delete(directory);
        return CommandLine.ExitCode.OK;
    }

    private boolean isWanted(String part) {
        return only.isEmpty() || only.equals(part);
    }

    private void overshoots(Site site, ClientReport report) {
        warmUp(site);
        OvershootTrial trial = new OvershootTrial(site, 4, operations, Duration.ofMillis(100), operations * 30);
        trial.run("o-warm-up");
        for (int round = 0; round < rounds; round++) {
            report.overshoots().add(trial.run("o" + round));
        }
    }

    /** The compiler needs a million events and more to be done with the node's code. */
    private void warmUp(Site site) {
        int events = quick ? 200_000 : 1_000_000;
        Backlog backlog = new Backlog("warm-up", new Population(100_000, 1_000), Limits.FAR, 100);
        new BacklogTrial(site, events, events / 2).run(backlog, -1, "warm-up");
    }

    private List<MicroResult> checks() throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(quick ? 100 : 500);
        return new Runner(new OptionsBuilder()
                        .include("tidemark\\.benchmarks\\.gate\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(quick ? 1 : 2)
                        .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                        .warmupIterations(quick ? 2 : 4)
                        .warmupTime(iteration)
                        .measurementIterations(quick ? 2 : 5)
                        .measurementTime(iteration)
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run().stream()
                        .map(MicroResult::of)
                        .sorted(Comparator.comparing(MicroResult::name).thenComparing(MicroResult::parametersInWords))
                        .toList();
    }
}
