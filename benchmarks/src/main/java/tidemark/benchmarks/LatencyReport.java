package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.millis;
import static tidemark.benchmarks.report.Figures.ratio;
import static tidemark.benchmarks.report.Figures.whole;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import tidemark.benchmarks.measure.FreshnessTrial;
import tidemark.benchmarks.measure.Latencies;
import tidemark.benchmarks.measure.PressureTrial;
import tidemark.benchmarks.report.LatencyChart;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.MarkdownTable;
import tidemark.benchmarks.report.Median;
import tidemark.benchmarks.report.ResultFiles;

/**
 * All that was measured of latency, and what it comes to.
 *
 * @param capacity every trial under pressure
 * @param trials every trial at a fixed rate
 */
record LatencyReport(Machine machine, List<PressureTrial.Result> capacity, List<FreshnessTrial.Result> trials) {

    /** Events per second that a node sustains while the load is being made. */
    double sustained() {
        return Median.of(capacity, result -> result.work().perSecond()).value();
    }

    /** Writes down what there is so far. */
    void write(ResultFiles files) throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    /** Draws users' decisions at every load: of the repeats the one with the median p99. */
    void draw(ResultFiles files) throws IOException {
        List<LatencyChart.Line> lines = trials.stream()
                .map(trial -> trial.traffic().name())
                .distinct()
                .map(this::typical)
                .toList();
        files.write("users", new LatencyChart("Users' decisions", "from usage event to committed decision", lines));
    }

    private LatencyChart.Line typical(String load) {
        List<FreshnessTrial.Result> sorted = trials.stream()
                .filter(trial -> trial.traffic().name().equals(load))
                .sorted(Comparator.comparing(trial -> trial.users().p99()))
                .toList();
        Latencies users = sorted.get(sorted.size() / 2).users();
        return new LatencyChart.Line(load, users.p50(), users.p90(), users.p99(), users.p999(), users.max());
    }

    String markdown() {
        String sustained = whole(Median.of(capacity, result -> result.work().perSecond()));
        return "# Latency\n\n" + machine + "\n\nSustained with the load made beside: " + sustained
                + " events/s.\n\n## Users' decisions\n\n" + table(true)
                + "\nTo reach at 50 %: p50 10 ms, p99 80 ms.\n\n## Entities' decisions\n\n" + table(false);
    }

    private String table(boolean ofUsers) {
        MarkdownTable table = new MarkdownTable(
                "load",
                "events/s",
                "decisions",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "node's cores",
                "broker's cores",
                "others' cores",
                "sender late p99 ms");
        for (FreshnessTrial.Result trial : trials.stream()
                .sorted(Comparator.comparing(trial -> trial.traffic().perSecond()))
                .toList()) {
            Latencies times = ofUsers ? trial.users() : trial.entities();
            table.row(
                    trial.traffic().name(),
                    whole(trial.work().perSecond()),
                    whole(times.count()),
                    millis(times.p50()),
                    millis(times.p90()),
                    millis(times.p99()),
                    millis(times.p999()),
                    millis(times.max()),
                    ratio(trial.work().nodeCpuSeconds() / trial.work().seconds()),
                    ratio(trial.work().stackCpuSeconds() / trial.work().seconds()),
                    ratio(trial.work().othersCores()),
                    millis(trial.sender().p99()));
        }
        return table.toString();
    }
}
