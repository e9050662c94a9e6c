package tidemark.benchmarks.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Times from the median to the worst, a line for each load. Each further nine of the percentile takes as much room as the one
 * before, and each doubling of the time, so that the tail is as legible as the middle.
 *
 * @param times what took so long, for the axis; the unit is added
 * @param lines in the order of the legend; at least one
 */
public record LatencyChart(String title, String times, List<Line> lines) implements Chart {

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "max");
    private static final double SHORTEST_MILLIS = 0.01;
    /* On the axis, where 1 is a doubling. */
    private static final double ROOM = 0.5;

    /**
     * The times under one load, in milliseconds.
     *
     * @param load what was offered, for example {@code half load}
     */
    public record Line(String load, double p50, double p90, double p99, double p999, double max) {

        /* A time of nothing has no place on a logarithmic axis. */
        private DoubleStream times() {
            return DoubleStream.of(p50, p90, p99, p999, max).map(millis -> Math.max(SHORTEST_MILLIS, millis));
        }
    }

    /** Copies the list, and refuses one without a line. */
    public LatencyChart {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw in '" + title + "'");
        }
    }

    @Override
    public String svg() {
        DefaultCategoryDataset places = new DefaultCategoryDataset();
        for (Line line : lines) {
            double[] times = line.times().toArray();
            for (int i = 0; i < times.length; i++) {
                places.addValue(Doublings.place(times[i]), line.load(), PERCENTILES.get(i));
            }
        }
        CategoryAxis percentiles = new CategoryAxis("percentile");
        return Look.svg(title, new CategoryPlot(places, percentiles, axis(), new LineAndShapeRenderer()));
    }

    private NumberAxis axis() {
        NumberAxis axis = new NumberAxis(times + " (ms)");
        axis.setTickUnit(new Doublings());
        double shortest = lines.stream().flatMapToDouble(Line::times).min().orElse(SHORTEST_MILLIS);
        double longest = lines.stream().flatMapToDouble(Line::times).max().orElse(1);
        axis.setRange(Doublings.place(shortest) - ROOM, Doublings.place(longest) + ROOM);
        return axis;
    }
}
