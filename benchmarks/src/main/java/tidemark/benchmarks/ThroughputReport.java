package tidemark.benchmarks;

import static tidemark.benchmarks.report.Figures.ratio;
import static tidemark.benchmarks.report.Figures.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import tidemark.benchmarks.load.Popularity;
import tidemark.benchmarks.load.Population;
import tidemark.benchmarks.measure.Contestant;
import tidemark.benchmarks.measure.Work;
import tidemark.benchmarks.report.BarChart;
import tidemark.benchmarks.report.Machine;
import tidemark.benchmarks.report.MarkdownTable;
import tidemark.benchmarks.report.Median;
import tidemark.benchmarks.report.ResultFiles;
import tidemark.benchmarks.rivals.Pipeline;

/**
 * All that was measured of throughput, and what it comes to.
 *
 * @param results every round of every pipeline
 */
record ThroughputReport(Machine machine, List<Contestant.Result> results) {

    /** Writes down what there is so far. */
    void write(ResultFiles files) throws IOException {
        files.write((Object) this);
        files.write(markdown());
    }

    /** Draws the shares of the pass-through. */
    void draw(ResultFiles files) throws IOException {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Group group : groups()) {
            for (Pipeline pipeline : List.of(Pipeline.PLAIN_DSL, Pipeline.PLAIN_DSL_CACHED, Pipeline.TIDEMARK)) {
                double[] shares = shares(group, pipeline, Pipeline.PASS_THROUGH);
                if (shares.length > 0) {
                    bars.add(new BarChart.Bar(group.title(), pipeline.title(), Median.of(shares)));
                }
            }
        }
        if (!bars.isEmpty()) {
            files.write(
                    "shares",
                    new BarChart(
                            "Events per CPU-second of the node",
                            "users, usage",
                            "share of a mere copy from topic to topic",
                            bars,
                            new BarChart.Target("to reach: 0.30", 0.30)));
        }
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Throughput\n\n" + machine + "\n");
        text.append("\n## Events per CPU-second of the node, as a share of the same round's pass-through\n\n");
        text.append(ratios());
        text.append("\nTo reach: Tidemark 0.30 of the pass-through (0.35 with Zipf) and 1.2 times the plain DSL.\n");
        text.append("\n## What was measured\n\n").append(figures());
        return text.toString();
    }

    private String ratios() {
        MarkdownTable table = new MarkdownTable(
                "users",
                "usage",
                "repeats",
                "plain DSL",
                "plain DSL, record cache",
                "Tidemark",
                "Tidemark to plain DSL");
        for (Group group : groups()) {
            table.row(
                    whole(group.population().users()),
                    group.popularity().title(),
                    String.valueOf(of(group, Pipeline.TIDEMARK).size()),
                    ratios(group, Pipeline.PLAIN_DSL, Pipeline.PASS_THROUGH),
                    ratios(group, Pipeline.PLAIN_DSL_CACHED, Pipeline.PASS_THROUGH),
                    ratios(group, Pipeline.TIDEMARK, Pipeline.PASS_THROUGH),
                    ratios(group, Pipeline.TIDEMARK, Pipeline.PLAIN_DSL));
        }
        return table.toString();
    }

    private String figures() {
        MarkdownTable table = new MarkdownTable(
                "users",
                "usage",
                "pipeline",
                "events/CPU-s of the node",
                "events/s",
                "broker CPU-s per million events",
                "collections ms per second",
                "others' cores");
        for (Group group : groups()) {
            for (Pipeline pipeline : Pipeline.values()) {
                row(table, group, pipeline);
            }
        }
        return table.toString();
    }

    private void row(MarkdownTable table, Group group, Pipeline pipeline) {
        List<Contestant.Result> rounds = of(group, pipeline);
        if (rounds.isEmpty()) {
            return;
        }
        table.row(
                whole(group.population().users()),
                group.popularity().title(),
                pipeline.title(),
                whole(works(rounds, Work::perCpuSecond)),
                whole(works(rounds, Work::perSecond)),
                ratio(works(rounds, work -> work.stackCpuSeconds() / work.events() * 1e6)
                        .value()),
                whole(Median.of(rounds, round -> round.gcMillis() / round.work().seconds())
                        .value()),
                ratio(works(rounds, Work::othersCores).value()));
    }

    /** Each round against the same round of the other one: they were run one after the other. */
    private String ratios(Group group, Pipeline pipeline, Pipeline other) {
        double[] ratios = shares(group, pipeline, other);
        return ratios.length == 0 ? "-" : ratio(Median.of(ratios));
    }

    private double[] shares(Group group, Pipeline pipeline, Pipeline other) {
        return of(group, pipeline).stream()
                .map(result -> ratioTo(result, other))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    private OptionalDouble ratioTo(Contestant.Result result, Pipeline other) {
        return of(new Group(result.population(), result.popularity()), other).stream()
                .filter(candidate -> candidate.round() == result.round())
                .mapToDouble(candidate ->
                        result.work().perCpuSecond() / candidate.work().perCpuSecond())
                .findFirst();
    }

    private static Median works(List<Contestant.Result> rounds, ToDoubleFunction<Work> figure) {
        return Median.of(rounds, round -> figure.applyAsDouble(round.work()));
    }

    private List<Contestant.Result> of(Group group, Pipeline pipeline) {
        return results.stream()
                .filter(result -> result.population().equals(group.population())
                        && result.popularity() == group.popularity()
                        && result.pipeline() == pipeline)
                .toList();
    }

    private List<Group> groups() {
        return results.stream()
                .map(result -> new Group(result.population(), result.popularity()))
                .distinct()
                .sorted(Comparator.comparing((Group group) -> group.population().users())
                        .thenComparing(Group::popularity))
                .toList();
    }

    private record Group(Population population, Popularity popularity) {

        String title() {
            return whole(population.users()) + ", " + popularity.title();
        }
    }
}
