package tidemark.topology.intake;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.events.RoleAssignment;
import tidemark.events.UsageEvent;
import tidemark.ledger.Reason;
import tidemark.serde.SchemaIdentity;
import tidemark.topology.intake.Reading.Event;
import tidemark.topology.intake.Reading.Refused;
import tidemark.topology.intake.Reading.Waiting;

final class EventReaderTest {

    private final FakeRegistry registry = Wire.registry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SchemaLoading schemas = Wire.loading(registry, meters);
    private final EventReader<UsageEvent> reader = new EventReader<>(UsageEvent.class, schemas);

    @AfterEach
    void close() {
        schemas.close();
    }

    @Test
    void a_value_is_read_once_its_schema_is_loaded_and_the_reading_thread_never_asks_the_registry() {
        Inbound inbound = Wire.inbound(0, Wire.usageValue("e-1"));
        assertThat(reader.read(inbound)).isInstanceOf(Waiting.class);
        assertThat(settled(inbound)).isEqualTo(new Event<>(Wire.usage("e-1")));
        assertThat(reader.read(Wire.inbound(1, Wire.usageValue("e-2")))).isEqualTo(new Event<>(Wire.usage("e-2")));
        assertThat(registry.askers()).containsOnly("tidemark-schema-loading");
    }

    @Test
    void a_schema_named_in_a_header_is_understood() {
        Inbound inbound = Wire.inbound(0, Wire.body(Wire.usage("e-1")), Wire.guidHeader());
        assertThat(settled(inbound)).isEqualTo(new Event<>(Wire.usage("e-1")));
    }

