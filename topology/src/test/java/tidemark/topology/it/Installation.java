package tidemark.topology.it;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import tidemark.embedded.EmbeddedStack;
import tidemark.ledger.AccountId;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.EntityView;
import tidemark.topology.queries.QueryAnswer;
import tidemark.topology.queries.UsageView;

/** Topics with a prefix of their own on a shared stack, and the nodes that work on them. */
final class Installation implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrapServers;
    private final String registryUrl;
    private final Path directory;
    private final String name;
    private final int partitions;
    private final Admin admin;

    private Installation(EmbeddedStack stack, Path directory, String name, int partitions) {
        this.bootstrapServers = stack.bootstrapServers();
        this.registryUrl = stack.registryUrl().toString();
        this.directory = directory;
        this.name = name;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    static Installation create(EmbeddedStack stack, Path directory, String name, int partitions) {
        Installation made = withoutTopics(stack, directory, name, partitions);
        new TopicAdmin(made.admin, made.topics()).create(partitions, (short) 1);
        return made;
    }

    static Installation withoutTopics(EmbeddedStack stack, Path directory, String name, int partitions) {
        return new Installation(stack, directory, name, partitions);
    }

    Topics topics() {
        return new Topics(name + ".");
    }

    Admin admin() {
        return admin;
    }

    Map<String, Object> clients() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "specific.avro.reader",
                true);
    }

    Map<String, String> settings(String node) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("schema.registry.url", registryUrl);
        settings.put(NodeSettings.APPLICATION_ID, name);
        settings.put(NodeSettings.TOPIC_PREFIX, topics().prefix());
        settings.put(
                NodeSettings.STATE_DIR, directory.resolve(name + "-" + node).toString());
        return settings;
    }

    /** A started node that takes part in the work. */
    TidemarkNode node(String node) {
        return start(settings(node));
    }

    static TidemarkNode start(Map<String, String> settings) {
        TidemarkNode node = new TidemarkNode(NodeSettings.of(settings), new SimpleMeterRegistry());
        try {
            node.start();
            await().atMost(PATIENCE).until(() -> node.health().ready());
            return node;
        } catch (RuntimeException | Error e) {
            node.close();
            throw e;
        }
    }

    /** Waits until everything on that topic, which only plain producers write to, has been applied and committed. */
    void awaitApplied(String topic) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> left(topic) == 0);
    }

    /** How many records of a topic are not committed yet. */
    long left(String topic) throws Exception {
        return end(topic) - committed(topic);
    }

    long end(String topic) throws Exception {
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        partitionsOf(topic).stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }

    long committed(String topic) throws Exception {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return partitionsOf(topic).stream()
                    .map(offsets::get)
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** How an account stands on whichever of the nodes keeps it. */
    static UsageView usage(String entity, String user, TidemarkNode... nodes) {
        AccountId account = new AccountId(entity, user);
        for (TidemarkNode node : nodes) {
            if (node.queries().usage(account, null) instanceof QueryAnswer.Here<UsageView> here) {
                return here.view();
            }
        }
        throw new AssertionError(account + " is on none of the nodes");
    }

    /** How an entity stands on whichever of the nodes keeps it. */
    static EntityView entityUsage(String entity, TidemarkNode... nodes) {
        for (TidemarkNode node : nodes) {
            if (node.entityQueries().usage(entity, null) instanceof QueryAnswer.Here<EntityView> here) {
                return here.view();
            }
        }
        throw new AssertionError(entity + " is on none of the nodes");
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
