package tidemark.benchmarks.micro;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import tidemark.benchmarks.report.Median;

/**
 * What one operation costs.
 *
 * @param name class and method of the benchmark
 * @param parameters it was run with, by name
 * @param nanos for each operation, over all iterations of all JVMs
 * @param bytes allocated by each operation, likewise
 */
public record MicroResult(String name, Map<String, String> parameters, Median nanos, Median bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Sorts the parameters, so that two runs can be compared line by line. */
    public MicroResult {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** What JMH has measured, in nanoseconds and with its profiler of garbage collection. */
    public static MicroResult of(RunResult run) {
        BenchmarkParams params = run.getParams();
        Map<String, String> parameters = new HashMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        return new MicroResult(
                classAndMethod(params.getBenchmark()),
                parameters,
                median(run, iteration -> iteration.getPrimaryResult().getScore()),
                median(run, MicroResult::allocated));
    }

    /** The parameters in one text: {@code events=8, limit=FAR}. */
    public String parametersInWords() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String classAndMethod(String path) {
        int beforeMethod = path.lastIndexOf('.');
        return path.substring(path.lastIndexOf('.', beforeMethod - 1) + 1);
    }

    private static double allocated(IterationResult iteration) {
        Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
        if (allocated == null) {
            throw new IllegalStateException("JMH's profiler did not tell " + ALLOCATED);
        }
        return allocated.getScore();
    }

    private static Median median(RunResult run, ToDoubleFunction<IterationResult> figure) {
        return Median.of(run.getBenchmarkResults().stream()
                .map(result -> result.getIterationResults())
                .flatMap(Collection::stream)
                .mapToDouble(figure)
                .toArray());
    }
}
