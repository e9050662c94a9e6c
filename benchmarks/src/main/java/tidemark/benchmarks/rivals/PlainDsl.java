package tidemark.benchmarks.rivals;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;
import tidemark.events.UsageEvent;
import tidemark.topics.Topics;

/**
 * What a good engineer would write with the Kafka Streams DSL in an afternoon: usage joined to a table of limits, added up in a
 * window for each user, and a line on a topic when 80 or 100 % are crossed.
 *
 * <p>It knows no duplicates, no calendar months, no roles, no entities, and a changed limit only at the next event. The join
 * comes before the aggregate, so that nothing has to be repartitioned, and states are packed by hand: both are in its favour.
 */
final class PlainDsl {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LATE = Duration.ofDays(7);

    private PlainDsl() {}

    /**
     * The graph.
     *
     * @param recordCache whether aggregates go through Kafka Streams' record cache, as they do by default; it swallows crossings
     *     that fall between two commits
     */
    static Topology topology(Topics topics, Serde<UsageEvent> usage, boolean recordCache) {
        RivalTopics own = new RivalTopics(topics);
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Long> limits =
                builder.table(own.limits(), Consumed.with(Serdes.String(), Serdes.Long()), Materialized.as("limits"));
        builder.stream(topics.usageEvents(), Consumed.with(Serdes.String(), usage))
                .leftJoin(limits, (event, limit) -> new Charged(event.getCreditsMicros(), limit == null ? -1 : limit))
                .groupByKey(Grouped.with("charged", Serdes.String(), Charged.serde()))
                .windowedBy(TimeWindows.ofSizeAndGrace(MONTH, LATE))
                .aggregate(Month::empty, (user, charged, month) -> month.plus(charged), months(recordCache))
                .toStream()
                .filter((window, month) -> month.crossed() > 0)
                .map((window, month) -> KeyValue.pair(window.key(), (int) month.crossed()))
                .to(own.decisions(), Produced.with(Serdes.String(), Serdes.Integer()));
        return builder.build();
    }

    private static Materialized<String, Month, WindowStore<Bytes, byte[]>> months(boolean recordCache) {
        Materialized<String, Month, WindowStore<Bytes, byte[]>> store =
                Materialized.<String, Month, WindowStore<Bytes, byte[]>>as("months")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Month.serde())
                        .withLoggingEnabled(Map.of());
        return recordCache ? store.withCachingEnabled() : store.withCachingDisabled();
    }
}
