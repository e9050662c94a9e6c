package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an address is written. */
final class BindAddressTest {

    @Test
    void host_and_port_are_read() {
        assertThat(BindAddress.parse("0.0.0.0:8080")).isEqualTo(new BindAddress("0.0.0.0", 8080));
        assertThat(BindAddress.parse("node-1.example:0")).isEqualTo(new BindAddress("node-1.example", 0));
        assertThat(BindAddress.parse("[::1]:65535")).isEqualTo(new BindAddress("::1", 65535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "[::1]:8080", "localhost:0"})
    void it_is_written_as_it_was_read(String text) {
        assertThat(BindAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8080",
                ":8080",
                "localhost",
                "localhost:",
                "localhost:65536",
                "localhost:99999999",
                "::1:80",
                "a b:80",
                "localhost:-1",
                "http://x:80",
                "localhost:8o",
                "localhost:٨٠"
            })
    void another_form_is_refused_with_the_right_one(String text) {
        assertThatThrownBy(() -> BindAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "an HTTP address is written host:port, like 127.0.0.1:8080 or [::1]:8080, not ");
    }
}
