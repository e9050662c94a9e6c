package tidemark.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeResult;
import tidemark.events.Entity;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.LevelChange;
import tidemark.events.Role;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.topics.TopicAdmin;
import tidemark.topics.TopicFault;
import tidemark.topics.TopicState;
import tidemark.topics.Topics;
import tidemark.topology.graph.TopologyParts;
import tidemark.topology.intake.Partitions;
import tidemark.topology.intake.SchemaLoading;
import tidemark.topology.intake.Tally;
import tidemark.topology.wire.EventWriter;

/** What a node gets ready before its topology runs: topics checked, schemas registered and loaded. */
record Preparation(TopologyParts parts) implements AutoCloseable {

    static Preparation of(NodeSettings settings, MeterRegistry meters) {
        Topics topics = settings.topics();
        Patience patience = new Patience(settings.startTimeout());
        Map<String, Integer> partitions = patience.untilAvailable(
                "No Kafka broker answers at " + settings.getString("bootstrap.servers") + ".",
                () -> partitionsOf(settings, topics));
        Map<String, Object> config = new HashMap<>(settings.clientConfig());
        config.put(EventWriter.SERIALIZER, settings.getString(NodeSettings.VALUE_SERIALIZER));
        config.put("specific.avro.reader", true);
        config.put("avro.fail.on.trailing.data", true);
        // The registry is asked again and again, by our patience and then in the background: each attempt may be short.
        config.putIfAbsent("max.retries", "0");
        config.putIfAbsent("http.connect.timeout.ms", "2000");
        config.putIfAbsent("http.read.timeout.ms", "2000");
        config.putIfAbsent("missing.id.cache.ttl.sec", "5");
        EventWriter writer = EventWriter.of(config);
        SchemaLoading schemas = new SchemaLoading(deserializer(settings, config), meters);
        patience.untilAvailable(
                "The schema registry at " + settings.getString("schema.registry.url") + " does not answer.", () -> {
                    warmUp(topics, writer, schemas);
                    return true;
                });
        return new Preparation(new TopologyParts(
                topics,
                settings.policy(),
                new Partitions(partitions.getOrDefault(topics.usageEvents(), 0)),
                new Partitions(partitions.getOrDefault(topics.roleChanges(), 0)),
                new Partitions(partitions.getOrDefault(topics.entityLimits(), 0)),
                settings.reporting(),
                schemas,
                writer,
                new Tally(meters),
                settings.getInt(NodeSettings.MAX_RECORD_BYTES),
                settings.memory()));
    }

    /** What is wrong with the topics, in sentences; null: nothing. Also when they no longer are what the node started with. */
    @Nullable
    String faultsOf(Admin admin) {
        TopicAdmin topics = new TopicAdmin(admin, parts.topics());
        List<TopicFault> faults = topics.verify();
        if (!faults.isEmpty()) {
            return sentences(faults);
        }
        Map<String, Integer> now = partitions(topics);
        String fault = grown(parts.topics().usageEvents(), parts.accountPartitions(), now, "accounts");
        if (fault == null) {
            fault = grown(parts.topics().entityLimits(), parts.entityPartitions(), now, "entities");
        }
        return fault == null
                ? grown(parts.topics().roleChanges(), parts.roleChangePartitions(), now, "the roles of an entity")
                : fault;
    }

    private static @Nullable String grown(String topic, Partitions atStart, Map<String, Integer> all, String what) {
        int now = all.getOrDefault(topic, 0);
        return now == atStart.count()
                ? null
                : topic + " had " + atStart.count() + " partitions when the node started and has " + now + " now; "
                        + what + " would be torn apart.";
    }

    @Override
    public void close() {
        parts.schemas().close();
        parts.writer().close();
    }

    private static Map<String, Integer> partitionsOf(NodeSettings settings, Topics topics) {
        try (Admin admin = Admin.create(adminConfig(settings))) {
            TopicAdmin topicAdmin = new TopicAdmin(admin, topics);
            List<TopicFault> faults = topicAdmin.verify();
            if (!faults.isEmpty()) {
                throw new StartFailure(sentences(faults));
            }
            return partitions(topicAdmin);
        }
    }

    /* Short timeouts: it is our patience that counts, and it says what it waits for. */
    private static Map<String, Object> adminConfig(NodeSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.clientConfig());
        config.put("default.api.timeout.ms", 5_000);
        config.put("request.timeout.ms", 4_000);
        return config;
    }

    private static Map<String, Integer> partitions(TopicAdmin topics) {
        return topics.describe().stream().collect(Collectors.toMap(TopicState::name, TopicState::partitions));
    }

    private static String sentences(List<TopicFault> faults) {
        return faults.stream().map(TopicFault::sentence).collect(Collectors.joining(" "));
    }

    /* Registers what we write and loads what we read, so that no stream thread waits for a registry. */
    private static void warmUp(Topics topics, EventWriter writer, SchemaLoading schemas) {
        Map<String, Class<? extends SpecificRecord>> inputs = new LinkedHashMap<>();
        inputs.put(topics.usageEvents(), UsageEvent.class);
        inputs.put(topics.usageRerouted(), UsageEvent.class);
        inputs.put(topics.roleChanges(), RoleChange.class);
        inputs.put(topics.roleAssignments(), RoleAssignment.class);
        inputs.put(topics.roles(), Role.class);
        inputs.put(topics.entityLimits(), EntityLimitChange.class);
        inputs.put(topics.entityPartials(), EntityPartial.class);
        inputs.put(topics.entities(), Entity.class);
        inputs.put(topics.entityLeeways(), EntityLeeway.class);
        inputs.forEach((topic, type) -> schemas.loadNow(topic, writer.sample(topic, type)));
        writer.warmUp(topics.changeResults(), ChangeResult.class);
        writer.warmUp(topics.usageWarnings(), UsageWarning.class);
        writer.warmUp(topics.usageExceeded(), UsageExceeded.class);
        writer.warmUp(topics.blockDecisions(), BlockDecision.class);
        writer.warmUp(topics.decisionHistory(), BlockDecision.class);
        writer.warmUp(topics.levelChanges(), LevelChange.class);
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> deserializer(NodeSettings settings, Map<String, Object> config) {
        String name = settings.getString(NodeSettings.VALUE_DESERIALIZER);
        try {
            Deserializer<Object> deserializer = Utils.newInstance(name, Deserializer.class);
            deserializer.configure(config, false);
            return deserializer;
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(
                    NodeSettings.VALUE_DESERIALIZER, name, "Expected the class of a Kafka deserializer.");
        }
    }
}
