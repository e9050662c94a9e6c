package tidemark.serde;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestSchemaRegistryTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("a.b.R").fields().requiredString("x").endRecord();
    private static final Map<String, Object> BRIEF =
            Map.of("http.connect.timeout.ms", 300, "http.read.timeout.ms", 300);
    private static final SchemaIdentity ONE = new SchemaIdentity.Id(1);

    private final StubRegistry stub = new StubRegistry();

    @AfterEach
    void close() {
        stub.close();
    }

    private RestSchemaRegistry registry() {
        return registry(Map.of());
    }

    private RestSchemaRegistry registry(Map<String, ?> extra) {
        Map<String, Object> settings = stub.settings();
        settings.putAll(extra);
        return new RestSchemaRegistry(settings);
    }

    private static String unreachable() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // What is asked

    @Test
    void a_schema_is_registered_once() {
        RestSchemaRegistry registry = registry();
        assertThat(registry.register("s", SCHEMA, false)).isEqualTo(1);
        assertThat(registry.register("s", SCHEMA, false)).isEqualTo(1);
        assertThat(stub.requests()).containsExactly("POST /subjects/s/versions?normalize=false");
    }

    @Test
    void what_was_registered_is_loaded() {
        RestSchemaRegistry registry = registry();
        assertThat(registry.isLoaded(ONE)).isFalse();
        registry.register("s", SCHEMA, false);
        assertThat(registry.isLoaded(ONE)).isTrue();
        assertThat(registry.schemaOf(ONE)).isEqualTo(SCHEMA);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void a_schema_is_loaded_once() {
        stub.store("s", SCHEMA);
        RestSchemaRegistry registry = registry();
        assertThat(registry.schemaOf(ONE)).isEqualTo(SCHEMA);
        assertThat(registry.schemaOf(ONE)).isEqualTo(SCHEMA);
        assertThat(stub.requests()).containsExactly("GET /schemas/ids/1?fetchMaxId=false");
    }

    @Test
    void a_lookup_does_not_register() {
        RestSchemaRegistry registry = registry();
        assertThatThrownBy(() -> registry.idOf("s", SCHEMA, true)).isInstanceOf(SerializationException.class);
        stub.store("s", SCHEMA);
        assertThat(registry.idOf("s", SCHEMA, true)).isEqualTo(1);
        assertThat(registry.idOf("s", SCHEMA, true)).isEqualTo(1);
        assertThat(stub.requests()).hasSize(2).allMatch("POST /subjects/s?normalize=true&deleted=false"::equals);
    }

    @Test
    void subjects_are_url_encoded() {
        registry().register("a/b c:d", SCHEMA, false);
        assertThat(stub.requests()).containsExactly("POST /subjects/a%2Fb%20c%3Ad/versions?normalize=false");
    }

    @Test
    void every_version_is_loaded_with_its_guid() {
        Schema second = SchemaBuilder.record("a.b.R")
                .fields()
                .requiredString("x")
                .optionalInt("y")
                .endRecord();
        stub.store("s", SCHEMA);
        stub.store("s", second);
        RestSchemaRegistry registry = registry();
        assertThat(registry.loadVersions("s")).isEqualTo(2);
        int asked = stub.requests().size();
        assertThat(registry.schemaOf(ONE)).isEqualTo(SCHEMA);
        assertThat(registry.schemaOf(new SchemaIdentity.Id(2))).isEqualTo(second);
        assertThat(stub.requests()).hasSize(asked);
    }

    @Test
    void references_are_resolved_through_references() {
        stub.store("leaf", "{\"type\":\"enum\",\"name\":\"a.Leaf\",\"symbols\":[\"X\"]}", "AVRO", "[]");
        String middle = "{\"type\":\"record\",\"name\":\"a.Middle\",\"fields\":[{\"name\":\"l\",\"type\":\"a.Leaf\"}]}";
        String leafReference = "{\"name\":\"a.Leaf\",\"subject\":\"leaf\",\"version\":1}";
        stub.store("middle", middle, "AVRO", "[" + leafReference + "]");
        String top = "{\"type\":\"record\",\"name\":\"a.Top\",\"fields\":[{\"name\":\"m\",\"type\":\"a.Middle\"},"
                + "{\"name\":\"l\",\"type\":\"a.Leaf\"}]}";
        String middleReference = "{\"name\":\"a.Middle\",\"subject\":\"middle\",\"version\":1}";
        int id = stub.store("top", top, "AVRO", "[" + middleReference + "," + leafReference + "]");
        Schema schema = registry().schemaOf(new SchemaIdentity.Id(id));
        assertThat(schema.getField("m").schema().getField("l").schema().getEnumSymbols())
                .containsExactly("X");
    }

    @Test
    void many_threads_that_want_one_schema_ask_once() throws Exception {
        stub.store("s", SCHEMA);
        RestSchemaRegistry registry = registry();
        stub.stall();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Schema>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(threads.submit(() -> registry.schemaOf(ONE)));
        }
        Awaitility.await().until(() -> !stub.requests().isEmpty());
        stub.release();
        for (Future<Schema> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(SCHEMA);
        }
        threads.shutdownNow();
        assertThat(stub.requests()).hasSize(1);
    }

    // What goes wrong

    @Test
    void an_unknown_id_blames_the_record() {
        assertThatThrownBy(() -> registry().schemaOf(ONE))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessage("The registry does not have schema id 1");
    }

    @Test
    void an_unknown_id_is_asked_for_again_unless_told_to_remember() {
        RestSchemaRegistry forgetful = registry();
        assertThatThrownBy(() -> forgetful.schemaOf(ONE)).isInstanceOf(SerializationException.class);
        stub.store("s", SCHEMA);
        assertThat(forgetful.schemaOf(ONE)).isEqualTo(SCHEMA);
    }

    @Test
    void what_is_missing_stays_missing_for_as_long_as_configured() {
        RestSchemaRegistry remembering = registry(Map.of(
                "missing.id.cache.ttl.sec", 1, "missing.schema.cache.ttl.sec", 1, "missing.version.cache.ttl.sec", 1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> remembering.schemaOf(ONE)).isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> remembering.latest("s")).isInstanceOf(SerializationException.class);
            assertThatThrownBy(() -> remembering.idOf("s", SCHEMA, false)).isInstanceOf(SerializationException.class);
        }
        assertThat(stub.requests()).hasSize(3);
        stub.store("s", SCHEMA);
        Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> remembering
                .schemaOf(ONE)
                .equals(SCHEMA));
    }

    @ParameterizedTest
    @CsvSource({"401,40101", "403,40301", "404,40401", "409,409", "422,42201", "400,400", "405,405"})
    void a_refusal_is_not_tried_again(int status, int code) {
        stub.answerAlways(StubRegistry.Answer.error(status, code));
        assertThatThrownBy(() -> registry(Map.of("max.retries", 3)).register("s", SCHEMA, false))
                .isInstanceOf(KafkaException.class)
                .isNotInstanceOf(RetriableException.class);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void errors_are_those_that_kafka_has_for_them() {
        assertThat(failureOf(401)).isInstanceOf(AuthenticationException.class);
        assertThat(failureOf(403)).isInstanceOf(AuthorizationException.class);
        assertThat(failureOf(429)).isInstanceOf(ThrottlingQuotaExceededException.class);
        assertThat(failureOf(502)).isInstanceOf(DisconnectException.class);
        for (int status : new int[] {408, 500, 503, 504}) {
            assertThat(failureOf(status)).isInstanceOf(TimeoutException.class);
        }
        for (int status : new int[] {400, 404, 409, 422, 501}) {
            assertThat(failureOf(status)).isInstanceOf(SerializationException.class);
        }
    }

    private Throwable failureOf(int status) {
        stub.answerAlways(StubRegistry.Answer.error(status, status * 100 + 1));
        return catchThrowable(() -> registry().schemaOf(ONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 405})
    void an_answer_that_is_not_the_registrys_blames_the_settings_and_not_the_record(int status) {
        stub.answerAlways(new StubRegistry.Answer(status, "<html>nginx</html>"));
        assertThatThrownBy(() -> registry().schemaOf(ONE))
                .isInstanceOf(InvalidConfigurationException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining("check schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "", "{\"id\":"})
    void a_success_that_is_no_json_may_pass_later(String body) {
        stub.answerAlways(new StubRegistry.Answer(200, body));
        assertThatThrownBy(() -> registry().schemaOf(ONE)).isInstanceOf(RetriableException.class);
        assertThatThrownBy(() -> registry().register("s", SCHEMA, false)).isInstanceOf(RetriableException.class);
    }

    @Test
    void a_schema_of_another_kind_or_none_at_all_blames_the_record() {
        int json = stub.store("j", "{\"type\":\"object\"}", "JSON", "[]");
        int broken = stub.store("b", "{\"type\":\"record\"}", "AVRO", "[]");
        assertThatThrownBy(() -> registry().schemaOf(new SchemaIdentity.Id(json)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("JSON");
        assertThatThrownBy(() -> registry().schemaOf(new SchemaIdentity.Id(broken)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void an_unreachable_registry_may_come_back() {
        RestSchemaRegistry registry = registry(Map.of("schema.registry.url", unreachable()));
        assertThatThrownBy(() -> registry.schemaOf(ONE))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("could not be reached");
    }

    @Test
    void a_registry_that_does_not_answer_in_time_may_do_so_later() {
        stub.stall();
        long start = System.nanoTime();
        assertThatThrownBy(() -> registry(BRIEF).schemaOf(ONE))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("did not answer within 600 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_body_that_never_ends_is_given_up() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            ExecutorService server = Executors.newSingleThreadExecutor();
            Future<Socket> client = server.submit(() -> {
                Socket accepted = socket.accept();
                accepted.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(US_ASCII));
                return accepted;
            });
            RestSchemaRegistry registry = registry(Map.of(
                    "schema.registry.url",
                    "http://127.0.0.1:" + socket.getLocalPort(),
                    "http.connect.timeout.ms",
                    300,
                    "http.read.timeout.ms",
                    300));
            assertThatThrownBy(() -> registry.schemaOf(ONE)).isInstanceOf(TimeoutException.class);
            client.get().close();
            server.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void what_may_pass_is_tried_again(int status) {
        stub.store("s", SCHEMA);
        stub.script(StubRegistry.Answer.error(status, 50003));
        stub.script(StubRegistry.Answer.error(status, 50003));
        assertThat(registry(Map.of("max.retries", 2)).schemaOf(ONE)).isEqualTo(SCHEMA);
        assertThat(stub.requests()).hasSize(3);
    }

    @Test
    void retries_end() {
        stub.answerAlways(StubRegistry.Answer.error(503, 50003));
        assertThatThrownBy(() -> registry(Map.of("max.retries", 2)).schemaOf(ONE))
                .isInstanceOf(TimeoutException.class);
        assertThat(stub.requests()).hasSize(3);
    }

    @Test
    void an_interrupted_retry_stops_and_keeps_the_interrupt() {
        stub.answerAlways(StubRegistry.Answer.error(503, 50003));
        RestSchemaRegistry registry = registry(Map.of("max.retries", 100, "retries.wait.ms", 20_000));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptException.class).isThrownBy(() -> registry.schemaOf(ONE));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void the_next_url_takes_over_and_stays_preferred() {
        stub.store("s", SCHEMA);
        try (StubRegistry first = new StubRegistry()) {
            first.answerAlways(StubRegistry.Answer.error(500, 50001));
            RestSchemaRegistry registry = registry(
                    Map.of("schema.registry.url", unreachable() + ", " + first.url() + " ," + stub.url() + "/"));
            assertThat(registry.schemaOf(ONE)).isEqualTo(SCHEMA);
            registry.latest("s");
            assertThat(first.requests()).hasSize(1);
            assertThat(stub.requests()).hasSize(2);
        }
    }

    @Test
    void a_refusal_does_not_go_to_the_next_url() {
        try (StubRegistry second = new StubRegistry()) {
            RestSchemaRegistry registry = registry(Map.of("schema.registry.url", stub.url() + "," + second.url()));
            assertThatThrownBy(() -> registry.schemaOf(ONE)).isInstanceOf(SerializationException.class);
            assertThat(second.requests()).isEmpty();
        }
    }

    // Who asks

    @Test
    void user_info_becomes_a_basic_header() {
        ask(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:s3cret"));
        assertThat(stub.authorizations()).containsExactly("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void credentials_in_the_url_become_a_basic_header() {
        ask(Map.of("schema.registry.url", stub.url().replace("http://", "http://ann:s3%63ret@")));
        assertThat(stub.authorizations()).containsExactly("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void credentials_are_inherited_from_sasl() {
        ask(Map.of(
                "basic.auth.credentials.source",
                "SASL_INHERIT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                new Password("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\""
                        + " password=\"s3cret\";")));
        assertThat(stub.authorizations()).containsExactly("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void a_token_becomes_a_bearer_header() {
        ask(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken"));
        assertThat(stub.authorizations()).containsExactly("Bearer t0ken");
    }

    @Test
    void further_headers_are_sent() {
        ask(Map.of("request.header.Authorization", "Custom x"));
        assertThat(stub.authorizations()).containsExactly("Custom x");
    }

    private void ask(Map<String, ?> settings) {
        stub.store("s", SCHEMA);
        assertThat(registry(settings).schemaOf(ONE)).isEqualTo(SCHEMA);
    }

    @Test
    void no_error_ever_shows_a_secret() {
        stub.answerAlways(StubRegistry.Answer.error(401, 40101));
        String withSecret = stub.url().replace("http://", "http://ann:s3cret@");
        for (String url : List.of(withSecret, unreachable().replace("http://", "http://ann:s3cret@"), "ann:s3cret@x")) {
            assertThatThrownBy(
                            () -> registry(Map.of("schema.registry.url", url)).schemaOf(ONE))
                    .satisfies(e -> {
                        for (Throwable t = e; t != null; t = t.getCause()) {
                            assertThat(t.toString()).doesNotContain("s3cret");
                        }
                    });
        }
        SerdeConfig config =
                new SerdeConfig(Map.of("basic.auth.user.info", "ann:s3cret", "bearer.auth.token", "s3cret"));
        assertThat(config.values().toString()).doesNotContain("s3cret");
    }

    @Test
    void a_guid_is_looked_up_where_the_registry_has_such_pages() {
        UUID guid = UUID.randomUUID();
        stub.storeGuid(guid.toString(), SCHEMA);
        RestSchemaRegistry registry = registry();
        SchemaIdentity identity = new SchemaIdentity.Guid(guid);
        assertThat(registry.schemaOf(identity)).isEqualTo(SCHEMA);
        assertThat(registry.isLoaded(identity)).isTrue();
    }

    @Test
    void compatibility_is_set_by_subject() {
        registry().setCompatibility("s", "FULL_TRANSITIVE");
        assertThat(stub.requests()).containsExactly("PUT /config/s");
    }
}
