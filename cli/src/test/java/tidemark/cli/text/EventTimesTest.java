package tidemark.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2023-11-16 18:17:03.9799600,        2023-11-16T18:17:03.979Z",
        "2023-11-16T18:17:03.979999999,      2023-11-16T18:17:03.979Z",
        "2023-11-16T18:17:03,                2023-11-16T18:17:03Z",
        "2023-11-16T18:17,                   2023-11-16T18:17:00Z",
        "2023-11-16T18:17:03Z,               2023-11-16T18:17:03Z",
        "2023-11-16 18:17:03.1Z,             2023-11-16T18:17:03.100Z",
        "2023-11-16t18:17:03z,               2023-11-16T18:17:03Z",
        "2023-11-16T18:17:03+02:00,          2023-11-16T16:17:03Z",
        "2023-11-16T18:17:03-0530,           2023-11-16T23:47:03Z",
        "2023-11-16 18:17:03.5+01,           2023-11-16T17:17:03.500Z",
        "1969-12-31T23:59:59.999999999,      1969-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00Z,               2024-02-29T00:00:00Z"
    })
    void times_are_read_and_floored_to_milliseconds(String text, String expected) {
        assertThat(EventTimes.parseMillis(text))
                .isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2023-11-16",
                "2023-11-1618:17:03",
                "2023-11-16  18:17:03",
                "2023-13-16T18:17:03",
                "2023-02-29T18:17:03",
                "2023-11-16T24:00:01",
                "2023-11-16T18:17:60",
                "2023-11-16T18:17:03.1234567890",
                "2023-11-16T18:17:03 Europe/Berlin",
                "1700158623"
            })
    void other_texts_are_no_times(String text) {
        assertThatThrownBy(() -> EventTimes.parseMillis(text))
                .isInstanceOf(BadTextException.class)
                .hasMessageContaining("expected a time");
    }

    @Test
    void moments_are_printed_in_utc_with_three_digits() {
        assertThat(EventTimes.print(Instant.parse("2026-12-01T00:00:00Z"))).isEqualTo("2026-12-01T00:00:00.000Z");
    }
}
