package tidemark.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tidemark.auth.*}: half a configuration is none. */
final class AccessSettingsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "tidemark.auth.issuer", "https://idp",
            "tidemark.auth.audience", "tidemark, other",
            "tidemark.auth.jwks.url", "https://idp/keys");

    @Test
    void tokens_are_asked_for_as_soon_as_an_issuer_is_named() {
        assertThat(AccessSettings.of(WHOLE).asksForTokens()).isTrue();
        assertThat(AccessSettings.of(WHOLE).audience()).containsExactlyInAnyOrder("tidemark", "other");
        assertThat(AccessSettings.of(WHOLE).clockSkew()).hasSeconds(60);
        assertThat(AccessSettings.of(with("tidemark.auth.mode", "jwt")).asksForTokens())
                .isTrue();
    }

    @Test
    void without_any_setting_nobody_is_asked_which_is_not_the_same_as_stated() {
        assertThat(AccessSettings.of(Map.of()).asksForTokens()).isFalse();
        assertThat(AccessSettings.of(Map.of()).statesOpen()).isFalse();
        assertThat(AccessSettings.of(Map.of("tidemark.auth.mode", "none")).statesOpen())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidemark.auth.issuer", "tidemark.auth.audience", "tidemark.auth.jwks.url"})
    void what_belongs_together_is_needed_together(String missing) {
        Map<String, String> some = new HashMap<>(WHOLE);
        some.remove(missing);

        assertThatThrownBy(() -> AccessSettings.of(some))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "tidemark.auth.mode, none",
        "tidemark.auth.mode, open",
        "tidemark.auth.mode, JWT",
        "tidemark.auth.jwks.file, /keys.json",
        "tidemark.auth.jwks.url, keys",
        "tidemark.auth.jwks.url, 'http://a b'",
        "tidemark.auth.jwks.url, file:///etc/keys",
        "tidemark.auth.jwks.url, https:///keys",
        "tidemark.auth.audience, ','",
        "tidemark.auth.clock.skew.ms, -1",
        "tidemark.auth.clock.skew.ms, 600001",
        "tidemark.auth.clock.skew.ms, 1m",
        "tidemark.auth.jwks.cache.ms, 1000",
        "tidemark.auth.claim.user, ''",
        "tidemark.auth.metrics.open, perhaps"
    })
    void a_wrong_value_is_told_with_its_key(String key, String value) {
        assertThatThrownBy(() -> AccessSettings.of(with(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key.equals("tidemark.auth.jwks.file") ? "tidemark.auth.jwks.url" : key);
    }

    @Test
    void an_unknown_key_is_refused() {
        assertThatThrownBy(() -> AccessSettings.of(with("tidemark.auth.isuer", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Unknown setting tidemark.auth.isuer. The settings are ");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> all = new HashMap<>(WHOLE);
        all.put(key, value);
        return all;
    }
}
