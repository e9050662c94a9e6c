package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.millis;
import static tidemark.benchmarks.report.Figures.ratio;
import static tidemark.benchmarks.report.Figures.whole;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.measure.Backlog;
import tidemark.benchmarks.measure.BacklogTrial;
import tidemark.benchmarks.measure.FreshnessTrial;
import tidemark.benchmarks.measure.PressureTrial;
import tidemark.benchmarks.measure.Work;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.MarkdownTable;
import tidemark.benchmarks.report.Median;
import tidemark.benchmarks.report.ResultFiles;

/**
 * All that was measured about entities, and what it comes to.
 *
 * @param throughput every trial with a backlog
 * @param capacity every trial under pressure
 * @param freshness every trial at a fixed rate
 */
record EntityReport(
        Machine machine,
        List<BacklogTrial.Result> throughput,
        List<PressureTrial.Result> capacity,
        List<FreshnessTrial.Result> freshness) {

    /** Events per second that a node sustains while the load is being made. */
    double capacity(Population population) {
        return Median.of(of(population), Work::perSecond).value();
    }

    /** Writes down what there is so far. */
    void write(ResultFiles files) throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Entity limits\n\n" + machine + "\n");
        if (!throughput.isEmpty()) {
            text.append("\n## Throughput\n\n").append(backlogs());
        }
        if (!of(Entities.BACKLOGS.get(1)).isEmpty()) {
            text.append("\nOne entity to 1,000 entities, events per CPU-second: ");
            text.append(ratio(oneToMany())).append(" (to reach: 0.8).\n");
        }
        if (!capacity.isEmpty()) {
            text.append("\n## Capacity, with the load beside\n\n").append(capacities());
        }
        if (!freshness.isEmpty()) {
            text.append("\n## From the usage event to the visible decision\n\n").append(decisions());
            text.append("\nTo reach: p99 of entities at half load at most 250 ms.\n");
        }
        return text.toString();
    }

    private String backlogs() {
        MarkdownTable table = new MarkdownTable(
                "backlog",
                "repeats",
                "events/CPU-s of the node",
                "events/s",
                "reports/s",
                "broker CPU-s per million events",
                "others' cores");
        for (Backlog backlog :
                throughput.stream().map(BacklogTrial.Result::backlog).distinct().toList()) {
            List<BacklogTrial.Result> results = of(backlog);
            List<Work> works = results.stream().map(BacklogTrial.Result::work).toList();
            table.row(
                    backlog.name(),
                    String.valueOf(results.size()),
                    whole(Median.of(works, Work::perCpuSecond)),
                    whole(Median.of(works, Work::perSecond)),
                    whole(Median.of(results, BacklogTrial.Result::partialsPerSecond)
                            .value()),
                    ratio(Median.of(works, work -> work.stackCpuSeconds() / work.events() * 1e6)
                            .value()),
                    ratio(Median.of(works, Work::othersCores).value()));
        }
        return table.toString();
    }

    private double oneToMany() {
        return perCpuSecond(Entities.BACKLOGS.get(0)) / perCpuSecond(Entities.BACKLOGS.get(1));
    }

    private double perCpuSecond(Backlog backlog) {
        return Median.of(of(backlog), result -> result.work().perCpuSecond()).value();
    }

    private String decisions() {
        MarkdownTable table = new MarkdownTable(
                "traffic",
                "offered events/s",
                "done events/s",
                "entities: count",
                "p50 ms",
                "p99 ms",
                "max ms",
                "users: count",
                "p50 ms",
                "p99 ms",
                "max ms",
                "node's cores",
                "broker's cores",
                "others' cores",
                "sender late p99 ms");
        for (FreshnessTrial.Result result : freshness.stream()
                .sorted(Comparator.comparing(result -> result.traffic().name()))
                .toList()) {
            table.row(
                    result.traffic().name(),
                    whole(result.traffic().perSecond()),
                    whole(result.work().perSecond()),
                    whole(result.entities().count()),
                    millis(result.entities().p50()),
                    millis(result.entities().p99()),
                    millis(result.entities().max()),
                    whole(result.users().count()),
                    millis(result.users().p50()),
                    millis(result.users().p99()),
                    millis(result.users().max()),
                    ratio(result.work().nodeCpuSeconds() / result.work().seconds()),
                    ratio(result.work().stackCpuSeconds() / result.work().seconds()),
                    ratio(result.work().othersCores()),
                    millis(result.sender().p99()));
        }
        return table.toString();
    }

    private String capacities() {
        MarkdownTable table = new MarkdownTable("traffic", "repeats", "events/s", "node's cores", "broker's cores");
        for (Population population : capacity.stream()
                .map(PressureTrial.Result::population)
                .distinct()
                .toList()) {
            List<Work> works = of(population);
            table.row(
                    population.entities() == 1 ? "one entity" : whole(population.entities()) + " entities",
                    String.valueOf(works.size()),
                    whole(Median.of(works, Work::perSecond)),
                    ratio(Median.of(works, work -> work.nodeCpuSeconds() / work.seconds())
                            .value()),
                    ratio(Median.of(works, work -> work.stackCpuSeconds() / work.seconds())
                            .value()));
        }
        return table.toString();
    }

    private List<Work> of(Population population) {
        return capacity.stream()
                .filter(result -> result.population().equals(population))
                .map(PressureTrial.Result::work)
                .toList();
    }

    private List<BacklogTrial.Result> of(Backlog backlog) {
        return throughput.stream()
                .filter(result -> result.backlog().equals(backlog))
                .toList();
    }
}
