package tidemark.topology.sums;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Period;

/** R13 and R15: a sum and the last events in it. */
class SumTest {

    private final Sum sum = new Sum("acme", Period.parse("2026-11"), KnownEntity.UNKNOWN);

    @Test
    void R15_the_last_usage_and_the_last_correction_are_told_apart() {
        sum.add(charge("u1", 5, "op1"));
        sum.add(charge("c1", -2, null));
        sum.add(charge("u2", 0, null));

        assertThat(sum.micros()).isEqualTo(3);
        assertThat(sum.events()).isEqualTo(3);
        assertThat(sum.usageEvent()).isEqualTo("u2");
        assertThat(sum.usageOperation()).isNull();
        assertThat(sum.correctionEvent()).isEqualTo("c1");
        assertThat(sum.correctionOperation()).isNull();
        sum.add(charge("c2", -1, "op2"));
        assertThat(sum.correctionEvent()).isEqualTo("c2");
        assertThat(sum.correctionOperation()).isEqualTo("op2");
        assertThat(sum.usageEvent()).isEqualTo("u2");
    }

    @Test
    void R15_what_a_census_finds_has_no_last_event() {
        sum.add(7, 2);

        assertThat(sum.micros()).isEqualTo(7);
        assertThat(sum.events()).isEqualTo(2);
        assertThat(sum.usageEvent()).isNull();
        assertThat(sum.correctionEvent()).isNull();
    }

    @Test
    void R13_a_sum_is_held_at_the_ends_of_long_and_exact_when_it_comes_back() {
        sum.add(Long.MAX_VALUE, 1);
        sum.add(Long.MAX_VALUE, 1);
        assertThat(sum.micros()).isEqualTo(Long.MAX_VALUE);

        sum.add(-Long.MAX_VALUE, 1);
        sum.add(charge("c", -5, null));

        assertThat(sum.micros()).isEqualTo(Long.MAX_VALUE - 5);
    }

    private static Charge charge(String id, long micros, @Nullable String operation) {
        return new Charge(null, id, 0, 0, micros, operation);
    }
}
