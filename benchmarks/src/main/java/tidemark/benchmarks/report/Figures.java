package tidemark.benchmarks.report;

import java.util.Locale;

/** How numbers are written in tables. */
public final class Figures {

    private Figures() {}

    /** A number of things: no decimals, thousands apart. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** The same of a whole number. */
    public static String whole(long number) {
        return whole((double) number);
    }

    /** A ratio or a share. */
    public static String ratio(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Milliseconds. */
    public static String millis(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** A median of ratios with its range. */
    public static String ratio(Median median) {
        return ratio(median.value()) + " (" + ratio(median.lowest()) + "-" + ratio(median.highest()) + ")";
    }

    /** A median with its range. */
    public static String whole(Median median) {
        return whole(median.value()) + " (" + whole(median.lowest()) + "-" + whole(median.highest()) + ")";
    }

    /** A median with its range, of small numbers. */
    public static String tenths(Median median) {
        return millis(median.value()) + " (" + millis(median.lowest()) + "-" + millis(median.highest()) + ")";
    }
}
