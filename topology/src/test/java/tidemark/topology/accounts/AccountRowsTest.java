package tidemark.topology.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Account;
import tidemark.ledger.Period;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.rows.AccountRow;
import tidemark.topology.rows.Keys;

/** Rows on the heap are as good as those in the store, and none is lost between the two. */
class AccountRowsTest {

    private static final long BUDGET = 256 * 1024;
    private static final int MANY = 12_000;
    private static final Account JANUARY = Account.opened(Period.parse("2026-01"));
    private static final Account FEBRUARY = Account.opened(Period.parse("2026-02"));

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("accounts"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final AccountRows rows = new AccountRows(store, new RowBudget(BUDGET));

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    private static Bytes key(int number) {
        return Keys.of(String.format("acme/user-%05d", number));
    }

    private List<Bytes> keysAfter(Bytes key) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, Account> found = rows.after(key)) {
            found.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }

    @Test
    void a_row_is_read_as_it_was_last_written() {
        assertThat(rows.get(key(1))).isNull();
        rows.put(key(1), JANUARY);
        rows.put(key(1), FEBRUARY);
        assertThat(rows.get(key(1))).isEqualTo(FEBRUARY);
    }

    @Test
    void what_has_changed_reaches_the_store_when_it_is_written_out() {
        rows.put(key(1), JANUARY);
        assertThat(store.get(key(1))).isNull();
        rows.writeOut();
        assertThat(stored(1)).isEqualTo(JANUARY);
        rows.put(key(1), FEBRUARY);
        rows.writeOut();
        assertThat(stored(1)).isEqualTo(FEBRUARY);
    }

    @Test
    void what_has_not_changed_is_not_written_again() {
        rows.put(key(1), JANUARY);
        rows.writeOut();
        store.delete(key(1));
        rows.get(key(1));
        rows.writeOut();
        assertThat(store.get(key(1))).isNull();
    }

    @Test
    void a_stored_row_is_read_once() {
        store.put(key(1), AccountRow.encode(JANUARY));
        assertThat(rows.get(key(1))).isEqualTo(JANUARY);
        store.delete(key(1));
        assertThat(rows.get(key(1))).isEqualTo(JANUARY);
    }

    @Test
    void a_deleted_row_is_gone_from_both_and_stays_so() {
        rows.put(key(1), JANUARY);
        rows.writeOut();
        rows.put(key(1), FEBRUARY);
        rows.delete(key(1));
        rows.writeOut();
        assertThat(rows.get(key(1))).isNull();
        assertThat(store.get(key(1))).isNull();
    }

    @Test
    void a_row_that_was_deleted_may_come_again() {
        rows.put(key(1), JANUARY);
        rows.delete(key(1));
        rows.put(key(1), FEBRUARY);
        rows.writeOut();
        assertThat(stored(1)).isEqualTo(FEBRUARY);
    }

    @Test
    void a_way_through_the_rows_meets_those_that_are_not_written_yet() {
        rows.put(key(2), JANUARY);
        rows.put(key(1), JANUARY);
        assertThat(keysAfter(key(1))).containsExactly(key(2));
        rows.put(key(3), JANUARY);
        try (KeyValueIterator<Bytes, Account> all = rows.after(null)) {
            assertThat(all).toIterable().hasSize(3);
        }
    }

    @Test
    void more_rows_than_there_is_room_for_are_all_kept_in_the_store() {
        for (int i = 0; i < MANY; i++) {
            rows.put(key(i), i % 2 == 0 ? JANUARY : FEBRUARY);
        }
        rows.writeOut();
        for (int i = 0; i < MANY; i++) {
            Account expected = i % 2 == 0 ? JANUARY : FEBRUARY;
            assertThat(stored(i)).isEqualTo(expected);
            assertThat(rows.get(key(i))).isEqualTo(expected);
        }
    }

    @Test
    void what_a_long_walk_changes_does_not_pile_up_until_the_commit() {
        for (int i = 0; i < MANY; i++) {
            rows.put(key(i), JANUARY);
        }
        assertThat(stored(0)).isEqualTo(JANUARY);
    }

    @Test
    void a_row_that_had_to_go_is_read_again_from_the_store() {
        for (int i = 0; i < MANY; i++) {
            rows.put(key(i), JANUARY);
        }
        rows.writeOut();
        store.delete(key(0));
        assertThat(rows.get(key(0))).as("not on the heap any more").isNull();
        assertThat(rows.get(key(MANY - 1))).isEqualTo(JANUARY);
    }

    private @Nullable Account stored(int number) {
        return AccountRow.decodeNullable(store.get(key(number)));
    }
}
