package tidemark.topology.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tidemark.topology.graph.HeapBudget;

/** What the filter has been told it never denies, and it seldom claims more. */
class EventFilterTest {

    private static final int EVENTS = 300_000;
    private static final long ROOM = 2 * 1024L * 1024;

    private static LongStream hashes(long seed) {
        return new SplittableRandom(seed).longs(EVENTS);
    }

    @Test
    void an_empty_filter_holds_nothing() {
        EventFilter filter = new EventFilter(new HeapBudget(ROOM));
        assertThat(hashes(1).filter(filter::mayHold).count()).isZero();
    }

    @Test
    void every_event_that_was_added_may_be_there() {
        EventFilter filter = new EventFilter(new HeapBudget(ROOM));
        hashes(1).forEach(filter::add);
        assertThat(hashes(1).allMatch(filter::mayHold)).isTrue();
    }

    @Test
    void at_most_one_in_two_hundred_others_may_be_there() {
        EventFilter filter = new EventFilter(new HeapBudget(ROOM));
        hashes(1).forEach(filter::add);
        assertThat(hashes(2).filter(filter::mayHold).count()).isLessThan(EVENTS / 200);
    }

    @Test
    void memory_grows_with_the_events() {
        HeapBudget budget = new HeapBudget(ROOM);
        EventFilter filter = new EventFilter(budget);
        hashes(1).forEach(filter::add);
        assertThat(budget.take(ROOM - EVENTS * 40L / 8)).as("40 bits for each").isTrue();
        assertThat(budget.take(EVENTS * 40L / 8 - EVENTS * 20L / 8))
                .as("20 bits for each")
                .isFalse();
    }

    @Test
    void when_the_budget_is_spent_everything_may_be_there_and_the_memory_is_given_back() {
        HeapBudget budget = new HeapBudget(100_000);
        EventFilter filter = new EventFilter(budget);
        hashes(1).forEach(filter::add);
        assertThat(hashes(1).allMatch(filter::mayHold)).isTrue();
        assertThat(hashes(2).allMatch(filter::mayHold)).isTrue();
        assertThat(budget.take(100_000)).isTrue();
    }

    @Test
    void a_dropped_filter_gives_its_memory_back() {
        HeapBudget budget = new HeapBudget(ROOM);
        EventFilter filter = new EventFilter(budget);
        hashes(1).forEach(filter::add);
        filter.drop();
        assertThat(budget.take(ROOM)).isTrue();
    }
}
