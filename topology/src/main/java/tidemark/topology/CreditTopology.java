package tidemark.topology;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.StoreBuilder;
import tidemark.topics.Topics;
import tidemark.topology.accounts.AccountProcessor;
import tidemark.topology.entities.EntityProcessor;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.ArrivalTimestamps;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.OvertakingTimestamps;
import tidemark.topology.intake.Restamp;
import tidemark.topology.roles.EveryPartition;
import tidemark.topology.roles.RoleChangeProcessor;

/**
 * The graph: one sub-topology judges role changes entity by entity, one keeps the accounts, one keeps the entities.
 *
 * <p>They meet in the topics {@code roles} and {@code entities}, which carry every role and entity to every partition of
 * accounts, in {@code entity-partials}, through which the accounts add up to their entities, and in {@code entity-leeways},
 * which tells them how soon that is wanted. Sources and sinks move bare bytes: the processors decode and encode themselves,
 * so that nothing undecodable can stop the stream.
 */
public final class CreditTopology {

    private static final ByteArrayDeserializer IN = new ByteArrayDeserializer();
    private static final ByteArraySerializer OUT = new ByteArraySerializer();

    private final Topology topology;
    private final TopologyParts parts;
    private final Topics topics;

    private CreditTopology(TopologyParts parts, Properties streams) {
        this.topology = new Topology(new TopologyConfig(new StreamsConfig(streams)));
        this.parts = parts;
        this.topics = parts.topics();
    }

    /** Draws the graph. */
    public static Topology draw(TopologyParts parts, Properties streams) {
        CreditTopology drawing = new CreditTopology(parts, streams);
        drawing.judgeRoleChanges();
        drawing.keepAccounts();
        drawing.keepEntities();
        return drawing.topology;
    }

    private void judgeRoleChanges() {
        source(NodeNames.ROLE_CHANGES_SOURCE, new ArrivalTimestamps(), topics.roleChanges());
        topology.addProcessor(NodeNames.STAMP_ROLE_CHANGES, Restamp::direct, NodeNames.ROLE_CHANGES_SOURCE);
        topology.addProcessor(
                NodeNames.JUDGE_ROLE_CHANGES, () -> new RoleChangeProcessor(parts), NodeNames.STAMP_ROLE_CHANGES);
        for (StoreBuilder<?> store : RoleChangeProcessor.stores()) {
            topology.addStateStore(store, NodeNames.JUDGE_ROLE_CHANGES);
        }
        topology.addSink(
                NodeNames.ROLES_SINK, topics.roles(), OUT, OUT, new EveryPartition(), NodeNames.JUDGE_ROLE_CHANGES);
        sinks(
                NodeNames.JUDGE_ROLE_CHANGES,
                Map.of(
                        NodeNames.ROLE_RESULTS_SINK, topics.changeResults(),
                        NodeNames.REJECTED_ROLE_CHANGES_SINK, topics.rejectedEvents()));
    }

