package tidemark.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that count, and tokens broken in every way. */
final class BearerTokensTest {

    @TempDir
    private static Path place;

    private static TestIssuer issuer;
    private static TestIssuer impostor;
    private static AccessSettings settings;

    @BeforeAll
    static void keys() {
        issuer = new TestIssuer();
        impostor = new TestIssuer();
        settings = issuer.settings(place.resolve("jwks.json"));
    }

    @ParameterizedTest
    @CsvSource({"RS256, rsa", "ES256, curve", "EdDSA, edwards", "Ed25519, edwards"})
    void each_algorithm_counts_with_its_key(String algorithm, String keyId) {
        JWTClaimsSet claims = TestIssuer.claims("ann")
                .claim("entity_id", "acme")
                .claim("permissions", List.of("manage_user_roles", "x"))
                .claim("msp_id", "northwind")
                .claim("scope", "openid tidemark.gate")
                .build();

        Caller caller = caller(issuer.sign(TestIssuer.header(JWSAlgorithm.parse(algorithm), keyId), claims));

        assertThat(caller)
                .isEqualTo(new Caller(
                        "ann",
                        "acme",
                        Set.of("manage_user_roles", "x"),
                        "northwind",
                        Set.of("openid", "tidemark.gate")));
        refused(
                impostor.sign(TestIssuer.header(JWSAlgorithm.parse(algorithm), keyId), claims),
                "The token is not signed by a key that is trusted here.");
    }

    @Test
    void a_token_without_key_id_or_type_or_of_the_type_of_access_tokens_counts() {
        for (JWSHeader header : List.of(
                new JWSHeader(JWSAlgorithm.ES256),
                new JWSHeader(JWSAlgorithm.EdDSA),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .build())) {
            assertThat(caller(issuer.sign(header, TestIssuer.claims("ann").build()))
                            .user())
                    .isEqualTo("ann");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer ", "Bearer   "})
    void the_scheme_is_read_as_rfc_7235_has_it(String scheme) {
        String token = issuer.token(TestIssuer.claims("ann").build());

        assertThat(tokens().caller(List.of(scheme + " " + token)).user()).isEqualTo("ann");
    }

    static Stream<Arguments> brokenClaims() {
        Instant now = Instant.now();
        String terms = "The token's issuer, audience or times are not what is accepted here.";
        return Stream.of(
                broken("expired", c -> c.expirationTime(Date.from(now.minusSeconds(90))), "The token has expired."),
                broken("never expires", c -> c.expirationTime(null), terms),
                broken("not yet", c -> c.notBeforeTime(Date.from(now.plusSeconds(90))), terms),
                broken("no issuer", c -> c.issuer(null), terms),
                broken("another issuer", c -> c.issuer(TestIssuer.ISSUER + "/"), terms),
                broken("no audience", c -> c.audience((String) null), terms),
                broken("another audience", c -> c.audience(List.of("account", "tidemark-ap")), terms),
                broken("no user", c -> c.subject(null), "The token has no claim sub."),
                broken("empty user", c -> c.subject(""), "The token has no claim sub."),
                broken("user with slash", c -> c.subject("a/b"), id("sub")),
                broken("user with space", c -> c.subject("a b"), id("sub")),
                broken("user not ASCII", c -> c.subject("Zo\u00eb"), id("sub")),
                broken("user too long", c -> c.subject("x".repeat(256)), id("sub")),
                broken("entity a number", c -> c.claim("entity_id", 7), id("entity_id")),
                broken("entities", c -> c.claim("entity_id", List.of("acme")), id("entity_id")),
                broken("MSP with slash", c -> c.claim("msp_id", "a/b"), id("msp_id")),
                broken("permissions a number", c -> c.claim("permissions", 1), words("permissions")),
                broken("permissions with numbers", c -> c.claim("permissions", List.of("a", 1)), words("permissions")),
                broken("permissions an object", c -> c.claim("permissions", Map.of("a", true)), words("permissions")),
                broken("scope a flag", c -> c.claim("scope", true), words("scope")));
    }

    private static Arguments broken(String name, UnaryOperator<JWTClaimsSet.Builder> breaking, String why) {
        return Arguments.of(name, breaking.apply(TestIssuer.claims("ann")).build(), why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenClaims")
    void claims_that_do_not_fit_are_refused(String name, JWTClaimsSet claims, String why) {
        refused(issuer.token(claims), why);
    }

    @Test
    void clocks_may_differ_by_a_minute() {
        Instant now = Instant.now();
        JWTClaimsSet late = TestIssuer.claims("ann")
                .expirationTime(Date.from(now.minusSeconds(50)))
                .build();
        JWTClaimsSet early = TestIssuer.claims("ann")
                .notBeforeTime(Date.from(now.plusSeconds(50)))
                .build();

        assertThat(caller(issuer.token(late)).user()).isEqualTo("ann");
        assertThat(caller(issuer.token(early)).user()).isEqualTo("ann");
    }

    @Test
    void a_token_ends_although_it_was_verified_a_moment_ago() {
        MovableClock clock = new MovableClock();
        BearerTokens tokens = BearerTokens.of(settings, clock);
        List<String> header = List.of("Bearer "
                + issuer.token(TestIssuer.claims("ann")
                        .expirationTime(Date.from(clock.instant().plusSeconds(5)))
                        .build()));
        assertThat(tokens.caller(header).user()).isEqualTo("ann");

        clock.forward(Duration.ofSeconds(64));
        assertThat(tokens.caller(header).user()).isEqualTo("ann");
        clock.forward(Duration.ofSeconds(2));

        assertThatThrownBy(() -> tokens.caller(header)).hasMessage("The token has expired.");
    }

    @Test
    void none_is_no_algorithm() {
        JWTClaimsSet claims = TestIssuer.claims("ann").build();
        String unsigned = new PlainJWT(claims).serialize();

        refused(unsigned, "The token is not signed by a key that is trusted here.");
        refused(unsigned + "e30", "The token is not a signed JWT.");
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String header = Base64URL.encode("{\"alg\":\"" + none + "\"}").toString();
            assertThatThrownBy(() -> caller(header + "." + Base64URL.encode(claims.toString()) + "."))
                    .as(none)
                    .isInstanceOf(UnauthenticatedException.class);
        }
    }

    @Test
    void the_public_key_is_no_shared_secret() throws Exception {
        JWTClaimsSet claims = TestIssuer.claims("ann").build();
        for (byte[] secret : List.of(
                issuer.rsa.toRSAPublicKey().getEncoded(),
                issuer.rsa.toPublicJWK().toString().getBytes(UTF_8),
                issuer.curve.toECPublicKey().getEncoded())) {
            for (String keyId : List.of("rsa", "curve", "x")) {
                SignedJWT forged = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims);
                forged.sign(new MACSigner(secret));

                refused(forged.serialize(), "The token is not signed by a key that is trusted here.");
            }
        }
    }

    @Test
    void a_shared_secret_is_not_trusted_even_if_it_is_among_the_keys() throws Exception {
        byte[] secret = new byte[32];
        OctetSequenceKey shared =
                new OctetSequenceKey.Builder(secret).keyID("shared").build();
        AccessSettings careless = trusting("shared.json", new JWKSet(List.of(issuer.curve, shared)).toString(false));
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("shared").build(),
                TestIssuer.claims("ann").build());
        forged.sign(new MACSigner(secret));

        refused(careless, forged.serialize(), "The token is not signed by a key that is trusted here.");
    }

    @Test
    void a_short_rsa_key_is_not_trusted() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        KeyPair pair = generator.generateKeyPair();
        RSAKey weak = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .keyID("weak")
                .build();
        AccessSettings careless = trusting("weak.json", new JWKSet(weak).toString());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("weak").build(),
                TestIssuer.claims("ann").build());
        token.sign(new RSASSASigner(pair.getPrivate(), Set.of(AllowWeakRSAKey.getInstance())));

