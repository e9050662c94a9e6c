package tidemark.benchmarks.rivals;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import tidemark.topics.Topics;

/** Copies usage from topic to topic, exactly once: the most that Kafka Streams and the broker allow. */
final class PassThrough {

    private PassThrough() {}

    static Topology topology(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topics.usageEvents(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(new RivalTopics(topics).copies(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }
}
