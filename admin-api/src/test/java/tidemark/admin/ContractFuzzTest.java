package tidemark.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.admin.access.Access;
import tidemark.admin.access.EntityDirectory;
import tidemark.admin.access.TestCallers;
import tidemark.admin.access.TestIssuer;
import tidemark.ledger.Limit;

/**
 * Requests made up from the contract and spoilt in every way, on the real server. Whatever comes in, the answer is one that the contract
 * names, tells nothing about the inside, and changes nothing; and what is as the contract says is answered well.
 *
 * <p>More of them with {@code -Dtidemark.fuzz.requests}, others with {@code -Dtidemark.fuzz.seed}.
 */
final class ContractFuzzTest {

    private static final int REQUESTS = Integer.getInteger("tidemark.fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("tidemark.fuzz.seed", 20_261_122L);
    private static final int MOST_FAILURES = 10;
    private static final int BETWEEN_LOOKS = 1_000;

    /** What nobody outside needs to know, and what helps those who look for holes. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.[a-z.]+\\(|\\.java:|java\\.|jakarta|eclipse|jetty|javalin|kotlin|jackson|nimbus|tidemark\\.admin|caused by|stack ?trace");

    /** How changes are refused that are all right, but that how things stand is against. */
    private static final Set<Integer> DEPENDING = Set.of(404, 409, 412, 422);

    /** Nobody follows live events here, so streams are not to be had. */
    private static final String EVENTS = "/events";

    private static final Contract CONTRACT = Contract.served();

    @TempDir
    private static Path place;

    private static TestIssuer issuer;
    private static Access access;
    private static Http http;
    private static String token;
    private static List<Contract.Operation> operations;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer();
        access = Access.of(issuer.settings(place.resolve("jwks.json"), false), EntityDirectory.EMPTY);
        http = new Http(access);
        token = issuer.token(TestCallers.named("operator"));
        Set<String> served = http.server.routes().stream()
                .map(route -> route.path().replace('<', '{').replace('>', '}'))
                .collect(Collectors.toSet());
        operations = CONTRACT.operations().stream()
                .filter(operation -> served.contains(operation.path()))
                .toList();
        for (int i = 0; i < 60; i++) {
            http.search.town().put("user-" + i, "analyst", i * 1_000_000L, Limit.of(30_000_000));
        }
    }

    @AfterAll
    static void close() {
        http.close();
        access.close();
    }

