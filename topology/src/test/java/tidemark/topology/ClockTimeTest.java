package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's time by a clock that is days away from the system's. */
final class ClockTimeTest {

    private static final Duration DAYS = Duration.ofDays(40);

    @Test
    void the_time_is_the_clocks() {
        Instant moment = Instant.parse("2031-02-28T23:59:59.123Z");
        assertThat(new ClockTime(() -> moment).milliseconds()).isEqualTo(moment.toEpochMilli());
    }

    @Test
    void durations_are_the_systems() {
        long before = System.nanoTime();
        assertThat(new ClockTime(() -> Instant.EPOCH).nanoseconds()).isBetween(before, System.nanoTime());
    }

    @Test
    @Timeout(20)
    void a_wait_ends_at_its_deadline_by_a_clock_that_is_ahead() {
        assertEnds(new ClockTime(InstantSource.offset(InstantSource.system(), DAYS)));
    }

    @Test
    @Timeout(20)
    void a_wait_lasts_until_its_deadline_by_a_clock_that_is_behind() {
        assertEnds(new ClockTime(InstantSource.offset(InstantSource.system(), DAYS.negated())));
    }

    private static void assertEnds(Time time) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> time.waitObject(new Object(), () -> false, time.milliseconds() + 50))
                .isInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(40));
    }
}
