package tidemark.admin.changes;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LogPages;
import tidemark.admin.log.Tail;
import tidemark.admin.log.TopicReader;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;

/**
 * The answers to all changes as they come, for whoever waits for one; and where the first answers to keyed changes lie, so that a
 * repetition gets the same one. One of it serves any number of changes.
 */
final class Answers implements Tail.Work, AutoCloseable {

    /** The most keyed changes whose answers are remembered; some 200 bytes each. */
    private static final int MOST_REMEMBERED = 200_000;

    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a producer tries: what is not answered by then was lost, or is repeated by its asker. */
    private static final Duration MOST_PATIENT = Duration.ofMinutes(3);

    private static final Duration READING = Duration.ofSeconds(5);

    private final AvroRecords records;
    private final Duration remembered;
    private final Clock clock;
    private final Tail tail;
    private final LogPages pages;
    private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** First come, first out. Guarded by itself. */
    private final Map<String, Place> places = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private @Nullable Map<TopicPartition, Long> ends;
    private volatile boolean caughtUp;

    /**
     * Does not read yet.
     *
     * @param settings of a consumer
     * @param records must give generated classes; stays open, belongs to the caller
     * @param remembered how far back answers to keyed changes are looked for; zero: not at all
     */
    Answers(Map<String, ?> settings, AvroRecords records, String topic, Duration remembered, Clock clock) {
        this.records = records;
        this.remembered = remembered;
        this.clock = clock;
        this.tail = new Tail(settings, topic, this);
        this.pages = new LogPages(settings, topic);
    }

    void start() {
        tail.start();
    }

    void startNow() {
        tail.startNow();
    }

    /** Whether all answers of the time that is remembered are known. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Whether a keyed change was answered before. */
    boolean knows(String entity, String changeId) {
        return place(entity, changeId) != null;
    }

    /** The first answer to a keyed change; empty: there was none, as far as is remembered. Reads it from the log. */
    Optional<ChangeResult> first(String entity, String changeId) {
        Place place = place(entity, changeId);
        if (place == null) {
            return Optional.empty();
        }
        return pages.read(place.partition(), place.offset(), place.offset() + 1, Deadline.in(READING)).stream()
                .map(this::decoded)
                .findFirst();
    }

    /** Waits for the first answer that comes from now on. Others may wait for the same one, also when this one has given up. */
    Wait await(String entity, String changeId) {
        Waiting made = new Waiting(new CompletableFuture<>(), Deadline.in(MOST_PATIENT));
        Waiting earlier = waiting.putIfAbsent(id(entity, changeId), made);
        return new Wait(earlier == null ? made.answer() : earlier.answer(), earlier == null);
    }

    /** The answer is there, or there will be none. */
    void end(String entity, String changeId, CompletableFuture<ChangeResult> answer) {
        waiting.computeIfPresent(id(entity, changeId), (id, held) -> held.answer() == answer ? null : held);
    }

    @Override
    public void begin(TopicReader reader) {
        ends = reader.endOffsets();
        if (remembered.isZero()) {
            reader.seekToEnd();
        } else {
            reader.seekToTime(clock.instant().minus(remembered));
        }
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        ChangeResult result = decoded(record);
        if (result == null
                || result.getOutcome() == ChangeOutcome.NOTED
                || !Arrays.equals(record.key(), RecordKeys.bytes(result.getEntityId()))) {
            return;
        }
        String id = id(result.getEntityId(), result.getChangeId());
        if (!remembered.isZero() && ChangeKeys.isKeyed(result.getChangeId())) {
            synchronized (places) {
                places.putIfAbsent(id, new Place(record.partition(), record.offset()));
            }
        }
        Waiting held = waiting.remove(id);
        if (held != null) {
            held.answer().complete(result);
        }
    }

    @Override
    public Duration round(TopicReader reader) {
        Map<TopicPartition, Long> target = ends;
        if (!caughtUp && target != null && reader.reached(target)) {
            caughtUp = true;
        }
        waiting.values().removeIf(held -> held.until().passed());
        return POLL;
    }

    private @Nullable Place place(String entity, String changeId) {
        synchronized (places) {
            return places.get(id(entity, changeId));
        }
    }

    /* An entity's id has no slash. */
    private static String id(String entity, String changeId) {
        return entity + '/' + changeId;
    }

    private @Nullable ChangeResult decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return records.fromBytes(record.topic(), record.headers(), record.value()) instanceof ChangeResult result
                    ? result
                    : null;
        } catch (SerializationException e) {
            // Somebody else's bytes: they cannot be the answer of a ledger.
            return null;
        }
    }

    @Override
    public void close() {
        tail.close();
        pages.close();
    }

    /**
     * Waiting for an answer.
     *
     * @param answer comes once, or never
     * @param isFirst whether nobody else waits for it
     */
    record Wait(CompletableFuture<ChangeResult> answer, boolean isFirst) {}

    /** An answer that somebody waits for. */
    private record Waiting(CompletableFuture<ChangeResult> answer, Deadline until) {}

    /** Where an answer lies. */
    private record Place(int partition, long offset) {}
}
