package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of a limit that is used, and what another limit would change. */
class ShareAndShiftTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "0, 100, 0",
                "80, 100, 80",
                "1, 3, 33.3333",
                "2, 3, 66.6666",
                "999999999, 1000000000, 99.9999",
                "1000000000, 1000000000, 100",
                "300, 100, 300",
                "-1, 3, -33.3334",
                "9007199254740991, 1, 900719925474099100",
                "5, 0, null",
                "5, -1, null"
            })
    void percent_is_rounded_down_to_four_places(long used, long limit, BigDecimal percent) {
        assertThat(new Share(used, new Limit(limit)).percent()).isEqualTo(percent);
    }

    @Test
    void shares_compare_as_fractions_do() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Share one = share(random);
            Share other = share(random);
            BigInteger left = BigInteger.valueOf(one.used())
                    .multiply(BigInteger.valueOf(other.limit().micros()));
            BigInteger right = BigInteger.valueOf(other.used())
                    .multiply(BigInteger.valueOf(one.limit().micros()));

            assertThat(Integer.signum(one.compareTo(other)))
                    .as(one + " " + other)
                    .isEqualTo(left.compareTo(right));
        }
    }

    @Test
    void no_limit_is_less_than_any_share_and_a_zero_limit_more() {
        Share none = new Share(1_000, Limit.NONE);
        Share some = new Share(-5, Limit.of(10));
        Share over = new Share(Credits.MAX_MICROS, Limit.of(1));
        Share zero = new Share(0, Limit.ZERO);

        assertThat(none).isLessThan(some);
        assertThat(some).isLessThan(over);
        assertThat(over).isLessThan(zero);
        assertThat(none.compareTo(new Share(0, Limit.NONE))).isZero();
        assertThat(zero.compareTo(new Share(9, Limit.ZERO))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        /* used, limit, other limit */
        "50, 100, 200, NONE",
        "50, 100, 100, NONE",
        "50, 100, 60, WARNED",
        "50, 100, 50, BLOCKED",
        "50, 100, 0, BLOCKED",
        "50, -1, 50, BLOCKED",
        "0, -1, 0, BLOCKED",
        "90, 100, -1, CLEARED",
        "90, 100, 1000, CLEARED",
        "90, 100, 95, NONE",
        "90, 100, 90, BLOCKED",
        "100, 100, 110, UNBLOCKED",
        "100, 100, -1, UNBLOCKED",
        "100, 100, 0, NONE",
        "0, 0, 10, UNBLOCKED",
        "8, 0, 10, UNBLOCKED",
        "12, 0, 10, NONE"
    })
    void a_shift_is_what_the_user_would_notice(long used, long limit, long other, Shift expected) {
        long now = LedgerSpec.millis("2026-11-15T12:00:00Z");
        Ledger ledger = new Ledger(Policy.DEFAULT);
        Account account = ledger.under(new Limit(limit), charged(used, now), now);
        Account then = ledger.under(new Limit(other), account, now);

        assertThat(Shift.between(account, then)).isEqualTo(expected);
        assertThat(then.used()).isEqualTo(used);
        assertThat(then.limit()).isEqualTo(new Limit(other));
        assertThat(then.level()).isEqualTo(new Limit(other).levelOf(used, 80));
        assertThat(then.answer()).isEqualTo(new Limit(other).answerFor(used));
    }

    private static Account charged(long used, long now) {
        Account none = Account.opened(Period.at(now));
        return new Account(
                none.period(),
                used,
                0,
                1,
                none.level(),
                none.answer(),
                0,
                null,
                0,
                null,
                0,
                Limit.NONE,
                none.recent(),
                0,
                0);
    }

    private static Share share(Random random) {
        long used = random.nextBoolean() ? random.nextInt(7) - 2 : random.nextLong() >> 10;
        long limit = random.nextBoolean() ? 1 + random.nextInt(7) : 1 + (random.nextLong() >>> 11);
        return new Share(Math.max(-Credits.MAX_MICROS, used), Limit.of(Math.min(limit, Credits.MAX_MICROS)));
    }
}
