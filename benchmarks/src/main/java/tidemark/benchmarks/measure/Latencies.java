package tidemark.benchmarks.measure;

import org.HdrHistogram.Histogram;

/**
 * What a histogram of microseconds comes to, in milliseconds.
 *
 * @param count how many were measured
 * @param p50 half took no longer
 * @param p90 nine of ten took no longer
 * @param p99 99 of 100 took no longer
 * @param p999 999 of 1,000 took no longer
 * @param max the longest
 */
public record Latencies(long count, double p50, double p90, double p99, double p999, double max) {

    /** Of a histogram. */
    static Latencies of(Histogram micros) {
        return new Latencies(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
