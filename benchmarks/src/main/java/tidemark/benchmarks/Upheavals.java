package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.load.Brink;
import tidemark.benchmarks.load.Crowd;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.load.Pulse;
import tidemark.benchmarks.measure.FanOutTrial;
import tidemark.benchmarks.measure.Ground;
import tidemark.benchmarks.measure.MonthTurnTrial;
import tidemark.benchmarks.measure.OvertakingTrial;
import tidemark.benchmarks.measure.RestartTrial;
import tidemark.benchmarks.measure.TakeoverTrial;
import tidemark.benchmarks.measure.Town;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.stack.StackJvm;
import tidemark.ledger.Period;

/** What a node does when much happens at once: a large role changes, a month turns, a node dies. */
@Command(
        name = "upheavals",
        mixinStandardHelpOptions = true,
        header = "Measures fan-out, month turn, changes under a backlog, restart, takeover, and what state takes up.")
public final class Upheavals implements Callable<Integer> {

    private static final String FAN_OUT = "fan-out";
    private static final String BACKLOG = "backlog";
    private static final String RESTART = "restart";
    private static final String TAKEOVER = "takeover";
    private static final String TURN = "month-turn";
    private static final String STATE = "state";
    private static final String MANY = "many-partitions";

    private static final int PARTITIONS = 6;
    private static final int MANY_PARTITIONS = 24;

    private static final Pulse.Rates RATES = new Pulse.Rates(2_000, 100);

    /* The clocks are that far from the end of a month in the beginning, and are moved on once. */
    private static final Duration BEFORE_THE_TURN = Duration.ofHours(3);

    private static final Map<String, String> TUNED_BROKER = Map.of(
            "group.min.session.timeout.ms",
            "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms",
            "500");
    private static final Map<String, String> TUNED_NODES = Map.of(
            "main.consumer.session.timeout.ms", "3000",
            "main.consumer.heartbeat.interval.ms", "500",
            "producer.transaction.timeout.ms", "3000");

    @Option(
            names = "--quick",
            description = "Two minutes, to see that it works, without what takes longest. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(
            names = "--only",
            description = "One of " + FAN_OUT + ", " + BACKLOG + ", " + RESTART + ", " + TAKEOVER + ", " + TURN + ", "
                    + STATE + ", " + MANY + "; repeatable. The results get its name.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = {"--members", "--accounts"},
            description = "Members of the large role (default: 1000000; 5000 with --quick).")
    private @Nullable Integer members;

    @Option(names = "--events-each", description = "Events of each member (default: ${DEFAULT-VALUE}).")
    private int eventsEach = 5;

    @Option(
            names = "--backlog",
            description = "Events that wait when roles change (default: 1000000; 10000 with --quick).")
    private @Nullable Integer backlog;

    @Option(
            names = "--turn-usage",
            description = "Usage offered at the month turn, events a second (default: as much as the node can do).")
    private int turnUsage = 1_000_000;

    @Option(
            names = "--questions",
            description =
                    "How many questions the node is asked around the month turn, within two seconds (default: ${DEFAULT-VALUE})."
                            + " Kafka Streams 4.3.1 may stand still for good when it is asked while it works (KAFKA-19629).")
    private int questions = 3;

    @Option(
            names = "--rounds",
            description = "How often the large role changes there and back (default: ${DEFAULT-VALUE}).")
    private int rounds = 2;

    @Option(names = "--setting", description = "One more setting of the nodes, KEY=VALUE; repeatable.")
    private Map<String, String> settings = new HashMap<>();

    @Option(names = "--node-option", description = "One more option for the nodes' JVMs; repeatable.")
    private List<String> nodeOptions = new ArrayList<>();

