package tidemark.benchmarks.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tidemark.benchmarks.rivals.RivalTopics;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;

/** Topics with a prefix of their own on a shared broker, and the node that works on them. Its topics are gone when it is closed. */
public final class Installation implements AutoCloseable {

    private final StackJvm stack;
    private final Path directory;
    private final String name;
    private final int partitions;
    private final Map<String, String> common;
    private final Admin admin;

    private Installation(StackJvm stack, Path directory, String name, int partitions, Map<String, String> common) {
        this.common = common;
        this.stack = stack;
        this.directory = directory;
        this.name = name;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    /**
     * Creates the topics.
     *
     * @param directory for state
     * @param name prefix of the topics, and application id
     */
    public static Installation create(
            StackJvm stack, Path directory, String name, int partitions, Map<String, String> common) {
        Installation made = new Installation(stack, directory, name, partitions, common);
        new TopicAdmin(made.admin, made.topics()).create(partitions, (short) 1);
        get(made.admin.createTopics(made.rivalTopics().all(partitions)).all());
        made.awaitLeaders();
        return made;
    }

    /** The same topics on a stack that was started again on the same directory. */
    public Installation on(StackJvm again) {
        admin.close(Duration.ofSeconds(1));
        return new Installation(again, directory, name, partitions, common);
    }

    /** What time it is for its broker. */
    public InstantSource clock() {
        return stack.clock();
    }

    /** Bytes that the changelogs of its stores take up on the broker. */
    public long changelogBytes() {
        return get(admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(log -> log.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(name + "-"))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Its topics. */
    public Topics topics() {
        return new Topics(name + ".");
    }

    /** Those of programs that Tidemark is compared with. */
    public RivalTopics rivalTopics() {
        return new RivalTopics(topics());
    }

    /** How many partitions each topic has. */
    public int partitions() {
        return partitions;
    }

    /** What Kafka and registry clients are told. */
    public Map<String, Object> clients() {
        return Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl(),
                "specific.avro.reader",
                true);
    }

    /** What its node is told, with settings besides those that it needs to be there at all. */
    public Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", stack.bootstrapServers());
        settings.put("schema.registry.url", stack.registryUrl());
        settings.put(NodeAnswers.AHEAD_SETTING, String.valueOf(stack.ahead().toMillis()));
        settings.put(NodeSettings.APPLICATION_ID, name);
        settings.put(NodeSettings.TOPIC_PREFIX, topics().prefix());
        settings.put(NodeSettings.STATE_DIR, directory.resolve("state-" + name).toString());
        settings.putAll(common);
        settings.putAll(more);
        return settings;
    }

    /** How many records of a topic the node has committed. */
    public long committed(String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
        return partitionsOf(topic).stream()
                .map(offsets::get)
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Where a topic ends, summed over its partitions. */
    public long end(String topic) {
        Map<TopicPartition, OffsetSpec> asked = partitionsOf(topic).stream()
                .collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest()));
        return get(admin.listOffsets(asked).all()).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** The partitions of a topic. */
    public List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Deletes the topics, so that the broker has the same to carry in each trial. */
    @Override
    public void close() {
        Set<String> own = get(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(name + ".") || topic.startsWith(name + "-"))
                .collect(Collectors.toSet());
        get(admin.deleteTopics(own).all());
        admin.close(Duration.ofSeconds(1));
    }

    /*
     * A topic shows before its partitions take records. An idempotent producer whose first batches are turned away may get their
     * order wrong and then retries in vain until it gives up; questions are asked again until they are answered.
     */
    private void awaitLeaders() {
        topics().all().forEach(topic -> end(topic.name()));
        rivalTopics().all(partitions).forEach(topic -> end(topic.name()));
    }

    private Map<TopicPartition, @Nullable OffsetAndMetadata> offsets() {
        try {
            return get(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
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
