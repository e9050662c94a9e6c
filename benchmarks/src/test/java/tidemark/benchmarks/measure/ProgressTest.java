package tidemark.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is made of looks at a node. */
final class ProgressTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void work_is_what_lies_between_two_looks() {
        Progress from = new Progress(5 * SECOND, 1_000, new CpuTimes(SECOND, 2 * SECOND, SECOND, 10 * SECOND));
        Progress to = new Progress(9 * SECOND, 9_000, new CpuTimes(3 * SECOND, 3 * SECOND, 2 * SECOND, 16 * SECOND));
        Work work = to.since(from);
        assertThat(work).isEqualTo(new Work(8_000, 4, 2, 1, 2));
        assertThat(work.perSecond()).isEqualTo(2_000);
        assertThat(work.perCpuSecond()).isEqualTo(4_000);
        assertThat(work.othersCores()).isEqualTo(0.5);
    }

    @Test
    void where_the_machine_does_not_tell_others_are_idle() {
        assertThat(new CpuTimes(1, 1, 1, 0).others()).isZero();
    }

    @Test
    void latencies_are_in_milliseconds() {
        Histogram micros = new Histogram(3);
        for (int i = 1; i <= 100; i++) {
            micros.recordValue(10L * i);
        }
        assertThat(Latencies.of(micros)).isEqualTo(new Latencies(100, 0.5, 0.9, 0.99, 1.0, 1.0));
    }
}
