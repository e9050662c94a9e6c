package tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The middle of repeated measurements. */
final class MedianTest {

    @Test
    void the_middle_one_of_an_odd_number_counts() {
        assertThat(Median.of(9, 1, 5)).isEqualTo(new Median(5, 1, 9));
    }

    @Test
    void between_the_two_middle_ones_of_an_even_number() {
        assertThat(Median.of(4, 100, 2, 1)).isEqualTo(new Median(3, 1, 100));
    }

    @Test
    void a_single_one_is_all_there_is() {
        assertThat(Median.of(7)).isEqualTo(new Median(7, 7, 7));
    }

    @Test
    void nothing_measured_has_no_middle() {
        assertThatIllegalArgumentException().isThrownBy(Median::of);
    }
}
