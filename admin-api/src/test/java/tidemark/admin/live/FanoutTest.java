package tidemark.admin.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidemark.admin.log.AvroRecords;

/** What streams are told: each event once, in order, with an id from which any node goes on without loss. */
class FanoutTest {

    private static final Watched ACME = new Watched("acme", null);
    private static final Watched ANN = new Watched("acme", "ann");
    private static final int KEPT = 10;
    private static final int[] PARTITIONS = {2, 2, 2, 2};
    private static final Pattern ID = Pattern.compile("(?m)^id: (.*)$");
    private static final Pattern USED = Pattern.compile("\"used_credits\":([0-9.]+)");

    private final AvroRecords records = AvroRecords.specific(
            Map.of("schema.registry.url", "http://none:1", "value.deserializer", PlainLevels.class.getName()));

    private final Fanout fanout = fanout();

    @AfterEach
    void close() {
        records.close();
    }

    private Fanout fanout() {
        return new Fanout(records, start(), KEPT);
    }

    private static Offsets start() {
        Offsets start = Offsets.none(PARTITIONS);
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            start.set(kind, 0, 100);
            start.set(kind, 1, 100);
        }
        return start;
    }

    private static LogEvent event(String key, int partition, long offset, String value) {
        return new LogEvent(
                EventKind.LEVEL,
                new ConsumerRecord<>("level-changes", partition, offset, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    private static LogEvent event(String key, int partition, long offset) {
        return event(key, partition, offset, String.valueOf(offset * 1_000_000));
    }

    private EventStream opened(Watched watched) {
        return new EventStream(watched, null, fanout.position().of(watched), true);
    }

    private static EventStream resumed(Watched watched, String id) {
        Offsets then = Objects.requireNonNull(EventId.read(id, watched));
        return new EventStream(watched, null, start().of(watched).from(then), false);
    }

    private static List<String> frames(EventStream stream) {
        List<String> frames = new ArrayList<>();
        byte[] frame = stream.take();
        while (frame != null) {
            frames.add(new String(frame, UTF_8));
            frame = stream.take();
        }
        return frames;
    }

    private static List<String> used(List<String> frames) {
        return frames.stream()
                .map(USED::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private static String lastId(List<String> frames) {
        String last = null;
        for (String frame : frames) {
            Matcher matcher = ID.matcher(frame);
            last = matcher.find() ? matcher.group(1) : last;
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void a_frame_has_an_id_a_type_and_the_record_in_credits() {
        EventStream stream = opened(ANN);
        fanout.join(stream);
        int partition = IntStream.range(0, 2)
                .filter(p -> ANN.mayLieOn(p, 2))
                .findFirst()
                .orElseThrow();

        fanout.publish(event("acme/ann", partition, 100, "1250001"));

        List<String> frames = frames(stream);
        assertThat(frames.get(0)).isEqualTo("retry: 3000\n\n");
        assertThat(frames.get(1)).matches("id: [A-Za-z0-9_-]+\n\n");
        assertThat(frames.get(2))
                .matches("(?s)id: [A-Za-z0-9_-]+\nevent: level\ndata: \\{.*\\}\n\n")
                .endsWith("data: {\"scope\":\"USER\",\"entity_id\":\"acme\",\"user_id\":\"ann\",\"period\":\"2026-11\","
                        + "\"from\":\"NONE\",\"to\":\"WARNED\",\"used_credits\":1.250001,\"limit_credits\":null,"
                        + "\"role_id\":null,\"role_version\":null,\"sequence\":1,\"cause\":\"USAGE\",\"caused_by\":\"e\","
                        + "\"operation_id\":null,\"at\":\"2026-11-22T10:00:00.000Z\"}\n\n");
        assertThat(frames).hasSize(3);
    }

    @Test
    void each_stream_is_told_what_concerns_it() {
        EventStream entity = opened(ACME);
        EventStream user = opened(ANN);
        fanout.join(entity);
        fanout.join(user);
        int partition = ANN.mayLieOn(0, 2) ? 0 : 1;

        fanout.publish(event("acme/ann", partition, 100));
        fanout.publish(event("acme", 1 - partition, 100, "7000000"));
        fanout.publish(event("beta/ann", partition, 101));
        fanout.publish(event("acme/bob", partition, 102));

        assertThat(used(frames(entity))).containsExactly("100", "7", "102");
        assertThat(used(frames(user))).containsExactly("100");
    }

    @Test
    void whoever_comes_back_soon_goes_on_from_memory() {
        EventStream first = opened(ACME);
        fanout.join(first);
        fanout.publish(event("acme/ann", 0, 100));
        String id = lastId(frames(first));
        first.close();
        fanout.publish(event("acme/ann", 0, 101));
        fanout.publish(event("acme/ann", 1, 100, "1"));

        EventStream second = resumed(ACME, id);

        assertThat(fanout.join(second)).isTrue();
        fanout.publish(event("acme/ann", 0, 102));
        assertThat(used(frames(second))).containsExactly("101", "0.000001", "102");
    }

    @Test
    void every_id_on_the_way_goes_on_with_exactly_the_rest() {
        EventStream whole = opened(ACME);
        fanout.join(whole);
        for (int i = 0; i < KEPT; i++) {
            fanout.publish(event(i % 3 == 0 ? "beta" : "acme/u" + i, i % 2, 100 + i));
        }
        List<String> frames = frames(whole);
        List<String> all = used(frames);
        for (int i = 1; i < frames.size(); i++) {
            EventStream rest = resumed(ACME, lastId(frames.subList(0, i + 1)));
            assertThat(fanout.join(rest)).isTrue();
            assertThat(used(frames(rest))).isEqualTo(all.subList(i - 1, all.size()));
        }
    }

    @Test
    void a_place_that_memory_has_lost_is_not_joined() {
        EventStream first = opened(ACME);
        fanout.join(first);
        String id = lastId(frames(first));
        for (int i = 0; i < KEPT; i++) {
            fanout.publish(event("beta", 0, 100 + i));
        }
        assertThat(fanout.join(resumed(ACME, id))).isTrue();

        fanout.publish(event("beta", 0, 100 + KEPT));

        assertThat(fanout.join(resumed(ACME, id))).isFalse();
    }

    @Test
    void who_was_told_more_by_another_node_is_not_told_it_again() {
        EventStream elsewhere = opened(ACME);
        Fanout other = fanout();
        other.join(elsewhere);
        other.publish(event("acme/ann", 0, 100));
        other.publish(event("acme/ann", 0, 101));
        EventStream here = resumed(ACME, lastId(frames(elsewhere)));
        assertThat(fanout.join(here))
                .as("before it is known that the log has come so far")
                .isFalse();
        here.trust();

        assertThat(fanout.join(here)).isTrue();
        fanout.publish(event("acme/ann", 0, 100));
        fanout.publish(event("acme/ann", 1, 100, "1"));
        fanout.publish(event("acme/ann", 0, 101));
        fanout.publish(event("acme/ann", 0, 102));

        List<String> frames = frames(here);
        assertThat(used(frames)).containsExactly("0.000001", "102");
        Offsets end = Objects.requireNonNull(EventId.read(lastId(frames), ACME));
        assertThat(end.get(EventKind.LEVEL.place(), 0)).isEqualTo(103);
        assertThat(end.get(EventKind.LEVEL.place(), 1)).isEqualTo(101);
    }

    @Test
    void a_client_that_does_not_read_is_left_and_the_others_go_on() {
        Cutting output = new Cutting();
        EventStream slow = opened(ACME);
        EventStream quick = opened(ACME);
        slow.sendTo(output);
        fanout.join(slow);
        fanout.join(quick);
        for (int i = 0; i < EventStream.MOST_WAITING + 10; i++) {
            fanout.publish(event("acme/ann", 0, 100 + i));
            frames(quick);
        }

        assertThat(output.cuts).isEqualTo(1);
        assertThat(slow.isOver()).isTrue();
        assertThat(slow.take()).isNull();
        assertThat(quick.isOver()).isFalse();
    }

    @Test
    void what_cannot_be_read_is_left_out() {
        EventStream stream = opened(ACME);
        fanout.join(stream);

        fanout.publish(event("acme/ann", 0, 100, "nonsense"));
        fanout.publish(event("acme/ann", 0, 101));

        assertThat(used(frames(stream))).containsExactly("101");
    }

    @Test
    void an_idle_stream_is_kept_alive_with_an_id_of_now() {
        EventStream stream = opened(ACME);
        fanout.join(stream);
        frames(stream);
        fanout.publish(event("beta", 0, 100));

        fanout.beat(stream, Duration.ofHours(1));
        assertThat(frames(stream)).isEmpty();
        fanout.beat(stream, Duration.ZERO);

        List<String> frames = frames(stream);
        assertThat(frames).singleElement().asString().matches(":\nid: [A-Za-z0-9_-]+\n\n");
        Offsets now = Objects.requireNonNull(EventId.read(lastId(frames), ACME));
        assertThat(now.get(EventKind.LEVEL.place(), 0)).isEqualTo(101);
    }

    @Test
    void a_stream_that_ends_says_what_waits_and_nothing_more() {
        EventStream stream = opened(ACME);
        fanout.join(stream);
        fanout.publish(event("acme/ann", 0, 100));

        stream.end("the token does not count any more");
        fanout.publish(event("acme/ann", 0, 101));

        assertThat(stream.isOver()).isFalse();
        List<String> frames = frames(stream);
        assertThat(used(frames)).containsExactly("100");
        assertThat(frames.get(frames.size() - 1)).isEqualTo(": the token does not count any more\n\n");
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void a_stream_expires_with_its_token() {
        Instant until = Instant.parse("2026-11-22T10:00:00Z");
        EventStream stream = new EventStream(ACME, until, start(), true);

        assertThat(stream.isExpired(until.minusMillis(1))).isFalse();
        assertThat(stream.isExpired(until)).isTrue();
        assertThat(opened(ACME).isExpired(Instant.MAX)).isFalse();
    }

    @Test
    void a_gap_says_what_is_missing() {
        EventStream stream = opened(ACME);

        stream.gap(List.of(EventKind.DECISION, EventKind.LEVEL));

        assertThat(frames(stream).get(1)).endsWith("\nevent: gap\ndata: {\"missing\":[\"decision\",\"level\"]}\n\n");
    }

    /** Counts how often it is cut. */
    private static final class Cutting implements StreamOutput {

        private int cuts;

        @Override
        public void wake() {}

        @Override
        public void cut() {
            cuts++;
        }
    }
}
