package tidemark.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates, checks and describes the topics of an installation. Does not close the client it is given.
 *
 * <p>Every method throws Kafka's own unchecked exceptions where the cluster cannot be reached or refuses.
 */
public final class TopicAdmin {

    private static final Duration UNTIL_VISIBLE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Admin admin;
    private final List<TopicSpec> specs;

    /** Works through the given client, which the caller closes. */
    public TopicAdmin(Admin admin, Topics topics) {
        this.admin = admin;
        this.specs = topics.all();
    }

    /** Creates the topics that are missing, all with that many partitions, and returns when the cluster shows them. */
    public void create(int partitions, short replicationFactor) {
        Map<String, TopicState> existing = states();
        List<NewTopic> missing = specs.stream()
                .filter(spec -> !existing.containsKey(spec.name()))
                .map(spec -> new NewTopic(spec.name(), partitions, replicationFactor).configs(spec.config()))
                .toList();
        for (KafkaFuture<Void> creation : admin.createTopics(missing).values().values()) {
            try {
                get(creation);
            } catch (TopicExistsException e) {
                // Somebody else was quicker; verify() tells whether they did it right.
            }
        }
        awaitVisible();
    }

    /** What is wrong with the topics; empty if they are sound. */
    public List<TopicFault> verify() {
        return TopicFaults.of(specs, states());
    }

    /** The topics that exist, in the order of {@link Topics#all()}. */
    public List<TopicState> describe() {
        return List.copyOf(states().values());
    }

    private Map<String, TopicState> states() {
        Map<String, TopicDescription> existing = existing();
        Map<ConfigResource, Config> configs = get(admin.describeConfigs(
                        existing.keySet().stream().map(TopicAdmin::resource).toList())
                .all());
        Map<String, TopicState> states = new LinkedHashMap<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = existing.get(spec.name());
            Config config = configs.get(resource(spec.name()));
            if (topic != null && config != null) {
                int replicas = topic.partitions().get(0).replicas().size();
                states.put(
                        spec.name(),
                        new TopicState(spec.name(), topic.partitions().size(), replicas, ofInterest(spec, config)));
            }
        }
        return states;
    }

    private Map<String, TopicDescription> existing() {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        Map<String, TopicDescription> existing = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                existing.put(name, get(description));
            } catch (UnknownTopicOrPartitionException e) {
                // Missing, as its absence from the result says.
            }
        });
        return existing;
    }

    private void awaitVisible() {
        long deadline = System.nanoTime() + UNTIL_VISIBLE.toNanos();
        while (existing().size() < specs.size()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("The topics were created, but did not appear within " + UNTIL_VISIBLE);
            }
            try {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private static Map<String, String> ofInterest(TopicSpec spec, Config config) {
        List<String> always = new ArrayList<>(spec.config().keySet());
        always.addAll(List.of("cleanup.policy", "message.timestamp.type"));
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            boolean set = entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
            if (entry.value() != null && (set || always.contains(entry.name()))) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
