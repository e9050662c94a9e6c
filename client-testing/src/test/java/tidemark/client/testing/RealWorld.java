package tidemark.client.testing;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.Gate;
import tidemark.client.gate.ReplicaSettings;
import tidemark.client.operation.HttpAllowances;
import tidemark.client.operation.OperationSettings;
import tidemark.client.operation.Operations;
import tidemark.client.usage.KafkaUsagePublisher;
import tidemark.client.usage.PublisherSettings;
import tidemark.client.usage.UsagePublisher;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.Actor;
import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.ledger.AccountId;
import tidemark.ledger.Limit;
import tidemark.serde.KafkaAvroSerializer;
import tidemark.topics.TopicAdmin;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** A broker, a registry, a node, and the client on them. */
final class RealWorld implements World {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Actor ACTOR = new Actor("admin", null, null, "TEST");
    private static final int PARTITIONS = 4;

    private final Topics topics = Topics.unprefixed();
    private final EmbeddedStack stack;
    private final TidemarkNode node;
    private final DecisionReplica gate;
    private final KafkaUsagePublisher publisher;
    private final CheckEndpoint endpoint;
    private final HttpAllowances allowances;
    private final Operations operations;
    private final KafkaAvroSerializer avro = new KafkaAvroSerializer();
    private final Producer<String, byte[]> producer;
    private final Set<Account> withRole = new HashSet<>();
    private int changes;

    RealWorld(Path directory) throws IOException {
        stack = EmbeddedStack.start(directory.resolve("services"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
        }
        node = new TidemarkNode(
                NodeSettings.of(Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "schema.registry.url",
                        stack.registryUrl().toString(),
                        NodeSettings.STATE_DIR,
                        directory.resolve("state").toString())),
                new SimpleMeterRegistry());
        node.start();
        await().atMost(PATIENCE).until(() -> node.health().ready());
        gate = DecisionReplica.start(ReplicaSettings.of(clients()));
        await().atMost(PATIENCE).until(() -> gate.ready().isDone());
        publisher = KafkaUsagePublisher.start(PublisherSettings.of(clients()));
        endpoint = new CheckEndpoint(node, gate);
        allowances = new HttpAllowances(endpoint.url(), () -> CheckEndpoint.TOKEN, Duration.ofSeconds(10));
        operations = new Operations(gate, publisher, allowances, OperationSettings.defaults());
        avro.configure(clients(), false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    Map<String, Object> clients() {
        return Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "schema.registry.url",
                stack.registryUrl().toString());
    }

    URI api() {
        return endpoint.url();
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public UsagePublisher publisher() {
        return publisher;
    }

    @Override
    public Operations operations() {
        return operations;
    }

    @Override
    public Operations operationsWithoutCountdown() {
        return new Operations(gate, publisher, null, OperationSettings.defaults());
    }

    /** Every user has a role of their own; the change is in force when this returns. */
    @Override
    public void limit(Account account, @Nullable BigDecimal credits) {
        String role = "role-of-" + account.userId();
        boolean first = withRole.add(account);
        Long micros = micros(credits);
        RoleDefinition definition = new RoleDefinition(role, null, RoleType.CUSTOM, micros, List.of());
        RoleChangeKind kind = first ? RoleChangeKind.CREATE : RoleChangeKind.UPDATE;
        send(
                topics.roleChanges(),
                account.entityId(),
                new RoleChange(
                        change(), account.entityId(), role, kind, definition, null, null, null, null, ACTOR, now()));
        if (first) {
            send(
                    topics.roleAssignments(),
                    account.toString(),
                    new RoleAssignment(change(), account.entityId(), account.userId(), role, ACTOR, now()));
        }
        AccountId id = new AccountId(account.entityId(), account.userId());
        await().atMost(PATIENCE)
                .until(() ->
                        is(CheckEndpoint.view(node.queries().usage(id, null)).limit(), micros));
    }

    @Override
    public void limitEntity(String entityId, @Nullable BigDecimal credits) {
        Long micros = micros(credits);
        send(
                topics.entityLimits(),
                entityId,
                new EntityLimitChange(change(), entityId, null, null, micros, false, ACTOR, now()));
        await().atMost(PATIENCE)
                .until(() -> is(
                        CheckEndpoint.view(node.entityQueries().usage(entityId, null))
                                .limit(),
                        micros));
    }

    @Override
    public BigDecimal used(Account account) {
        AccountId id = new AccountId(account.entityId(), account.userId());
        return BigDecimal.valueOf(
                CheckEndpoint.view(node.queries().usage(id, null)).used(), 6);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void close() {
        allowances.close();
        endpoint.close();
        publisher.close();
        gate.close();
        producer.close();
        node.close();
        stack.close();
    }

    private static boolean is(Limit limit, @Nullable Long micros) {
        return Objects.equals(limit.isNone() ? null : limit.micros(), micros);
    }

    private void send(String topic, String key, SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, avro.serialize(topic, value)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String change() {
        return "change-" + changes++;
    }

    private static @Nullable Long micros(@Nullable BigDecimal credits) {
        return credits == null ? null : credits.movePointRight(6).longValueExact();
    }
}
