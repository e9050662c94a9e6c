package tidemark.benchmarks.report;

import org.jfree.chart.axis.NumberTickUnit;

/** Ticks of an axis that is drawn by the binary logarithm and read as the number itself. */
final class Doublings extends NumberTickUnit {

    private static final long serialVersionUID = 1L;

    Doublings() {
        super(1);
    }

    /** Where a number, above zero, lies on the axis. */
    static double place(double number) {
        return Math.log(number) / Math.log(2);
    }

    @Override
    public String valueToString(double place) {
        return Look.numbers().format(Math.pow(2, place));
    }
}