    @Test
    void whatever_comes_in_is_answered_as_the_contract_says_and_changes_nothing() throws Exception {
        Random random = new Random(SEED);
        Samples samples = new Samples(CONTRACT, random, token);
        Spoilers spoilers = new Spoilers(random, worthlessTokens());
        ContractCheck check = new ContractCheck(CONTRACT);
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> known = everything();
        List<String> failures = new ArrayList<>();
        try (Wire wire = new Wire(http.server.port())) {
            for (int i = 0; i < REQUESTS; i++) {
                Contract.Operation operation = operations.get(random.nextInt(operations.size()));
                RawRequest request = samples.of(operation);
                int faults = random.nextInt(4);
                for (int fault = 0; fault < faults; fault++) {
                    spoilers.spoil(request);
                }
                int before = written();
                Wire.@Nullable Answer answer =
                        wire.send(request.bytes(), "HEAD".equals(request.method), request.cutOff);
                try {
                    statuses.merge(answer == null ? 0 : answer.status(), 1, Integer::sum);
                    verify(check, request, answer, faults);
                    verifyWritten(request, answer, written() - before);
                } catch (AssertionError e) {
                    failures.add("Request " + i + " of seed " + SEED + ":\n" + request + "\n" + shown(e));
                    assertThat(failures).hasSizeLessThan(MOST_FAILURES);
                }
                if (i % BETWEEN_LOOKS == 0) {
                    assertThat(everything()).isEqualTo(known);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(everything()).isEqualTo(known);
        assertThat(written()).isPositive();
        assertThat(statuses).as("a fair mixture").containsKeys(200, 204, 400, 401, 404, 405, 413);
        System.out.println("Answers by status (0: none to what was cut off): " + statuses);
    }

    /** How much the server has written anywhere. */
    private static int written() {
        return http.usage.size();
    }

    /* As much as it says; and nothing where it says that something is wrong. */
    private static void verifyWritten(RawRequest request, Wire.@Nullable Answer answer, int written) {
        if (answer == null) {
            return;
        }
        if (answer.status() >= 400 && !DEPENDING.contains(answer.status())) {
            assertThat(written).as("written by what was refused").isZero();
        }
        if (request.operation.path().endsWith("/usage-events") && answer.status() / 100 == 2) {
            int told = answer.body().isEmpty()
                    ? 1
                    : Contract.parsed(answer.body()).orElseThrow().path("accepted").asInt();
            assertThat(written).as("written usage").isEqualTo(told);
        }
    }

    private static String shown(AssertionError e) {
        String message = String.valueOf(e.getMessage());
        return message.length() > 2_000 ? message.substring(0, 2_000) + "..." : message;
    }

    private static void verify(ContractCheck check, RawRequest request, Wire.@Nullable Answer answer, int faults) {
        if (answer == null) {
            assertThat(request.cutOff).as("it may go without an answer").isTrue();
            return;
        }
        Exchange exchange = request.answered(answer);
        assertThat(answer.status())
                .as("%s", exchange)
                .matches(status -> status < 500 || status == 501 || status == 503 || status == 505, "no fault of ours");
        if (faults == 0 && !request.operation.path().endsWith(EVENTS)) {
            assertThat(answer.status())
                    .as("%s", exchange)
                    .matches(status -> status < 300 || (changes(request.operation) && DEPENDING.contains(status)), "answered well");
        }
        if (request.isWrong()) {
            assertThat(answer.status()).as("%s", exchange).isGreaterThanOrEqualTo(400);
        }
        check.verify(exchange);
        if (answer.status() >= 400) {
            assertThat(INSIDE.matcher(exchange.toString()
                                    .substring(exchange.toString().indexOf("->")))
                            .find())
                    .as("%s", exchange)
                    .isFalse();
        }
    }

    /* What the server says of all that it has, but for what moves by itself. */
    private static List<String> everything() throws Exception {
        List<String> all = new ArrayList<>();
        all.add(http.search.town().all().toString());
        try (Wire wire = new Wire(http.server.port())) {
            for (Contract.Operation operation : operations) {
                RawRequest request = new RawRequest(operation);
                for (var parameter : operation.parametersIn("path")) {
                    request.path.put(
                            parameter.path("name").asText(),
                            parameter.path("example").asText("start.js"));
                }
                request.headers.addAll(List.of(
                        "Host: localhost",
                        "Authorization: Bearer " + token,
                        "X-Tidemark-Entity: acme",
                        "X-Tidemark-User: alice"));
                if (operation.method().equals("get") && isSteady(operation)) {
                    Wire.Answer answer = wire.send(request.bytes(), false, false);
                    assertThat(answer).as("it still answers").isNotNull();
                    assertThat(answer.status()).as("%s", request).isLessThan(300);
                    all.add(operation.path() + answer.status() + answer.body());
                }
            }
        }
        return all;
    }

    /* Whatever no request changes, and no clock either. */
    private static boolean isSteady(Contract.Operation operation) {
        String tag = operation.node().path("tags").path(0).asText();
        return !operation.path().equals("/metrics")
                && !operation.path().endsWith(EVENTS)
                && !operation.path().endsWith("/role")
                && !Set.of("Entities", "Roles", "Audit").contains(tag);
    }

    /* Whether it may be refused because of how things stand. */
    private static boolean changes(Contract.Operation operation) {
        return operation.node().path("responses").has("409");
    }

    private static List<String> worthlessTokens() {
        JWTClaimsSet right =
                TestIssuer.claims("op").claim("scope", "tidemark.admin").build();
        Date past = Date.from(Instant.now().minusSeconds(3_600));
        return List.of(
                new TestIssuer().token(right),
                Spoilers.unsigned(issuer.token(right)),
                issuer.token(
                        new JWTClaimsSet.Builder(right).expirationTime(past).build()),
                issuer.token(
                        new JWTClaimsSet.Builder(right).expirationTime(null).build()),
                issuer.token(new JWTClaimsSet.Builder(right).audience("others").build()),
                issuer.token(new JWTClaimsSet.Builder(right)
                        .issuer("https://evil.example")
                        .build()),
                issuer.token(new JWTClaimsSet.Builder(right).subject("a b").build()),
                issuer.token(right) + "x",
                issuer.token(right).replace('.', ','),
                "e30.e30.e30",
                "...",
                "\u00e4.b.c",
                "x");
    }
}
