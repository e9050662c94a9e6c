package tidemark.admin.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.LogPages;
import tidemark.admin.log.RegistryUnreachableException;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.topics.Topics;
import tidemark.topology.intake.Partitions;

/**
 * Reads the log of answers backwards, in chunks, until a page is full or has cost enough. All changes of an entity lie on one partition,
 * among those of others.
 */
public final class LoggedChanges implements AuditLog, AutoCloseable {

    /** Offsets that are read at once. */
    static final int CHUNK = 1_000;

    /** Offsets that one page may cost. */
    static final int MOST_READ = 20_000;

    private static final Duration MOST_TIME = Duration.ofSeconds(2);
    private static final Duration READING = Duration.ofSeconds(10);

    /** By how much the clocks of nodes may differ, and by how much a note may come behind its answer. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int MOST_WAITING = 64;

    private final AvroRecords records;
    private final LogPages pages;
    private final ExecutorService reading;

    /**
     * Connects when it is asked first.
     *
     * @param settings of a consumer and of the Avro deserializer
     */
    public LoggedChanges(Map<String, ?> settings, Topics topics) {
        this.records = AvroRecords.specific(settings);
        this.pages = new LogPages(settings, topics.changeResults());
        this.reading =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "tidemark-audit");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public CompletableFuture<AuditPage> page(AuditQuestion question) {
        AuditPlace place = question.cursor() == null ? null : AuditPlace.read(question.cursor(), question.binding());
        try {
            return CompletableFuture.supplyAsync(() -> told(question, place), reading);
        } catch (RejectedExecutionException e) {
            throw new AuditUnavailableException("Too many wait for the log of changes just now.");
        }
    }

    private AuditPage told(AuditQuestion question, @Nullable AuditPlace place) {
        try {
            return found(question, place);
        } catch (KafkaException | RegistryUnreachableException e) {
            throw new AuditUnavailableException("The log of changes cannot be read just now.", e);
        }
    }

    private AuditPage found(AuditQuestion question, @Nullable AuditPlace place) {
        byte[] key = question.entity().getBytes(UTF_8);
        int partition = new Partitions(pages.partitions()).of(key);
        long first = first(question, partition);
        long upper = place == null ? newest(question, partition) : Math.min(place.before(), pages.end(partition));
        AuditNotes notes = place == null ? new AuditNotes() : place.notes();
        List<AuditItem> items = new ArrayList<>();
        Deadline enough = Deadline.in(MOST_TIME);
        long least = upper - MOST_READ;
        while (upper > first && upper > least && items.size() < question.limit() && !enough.passed()) {
            long from = Math.max(first, upper - CHUNK);
            List<ConsumerRecord<byte[], byte[]>> chunk = pages.read(partition, from, upper, Deadline.in(READING));
            upper = from;
            for (int i = chunk.size() - 1; i >= 0 && items.size() < question.limit(); i--) {
                ConsumerRecord<byte[], byte[]> record = chunk.get(i);
                ChangeResult result = Arrays.equals(record.key(), key) ? decoded(record) : null;
                if (result != null) {
                    look(result, question, notes, items);
                }
                upper = items.size() < question.limit() ? from : record.offset();
            }
        }
        String cursor = upper <= first ? null : new AuditPlace(upper, notes).written(question.binding());
        return new AuditPage(items, cursor);
    }

    /* Backwards a note comes before the answer that it belongs to. */
    private static void look(ChangeResult result, AuditQuestion question, AuditNotes notes, List<AuditItem> items) {
        if (result.getOutcome() == ChangeOutcome.NOTED) {
            notes.add(result.getChangeId());
            return;
        }
        boolean noted = result.getOutcome() == ChangeOutcome.ACCEPTED && notes.take(result.getChangeId());
        AuditItem item = new AuditItem(result, noted || result.getRaisesOwnCap());
        if (question.wants(item)) {
            items.add(item);
        }
    }

    private long first(AuditQuestion question, int partition) {
        long beginning = pages.beginning(partition);
        Instant from = question.from();
        Long found = from == null ? null : pages.offsetAt(partition, from.minus(MARGIN));
        if (from != null && found == null) {
            return pages.end(partition);
        }
        return found == null ? beginning : Math.max(beginning, found);
    }

    private long newest(AuditQuestion question, int partition) {
        Instant to = question.to();
        Long behind = to == null ? null : pages.offsetAt(partition, to.plus(MARGIN));
        return behind == null ? pages.end(partition) : behind;
    }

    private @Nullable ChangeResult decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return records.fromBytes(record.topic(), record.headers(), record.value()) instanceof ChangeResult result
                    ? result
                    : null;
        } catch (SerializationException e) {
            // Bytes that are nothing of ours say nothing about changes.
            return null;
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
        pages.close();
        records.close();
    }
}
