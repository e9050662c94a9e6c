package tidemark.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1, 1000000",
        "+1, 1000000",
        "0.000001, 1",
        "-2.5, -2500000",
        "0.1, 100000",
        "9007199254.740991, 9007199254740991",
        "-9007199254.740991, -9007199254740991"
    })
    void credits_become_exact_micros(String text, long micros) {
        assertThat(Amounts.parseCredits(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1,5",
                "1.",
                ".5",
                "1.0000001",
                "1e3",
                "NaN",
                "Infinity",
                "0x10",
                "1 ",
                "9007199254.740992",
                "-9007199254.740992",
                "99999999999999999999"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Amounts.parseCredits(text)).isInstanceOf(BadTextException.class);
    }

    @Test
    void a_limit_is_not_negative() {
        assertThat(Amounts.parseLimit("0")).isZero();
        assertThatThrownBy(() -> Amounts.parseLimit("-1"))
                .isInstanceOf(BadTextException.class)
                .hasMessage("expected a limit of 0 or more credits, got '-1'");
    }

    @Test
    void a_product_that_is_not_whole_in_micros_is_refused() {
        assertThat(Amounts.toMicros(new BigDecimal("3")
                        .multiply(new BigDecimal("0.0000005000"))
                        .add(new BigDecimal("0.0000005"))))
                .isEqualTo(2);
        assertThatThrownBy(() -> Amounts.toMicros(new BigDecimal("0.0000005")))
                .isInstanceOf(BadTextException.class)
                .hasMessageContaining("not whole in micro-credits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "", "abc", "--1"})
    void numbers_that_would_take_forever_or_are_none_are_refused(String text) {
        assertThatThrownBy(() -> Amounts.parseDecimal(text)).isInstanceOf(BadTextException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000001", "100000000, 100", "-2500000, -2.5", "9007199254740991, 9007199254.740991"})
    void micros_are_printed_as_plain_credits(long micros, String credits) {
        assertThat(Amounts.credits(micros)).isEqualTo(credits);
    }
}
