package tidemark.benchmarks.report;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.data.category.CategoryDataset;
import tidemark.benchmarks.report.BarChart.Bar;

/** Draws bars, and over each of them the range of what was measured, which need not lie evenly around the median. */
final class RangedBars extends BarRenderer {

    private static final long serialVersionUID = 1L;

    private static final double CAP = 4;

    private final transient Map<List<Comparable<?>>, Median> ranges = new HashMap<>();

    RangedBars(List<Bar> bars) {
        bars.forEach(bar -> ranges.put(List.of(bar.name(), bar.group()), bar.height()));
    }

    @Override
    public void drawItem(
            Graphics2D graphics,
            CategoryItemRendererState state,
            Rectangle2D area,
            CategoryPlot plot,
            CategoryAxis groups,
            ValueAxis values,
            CategoryDataset heights,
            int row,
            int column,
            int pass) {
        super.drawItem(graphics, state, area, plot, groups, values, heights, row, column, pass);
        Median range = ranges.get(List.of(heights.getRowKey(row), heights.getColumnKey(column)));
        int position = state.getVisibleSeriesIndex(row);
        if (range != null && position >= 0) {
            double left = calculateBarW0(plot, plot.getOrientation(), area, groups, state, position, column);
            double low = values.valueToJava2D(range.lowest(), area, plot.getRangeAxisEdge());
            double high = values.valueToJava2D(range.highest(), area, plot.getRangeAxisEdge());
            drawRange(graphics, left + state.getBarWidth() / 2, low, high);
        }
    }

    private static void drawRange(Graphics2D graphics, double middle, double low, double high) {
        graphics.setPaint(Look.INK);
        graphics.setStroke(Look.THIN);
        graphics.draw(new Line2D.Double(middle, low, middle, high));
        graphics.draw(new Line2D.Double(middle - CAP, low, middle + CAP, low));
        graphics.draw(new Line2D.Double(middle - CAP, high, middle + CAP, high));
    }
}
