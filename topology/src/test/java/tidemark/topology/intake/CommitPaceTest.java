package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private final CommitPace pace = new CommitPace();

    @Test
    void nothing_waits_before_the_first_commit() {
        assertThat(pace.restMillis(millis(5))).isZero();
        pace.begins(millis(5));
        assertThat(pace.restMillis(millis(6))).isZero();
    }

    @Test
    void after_a_quick_commit_the_next_waits_six_millis() {
        commit(100, 101);

        assertThat(pace.restMillis(millis(101))).isEqualTo(6);
        assertThat(pace.restMillis(millis(104))).isEqualTo(3);
        assertThat(pace.restMillis(millis(107))).isZero();
        assertThat(pace.restMillis(millis(500))).isZero();
    }

    @Test
    void after_slow_commits_the_next_waits_twice_as_long_as_they_take() {
        commit(100, 125);
        commit(180, 200);

        assertThat(pace.restMillis(millis(200))).isEqualTo(40);
        assertThat(pace.restMillis(millis(240))).isZero();
    }

    @Test
    void one_slow_commit_makes_nobody_wait() {
        commit(100, 102);
        commit(120, 180);

        assertThat(pace.restMillis(millis(180))).isEqualTo(6);
    }

    @Test
    void the_next_commit_sends_nothing_until_the_brokers_are_done_with_the_last_one() {
        assertThat(pace.unsettledNanos(millis(50))).as("there was none").isZero();
        commit(100, 102);

        assertThat(pace.unsettledNanos(millis(102))).isEqualTo(millis(5));
        assertThat(pace.unsettledNanos(millis(106))).isEqualTo(millis(1));
        assertThat(pace.unsettledNanos(millis(107))).isZero();
        pace.begins(millis(103));
        assertThat(pace.unsettledNanos(millis(103))).as("once begun it goes on").isZero();
    }

    @Test
    void a_commit_lasts_from_its_first_flush_to_its_end() {
        commit(50, 80);
        pace.begins(millis(100));
        pace.begins(millis(115));
        pace.ends(millis(120));

        assertThat(pace.restMillis(millis(120))).isEqualTo(40);
    }

    @Test
    void however_long_a_commit_took_the_next_waits_no_longer_than_the_interval() {
        commit(100, 60_100);
        commit(60_100, 120_100);

        assertThat(pace.restMillis(millis(120_100))).isEqualTo(100);
    }

    @Test
    void commits_are_counted_when_they_end() {
        pace.begins(millis(100));
        assertThat(pace.commits()).isZero();
        pace.ends(millis(101));
        commit(120, 121);

        assertThat(pace.commits()).isEqualTo(2);
    }

    private void commit(long fromMillis, long toMillis) {
        pace.begins(millis(fromMillis));
        pace.ends(millis(toMillis));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
