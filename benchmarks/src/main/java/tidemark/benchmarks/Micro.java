package tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tidemark.benchmarks.micro.MicroResult;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.ResultFiles;

/** What the parts of one usage event's way cost on their own, in time and in garbage. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        header = "Measures the parts of one usage event's way on their own: time and allocation per operation.")
public final class Micro implements Callable<Integer> {

    private static final String BENCHMARKS = "tidemark\\.benchmarks\\.micro\\.";

    @Option(names = "--quick", description = "Half a minute only, to see that it works. Its figures mean little.")
    private boolean quick;

    @Option(names = "--results", description = "Directory for the results (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("benchmarks", "results");

    @Option(
            names = "--only",
            description = "Only benchmarks whose class and method this regular expression finds; nothing is written.")
    private String only = "";

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Micro()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        MicroReport report = new MicroReport(Machine.here(), measured());
        if (only.isEmpty()) {
            report.write(new ResultFiles(results, quick ? "micro-quick" : "micro"));
        }
        System.out.println(report.markdown());
        return CommandLine.ExitCode.OK;
    }

    private List<MicroResult> measured() throws RunnerException {
        return new Runner(options().build())
                .run().stream()
                        .map(MicroResult::of)
                        .sorted(Comparator.comparing(MicroResult::name).thenComparing(MicroResult::parametersInWords))
                        .toList();
    }

    private ChainedOptionsBuilder options() {
        TimeValue iteration = TimeValue.milliseconds(quick ? 100 : 500);
        return new OptionsBuilder()
                .include(BENCHMARKS + ".*" + only)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(quick ? 1 : 2)
                // As a node has it.
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .warmupIterations(quick ? 2 : 4)
                .warmupTime(iteration)
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class);
    }
}
