package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.Decision;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.topology.TidemarkNode;

/** A node that is killed in the middle of its work, on a real broker (R8, R11, R14). */
final class KillNineIT {

    private static final String ENTITY = "acme";
    private static final int USERS = 200;
    private static final int EVENTS_EACH = 100;
    private static final long MICROS_EACH = 10_000;
    private static final long TOTAL = EVENTS_EACH * MICROS_EACH;

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
            }
            assertSaidOnce(installation);
        }
    }

    /** Every second user passes the thresholds; the others stay below them. */
    private void killTwiceWhileWorking(Installation installation, Inputs inputs) throws Exception {
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
        Process node = NodeJvm.start(installation.settings("node"), directory.resolve("node.log"));
        try {
            await().atMost(Installation.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> installation.committed(installation.topics().usageEvents()) >= progress);
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    private static void assertSaidOnce(Installation installation) {
        Outputs outputs = new Outputs(installation);
        List<String> tight = new ArrayList<>();
        for (int user = 0; user < USERS; user += 2) {
            tight.add("user-" + user);
        }
        assertUsers(
                outputs.values(installation.topics().usageWarnings(), UsageWarning.class),
                UsageWarning::getUserId,
                tight);
        assertUsers(
                outputs.values(installation.topics().usageExceeded(), UsageExceeded.class),
                UsageExceeded::getUserId,
                tight);
        List<BlockDecision> decisions = outputs.values(installation.topics().decisionHistory(), BlockDecision.class);
        assertThat(decisions).allMatch(decision -> decision.getDecision() == Decision.BLOCK);
        assertUsers(decisions, BlockDecision::getUserId, tight);
        assertUsers(
                outputs.values(installation.topics().blockDecisions(), BlockDecision.class),
                BlockDecision::getUserId,
                tight);
        assertThat(outputs.records(installation.topics().rejectedEvents())).isEmpty();
    }

    private static <T> void assertUsers(List<T> said, Function<T, String> user, List<String> expected) {
        assertThat(said).extracting(user).containsExactlyInAnyOrderElementsOf(expected);
    }
}
