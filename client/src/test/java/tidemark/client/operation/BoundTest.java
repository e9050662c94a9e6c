package tidemark.client.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundTest {

    private static final long NOON = Instant.parse("2026-11-15T12:00:00Z").toEpochMilli();
    private static final long DECEMBER = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();
    private static final long SETTLES = 10_000;

    private final Bound bound = new Bound(SETTLES);

    @Test
    void without_an_answer_nothing_is_reached_and_nothing_is_known_to_be_left() {
        bound.spent(1_000, NOON);
        assertThat(bound.isReached(NOON)).isFalse();
        assertThat(bound.remainingMicros(NOON)).isNull();
    }

    @Test
    void the_limit_is_reached_exactly_when_nothing_is_left() {
        answer(3, 10L, NOON);
        bound.spent(6, NOON);
        assertThat(bound.isReached(NOON)).isFalse();
        assertThat(bound.remainingMicros(NOON)).isEqualTo(1);
        bound.spent(1, NOON);
        assertThat(bound.isReached(NOON)).isTrue();
        bound.spent(5, NOON);
        assertThat(bound.remainingMicros(NOON)).isZero();
    }

    @Test
    void an_answer_that_lags_behind_what_was_spent_here_gives_nothing_back() {
        answer(0, 10L, NOON);
        bound.spent(10, NOON);
        answer(2, 10L, NOON + 50);
        assertThat(bound.isReached(NOON + 50)).isTrue();
        answer(2, 12L, NOON + 60);
        assertThat(bound.remainingMicros(NOON + 60)).isEqualTo(2);
    }

    @Test
    void what_others_have_spent_comes_with_an_answer() {
        answer(0, 10L, NOON);
        bound.spent(1, NOON);
        answer(9, 10L, NOON + 50);
        assertThat(bound.remainingMicros(NOON + 50)).isEqualTo(1);
    }

    @Test
    void once_all_is_settled_the_answer_counts_alone() {
        answer(0, 10L, NOON);
        bound.spent(10, NOON);
        assertThat(bound.isSettled(NOON + SETTLES)).isFalse();
        answer(4, 10L, NOON + SETTLES);
        assertThat(bound.isReached(NOON + SETTLES)).isTrue();
        assertThat(bound.isSettled(NOON + SETTLES + 1)).isTrue();
        answer(4, 10L, NOON + SETTLES + 1);
        assertThat(bound.remainingMicros(NOON + SETTLES + 1)).isEqualTo(6);
    }

    @Test
    void R2_a_limit_of_zero_is_reached_whatever_was_used() {
        answer(-5, 0L, NOON);
        assertThat(bound.isReached(NOON)).isTrue();
        assertThat(bound.isZero()).isTrue();
    }

    @Test
    void a_limit_that_is_removed_is_none() {
        answer(10, 10L, NOON);
        answer(10, null, NOON + 1);
        assertThat(bound.isReached(NOON + 1)).isFalse();
        assertThat(bound.remainingMicros(NOON + 1)).isNull();
    }

    @Test
    void R10_a_new_month_begins_with_nothing_and_an_answer_of_the_old_one_says_nothing() {
        answer(10, 10L, DECEMBER - 1);
        assertThat(bound.isReached(DECEMBER - 1)).isTrue();
        assertThat(bound.monthEndMillis()).isEqualTo(DECEMBER);
        assertThat(bound.isReached(DECEMBER)).isFalse();
        bound.answered(new Amount(10, 10L), DECEMBER - 1, DECEMBER + 5);
        assertThat(bound.isReached(DECEMBER + 5)).isFalse();
        bound.spent(2, DECEMBER + 5);
        answer(0, 10L, DECEMBER + 6);
        assertThat(bound.remainingMicros(DECEMBER + 6)).isEqualTo(8);
        assertThat(bound.monthEndMillis())
                .isEqualTo(Instant.parse("2027-01-01T00:00:00Z").toEpochMilli());
    }

    private void answer(long used, @Nullable Long limit, long at) {
        bound.answered(new Amount(used, limit), at, at);
    }
}
