package tidemark.client.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void reads_every_kind_of_value() {
        assertThat(JsonReader.read(" {\"a\" : [1, -2.50, 3e2, true,false , null], \"b\":{}, \"c\":[] ,\"d\":\"\"}\n"))
                .isEqualTo(new java.util.HashMap<>(Map.of(
                        "a",
                        java.util.Arrays.asList(
                                new BigDecimal("1"), new BigDecimal("-2.50"), new BigDecimal("3e2"), true, false, null),
                        "b",
                        Map.of(),
                        "c",
                        List.of(),
                        "d",
                        "")));
    }

    @Test
    void reads_escapes_and_what_is_beyond_ascii() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\ude00\u00e4\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00e4\ud83d\ude00\u00e4");
    }

    @Test
    void keeps_numbers_exact() {
        assertThat(JsonReader.read("9007199254.740993")).isEqualTo(new BigDecimal("9007199254.740993"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "[1 2]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e9999",
                "NaN",
                "tru",
                "nul",
                "truex",
                "1 2",
                "'a'",
                "[",
                "[[",
                "\u0000"
            })
    void refuses_what_is_no_json(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not JSON");
    }

    @Test
    void refuses_depth_and_numbers_without_end() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000))).hasMessageContaining("less depth");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatever_is_thrown_at_it_it_reads_or_refuses() {
        Random random = new Random(6);
        String good = "{\"allowed\":true,\"user\":{\"used_credits\":\"1.5\",\"limit_credits\":null},\"x\":[1,2e3]}";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder broken = new StringBuilder(good);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(broken.length());
                if (random.nextBoolean()) {
                    broken.deleteCharAt(at);
                } else {
                    broken.setCharAt(at, (char) random.nextInt(128));
                }
            }
            try {
                JsonReader.read(broken.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Not JSON");
            }
        }
    }
}
