package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R13: what each partition adds, compared with a sorted map, and sums that cannot overflow. */
class SlotsTest {

    private record Slot(long micros, long events) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void slots_are_a_sorted_map_of_the_newest_sums(long seed) {
        Random random = new Random(seed);
        Map<Integer, Slot> expected = new TreeMap<>();
        Slots slots = Slots.NONE;
        for (int i = 0; i < 500; i++) {
            int partition = random.nextInt(20);
            Slot slot = new Slot(random.nextInt(7) - 3, random.nextInt(3));
            // A partition that has no slot yet has nothing to add.
            boolean same = slot.equals(expected.getOrDefault(partition, new Slot(0, 0)));
            if (!same) {
                expected.put(partition, slot);
            }
            Slots next = slots.with(partition, slot.micros(), slot.events());

            if (same) {
                assertThat(next).isSameAs(slots);
            } else {
                assertThat(next).isNotEqualTo(slots);
            }
            slots = next;
            assertThat(asMap(slots)).isEqualTo(expected);
            assertThat(slots.total())
                    .isEqualTo(
                            expected.values().stream().mapToLong(Slot::micros).sum());
            assertThat(slots.events())
                    .isEqualTo(
                            expected.values().stream().mapToLong(Slot::events).sum());
            assertThat(of(expected)).isEqualTo(slots).hasSameHashCodeAs(slots);
        }
    }

    @Test
    void slots_are_never_changed_by_what_comes_after_them() {
        Slots one = Slots.NONE.with(1, 10, 1);
        one.with(1, 20, 2);
        one.with(0, 20, 2);
        assertThat(one).isEqualTo(Slots.NONE.with(1, 10, 1)).hasToString("[1] [10] [1]");
        int[] partitions = {1};
        Slots copied = Slots.of(partitions, new long[] {10}, new long[] {1});
        partitions[0] = 5;
        assertThat(copied).isEqualTo(one);
    }

    @Test
    void slots_that_cannot_be_are_refused() {
        long[] two = {1, 1};
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.of(new int[] {1, 1}, two, two));
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.of(new int[] {2, 1}, two, two));
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.of(new int[] {-1, 1}, two, two));
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.of(new int[] {1}, two, two));
        assertThatIllegalArgumentException().isThrownBy(() -> Slots.of(new int[] {0, 1}, two, new long[1]));
    }

    @Test
    void a_total_is_held_at_the_ends_of_the_range_and_exact_in_between() {
        long max = Credits.MAX_MICROS;
        Slots full = Slots.NONE.with(0, max, 1);
        assertThat(full.total()).isEqualTo(max);
        assertThat(full.isSaturated()).isFalse();
        Slots over = full.with(1, 1, 1);
        assertThat(over.total()).isEqualTo(max);
        assertThat(over.isSaturated()).isTrue();
        Slots far = over.with(2, Long.MAX_VALUE, 1).with(3, Long.MAX_VALUE, 1);
        assertThat(far.total()).isEqualTo(max);
        assertThat(far.isSaturated()).isTrue();
        Slots back = far.with(2, Long.MIN_VALUE, 1).with(4, -max, 1);
        assertThat(back.total()).isZero();
        assertThat(back.isSaturated()).isFalse();
        Slots under = Slots.NONE.with(0, -max, 1).with(1, -1, 1);
        assertThat(under.total()).isEqualTo(-max);
        assertThat(under.isSaturated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_wide_sum_is_exact_and_held_at_the_ends_of_long_when_it_is_read(long seed) {
        Random random = new Random(seed);
        WideSum sum = new WideSum();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 20_000; i++) {
            long more = random.nextInt(4) == 0 ? edge(random) : random.nextLong();
            sum.add(more);
            expected = expected.add(BigInteger.valueOf(more));
            assertThat(sum.value()).isEqualTo(held(expected));
        }
        while (expected.bitLength() > 62) {
            long back = expected.signum() > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            sum.add(back);
            expected = expected.add(BigInteger.valueOf(back));
        }
        assertThat(sum.value()).isEqualTo(expected.longValueExact());
    }

    private static long edge(Random random) {
        long[] edges = {Long.MAX_VALUE, Long.MIN_VALUE, 1, -1, 0, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1};
        return edges[random.nextInt(edges.length)];
    }

    private static long held(BigInteger value) {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
        return value.min(most).max(least).longValueExact();
    }

    private static Map<Integer, Slot> asMap(Slots slots) {
        Map<Integer, Slot> map = new TreeMap<>();
        for (int i = 0; i < slots.size(); i++) {
            assertThat(map.put(slots.partition(i), new Slot(slots.micros(i), slots.events(i))))
                    .isNull();
        }
        return map;
    }

    private static Slots of(Map<Integer, Slot> map) {
        return Slots.of(
                map.keySet().stream().mapToInt(Integer::intValue).toArray(),
                map.values().stream().mapToLong(Slot::micros).toArray(),
                map.values().stream().mapToLong(Slot::events).toArray());
    }
}
