package tidemark.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedBroker;

/** Topics on a real broker. */
class TopicAdminIT {

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(data, 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void created_topics_are_sound_and_are_described_as_specified() {
        Topics topics = new Topics("fresh.");
        TopicAdmin topicAdmin = new TopicAdmin(admin, topics);
        assertThat(topicAdmin.describe()).isEmpty();
        assertThat(topicAdmin.verify()).hasSize(topics.all().size());

        topicAdmin.create(3, (short) 1);

        assertThat(topicAdmin.verify()).isEmpty();
        List<TopicState> states = topicAdmin.describe();
        assertThat(states)
                .extracting(TopicState::name)
                .containsExactlyElementsOf(
                        topics.all().stream().map(TopicSpec::name).toList());
        assertThat(states).allMatch(state -> state.partitions() == 3 && state.replicationFactor() == 1);
        for (int i = 0; i < states.size(); i++) {
            assertThat(states.get(i).config())
                    .containsAllEntriesOf(topics.all().get(i).config());
        }
    }

    @Test
    void existing_topics_are_left_alone_and_their_faults_found() throws Exception {
        Topics topics = new Topics("old.");
        admin.createTopics(List.of(
                        new NewTopic(topics.usageEvents(), 5, (short) 1),
                        new NewTopic(topics.roleChanges(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
        TopicAdmin topicAdmin = new TopicAdmin(admin, topics);
        topicAdmin.create(3, (short) 1);
        topicAdmin.create(3, (short) 1);
        assertThat(topicAdmin.verify())
                .extracting(TopicFault::sentence)
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).contains("LogAppendTime", "CreateTime"),
                        fault -> assertThat(fault).contains("old.role-changes", "cleanup.policy=delete"),
                        fault -> assertThat(fault).contains("old.usage-events 5", "old.roles 3"));
    }
}