    private void keepAccounts() {
        source(NodeNames.USAGE_SOURCE, new ArrivalTimestamps(), topics.usageEvents());
        source(NodeNames.REROUTED_SOURCE, new ArrivalTimestamps(), topics.usageRerouted());
        source(NodeNames.ASSIGNMENTS_SOURCE, new OvertakingTimestamps(), topics.roleAssignments());
        source(NodeNames.ROLES_SOURCE, new OvertakingTimestamps(), topics.roles());
        source(NodeNames.ENTITIES_SOURCE, new OvertakingTimestamps(), topics.entities());
        source(NodeNames.ENTITY_LEEWAYS_SOURCE, new OvertakingTimestamps(), topics.entityLeeways());
        topology.addProcessor(NodeNames.STAMP_USAGE, Restamp::direct, NodeNames.USAGE_SOURCE);
        topology.addProcessor(NodeNames.STAMP_REROUTED, Restamp::rerouted, NodeNames.REROUTED_SOURCE);
        topology.addProcessor(
                NodeNames.STAMP_CHANGES,
                Restamp::overtaking,
                NodeNames.ASSIGNMENTS_SOURCE,
                NodeNames.ROLES_SOURCE,
                NodeNames.ENTITIES_SOURCE,
                NodeNames.ENTITY_LEEWAYS_SOURCE);
        topology.addProcessor(
                NodeNames.ACCOUNTS,
                () -> new AccountProcessor(parts),
                NodeNames.STAMP_USAGE,
                NodeNames.STAMP_REROUTED,
                NodeNames.STAMP_CHANGES);
        List<StoreBuilder<?>> stores = AccountStoreBuilders.all();
        stores.forEach(store -> topology.addStateStore(store, NodeNames.ACCOUNTS));
        topology.addStateStore(IntakeDesk.parkingStore(StoreNames.PARKED_ACCOUNT_RECORDS), NodeNames.ACCOUNTS);
        sinks(
                NodeNames.ACCOUNTS,
                Map.of(
                        NodeNames.WARNINGS_SINK, topics.usageWarnings(),
                        NodeNames.EXCEEDED_SINK, topics.usageExceeded(),
                        NodeNames.DECISIONS_SINK, topics.blockDecisions(),
                        NodeNames.HISTORY_SINK, topics.decisionHistory(),
                        NodeNames.LEVELS_SINK, topics.levelChanges(),
                        NodeNames.REROUTED_SINK, topics.usageRerouted(),
                        NodeNames.PARTIALS_SINK, topics.entityPartials(),
                        NodeNames.ASSIGNMENT_RESULTS_SINK, topics.changeResults(),
                        NodeNames.REJECTED_ACCOUNT_RECORDS_SINK, topics.rejectedEvents()));
    }

    private void keepEntities() {
        source(NodeNames.ENTITY_LIMITS_SOURCE, new OvertakingTimestamps(), topics.entityLimits());
        source(NodeNames.PARTIALS_SOURCE, new ArrivalTimestamps(), topics.entityPartials());
        topology.addProcessor(NodeNames.STAMP_ENTITY_LIMITS, Restamp::overtaking, NodeNames.ENTITY_LIMITS_SOURCE);
        topology.addProcessor(NodeNames.STAMP_PARTIALS, Restamp::direct, NodeNames.PARTIALS_SOURCE);
        topology.addProcessor(
                NodeNames.ENTITIES,
                () -> new EntityProcessor(parts),
                NodeNames.STAMP_ENTITY_LIMITS,
                NodeNames.STAMP_PARTIALS);
        for (StoreBuilder<?> store : EntityProcessor.stores()) {
            topology.addStateStore(store, NodeNames.ENTITIES);
        }
        topology.addSink(
                NodeNames.ENTITIES_SINK, topics.entities(), OUT, OUT, new EveryPartition(), NodeNames.ENTITIES);
        topology.addSink(
                NodeNames.ENTITY_LEEWAYS_SINK,
                topics.entityLeeways(),
                OUT,
                OUT,
                new EveryPartition(),
                NodeNames.ENTITIES);
        sinks(
                NodeNames.ENTITIES,
                Map.of(
                        NodeNames.ENTITY_WARNINGS_SINK, topics.usageWarnings(),
                        NodeNames.ENTITY_EXCEEDED_SINK, topics.usageExceeded(),
                        NodeNames.ENTITY_DECISIONS_SINK, topics.blockDecisions(),
                        NodeNames.ENTITY_HISTORY_SINK, topics.decisionHistory(),
                        NodeNames.ENTITY_LEVELS_SINK, topics.levelChanges(),
                        NodeNames.ENTITY_RESULTS_SINK, topics.changeResults(),
                        NodeNames.REJECTED_ENTITY_RECORDS_SINK, topics.rejectedEvents()));
    }

    private void source(String name, TimestampExtractor timestamps, String topic) {
        topology.addSource(AutoOffsetReset.earliest(), name, timestamps, IN, IN, topic);
    }

    private void sinks(String parent, Map<String, String> topicsByName) {
        topicsByName.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(sink -> topology.addSink(sink.getKey(), sink.getValue(), OUT, OUT, parent));
    }
}