    @Test
    void a_schema_loaded_at_start_needs_no_waiting() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        assertThat(reader.read(Wire.inbound(0, Wire.usageValue("e-1")))).isInstanceOf(Event.class);
    }

    @Test
    void an_absent_value_is_refused() {
        assertRefused(reader.read(Wire.inbound(0, null)), Reason.MISSING_VALUE);
    }

    @Test
    void bytes_that_name_no_schema_are_refused_at_once() {
        List<byte[]> values = List.of(
                new byte[0], new byte[] {0}, new byte[] {0, 0, 0, 1}, AccountKeys.bytes("{\"json\":1}"), new byte[] {
                    1, 2, 3
                });
        for (byte[] value : values) {
            assertRefused(reader.read(Wire.inbound(0, value)), Reason.UNDECODABLE);
        }
        assertThat(registry.requests()).isZero();
    }

    @Test
    void a_damaged_header_is_refused_at_once() {
        for (byte[] header : List.of(new byte[0], new byte[] {1}, new byte[] {9, 9}, new byte[3_000_000])) {
            Headers headers = new RecordHeaders().add("__value_schema_id", header);
            Reading<UsageEvent> reading = reader.read(Wire.inbound(0, Wire.body(Wire.usage("e")), headers));
            assertThat(reading).isNotInstanceOf(Event.class);
        }
    }

    @Test
    void a_schema_that_the_registry_does_not_know_is_refused() {
        assertRefused(settled(Wire.inbound(0, Wire.framed(99, new byte[10]))), Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void an_unknown_schema_is_not_asked_for_again_for_every_record() {
        settled(Wire.inbound(0, Wire.framed(99, new byte[10])));
        int before = registry.requests();
        for (int offset = 1; offset < 1_000; offset++) {
            assertRefused(reader.read(Wire.inbound(offset, Wire.framed(99, new byte[10]))), Reason.UNKNOWN_SCHEMA);
        }
        assertThat(registry.requests()).isEqualTo(before);
    }

    @Test
    void a_damaged_body_is_refused_and_does_not_condemn_its_schema() {
        byte[] whole = Wire.usageValue("e-1");
        assertRefused(settled(Wire.inbound(0, Arrays.copyOf(whole, whole.length - 3))), Reason.UNDECODABLE);
        assertThat(settled(Wire.inbound(1, whole))).isEqualTo(new Event<>(Wire.usage("e-1")));
        assertRefused(reader.read(Wire.inbound(2, Arrays.copyOf(whole, 5))), Reason.UNDECODABLE);
    }

    @Test
    void after_a_damaged_body_its_schema_counts_as_loaded() {
        settled(Wire.inbound(0, Wire.framed(Wire.USAGE_ID, new byte[] {-1, -1, -1})));
        assertThat(reader.read(Wire.inbound(1, Wire.usageValue("e-1")))).isInstanceOf(Event.class);
    }

    @Test
    void another_kind_of_record_is_refused() {
        registry.with(new SchemaIdentity.Id(8), RoleAssignment.getClassSchema());
        EventReader<RoleAssignment> assignments = new EventReader<>(RoleAssignment.class, schemas);
        Inbound usage = Wire.inbound(0, Wire.usageValue("e-1"));
        settled(usage);
        assertRefused(assignments.read(usage), Reason.WRONG_RECORD_TYPE);
    }

    @Test
    void a_record_without_a_class_of_ours_is_refused() {
        Schema foreign = SchemaBuilder.record("com.example.Other")
                .fields()
                .requiredLong("n")
                .endRecord();
        registry.with(new SchemaIdentity.Id(9), foreign);
        assertRefused(settled(Wire.inbound(0, Wire.framed(9, new byte[] {2}))), Reason.WRONG_RECORD_TYPE);
    }

    @Test
    void a_bare_text_is_no_record() {
        registry.with(new SchemaIdentity.Id(10), Schema.create(Schema.Type.STRING));
        assertRefused(settled(Wire.inbound(0, Wire.framed(10, new byte[] {2, 'a'}))), Reason.WRONG_RECORD_TYPE);
    }

    @Test
    void while_the_registry_is_down_records_wait_and_then_are_read() {
        registry.goDown();
        Inbound inbound = Wire.inbound(0, Wire.usageValue("e-1"));
        await().until(() -> {
            assertThat(reader.read(inbound)).isInstanceOf(Waiting.class);
            return registry.requests() > 3;
        });
        assertThat(meters.get("tidemark.registry.unavailable").gauge().value()).isOne();
        registry.comeBack();
        assertThat(settled(inbound)).isInstanceOf(Event.class);
        assertThat(meters.get("tidemark.registry.unavailable").gauge().value()).isZero();
        assertThat(registry.askers()).containsOnly("tidemark-schema-loading");
    }

    @Test
    void invented_schema_ids_cannot_fill_the_memory_while_the_registry_is_down() {
        registry.goDown();
        for (int id = 100; id < 10_100; id++) {
            assertThat(reader.read(Wire.inbound(id, Wire.framed(id, new byte[10]))))
                    .isInstanceOf(Waiting.class);
        }
        assertThat(meters.get("tidemark.schemas.waiting").gauge().value()).isEqualTo(64);
    }

    @Test
    void a_closed_loading_answers_that_records_wait() {
        schemas.close();
        assertThat(reader.read(Wire.inbound(0, Wire.usageValue("e-1")))).isInstanceOf(Waiting.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_damage_whatever_is_thrown(long seed) {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] value = Wire.usageValue("e-" + i);
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            }
            Reading<UsageEvent> reading = reader.read(Wire.inbound(i, value));
            assertThat(reading).as("seed %d, record %d", seed, i).isNotInstanceOf(Waiting.class);
        }
    }

    @Test
    void a_huge_length_in_a_few_bytes_allocates_nothing() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        byte[] almostTwoGigabytes = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0E, 'x', 'y'};
        Reading<UsageEvent> reading = reader.read(Wire.inbound(0, Wire.framed(Wire.USAGE_ID, almostTwoGigabytes)));
        assertRefused(reading, Reason.UNDECODABLE);
    }

    private Reading<UsageEvent> settled(Inbound inbound) {
        return await().atMost(10, SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> reader.read(inbound), reading -> !(reading instanceof Waiting));
    }

    private static void assertRefused(Reading<?> reading, Reason reason) {
        assertThat(reading).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.rejection().reason())
                .isEqualTo(reason));
    }
}
