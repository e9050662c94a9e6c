package tidemark.topology.walks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Walks have the thread for themselves while nothing comes, and half of it while records come. */
class WalkPaceTest {

    private static final long MILLI = 1_000_000;

    private final WalkPace pace = new WalkPace();

    /* A slice at that time, in millis. */
    private void walk(double from, double to) {
        pace.walked((long) (from * MILLI), (long) (to * MILLI));
    }

    private long rest(double at) {
        return pace.restMillis((long) (at * MILLI));
    }

    @Test
    void the_first_slice_waits_for_nothing() {
        pace.sawRecord();
        assertThat(rest(-5)).isZero();
    }

    @Test
    void without_records_the_next_slice_comes_at_once() {
        walk(0, 5);
        assertThat(rest(5)).isZero();
        assertThat(rest(6)).isZero();
        assertThat(pace.pauseMillis(5 * MILLI)).isEqualTo(1);
    }

    @Test
    void while_records_come_they_have_as_long_as_the_walk_had() {
        walk(0, 5);
        pace.sawRecord();
        assertThat(rest(6)).isEqualTo(4);
        assertThat(rest(9.5)).isEqualTo(1);
        assertThat(rest(10)).isZero();
    }

    @Test
    void the_rests_of_several_tasks_add_up() {
        walk(0, 5);
        walk(5, 10);
        pace.sawRecord();
        assertThat(rest(11)).isEqualTo(9);
        assertThat(rest(20)).isZero();
    }

    @Test
    void after_ten_millis_without_a_break_records_get_their_chance() {
        walk(0, 5);
        assertThat(rest(5)).isZero();
        walk(5, 10);
        assertThat(rest(10.1)).isEqualTo(1);
        assertThat(rest(11)).as("nothing came meanwhile").isZero();
        walk(11, 16);
        assertThat(rest(16)).as("there was a break").isZero();
    }

    @Test
    void who_has_walked_while_records_come_pauses_for_the_whole_rest() {
        walk(0, 5);
        pace.sawRecord();
        walk(10, 15);
        assertThat(pace.pauseMillis(15 * MILLI)).isEqualTo(5);
        walk(15, 20);
        assertThat(pace.pauseMillis(20 * MILLI)).isEqualTo(10);
    }

    @Test
    void each_thread_has_its_own() throws InterruptedException {
        WalkPace[] other = new WalkPace[1];
        Thread thread = new Thread(() -> other[0] = WalkPace.ofThread());
        thread.start();
        thread.join();
        assertThat(WalkPace.ofThread()).isSameAs(WalkPace.ofThread()).isNotSameAs(other[0]);
    }
}
