package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;
import tidemark.ledger.Message;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;

/** A node that is killed in the middle of its work, on a real broker (R8, R11, R13, R14). */
final class KillNineIT {

    private static final String ENTITY = "acme";
    private static final int USERS = 200;
    private static final int EVENTS_EACH = 100;
    private static final long MICROS_EACH = 10_000;
    private static final long TOTAL = EVENTS_EACH * MICROS_EACH;
    private static final long ENTITY_TOTAL = USERS * TOTAL;
    private static final String NEVER = String.valueOf(Duration.ofMinutes(1).toMillis());

    @TempDir
    Path directory;

    @Test
    void a_killed_node_counts_nothing_twice_and_says_everything_once() throws Exception {
        try (EmbeddedStack stack = EmbeddedStack.start(directory.resolve("services"));
                Installation installation = Installation.create(stack, directory, "kill", 4);
                Inputs inputs = new Inputs(installation)) {
            killTwiceWhileWorking(installation, inputs);
            try (TidemarkNode node = installation.node("node")) {
                installation.awaitApplied(installation.topics().usageEvents());
                for (int user = 0; user < USERS; user++) {
                    assertThat(Installation.usage(ENTITY, "user-" + user, node))
                            .satisfies(view -> assertThat(view.used()).isEqualTo(TOTAL))
                            .satisfies(view -> assertThat(view.events()).isEqualTo(EVENTS_EACH));
                }
                awaitEntityTotal(node);
            }
            assertSaidOnce(installation);
        }
    }

    /** All usage is of one entity, and what the killed nodes committed they never reported. */
    private static void awaitEntityTotal(TidemarkNode node) {
        await().atMost(Installation.PATIENCE).untilAsserted(() -> assertThat(Installation.entityUsage(ENTITY, node))
                .satisfies(view -> assertThat(view.used()).isEqualTo(ENTITY_TOTAL))
                .satisfies(view -> assertThat(view.events()).isEqualTo(USERS * EVENTS_EACH))
                .satisfies(view -> assertThat(view.blocked()).isTrue()));
    }

    /** Every second user passes the thresholds; the others stay below them. */
    private void killTwiceWhileWorking(Installation installation, Inputs inputs) throws Exception {
        inputs.limitEntity("limit-acme", ENTITY, ENTITY_TOTAL * 3 / 4);
        inputs.createRole(ENTITY, "tight", TOTAL / 2);
        inputs.createRole(ENTITY, "wide", TOTAL * 2);
        for (int user = 0; user < USERS; user++) {
            inputs.assign(ENTITY, "user-" + user, user % 2 == 0 ? "tight" : "wide");
        }
        for (int event = 0; event < EVENTS_EACH; event++) {
            for (int user = 0; user < USERS; user++) {
                inputs.usage("event-" + event, ENTITY, "user-" + user, MICROS_EACH);
            }
        }
        inputs.flush();
        killAt(installation, USERS * EVENTS_EACH / 8);
        killAt(installation, USERS * EVENTS_EACH / 2);
        assertThat(installation.left(installation.topics().usageEvents())).isPositive();
    }

    private void killAt(Installation installation, long progress) throws Exception {
        Map<String, String> settings = installation.settings("node");
        settings.put(NodeSettings.ENTITY_INTERVAL_MS, NEVER);
        settings.put(NodeSettings.ENTITY_RELAXED_INTERVAL_MS, NEVER);
        Process node = NodeJvm.start(settings, directory.resolve("node.log"));
        try {
            await().atMost(Installation.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> installation.committed(installation.topics().usageEvents()) >= progress);
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    /** Each of them, and in the end the entity, once each. */
    private static void assertSaidOnce(Installation installation) {
        Outputs outputs = new Outputs(installation);
        List<String> tight = new ArrayList<>(List.of(ENTITY));
        for (int user = 0; user < USERS; user += 2) {
            tight.add(ENTITY + "/user-" + user);
        }
        List<BlockDecision> decisions = outputs.values(installation.topics().decisionHistory(), BlockDecision.class);
        assertThat(decisions).allMatch(decision -> decision.getDecision() == Decision.BLOCK);
        assertThat(decisions)
                .filteredOn(decision -> decision.getScope() == Scope.ENTITY)
                .singleElement()
                .satisfies(decision -> assertThat(decision.getMessage()).isEqualTo(Message.ENTITY_LIMIT));
        for (String topic : List.of(
                installation.topics().usageWarnings(),
                installation.topics().usageExceeded(),
                installation.topics().decisionHistory(),
                installation.topics().blockDecisions())) {
            assertThat(outputs.records(topic))
                    .as(topic)
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrderElementsOf(tight);
        }
        assertLevelsAreWhole(outputs.values(installation.topics().levelChanges(), LevelChange.class), tight.size());
        assertThat(outputs.records(installation.topics().rejectedEvents())).isEmpty();
    }

    /** Each goes from none to exceeded, step by step or at once, and no step is lost or told twice. */
    private static void assertLevelsAreWhole(List<LevelChange> changes, int movers) {
        Map<String, Level> levels = new HashMap<>();
        for (LevelChange change : changes) {
            Level before = levels.put(change.getEntityId() + "/" + change.getUserId(), change.getTo());
            assertThat(change.getFrom()).as("%s", change).isEqualTo(before == null ? Level.NONE : before);
            assertThat(change.getTo()).as("%s", change).isGreaterThan(change.getFrom());
        }
        assertThat(levels).hasSize(movers).allSatisfy((who, level) -> assertThat(level)
                .isEqualTo(Level.EXCEEDED));
    }
}
