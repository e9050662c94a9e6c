package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.events.UsageExceeded;
import tidemark.topology.TidemarkNode;

/** Changes of roles against a backlog and against many members, on a real broker (R9). */
final class RoleChangeIT {

    private static final String ENTITY = "acme";

    @TempDir
    static Path directory;

    /* A crowd of 100,000 is set by -Dtidemark.crowd=100000; it takes a minute longer. */
    private static final int MEMBERS = Integer.getInteger("tidemark.crowd", 10_000);

    private static final int BYSTANDERS = 8;

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
    void a_change_overtakes_a_backlog_of_usage() throws Exception {
        int users = 300;
        int eventsEach = 1_000;
        try (Installation installation = Installation.create(stack, directory, "overtake", 2);
                Inputs inputs = new Inputs(installation)) {
            inputs.createRole(ENTITY, "analyst", null);
            IntStream.range(0, users).forEach(user -> inputs.assign(ENTITY, "user-" + user, "analyst"));
            publish(inputs, users, eventsEach);
            String usage = installation.topics().usageEvents();
            try (TidemarkNode node = installation.node("node")) {
                await().atMost(Installation.PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> installation.committed(usage) > 0);
                inputs.setLimit("lower", ENTITY, "analyst", 1L);
                inputs.flush();
                installation.awaitApplied(usage);
                assertThat(node.health().ready()).isTrue();
            }
            List<BlockDecision> blocks =
                    new Outputs(installation).values(installation.topics().decisionHistory(), BlockDecision.class);
            assertThat(blocks)
                    .extracting(BlockDecision::getUserId)
                    .doesNotHaveDuplicates()
                    .hasSize(users);
            // What a member had used when the change came tells how far its backlog was through.
            assertThat(blocks).extracting(BlockDecision::getUsedMicros).allMatch(used -> used < eventsEach * 2 / 3);
        }
    }

    @Test
    void every_one_of_many_members_is_blocked_once_and_holds_up_nobody_R9() throws Exception {
        int users = MEMBERS;
        try (Installation installation = Installation.create(stack, directory, "crowd", 4);
                Inputs inputs = new Inputs(installation)) {
            inputs.createRole(ENTITY, "analyst", 1_000_000L);
            inputs.createRole(ENTITY, "tight", 1L);
            IntStream.range(0, users).forEach(user -> inputs.assign(ENTITY, "user-" + user, "analyst"));
            IntStream.range(0, BYSTANDERS).forEach(user -> inputs.assign(ENTITY, "bystander-" + user, "tight"));
            publish(inputs, users, 1);
            Outputs outputs = new Outputs(installation);
            String history = installation.topics().decisionHistory();
            try (TidemarkNode node = installation.node("node")) {
                installation.awaitApplied(installation.topics().usageEvents());
                installation.awaitApplied(installation.topics().roleAssignments());
                assertThat(outputs.records(history)).isEmpty();
                inputs.setLimit("lower", ENTITY, "analyst", 1L);
                inputs.flush();
                await().atMost(Installation.PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> installation.end(history) > 0);
                IntStream.range(0, BYSTANDERS).forEach(user -> inputs.usage("event", ENTITY, "bystander-" + user, 1));
                inputs.flush();
                await().atMost(Installation.PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> installation.end(history) >= users + BYSTANDERS
                                && outputs.records(history).size() >= users + BYSTANDERS);
                assertThat(node.health().ready()).isTrue();
            }
            assertThat(outputs.values(history, BlockDecision.class))
                    .allMatch(decision -> decision.getDecision() == Decision.BLOCK)
                    .extracting(BlockDecision::getUserId)
                    .doesNotHaveDuplicates()
                    .hasSize(users + BYSTANDERS);
            assertThat(outputs.values(installation.topics().usageExceeded(), UsageExceeded.class))
                    .extracting(UsageExceeded::getUserId)
                    .doesNotHaveDuplicates()
                    .hasSize(users + BYSTANDERS);
            assertNobodyWasHeldUp(outputs.records(history));
        }
    }

    /* A partition's decisions lie in the order in which they were made: behind every bystander's there is a member's. */
    private static void assertNobodyWasHeldUp(List<ConsumerRecord<String, byte[]>> decisions) {
        Map<Integer, Long> lastOfMembers = new HashMap<>();
        decisions.stream()
                .filter(decision -> !isBystander(decision))
                .forEach(decision -> lastOfMembers.merge(decision.partition(), decision.offset(), Math::max));
        assertThat(decisions.stream().filter(RoleChangeIT::isBystander))
                .hasSize(BYSTANDERS)
                .allMatch(decision -> decision.offset() < lastOfMembers.getOrDefault(decision.partition(), 0L));
    }

    private static boolean isBystander(ConsumerRecord<String, byte[]> decision) {
        return decision.key().contains("bystander");
    }

    private static void publish(Inputs inputs, int users, int eventsEach) {
        for (int event = 0; event < eventsEach; event++) {
            for (int user = 0; user < users; user++) {
                inputs.usage("event-" + event, ENTITY, "user-" + user, 1);
            }
        }
        inputs.flush();
    }
}
