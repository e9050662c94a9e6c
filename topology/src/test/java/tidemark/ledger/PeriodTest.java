package tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static tidemark.ledger.LedgerSpec.millis;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1: calendar months in UTC. */
class PeriodTest {

    @ParameterizedTest(name = "{0} lies in {1}")
    @CsvSource({
        "1970-01-01T00:00:00Z, 1970-01",
        "1970-01-31T23:59:59.999Z, 1970-01",
        "1970-02-01T00:00:00Z, 1970-02",
        "2026-10-31T23:59:59.999Z, 2026-10",
        "2026-11-01T00:00:00Z, 2026-11",
        "2026-11-30T23:59:59.999Z, 2026-11",
        "2026-12-31T23:59:59.999Z, 2026-12",
        "2027-01-01T00:00:00Z, 2027-01",
        "2028-02-29T23:59:59.999Z, 2028-02",
        "2028-03-01T00:00:00Z, 2028-03",
        "2100-02-28T23:59:59.999Z, 2100-02",
        "2399-12-31T23:59:59.999Z, 2399-12",
    })
    void r1_an_instant_lies_in_its_month(Instant instant, String period) {
        assertThat(Period.at(instant.toEpochMilli())).hasToString(period).isEqualTo(Period.parse(period));
    }

    @Test
    void r1_every_month_begins_and_ends_where_the_calendar_says() {
        for (int i = 0; i < 430 * 12; i++) {
            YearMonth month = YearMonth.of(1970, 1).plusMonths(i);
            long start = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            long end = month.plusMonths(1)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
            Period period = Period.ofIndex(i);
            assertThat(period.startMillis()).isEqualTo(start);
            assertThat(period.endMillis()).isEqualTo(end);
            assertThat(Period.at(start)).isSameAs(period);
            assertThat(Period.at(end - 1)).isSameAs(period);
            assertThat(period).hasToString(month.toString());
        }
    }

    @Test
    void r1_instants_outside_of_1970_to_2399_are_refused() {
        long end = millis("2400-01-01T00:00:00Z");
        for (long instant : new long[] {-1, Long.MIN_VALUE, end, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Period.at(instant))
                    .withMessageContaining("between 1970 and 2399");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-1",
                "2026-00",
                "2026-13",
                "2026-11-01",
                "26-11",
                "2026/11",
                " 2026-11",
                "2026-11 ",
                "-026-11",
                "2026-1x",
                "twenty",
                "٢٠٢٦-11"
            })
    void a_text_that_is_no_month_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.parse(text))
                .withMessage("a period is a month written like 2026-11, not '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12", "2400-01", "0000-01", "9999-12"})
    void a_month_outside_of_the_range_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Period.parse(text))
                .withMessageContaining("between 1970-01 and 2399-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01", "1999-12", "2026-09", "2026-10", "2399-12"})
    void a_month_reads_back_as_it_is_written(String text) {
        assertThat(Period.parse(text)).hasToString(text);
    }

    @Test
    void months_can_be_counted_and_compared() {
        Period november = Period.parse("2026-11");
        assertThat(november.plus(2)).hasToString("2027-01");
        assertThat(november.plus(-11)).hasToString("2025-12");
        assertThat(november.isBefore(november.plus(1))).isTrue();
        assertThat(november.isBefore(november)).isFalse();
        assertThat(november.plus(1).isBefore(november)).isFalse();
        assertThat(november).isLessThan(november.plus(1)).isGreaterThan(november.plus(-1));
        assertThat(november).isEqualByComparingTo(Period.parse("2026-11"));
        assertThatIllegalArgumentException().isThrownBy(() -> Period.ofIndex(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Period.ofIndex(430 * 12));
    }
}
