package tidemark.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from a file and from a URL: how they are had, changed and missed. */
@Timeout(60)
final class TrustedKeysTest {

    private static final String UNTRUSTED = "The token is not signed by a key that is trusted here.";

    private static TestIssuer issuer;
    private static TestIssuer successor;

    @TempDir
    private Path place;

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String served = "";
    private HttpServer server;

    @BeforeAll
    static void keys() {
        issuer = new TestIssuer();
        successor = new TestIssuer();
    }

    @BeforeEach
    void serve() throws IOException {
        served = issuer.keys().toString();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] body = served.getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keys_are_fetched_once_for_many_tokens() {
        try (BearerTokens tokens = byUrl()) {
            for (int i = 0; i < 20; i++) {
                assertThat(tokens.caller(token(issuer, "u" + i)).user()).isEqualTo("u" + i);
            }
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_new_key_is_fetched_as_soon_as_a_token_needs_it() {
        try (BearerTokens tokens = byUrl()) {
            assertThat(tokens.caller(token(issuer, "ann")).user()).isEqualTo("ann");
            served = successor.keys().toString().replace("\"curve\"", "\"next\"");

            List<String> next = List.of("Bearer "
                    + successor.sign(
                            TestIssuer.header(JWSAlgorithm.ES256, "next"),
                            TestIssuer.claims("bob").build()));
            assertThat(tokens.caller(next).user()).isEqualTo("bob");
            assertThatThrownBy(() -> tokens.caller(token(issuer, "cat"))).hasMessage(UNTRUSTED);
        }
    }

    @Test
    void tokens_with_keys_that_do_not_exist_do_not_make_us_fetch_without_end() {
        try (BearerTokens tokens = byUrl()) {
            for (int i = 0; i < 50; i++) {
                List<String> unknown = List.of("Bearer "
                        + issuer.sign(
                                TestIssuer.header(JWSAlgorithm.ES256, "none-" + i),
                                TestIssuer.claims("ann").build()));
                assertThatThrownBy(() -> tokens.caller(unknown)).hasMessage(UNTRUSTED);
            }
            assertThat(tokens.caller(token(issuer, "ann")).user()).isEqualTo("ann");
        }
        assertThat(fetches.get()).isBetween(1, 3);
    }

    @Test
    void while_the_keys_cannot_be_fetched_the_earlier_ones_count() {
        try (BearerTokens tokens = byUrl()) {
            assertThat(tokens.caller(token(issuer, "ann")).user()).isEqualTo("ann");
            served = "";

            List<String> unknown = List.of("Bearer "
                    + successor.sign(
                            TestIssuer.header(JWSAlgorithm.ES256, "next"),
                            TestIssuer.claims("bob").build()));
            assertThatThrownBy(() -> tokens.caller(unknown)).hasMessage(UNTRUSTED);
            assertThat(tokens.caller(token(issuer, "cat")).user()).isEqualTo("cat");
        }
    }

    @Test
    void without_any_keys_nobody_can_tell() {
        served = "";
        try (BearerTokens tokens = byUrl()) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> tokens.caller(token(issuer, "ann")))
                        .isInstanceOf(CannotJudgeException.class)
                        .hasMessage("The keys for tokens cannot be had just now.");
            }
        }
        assertThat(fetches.get()).isBetween(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{}", "[]", "{\"keys\":7}"})
    void an_answer_that_is_no_key_set_is_none(String answer) {
        served = answer;
        try (BearerTokens tokens = byUrl()) {
            assertThatThrownBy(() -> tokens.caller(token(issuer, "ann"))).isInstanceOf(CannotJudgeException.class);
        }
    }

    @Test
    void an_endless_answer_is_not_read_to_its_end() {
        served = "{\"keys\":[" + " ".repeat(KeyFile.MAX_BYTES) + "]}";
        try (BearerTokens tokens = byUrl()) {
            assertThatThrownBy(() -> tokens.caller(token(issuer, "ann"))).isInstanceOf(CannotJudgeException.class);
        }
    }

    @Test
    void a_file_is_read_again_when_it_changes() {
        MovableClock clock = new MovableClock();
        Path file = place.resolve("jwks.json");
        BearerTokens tokens = BearerTokens.of(issuer.settings(file), clock);
        assertThat(tokens.caller(token(issuer, "ann")).user()).isEqualTo("ann");

        successor.write(file);
        assertThatThrownBy(() -> tokens.caller(token(successor, "bob"))).hasMessage(UNTRUSTED);
        clock.forward(Duration.ofSeconds(1));

        assertThat(tokens.caller(token(successor, "bob")).user()).isEqualTo("bob");
        assertThatThrownBy(() -> tokens.caller(token(issuer, "cat"))).hasMessage(UNTRUSTED);
    }

    @Test
    void a_change_that_cannot_be_read_leaves_the_keys_as_they_were() throws IOException {
        MovableClock clock = new MovableClock();
        Path file = place.resolve("jwks.json");
        BearerTokens tokens = BearerTokens.of(issuer.settings(file), clock);
        for (String broken : List.of("", "{\"keys\":[", "{\"keys\":[]}", " ".repeat(KeyFile.MAX_BYTES + 1))) {
            Files.writeString(file, broken);
            clock.forward(Duration.ofSeconds(2));

            assertThat(tokens.caller(token(issuer, "ann-" + broken.length())).user())
                    .startsWith("ann-");
        }
        Files.delete(file);
        clock.forward(Duration.ofSeconds(2));
        assertThat(tokens.caller(token(issuer, "ann")).user()).isEqualTo("ann");
    }

    @Test
    void a_node_does_not_start_without_keys_in_its_file() throws IOException {
        Path file = place.resolve("jwks.json");
        AccessSettings settings = issuer.settings(file);
        for (String broken : List.of("", "{}", "{\"keys\":[]}", "-----BEGIN PUBLIC KEY-----")) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> Access.of(settings, EntityDirectory.EMPTY))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("tidemark.auth.jwks.file")
                    .hasMessageContaining("is not a JWK set with at least one key");
        }
        Files.delete(file);
        assertThatThrownBy(() -> Access.of(settings, EntityDirectory.EMPTY)).hasMessageContaining("cannot be read");
    }

    private BearerTokens byUrl() {
        return BearerTokens.of(
                AccessSettings.of(Map.of(
                        AccessSettings.ISSUER,
                        TestIssuer.ISSUER,
                        AccessSettings.AUDIENCE,
                        TestIssuer.AUDIENCE,
                        AccessSettings.JWKS_URL,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/keys")),
                Clock.systemUTC());
    }

    private static List<String> token(TestIssuer by, String user) {
        return List.of("Bearer " + by.token(TestIssuer.claims(user).build()));
    }
}
