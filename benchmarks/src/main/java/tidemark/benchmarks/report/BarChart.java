package tidemark.benchmarks.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/**
 * Figures as bars from zero, those of one group side by side, each with the lowest and the highest that was measured.
 *
 * @param groups what tells the groups apart, for the axis
 * @param values what the height is, with its unit, for the axis
 * @param bars groups and names appear in their order; at least one
 * @param target what is to be reached; null: nothing
 */
public record BarChart(
        String title,
        String groups,
        String values,
        List<Bar> bars,
        @Nullable Target target) implements Chart {

    private static final double ROOM_ABOVE = 1.15;

    /**
     * One figure.
     *
     * @param group where it stands, for example {@code 200k users}
     * @param name what it is one of, for example {@code Zipf}: the same name has the same colour in all groups
     * @param height with its range, not negative
     */
    public record Bar(String group, String name, Median height) {}

    /**
     * A line across all groups.
     *
     * @param label written at it
     * @param value where it is
     */
    public record Target(String label, double value) {}

    /** Copies the list, and refuses one without a bar. */
    public BarChart {
        bars = List.copyOf(bars);
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("nothing to draw in '" + title + "'");
        }
    }

    @Override
    public String svg() {
        DefaultCategoryDataset heights = new DefaultCategoryDataset();
        bars.forEach(bar -> heights.addValue(bar.height().value(), bar.name(), bar.group()));
        NumberAxis axis = new NumberAxis(values);
        axis.setRange(0, top() * ROOM_ABOVE);
        CategoryPlot plot = new CategoryPlot(heights, new CategoryAxis(groups), axis, new RangedBars(bars));
        if (target != null) {
            plot.addRangeMarker(Look.line(target));
        }
        return Look.svg(title, plot);
    }

    /* Where nothing was done at all, an axis still needs a length. */
    private double top() {
        double highest = bars.stream()
                .flatMapToDouble(bar -> DoubleStream.of(bar.height().highest()))
                .max()
                .orElse(0);
        double all = target == null ? highest : Math.max(highest, target.value());
        return all > 0 ? all : 1;
    }
}
