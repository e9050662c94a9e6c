package tidemark.topology.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.rows.Keys;

/** What is kept is the newest, what had to go is not found, and the budget holds. */
class EncodedRowsTest {

    /* The smallest array, and what goes with it. */
    private static final int SMALL = 64 + 37;

    private static Bytes key(int number) {
        return Keys.of("acme/user-" + number);
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[random.nextInt(200)];
        random.nextBytes(value);
        return value;
    }

    private static byte @Nullable [] read(EncodedRows rows, Bytes key) {
        int row = rows.find(key);
        return row == EncodedRows.NONE ? null : Arrays.copyOfRange(rows.array(row), rows.from(row), rows.to(row));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 60_000, 2_000, 0})
    void a_random_history_agrees_with_a_map(long budget) {
        Random random = new Random(budget);
        EncodedRows rows = new EncodedRows(new RowBudget(budget));
        Map<Bytes, byte[]> model = new HashMap<>();
        int found = 0;
        for (int step = 0; step < 100_000; step++) {
            Bytes key = key(random.nextInt(1_000));
            switch (random.nextInt(4)) {
                case 0 -> {
                    rows.remove(key);
                    model.remove(key);
                }
                case 1, 2 -> {
                    byte[] value = value(random);
                    rows.put(key, value);
                    model.put(key, value);
                    assertThat(read(rows, key)).as("what was just put").isEqualTo(value);
                }
                default -> {
                    byte[] value = read(rows, key);
                    found += value == null ? 0 : 1;
                    if (value != null || budget == Long.MAX_VALUE) {
                        assertThat(value).isEqualTo(model.get(key));
                    }
                }
            }
        }
        assertThat(rows.count()).isEqualTo(budget == Long.MAX_VALUE ? model.size() : Math.min(rows.count(), 1_000));
        assertThat(found).isPositive();
    }

    @Test
    void no_more_is_kept_than_there_is_room_for() {
        EncodedRows rows = new EncodedRows(new RowBudget(100 * SMALL));
        for (int i = 0; i < 10_000; i++) {
            rows.put(key(i), new byte[8]);
        }
        assertThat(rows.count()).isEqualTo(100);
    }

    @Test
    void a_task_that_joins_takes_its_part() {
        RowBudget budget = new RowBudget(100 * SMALL);
        EncodedRows rows = new EncodedRows(budget);
        for (int i = 0; i < 100; i++) {
            rows.put(key(i), new byte[8]);
        }
        try (EncodedRows other = new EncodedRows(budget)) {
            assertThat(other.count()).isZero();
            rows.put(key(100), new byte[8]);
            assertThat(rows.count()).isEqualTo(50);
        }
        for (int i = 0; i < 100; i++) {
            rows.put(key(i), new byte[8]);
        }
        assertThat(rows.count()).isEqualTo(100);
    }

    @Test
    void a_row_in_use_stays_and_one_that_is_not_goes() {
        EncodedRows rows = new EncodedRows(new RowBudget(100 * SMALL));
        for (int i = 0; i < 100; i++) {
            rows.put(key(i), new byte[8]);
        }
        for (int i = 100; i < 1_000; i++) {
            assertThat(read(rows, key(0))).isNotNull();
            rows.put(key(i), new byte[8]);
        }
        assertThat(read(rows, key(1))).isNull();
    }

    @Test
    void a_row_that_outgrows_its_array_is_kept_whole() {
        EncodedRows rows = new EncodedRows(new RowBudget(1_000_000));
        byte[] large = new byte[3_000];
        Arrays.fill(large, (byte) 7);
        rows.put(key(1), new byte[] {1});
        rows.put(key(2), new byte[] {2});
        rows.put(key(1), large);
        assertThat(read(rows, key(1))).isEqualTo(large);
        rows.put(key(1), new byte[] {3});
        assertThat(read(rows, key(1))).containsExactly(3);
        assertThat(read(rows, key(2))).containsExactly(2);
    }
}
