package tidemark.topology.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Outcome;
import tidemark.ledger.Rejection;

/**
 * The way into one processor: takes its input records as bytes and hands on decoded events, each exactly once; the rest is rejected, or
 * waits for its schema.
 *
 * <p>Made in {@code init}: declare the sources with {@link #take}, then {@link #open}. All that leaves through it is stamped with the wall
 * clock and carries no input headers.
 */
public final class IntakeDesk {

    private final ProcessorContext<byte[], byte[]> context;
    private final IntakeSettings settings;
    private final Rejections rejections;
    private final SchemaLoading schemas;
    private final Tally tally;
    private final Map<String, Lane<?>> lanes = new HashMap<>();
    private final Map<String, TopicTally> tallies = new HashMap<>();
    private @Nullable Parking parking;

    /** A desk for one processor of one task. */
    public IntakeDesk(
            ProcessorContext<byte[], byte[]> context, IntakeSettings settings, SchemaLoading schemas, Tally tally) {
        this.context = context;
        this.settings = settings;
        this.rejections = new Rejections(settings.maxRecordBytes());
        this.schemas = schemas;
        this.tally = tally;
    }

    /** The store that a desk parks records in; to be connected to its processor. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> parkingStore(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** Declares a source of the processor. */
    public <T extends SpecificRecord> IntakeDesk take(Source<T> source, Handler<T> handler) {
        lanes.put(source.topic(), new Lane<>(source, new EventReader<>(source.type(), schemas), handler));
        tallies.put(source.topic(), tally.of(source.topic()));
        tallies.put(source.origin(), tally.of(source.origin()));
        return this;
    }

    /** Starts; records that were parked before go on waiting. */
    public IntakeDesk open() {
        Map<String, Boolean> inOrder = new HashMap<>();
        lanes.forEach((topic, lane) -> inOrder.put(topic, lane.source().inOrder()));
        parking = new Parking(context, settings.parkingStore(), inOrder, this::retry, tally);
        return this;
    }

    /** Takes the record that the processor was called with. */
    public void receive(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        Lane<?> lane = laneOf(place.topic());
        Inbound inbound = Inbound.of(lane.source(), record, place);
        Rejection tooLarge = rejections.judgeSize(inbound);
        if (tooLarge != null) {
            reject(inbound, tooLarge);
        } else if (mustQueue(lane.source(), inbound) || !lane.settle(inbound, IntakeDesk::nothingParked, this)) {
            opened().park(place.topic(), inbound);
        }
    }

    /** Counts what became of a record, and rejects it if that is what became of it. */
    public void settle(Inbound inbound, Outcome outcome) {
        Rejection rejection = outcome.rejection();
        if (rejection != null) {
            reject(inbound, rejection);
        } else {
            tallyOf(inbound).count(outcome.kind());
        }
    }

    /** Writes a record to {@code rejected-events} and counts it. */
    public void reject(Inbound inbound, Rejection rejection) {
        tallyOf(inbound).rejected(rejection.reason());
        context.forward(rejections.record(inbound, rejection, context.currentSystemTimeMs()), settings.rejectedSink());
    }

    /** Sends a record on to the partition that its key belongs to, with its coordinates, and counts it. */
    public void reroute(Inbound inbound, String sink) {
        Headers headers = new RecordHeaders();
        TravelHeaders.put(headers, TravelHeaders.TOPIC, inbound.topic());
        TravelHeaders.put(headers, TravelHeaders.PARTITION, inbound.partition());
        TravelHeaders.put(headers, TravelHeaders.OFFSET, inbound.offset());
        TravelHeaders.put(headers, TravelHeaders.TIMESTAMP, inbound.timestamp());
        byte[] schema = TravelHeaders.last(inbound.headers(), WriterSchema.HEADER);
        if (schema != null) {
            headers.add(WriterSchema.HEADER, schema);
        }
        tallyOf(inbound).rerouted();
        context.forward(new Record<>(inbound.key(), inbound.value(), context.currentSystemTimeMs(), headers), sink);
    }

    /** Writes an output, stamped with the wall clock. */
    public void emit(byte[] key, byte @Nullable [] value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    /** Ends; what is parked stays in the store. */
    public void close() {
        if (parking != null) {
            parking.close();
            parking = null;
        }
    }

    private static void nothingParked() {}

    private boolean mustQueue(Source<?> source, Inbound inbound) {
        return source.inOrder() && opened().isOccupied(new TopicPartition(source.topic(), inbound.partition()));
    }

    /** A topic that is no source any more keeps its records parked: nobody here can tell what they mean. */
    private boolean retry(String topic, Inbound inbound, Runnable settling) {
        Lane<?> lane = lanes.get(topic);
        return lane != null && lane.settle(inbound, settling, this);
    }

    private Lane<?> laneOf(String topic) {
        Lane<?> lane = lanes.get(topic);
        if (lane == null) {
            throw new IllegalStateException("no source is declared for topic " + topic);
        }
        return lane;
    }

    private TopicTally tallyOf(Inbound inbound) {
        return Objects.requireNonNull(tallies.get(inbound.topic()), "an inbound record has a declared topic");
    }

    private Parking opened() {
        return Objects.requireNonNull(parking, "the desk must be opened first");
    }
}
