package tidemark.topology.queries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Where the copies of the accounts are, by what the nodes tell each other when they divide the work. */
final class CopyPlaces {

    private final KafkaStreams streams;
    private final String topic;
    private final int partitions;
    private final @Nullable HostInfo self;

    /**
     * Asks there.
     *
     * @param topic a topic of the tasks that keep the accounts, as it is called on the brokers
     * @param partitions how many that has
     * @param self this node's advertised address; null: it has none and answers for itself alone
     */
    CopyPlaces(KafkaStreams streams, String topic, int partitions, @Nullable HostInfo self) {
        this.streams = streams;
        this.topic = topic;
        this.partitions = partitions;
        this.self = self;
    }

    Copies now() {
        HostInfo me = self;
        if (me == null) {
            return Copies.alone(partitions);
        }
        List<List<NodeAddress>> places = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            places.add(new ArrayList<>());
        }
        Set<NodeAddress> nodes = new LinkedHashSet<>(List.of(new NodeAddress(me.host(), me.port())));
        for (StreamsMetadata node : known()) {
            nodes.add(new NodeAddress(node.host(), node.port()));
            add(places, node, node.standbyTopicPartitions(), false);
        }
        for (StreamsMetadata node : known()) {
            add(places, node, node.topicPartitions(), true);
        }
        return new Copies(places, List.copyOf(nodes), new NodeAddress(me.host(), me.port()));
    }

    private Collection<StreamsMetadata> known() {
        try {
            return streams.metadataForAllStreamsClients();
        } catch (IllegalStateException e) {
            throw new SearchNotReady("The node is starting or stopping.");
        }
    }

    private void add(
            List<List<NodeAddress>> places, StreamsMetadata node, Iterable<TopicPartition> assigned, boolean active) {
        NodeAddress address = new NodeAddress(node.host(), node.port());
        for (TopicPartition partition : assigned) {
            if (partition.topic().equals(topic) && partition.partition() < places.size()) {
                List<NodeAddress> of = places.get(partition.partition());
                /* While work is handed over, a node may still be named that had it before. */
                of.add(active ? 0 : of.size(), address);
            }
        }
    }
}
