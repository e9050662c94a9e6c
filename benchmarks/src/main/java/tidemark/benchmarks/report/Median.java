package tidemark.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The middle of repeated measurements, with the lowest and the highest.
 *
 * @param value half of them are at or below it, half at or above
 * @param lowest of all
 * @param highest of all
 */
public record Median(double value, double lowest, double highest) {

    /**
     * Of some measurements.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Median of(double... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Median(middle, sorted[0], sorted[sorted.length - 1]);
    }

    /** Of one figure of some results. */
    public static <T> Median of(List<T> results, ToDoubleFunction<T> figure) {
        return of(results.stream().mapToDouble(figure).toArray());
    }
}
