package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.topology.StartFailure;
import tidemark.topology.TidemarkNode;

/** Topics that are not as they must be, on a real broker. */
final class TopicChecksIT {

    @TempDir
    static Path directory;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() {
        stack = EmbeddedStack.start(directory.resolve("services"));
    }

    @AfterAll
    static void closeStack() {
        stack.close();
    }

    @Test
    void a_node_does_not_start_without_its_topics() {
        try (Installation installation = Installation.withoutTopics(stack, directory, "none", 2)) {
            assertThatThrownBy(() -> installation.node("node"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(
                            "The topic none.usage-events does not exist: 'tidemark topics create' makes it.")
                    .hasMessageContaining("The topic none.roles does not exist: 'tidemark topics create' makes it.");
        }
    }

    @Test
    void a_node_does_not_start_where_accounts_would_be_torn_apart() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "torn", 2)) {
            addPartitions(installation, installation.topics().roles(), 3);
            assertThatThrownBy(() -> installation.node("node"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("same number of partitions")
                    .hasMessageContaining("torn.roles 3")
                    .hasMessageContaining("torn.usage-events 2");
        }
    }

    @Test
    void a_node_does_not_start_where_producers_set_the_arrival() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "clock", 2)) {
            ConfigResource usage = new ConfigResource(
                    ConfigResource.Type.TOPIC, installation.topics().usageEvents());
            ConfigEntry createTime = new ConfigEntry("message.timestamp.type", "CreateTime");
            installation
                    .admin()
                    .incrementalAlterConfigs(
                            Map.of(usage, List.of(new AlterConfigOp(createTime, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().atMost(Installation.PATIENCE)
                    .until(() -> installation.admin().describeConfigs(List.of(usage)).all().get().values().stream()
                            .allMatch(config -> createTime
                                    .value()
                                    .equals(config.get(createTime.name()).value())));
            assertThatThrownBy(() -> installation.node("node"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("The topic clock.usage-events must have message.timestamp.type=LogAppendTime,"
                            + " but has CreateTime.");
        }
    }

    @Test
    void a_node_stops_when_partitions_are_added() throws Exception {
        try (Installation installation = Installation.create(stack, directory, "more", 2)) {
            Map<String, String> settings = installation.settings("node");
            settings.put("metadata.max.age.ms", "1000");
            try (Inputs inputs = new Inputs(installation);
                    TidemarkNode node = Installation.start(settings)) {
                // Applied usage tells that the first assignment, and most likely its check, is over.
                inputs.usage("e1", "acme", "ada", 1);
                inputs.flush();
                installation.awaitApplied(installation.topics().usageEvents());
                addPartitions(installation, installation.topics().usageEvents(), 3);
                // Stream threads die of this and are replaced, until the node has seen why.
                await().dontCatchUncaughtExceptions()
                        .atMost(Installation.PATIENCE)
                        .until(() -> !node.health().live());
                assertThat(node.health().details().get("topics"))
                        .contains("partitions")
                        .contains("more.usage-events")
                        .contains("3");
            }
        }
    }

    private static void addPartitions(Installation installation, String topic, int total) throws Exception {
        installation
                .admin()
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all()
                .get();
        await().atMost(Installation.PATIENCE)
                .until(() -> installation.admin().describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .allMatch(description -> description.partitions().size() == total));
    }
}
