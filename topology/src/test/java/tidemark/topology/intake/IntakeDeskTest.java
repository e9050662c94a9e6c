package tidemark.topology.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ledger.Reason;
import tidemark.serde.SchemaIdentity;

final class IntakeDeskTest {

    private static final byte[] KEY = AccountKeys.bytes("acme/ann");
    private static final Instant ARRIVAL = Instant.parse("2026-11-05T09:00:00Z");

    @TempDir
    private Path stateDir;

    private final FakeRegistry registry = Wire.registry();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private SchemaLoading schemas = Wire.loading(registry, meters);
    private DeskFixture desk = new DeskFixture();

    @AfterEach
    void close() {
        desk.close();
        schemas.close();
    }

    private DeskFixture opened() {
        desk.open(stateDir, schemas, meters);
        return desk;
    }

    @Test
    void a_decoded_event_reaches_its_handler_with_its_own_coordinates() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        opened().usage(KEY, Wire.usageValue("e-1"), ARRIVAL);
        assertThat(desk.handled()).containsExactly("usage-events/0@0 e-1 arrived " + ARRIVAL);
        assertThat(records("usage-events", "applied")).isOne();
    }

    @Test
    void changes_keep_their_true_timestamp_though_they_overtake() {
        schemas.loadNow("changes", Wire.usageValue("sample"));
        opened().change(KEY, Wire.usageValue("c-1"), ARRIVAL);
        assertThat(desk.handled()).containsExactly("changes/0@0 c-1 arrived " + ARRIVAL);
        assertThat(desk.storedAt()).as("what is stored carries the wall clock").isEqualTo(DeskFixture.NOW);
    }

    @Test
    void a_forged_arrival_header_on_usage_is_ignored() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        Instant justNow = DeskFixture.NOW.minusSeconds(60);
        opened().usage(KEY, Wire.usageValue("e-1"), ARRIVAL, forgedArrival());
        desk.usage(KEY, Wire.usageValue("e-2"), justNow, forgedArrival());
        assertThat(desk.handled())
                .containsExactly("usage-events/0@0 e-1 arrived " + ARRIVAL, "usage-events/0@1 e-2 arrived " + justNow);
    }

    private static Headers forgedArrival() {
        return new RecordHeaders().add(TravelHeaders.TIMESTAMP, "1".getBytes(UTF_8));
    }

    @Test
    void usage_of_an_unloaded_schema_waits_and_then_counts() {
        opened().usage(KEY, Wire.usageValue("e-1"), ARRIVAL);
        assertThat(desk.handled()).isEmpty();
        assertThat(parked()).isOne();
        tickUntilNothingIsParked();
        assertThat(desk.handled()).containsExactly("usage-events/0@0 e-1 arrived " + ARRIVAL);
        assertThat(registry.askers()).containsOnly("tidemark-schema-loading");
    }

    @Test
    void a_registry_that_is_down_loses_and_rejects_nothing_and_keeps_the_order_of_changes() {
        registry.goDown();
        opened();
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> "c-" + i).toList();
        ids.forEach(id -> desk.change(KEY, Wire.usageValue(id), ARRIVAL));
        ids.forEach(id -> desk.usage(KEY, Wire.usageValue(id), ARRIVAL));
        await().until(() -> {
            desk.tick(Duration.ofMillis(200));
            return registry.requests() > 5;
        });
        assertThat(desk.handled()).isEmpty();
        assertThat(desk.rejected().isEmpty()).isTrue();
        assertThat(parked()).isEqualTo(600);
        registry.comeBack();
        tickUntilNothingIsParked();
        assertThat(desk.handledOf("changes")).isEqualTo(ids);
        assertThat(desk.handledOf("usage-events")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(desk.rejected().isEmpty()).isTrue();
    }

    @Test
    void a_change_waits_behind_an_earlier_one_even_if_it_could_be_read() {
        schemas.loadNow("changes", Wire.usageValue("sample"));
        registry.goDown();
        opened().change(KEY, Wire.framed(99, new byte[3]), ARRIVAL);
        desk.change(KEY, Wire.usageValue("c-2"), ARRIVAL);
        desk.tick(Duration.ofMillis(200));
        assertThat(desk.handled()).isEmpty();
        registry.comeBack();
        tickUntilNothingIsParked();
        assertThat(desk.handledOf("changes")).containsExactly("c-2");
        assertThat(headers(desk.rejected().readRecord())).containsEntry("reason", "UNKNOWN_SCHEMA");
    }

    @Test
    void usage_does_not_wait_behind_usage_of_an_unloaded_schema() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        registry.goDown();
        opened().usage(KEY, Wire.framed(99, new byte[3]), ARRIVAL);
        desk.usage(KEY, Wire.usageValue("e-2"), ARRIVAL);
        assertThat(desk.handledOf("usage-events")).containsExactly("e-2");
        assertThat(parked()).isOne();
    }

    @Test
    void parked_usage_that_goes_on_waiting_does_not_hold_up_what_is_parked_behind_it() {
        registry.goDown();
        opened();
        for (int i = 0; i < 2_000; i++) {
            desk.usage(KEY, Wire.framed(99, new byte[300]), ARRIVAL);
        }
        desk.usage(KEY, Wire.usageValue("e-last"), ARRIVAL);
        schemas.markLoaded("usage-events", new SchemaIdentity.Id(Wire.USAGE_ID));
        registry.comeBack();
        loadElsewhere();
        registry.goDown();
        await().atMost(20, SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    desk.tick(Duration.ofMillis(200));
                    return desk.handledOf("usage-events").equals(List.of("e-last"));
                });
    }

    private void loadElsewhere() {
        schemas.loadNow("elsewhere", Wire.usageValue("sample"));
    }

    @Test
    void parked_records_survive_a_restart_in_order_and_with_all_they_had() {
        registry.goDown();
        opened().change(KEY, Wire.usageValue("c-1"), ARRIVAL);
        desk.change(KEY, Wire.usageValue("c-2"), ARRIVAL.plusSeconds(1));
        desk.usage(null, Wire.body(Wire.usage("e-1")), ARRIVAL, Wire.guidHeader());
        Map<Bytes, byte[]> stored = desk.logged();
        desk.close();
        schemas.close();
        assertThat(parked()).as("nothing is parked in a task that is closed").isZero();
        registry.comeBack();
        meters = new SimpleMeterRegistry();
        schemas = Wire.loading(registry, meters);
        DeskFixture again = new DeskFixture();
        again.open(stateDir, schemas, meters, stored);
        desk = again;
        assertThat(parked()).isEqualTo(3);
        tickUntilNothingIsParked();
        assertThat(desk.handledOf("changes")).containsExactly("c-1", "c-2");
        assertThat(desk.handled())
                .contains("changes/0@0 c-1 arrived " + ARRIVAL, "usage-events/0@0 e-1 arrived " + ARRIVAL);
    }

    @Test
    void a_record_that_is_delivered_and_parked_twice_counts_once() {
        registry.goDown();
        opened().change(KEY, Wire.usageValue("c-1"), ARRIVAL);
        Map<Bytes, byte[]> stored = desk.logged();
        desk.close();
        meters = new SimpleMeterRegistry();
        desk = new DeskFixture();
        desk.open(stateDir, schemas, meters, stored);
        desk.change(KEY, Wire.usageValue("c-1"), ARRIVAL);
        assertThat(parked()).isOne();
        registry.comeBack();
        tickUntilNothingIsParked();
        assertThat(desk.handledOf("changes")).containsExactly("c-1");
    }

    @Test
    void nothing_is_scheduled_while_nothing_waits() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        opened().usage(KEY, Wire.usageValue("e-1"), ARRIVAL);
        assertThat(desk.schedules()).isZero();
        desk.usage(KEY, Wire.framed(99, new byte[3]), ARRIVAL);
        assertThat(desk.schedules()).isOne();
        tickUntilNothingIsParked();
        assertThat(desk.schedules()).isZero();
    }

    @Test
    void a_rejected_record_keeps_its_bytes_and_says_why_and_whence() {
        opened().usage(KEY, "garbage".getBytes(UTF_8), ARRIVAL, new RecordHeaders().add("x", new byte[3_000_000]));
        TestRecord<byte[], byte[]> rejected = desk.rejected().readRecord();
        assertThat(rejected.key()).isEqualTo(KEY);
        assertThat(rejected.value()).asString(UTF_8).isEqualTo("garbage");
        assertThat(rejected.getRecordTime()).isEqualTo(DeskFixture.NOW);
        assertThat(headers(rejected))
                .containsEntry("reason", "UNDECODABLE")
                .containsEntry("topic", "usage-events")
                .containsEntry("partition", "0")
                .containsEntry("offset", "0")
                .containsEntry("timestamp", String.valueOf(ARRIVAL.toEpochMilli()))
                .containsOnlyKeys("reason", "detail", "topic", "partition", "offset", "timestamp");
        assertThat(rejectedFor(Reason.UNDECODABLE)).isOne();
        assertThat(records("usage-events", "rejected")).isOne();
    }

    @Test
    void records_without_key_or_value_are_taken() {
        opened().usage(null, null, ARRIVAL);
        TestRecord<byte[], byte[]> rejected = desk.rejected().readRecord();
        assertThat(rejected.key()).isNull();
        assertThat(rejected.value()).isNull();
        assertThat(headers(rejected)).containsEntry("reason", "MISSING_VALUE");
    }

    @Test
    void an_oversize_value_is_rejected_without_its_bytes() {
        byte[] huge = new byte[3_000_000];
        opened().usage(KEY, huge, ARRIVAL);
        TestRecord<byte[], byte[]> rejected = desk.rejected().readRecord();
        assertThat(rejected.key()).isEqualTo(KEY);
        assertThat(rejected.value()).isEmpty();
        assertThat(headers(rejected)).containsEntry("reason", "TOO_LARGE").containsEntry("value_size", "3000000");
        assertThat(parked()).isZero();
    }

    @Test
    void an_oversize_key_is_rejected_without_its_bytes() {
        opened().usage(new byte[3_000_000], Wire.usageValue("e-1"), ARRIVAL);
        TestRecord<byte[], byte[]> rejected = desk.rejected().readRecord();
        assertThat(rejected.key()).isNull();
        assertThat(rejected.value()).isEqualTo(Wire.usageValue("e-1"));
        assertThat(headers(rejected)).containsEntry("reason", "TOO_LARGE").containsEntry("key_size", "3000000");
    }

    @Test
    void oversize_headers_do_no_harm_and_go_nowhere() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        Headers huge = new RecordHeaders().add("trace", new byte[3_000_000]);
        opened().usage(KEY, Wire.usageValue("e-1"), ARRIVAL, huge);
        assertThat(desk.handledOf("usage-events")).containsExactly("e-1");
        assertThat(desk.results().readRecord().headers()).isEmpty();
    }

    @Test
    void a_rerouted_record_travels_with_its_coordinates_and_is_counted_there() {
        schemas.loadNow("usage-events", Wire.usageValue("sample"));
        opened().usage(KEY, Wire.usageValue("reroute-1"), ARRIVAL, new RecordHeaders().add("x", new byte[9]));
        assertThat(desk.handled()).containsExactly("usage-events/0@0 reroute-1 arrived " + ARRIVAL + " rerouted");
        assertThat(records("usage-events", "rerouted")).isOne();
        assertThat(records("usage-events", "applied")).isOne();
    }

    @Test
    void a_rerouted_record_of_the_header_form_can_be_parked_on_its_way() {
        registry.goDown();
        opened().usage(KEY, Wire.body(Wire.usage("reroute-1")), ARRIVAL, Wire.guidHeader());
        registry.comeBack();
        tickUntilNothingIsParked();
        assertThat(desk.handled()).containsExactly("usage-events/0@0 reroute-1 arrived " + ARRIVAL + " rerouted");
    }

    @Test
    void what_somebody_else_writes_to_the_internal_topic_is_taken_for_what_it_is_where_it_is() {
        schemas.loadNow("usage-rerouted", Wire.usageValue("sample"));
        Headers forged = new RecordHeaders()
                .add(TravelHeaders.TOPIC, "usage-events".getBytes(UTF_8))
                .add(TravelHeaders.PARTITION, "-7".getBytes(UTF_8))
                .add(TravelHeaders.OFFSET, "x".getBytes(UTF_8));
        opened().rerouted(KEY, Wire.usageValue("e-1"), ARRIVAL, forged);
        assertThat(desk.handled()).containsExactly("usage-rerouted/0@0 e-1 arrived " + ARRIVAL + " rerouted");
    }

    @Test
    void damaged_records_by_the_hundred_do_not_hold_up_the_changes_behind_them() {
        byte[] whole = Wire.usageValue("c-1");
        opened();
        for (int i = 0; i < 500; i++) {
            desk.change(KEY, Arrays.copyOf(whole, whole.length - 1), ARRIVAL);
        }
        desk.change(KEY, whole, ARRIVAL);
        tickUntilNothingIsParked();
        assertThat(desk.handledOf("changes")).containsExactly("c-1");
        assertThat(desk.rejected().getQueueSize()).isEqualTo(500);
    }

    private void tickUntilNothingIsParked() {
        await().atMost(20, SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    desk.tick(Duration.ofMillis(200));
                    return parked() == 0;
                });
    }

    private double parked() {
        return meters.get("tidemark.parked").gauge().value();
    }

    private double records(String topic, String outcome) {
        return meters.get("tidemark.records")
                .tags("topic", topic, "outcome", outcome)
                .counter()
                .count();
    }

    private double rejectedFor(Reason reason) {
        return meters.get("tidemark.rejected")
                .tags("topic", "usage-events", "reason", Tally.lower(reason))
                .counter()
                .count();
    }

    private static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
