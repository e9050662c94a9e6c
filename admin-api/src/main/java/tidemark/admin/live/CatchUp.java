package tidemark.admin.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.Deadline;
import tidemark.admin.log.TopicReader;

/**
 * Reads the log for streams that stand further back than memory reaches, a few at a time, each for a turn and with a consumer of its own, until
 * they can join the others.
 */
final class CatchUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int AT_ONCE = 4;
    private static final Duration TURN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Object> settings;
    private final List<String> topics;
    private final AvroRecords records;
    private final ExecutorService threads;

    /**
     * Reads nothing yet.
     *
     * @param settings of a consumer
     * @param topics of all kinds, in their order
     * @param records must give generated classes; belongs to the caller
     */
    CatchUp(Map<String, ?> settings, List<String> topics, AvroRecords records) {
        this.settings = new HashMap<>(settings);
        this.settings.put("client.id", "tidemark-live-catch-up");
        this.topics = topics;
        this.records = records;
        this.threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "tidemark-live-catch-up");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has the stream read on, as soon as its turn comes. */
    void begin(EventStream stream, Fanout fanout) {
        try {
            threads.execute(() -> turn(stream, fanout));
        } catch (RejectedExecutionException e) {
            stream.end("the server is closing");
        }
    }

    // Whatever brokers, registry and records do: the client comes again and goes on where it stands.
    @SuppressWarnings("IllegalCatch")
    private void turn(EventStream stream, Fanout fanout) {
        if (stream.isClosed()) {
            return;
        }
        try (TopicReader reader = TopicReader.ofPartitions(settings, partitions(stream.next()))) {
            position(reader, stream);
            Deadline end = Deadline.in(TURN);
            while (!stream.isClosed() && !fanout.join(stream)) {
                if (end.passed()) {
                    begin(stream, fanout);
                    return;
                }
                read(reader, stream);
            }
        } catch (InterruptedException | InterruptException e) {
            stream.end("the server is closing");
        } catch (RuntimeException e) {
            LOG.warn("What a stream has missed cannot be read just now: {}", e.toString());
            stream.end("the log cannot be read just now");
        }
    }

    private void read(TopicReader reader, EventStream stream) throws InterruptedException {
        for (LogEvent event : MergedRecords.of(reader.poll(POLL), topics)) {
            if (!stream.lacks(event)) {
                continue;
            }
            boolean concerned = stream.watched().concerns(event.key());
            if (concerned && !stream.awaitRoom(PATIENCE)) {
                stream.cut();
                return;
            }
            stream.pass(event, concerned ? event.body(records) : null);
        }
        for (TopicPartition partition : reader.partitions()) {
            stream.raise(topics.indexOf(partition.topic()), partition.partition(), reader.position(partition));
        }
    }

    /* What is gone, or was never there, leaves a gap, and the stream goes on with what there is. */
    private void position(TopicReader reader, EventStream stream) {
        Map<TopicPartition, Long> begins = reader.beginningOffsets();
        Map<TopicPartition, Long> ends = reader.endOffsets();
        Offsets next = stream.next();
        Set<EventKind> missing = EnumSet.noneOf(EventKind.class);
        for (TopicPartition partition : reader.partitions()) {
            int kind = topics.indexOf(partition.topic());
            long asked = next.get(kind, partition.partition());
            long given = Math.min(
                    Math.max(asked, begins.getOrDefault(partition, 0L)), ends.getOrDefault(partition, Long.MAX_VALUE));
            if (given != asked) {
                missing.add(EventKind.at(kind));
                stream.move(kind, partition.partition(), given);
            }
            reader.seek(partition, given);
        }
        stream.trust();
        if (!missing.isEmpty()) {
            stream.gap(missing);
        }
    }

    private List<TopicPartition> partitions(Offsets next) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int kind = 0; kind < EventKind.COUNT; kind++) {
            for (int partition = 0; partition < next.partitions(kind); partition++) {
                if (next.has(kind, partition)) {
                    partitions.add(new TopicPartition(topics.get(kind), partition));
                }
            }
        }
        return partitions;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
