package tidemark.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TopicFaultsTest {

    private static final Topics TOPICS = new Topics("p.");

    private static Map<String, TopicState> sound() {
        Map<String, TopicState> states = new HashMap<>();
        for (TopicSpec spec : TOPICS.all()) {
            states.put(spec.name(), new TopicState(spec.name(), 6, 1, spec.config()));
        }
        return states;
    }

    private static List<String> faultsWith(String topic, UnaryOperator<TopicState> change) {
        Map<String, TopicState> states = sound();
        states.computeIfPresent(topic, (name, state) -> change.apply(state));
        return TopicFaults.of(TOPICS.all(), states).stream()
                .map(TopicFault::sentence)
                .toList();
    }

    private static UnaryOperator<TopicState> partitions(int count) {
        return state -> new TopicState(state.name(), count, 1, state.config());
    }

    private static UnaryOperator<TopicState> config(String key, String value) {
        return state -> {
            Map<String, String> config = new HashMap<>(state.config());
            config.put(key, value);
            return new TopicState(state.name(), state.partitions(), 1, config);
        };
    }

    @Test
    void topics_as_specified_have_no_fault() {
        assertThat(TopicFaults.of(TOPICS.all(), sound())).isEmpty();
    }

    @Test
    void every_missing_topic_is_named() {
        assertThat(TopicFaults.of(TOPICS.all(), Map.of()))
                .extracting(TopicFault::topic)
                .containsExactlyElementsOf(
                        TOPICS.all().stream().map(TopicSpec::name).toList());
        Map<String, TopicState> states = sound();
        states.remove("p.roles");
        assertThat(TopicFaults.of(TOPICS.all(), states))
                .containsExactly(new TopicFault(
                        "p.roles", "The topic p.roles does not exist: 'tidemark topics create' makes it."));
    }

    @Test
    void each_topic_of_the_accounts_must_have_as_many_partitions_as_the_others() {
        for (String topic :
                List.of(TOPICS.usageEvents(), TOPICS.usageRerouted(), TOPICS.roleAssignments(), TOPICS.roles())) {
            assertThat(faultsWith(topic, partitions(7)))
                    .singleElement()
                    .asString()
                    .contains("same number of partitions", topic + " 7");
        }
    }

    @Test
    void topics_that_are_only_written_are_free_to_differ() {
        assertThat(faultsWith(TOPICS.usageWarnings(), partitions(1))).isEmpty();
        assertThat(faultsWith(TOPICS.roleChanges(), partitions(3))).isEmpty();
    }

    @Test
    void what_the_entity_task_reads_must_agree() {
        assertThat(faultsWith(TOPICS.entityLimits(), partitions(3)))
                .containsExactly("These topics must have the same number of partitions, but have:"
                        + " p.entity-limits 3, p.entity-partials 6.");
    }

    @Test
    void usage_must_carry_the_brokers_clock() {
        assertThat(faultsWith(TOPICS.usageEvents(), config("message.timestamp.type", "CreateTime")))
                .containsExactly("The topic p.usage-events must have message.timestamp.type=LogAppendTime, but has"
                        + " CreateTime.");
    }

    @Test
    void compacted_topics_must_be_compacted_and_others_must_not() {
        assertThat(faultsWith(TOPICS.roles(), config("cleanup.policy", "delete")))
                .containsExactly("The topic p.roles must have cleanup.policy=compact, but has delete.");
        assertThat(faultsWith(TOPICS.blockDecisions(), config("cleanup.policy", "compact,delete")))
                .hasSize(1);
        assertThat(faultsWith(TOPICS.roleChanges(), config("cleanup.policy", "compact")))
                .containsExactly("The topic p.role-changes must have cleanup.policy=delete, but has compact.");
    }

    @Test
    void a_longer_retention_is_the_operators_business() {
        assertThat(faultsWith(TOPICS.usageEvents(), config("retention.ms", "-1")))
                .isEmpty();
    }
}
