package tidemark.benchmarks.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** What all charts have in common: size, fonts, colours, and the way to SVG. */
final class Look {

    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final BasicStroke THIN = new BasicStroke(1.2f);

    private static final double WIDTH = 860;
    private static final double HEIGHT = 480;
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    private static final Color TARGET = new Color(0xB2, 0x18, 0x2B);
    private static final BasicStroke THICK = new BasicStroke(2.2f);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0);

    /* Okabe and Ito's: told apart by colour-blind readers too. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x00, 0x72, 0xB2),
            new Color(0xE6, 0x9F, 0x00),
            new Color(0x00, 0x9E, 0x73),
            new Color(0xCC, 0x79, 0xA7),
            new Color(0x56, 0xB4, 0xE9),
            new Color(0xD5, 0x5E, 0x00));

    private static final RectangleInsets PADDING = new RectangleInsets(12, 8, 8, 16);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 17);

    static {
        // Otherwise what stands upright becomes outlines of letters, which nobody can search or copy.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Look() {}

    /** Numbers at an axis or a bar: up to two decimals, thousands apart. */
    static NumberFormat numbers() {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    static ValueMarker line(BarChart.Target target) {
        ValueMarker marker = new ValueMarker(target.value(), TARGET, DASHED);
        marker.setLabel(target.label());
        marker.setLabelFont(SMALL);
        marker.setLabelPaint(TARGET);
        marker.setLabelBackgroundColor(Color.WHITE);
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        return marker;
    }

    static String svg(String title, CategoryPlot plot) {
        dress(plot);
        JFreeChart chart = new JFreeChart(title, LARGE, plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(PADDING);
        chart.getTitle().setPaint(INK);
        LegendTitle legend = chart.getLegend();
        legend.setItemFont(SMALL);
        legend.setItemPaint(INK);
        legend.setFrame(BlockBorder.NONE);
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        return text(graphics);
    }

    private static void dress(CategoryPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(THIN);
        plot.setOutlineVisible(false);
        dress(plot.getDomainAxis());
        dress(plot.getRangeAxis());
        CategoryItemRenderer renderer = plot.getRenderer();
        for (int series = 0; series < plot.getDataset().getRowCount(); series++) {
            Paint colour = COLOURS.get(series % COLOURS.size());
            renderer.setSeriesPaint(series, colour);
            renderer.setSeriesStroke(series, THICK);
        }
        if (renderer instanceof BarRenderer bars) {
            dress(bars);
        }
    }

    private static void dress(BarRenderer bars) {
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setItemMargin(0.08);
        bars.setMaximumBarWidth(0.12);
    }

    private static void dress(Axis axis) {
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(SMALL);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
    }

    private static String text(VectorGraphics2D graphics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return portable(bytes.toString(StandardCharsets.UTF_8));
    }

    /* Nobody who reads it shall fetch its type definition, and its fonts may be missing where it is read. */
    private static String portable(String svg) {
        return svg.replaceFirst("<!DOCTYPE[^>]*>\\R?", "")
                .replaceAll("font-family:&quot;([^&]*)&quot;", "font-family:&quot;$1&quot;,sans-serif");
    }
}
