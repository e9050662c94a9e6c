package tidemark.topology.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import tidemark.topology.graph.HeapBudget;
import tidemark.topology.rows.Keys;

/** Until it knows everything it denies nothing, and what has expired it leaves to the store. */
class SpilledFiltersTest {

    private static final Bytes ANN = Keys.of("acme/ann");
    private static final Bytes BOB = Keys.of("acme/bob");

    private final HeapBudget budget = new HeapBudget(1024 * 1024);
    private final SpilledFilters filters = new SpilledFilters(budget);

    @Test
    void before_the_store_has_been_gone_through_every_event_may_be_there() {
        filters.add(7, ANN, 1);
        assertThat(filters.mayHold(7, ANN, 2)).isTrue();
        filters.completed();
        assertThat(filters.mayHold(7, ANN, 2)).isFalse();
        assertThat(filters.mayHold(7, ANN, 1)).isTrue();
    }

    @Test
    void another_account_or_generation_does_not_have_the_event() {
        filters.completed();
        filters.add(7, ANN, 1);
        assertThat(filters.mayHold(7, BOB, 1)).isFalse();
        assertThat(filters.mayHold(6, ANN, 1)).isFalse();
        assertThat(filters.mayHold(8, ANN, 1)).isFalse();
    }

    @Test
    void what_was_forgotten_is_for_the_store_to_say_and_costs_no_heap() {
        filters.completed();
        filters.add(7, ANN, 1);
        filters.forgetBefore(8);
        assertThat(filters.mayHold(7, ANN, 2)).isTrue();
        assertThat(filters.mayHold(8, ANN, 2)).isFalse();
        assertThat(budget.take(1024 * 1024)).isTrue();
    }

    @Test
    void an_event_of_a_forgotten_generation_takes_no_heap() {
        filters.completed();
        filters.forgetBefore(8);
        filters.add(7, ANN, 1);
        assertThat(filters.mayHold(7, ANN, 1)).isTrue();
        assertThat(budget.take(1024 * 1024)).isTrue();
    }

    @Test
    void closed_it_gives_its_heap_back_and_denies_nothing() {
        filters.completed();
        filters.add(7, ANN, 1);
        filters.close();
        assertThat(filters.mayHold(7, ANN, 1)).isTrue();
        assertThat(budget.take(1024 * 1024)).isTrue();
    }
}