        refused(careless, token.serialize(), "The token is not signed by a key that is trusted here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256"})
    void an_algorithm_that_is_not_on_the_list_is_refused_although_the_key_would_do(String algorithm) {
        refused(
                issuer.sign(
                        TestIssuer.header(JWSAlgorithm.parse(algorithm), "rsa"),
                        TestIssuer.claims("ann").build()),
                "The token is not signed by a key that is trusted here.");
    }

    @Test
    void a_key_does_not_verify_what_another_one_has_signed() {
        for (String keyId : List.of("rsa", "edwards", "unknown")) {
            refused(
                    issuer.sign(
                            TestIssuer.header(JWSAlgorithm.ES256, keyId),
                            TestIssuer.claims("ann").build()),
                    "The token is not signed by a key that is trusted here.");
        }
    }

    @Test
    void a_key_that_the_token_brings_along_is_not_looked_at() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .jwk(impostor.curve.toPublicJWK())
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .build();

        refused(
                impostor.sign(header, TestIssuer.claims("ann").build()),
                "The token is not signed by a key that is trusted here.");
    }

    @Test
    void a_critical_header_that_is_not_understood_is_refused() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.EdDSA)) {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .criticalParams(Set.of("http://example.com/news"))
                    .customParam("http://example.com/news", true)
                    .build();

            assertThatThrownBy(() ->
                            caller(issuer.sign(header, TestIssuer.claims("ann").build())))
                    .as("%s", algorithm)
                    .isInstanceOf(UnauthenticatedException.class);
        }
    }

    @Test
    void every_changed_character_is_noticed() {
        String token = issuer.sign(
                TestIssuer.header(JWSAlgorithm.EdDSA, "edwards"),
                TestIssuer.claims("ann").build());
        BearerTokens tokens = tokens();
        for (int i = 0; i < token.length() - 2; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);

            assertThatThrownBy(() -> tokens.caller(List.of("Bearer " + changed)))
                    .as("character %s", i)
                    .isInstanceOf(UnauthenticatedException.class);
        }
    }

    @Test
    void every_cut_off_token_is_noticed() {
        String token = issuer.token(TestIssuer.claims("ann").build());
        BearerTokens tokens = tokens();
        for (int length = 1; length < token.length(); length++) {
            String cut = token.substring(0, length);
            assertThatThrownBy(() -> tokens.caller(List.of("Bearer " + cut)))
                    .as("length %s", length)
                    .isInstanceOf(UnauthenticatedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "Token x",
                "Bearer a b",
                "Bearer a,b",
                "Bearer \u00e9",
                "Bearer x\u0000",
                "Bearer ....",
                "Bearer ...",
                "Bearer .",
                "Bearer a.b.c.d.e",
                "Bearer e30.e30.",
                "Bearer e30.e30.e30",
                "Bearer eyJhbGciOiJFUzI1NiJ9.e30.e30",
                "Bearer eyJhbGciOiJFUzI1NiJ9..",
                "Bearer bnVsbA.bnVsbA.bnVsbA",
                "Bearer W10.W10.W10",
                "Bearer eyJhbGciOjF9.e30.e30",
                "Bearer eyJhbGciOm51bGx9.e30.e30",
                "BearereyJ.e30.e30"
            })
    void what_is_no_token_is_refused(String header) {
        assertThatThrownBy(() -> tokens().caller(List.of(header))).isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        String header =
                Base64URL.encode("{\"alg\":\"ES256\",\"kid\":\"curve\"}").toString();

        refused(header + "." + Base64URL.encode(deep) + ".AAAA", null);
        refused(Base64URL.encode(deep) + ".e30.AAAA", null);
    }

    @Test
    void too_much_is_not_even_looked_at() {
        refused("x".repeat(BearerTokens.MAX_LENGTH), "The token is longer than 8192 characters.");
        assertThatThrownBy(() -> tokens().caller(List.of("Bearer a", "Bearer a")))
                .hasMessage("There is more than one Authorization header.");
    }

    @Test
    void without_a_token_the_challenge_says_no_error_and_with_a_bad_one_it_does() {
        UnauthenticatedException missing = refusal(List.of());
        UnauthenticatedException bad = refusal(List.of("Bearer x"));

        assertThat(missing.challenge()).isEqualTo("Bearer realm=\"tidemark\"");
        assertThat(bad.challenge())
                .isEqualTo("Bearer realm=\"tidemark\", error=\"invalid_token\", "
                        + "error_description=\"The token is not a signed JWT.\"");
    }

    @Test
    void a_token_is_verified_once_and_then_remembered_for_half_a_minute() throws IOException {
        MovableClock clock = new MovableClock();
        Path file = place.resolve("remembered.json");
        BearerTokens tokens = BearerTokens.of(issuer.settings(file), clock);
        List<String> header =
                List.of("Bearer " + issuer.token(TestIssuer.claims("ann").build()));
        assertThat(tokens.caller(header).user()).isEqualTo("ann");

        impostor.write(file);
        clock.forward(Duration.ofSeconds(29));
        assertThat(tokens.caller(header).user()).isEqualTo("ann");
        clock.forward(Duration.ofSeconds(2));

        assertThatThrownBy(() -> tokens.caller(header)).isInstanceOf(UnauthenticatedException.class);
    }

    @Test
    void a_refused_token_is_refused_again() {
        BearerTokens tokens = tokens();
        List<String> header =
                List.of("Bearer " + impostor.token(TestIssuer.claims("ann").build()));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.caller(header)).isInstanceOf(UnauthenticatedException.class);
        }
    }

    private static BearerTokens tokens() {
        return BearerTokens.of(settings, Clock.systemUTC());
    }

    private static Caller caller(String token) {
        return tokens().caller(List.of("Bearer " + token));
    }

    private static UnauthenticatedException refusal(List<String> headers) {
        try {
            throw new AssertionError("accepted: " + tokens().caller(headers));
        } catch (UnauthenticatedException e) {
            return e;
        }
    }

    private static void refused(String token, @Nullable String why) {
        refused(settings, token, why);
    }

    private static void refused(AccessSettings by, String token, @Nullable String why) {
        assertThatThrownBy(() -> BearerTokens.of(by, Clock.systemUTC()).caller(List.of("Bearer " + token)))
                .isInstanceOf(UnauthenticatedException.class)
                .satisfies(refusal -> {
                    if (why != null) {
                        assertThat(refusal).hasMessage(why);
                    }
                    assertThat(refusal.getMessage()).doesNotContain(token);
                });
    }

    private static AccessSettings trusting(String name, String keys) throws IOException {
        return AccessSettings.of(Map.of(
                AccessSettings.ISSUER,
                TestIssuer.ISSUER,
                AccessSettings.AUDIENCE,
                TestIssuer.AUDIENCE,
                AccessSettings.JWKS_FILE,
                Files.writeString(place.resolve(name), keys).toString()));
    }

    private static String id(String claim) {
        return "The token's claim " + claim
                + " must be 1 to 255 printable ASCII characters without space and without '/'.";
    }

    private static String words(String claim) {
        return "The token's claim " + claim + " must be an array of strings, or a string with spaces in between.";
    }
}
