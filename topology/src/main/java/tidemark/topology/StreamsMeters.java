package tidemark.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Meters of Kafka Streams and its clients, cut down to those that an operator acts on, and whether the node takes part.
 *
 * <p>Streams has thousands: one of each for every task, store, topic and broker, tagged with client ids that carry a UUID of the
 * process. Kept are those of the process and of its threads, the thread's number in place of the client's id, so that the
 * series are the same after a restart. Two nodes in one JVM need a registry each.
 */
final class StreamsMeters implements AutoCloseable {

    private static final String PREFIX = "kafka.";

    /* Groups in which every meter is of the process or of one thread. */
    private static final List<String> KEPT_GROUPS = List.of(
            "kafka.stream.thread.process.",
            "kafka.stream.thread.poll.",
            "kafka.stream.thread.punctuate.",
            "kafka.stream.thread.commit.",
            "kafka.stream.thread.task.",
            "kafka.stream.state.updater.",
            "kafka.consumer.coordinator.rebalance.",
            "kafka.consumer.coordinator.failed.rebalance.",
            "kafka.consumer.coordinator.commit.",
            "kafka.producer.txn.");

    private static final Set<String> KEPT = Set.of(
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.client.state",
            "kafka.stream.thread.thread.state",
            "kafka.stream.thread.blocked.time.ns.total",
            "kafka.stream.task.dropped.records.total",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.coordinator.last.rebalance.seconds.ago",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.connection.count",
            "kafka.producer.connection.count",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.request.latency.max",
            "kafka.producer.buffer.available.bytes");

    /*
     * These exist once with and once without that tag, which Prometheus cannot take under one name; the binder removes the lesser
     * one as soon as it sees the other, so the lesser one must not come in at all.
     */
    private static final Map<String, String> KEPT_WITH_TAG = Map.of(
            "kafka.consumer.fetch.manager.bytes.consumed.total", "topic",
            "kafka.consumer.fetch.manager.records.consumed.total", "topic",
            "kafka.consumer.fetch.manager.records.lag", "partition",
            "kafka.consumer.fetch.manager.records.lag.max", "partition");

    private static final Pattern THREAD = Pattern.compile(".*-((?:StreamThread|StateUpdater|GlobalStreamThread).*)");

    private static final Pattern UUID = Pattern.compile("-?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final KafkaStreamsMetrics binder;
    private final MeterRegistry meters;
    private final Gauge running;

    private StreamsMeters(KafkaStreamsMetrics binder, MeterRegistry meters, Gauge running) {
        this.binder = binder;
        this.meters = meters;
        this.running = running;
    }

    /** Cuts down what {@link #bind} will add; to be called once, before there are meters. */
    static void cutDown(MeterRegistry meters) {
        meters.config().meterFilter(new AllowList());
    }

    /** Adds the meters of a client that may not have been started yet; later tasks and stores follow within a minute. */
    static StreamsMeters bind(KafkaStreams streams, MeterRegistry meters) {
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(streams);
        binder.bindTo(meters);
        Gauge running = Gauge.builder(
                        "tidemark.streams.running",
                        streams,
                        client -> client.state() == KafkaStreams.State.RUNNING ? 1 : 0)
                .description("1 while this node takes part in the work")
                .register(meters);
        return new StreamsMeters(binder, meters, running);
    }

    /** Removes the meters. */
    @Override
    public void close() {
        binder.close();
        meters.remove(running);
    }

    /** Lets through what is kept, under tags that survive a restart. */
    static final class AllowList implements MeterFilter {

        @Override
        public MeterFilterReply accept(Meter.Id id) {
            String name = id.getName();
            return !name.startsWith(PREFIX) || isKept(id, name) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
        }

        private static boolean isKept(Meter.Id id, String name) {
            String neededTag = KEPT_WITH_TAG.get(name);
            if (neededTag != null) {
                return id.getTag(neededTag) != null;
            }
            return KEPT.contains(name) || KEPT_GROUPS.stream().anyMatch(name::startsWith);
        }

        /* No tag is taken away: the binder removes meters that have fewer tags than it gave them. */
        @Override
        public Meter.Id map(Meter.Id id) {
            if (!id.getName().startsWith(PREFIX)) {
                return id;
            }
            List<Tag> tags = new ArrayList<>();
            for (Tag tag : id.getTagsAsIterable()) {
                tags.add(Tag.of(tag.getKey(), withoutProcess(tag.getValue())));
            }
            return id.replaceTags(tags);
        }

        /* tidemark-ledger-<uuid>-StreamThread-1-consumer becomes StreamThread-1-consumer, tidemark-ledger-<uuid> tidemark-ledger. */
        private static String withoutProcess(String value) {
            Matcher thread = THREAD.matcher(value);
            return thread.matches() ? thread.group(1) : UUID.matcher(value).replaceFirst("");
        }
    }
}