    @Option(names = "--stack-option", description = "One more option for the JVM of broker and registry; repeatable.")
    private List<String> stackOptions = new ArrayList<>();

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Upheavals()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        String name = "upheavals" + (quick ? "-quick" : "") + (only.isEmpty() ? "" : "-" + String.join("-", only));
        UpheavalReport report = new UpheavalReport(Machine.here(), new ResultFiles(results, name));
        Path directory = Files.createTempDirectory("tidemark-upheavals");
        try {
            if (Stream.of(FAN_OUT, BACKLOG, RESTART, TAKEOVER, TURN, STATE).anyMatch(this::isWanted)) {
                inOneTown(directory, report);
            }
            if (only.contains(MANY) || (only.isEmpty() && !quick)) {
                withManyPartitions(directory.resolve("many"), report);
            }
            System.out.println(report.markdown());
        } catch (IOException | RuntimeException e) {
            System.err.println("The logs are in " + directory);
            throw e;
        }
        delete(directory);
        return CommandLine.ExitCode.OK;
    }

    private boolean isWanted(String trial) {
        return only.isEmpty() || only.contains(trial);
    }

    /** All trials but one share what takes minutes to be prepared. The month turn is the last one: it makes another month of it. */
    private void inOneTown(Path directory, UpheavalReport report) throws IOException {
        StackJvm stack = StackJvm.start(stackOptions, directory, Map.of(), ahead());
        try (Town town = Town.found(ground(stack, directory), "town", PARTITIONS, folk())) {
            stack = trials(town, stack, directory, report);
        } finally {
            stack.close();
        }
    }

    private StackJvm trials(Town town, StackJvm stack, Path directory, UpheavalReport report) throws IOException {
        report.settled(town.settled());
        if (isWanted(FAN_OUT)) {
            Duration before = Duration.ofSeconds(quick ? 3 : 15);
            report.fanOut(new FanOutTrial(RATES, before, quick ? 1 : rounds).run(town));
        }
        if (isWanted(BACKLOG)) {
            report.overtaking(new OvertakingTrial(backlog()).run(town));
        }
        if (isWanted(RESTART)) {
            report.restart(new RestartTrial(RATES).run(town));
        }
        StackJvm last = stack;
        if (isWanted(TAKEOVER)) {
            town.stop();
            if (!quick) {
                report.takeover(new TakeoverTrial("default broker and nodes", RATES, Map.of()).run(town));
            }
            Duration ahead = stack.ahead();
            stack.close();
            last = StackJvm.start(stackOptions, directory, TUNED_BROKER, ahead);
            town.moveTo(last);
            report.takeover(new TakeoverTrial("tuned broker and nodes", RATES, TUNED_NODES).run(town));
            town.start();
        }
        if (isWanted(TURN)) {
            Duration warmUp = Duration.ofSeconds(quick ? 3 : 10);
            report.turn(new MonthTurnTrial(turnUsage, warmUp, Duration.ofSeconds(quick ? 5 : 10), questions).run(town));
        }
        return last;
    }

    private void withManyPartitions(Path directory, UpheavalReport report) throws IOException {
        Files.createDirectories(directory);
        try (StackJvm stack = StackJvm.start(stackOptions, directory, Map.of(), ahead());
                Town town = Town.found(ground(stack, directory), "large-town", MANY_PARTITIONS, folk())) {
            report.settled(town.settled());
        }
    }

    private Ground ground(StackJvm stack, Path directory) {
        return new Ground(stack, directory, settings, nodeOptions);
    }

    private Town.Folk folk() {
        int crowd = members == null ? (quick ? 5_000 : 1_000_000) : members;
        return new Town.Folk(
                new Crowd("crowd", crowd, eventsEach),
                new Crowd("few", Math.min(1_000, crowd), 1),
                new Brink(quick ? 1_000 : 20_000),
                new Population(20_000, 10));
    }

    private int backlog() {
        return backlog == null ? (quick ? 10_000 : 1_000_000) : backlog;
    }

    private static Duration ahead() {
        Instant now = Instant.now();
        Instant turn = Instant.ofEpochMilli(Period.at(now.toEpochMilli()).endMillis());
        Duration left = Duration.between(now, turn).minus(BEFORE_THE_TURN);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
