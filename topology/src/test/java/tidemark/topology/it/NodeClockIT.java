package tidemark.topology.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.embedded.EmbeddedStack;
import tidemark.events.BlockDecision;
import tidemark.events.DecisionReason;
import tidemark.events.UsageEvent;
import tidemark.ledger.Period;
import tidemark.topology.ClockTime;
import tidemark.topology.NodeSettings;
import tidemark.topology.TidemarkNode;
import tidemark.topology.queries.UsageView;

/** A node and a broker by a clock of their own, which comes to the end of a month, on a real broker (R10). */
final class NodeClockIT {

    @TempDir
    Path directory;

    private final Period month = Period.at(System.currentTimeMillis());
    private final Instant turn = Instant.ofEpochMilli(month.endMillis());
    private final AtomicReference<Duration> ahead =
            new AtomicReference<>(Duration.between(Instant.now(), turn).minusMinutes(10));
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());

    @Test
    void the_month_turns_by_the_nodes_clock_for_questions_and_for_decisions() {
        try (EmbeddedStack stack = EmbeddedStack.start(directory.resolve("services"), Map.of(), new ClockTime(clock));
                Installation installation = Installation.create(stack, directory, "clock", 2);
                Inputs inputs = new Inputs(installation);
                TidemarkNode node = new TidemarkNode(
                        NodeSettings.of(installation.settings("node")), new SimpleMeterRegistry(), clock)) {
            node.start();
            await().atMost(Installation.PATIENCE).until(() -> node.health().ready());
            inputs.createRole("acme", "tight", 100L);
            inputs.assign("acme", "user", "tight");
            inputs.usage(null, new UsageEvent("event", "acme", "user", clock.instant(), 100L, null, null, null));
            inputs.flush();
            await().atMost(Installation.PATIENCE)
                    .until(() -> Installation.usage("acme", "user", node).blocked());

            ahead.set(Duration.between(Instant.now(), turn));

            UsageView view = Installation.usage("acme", "user", node);
            assertThat(view.asOf()).isAfterOrEqualTo(turn);
            assertThat(view.period()).isEqualTo(month.plus(1));
            assertThat(view.blocked()).isFalse();
            assertThat(Installation.entityUsage("acme", node).period()).isEqualTo(month.plus(1));
            assertAllowed(new Outputs(installation), installation.topics().decisionHistory());
        }
    }

    /** Nothing touches the account: it is the calendar that rolls it. */
    private void assertAllowed(Outputs outputs, String topic) {
        await().atMost(Installation.PATIENCE).untilAsserted(() -> {
            List<BlockDecision> decisions = outputs.values(topic, BlockDecision.class);
            assertThat(decisions)
                    .extracting(BlockDecision::getReason)
                    .containsExactly(DecisionReason.USER_LIMIT_REACHED, DecisionReason.MONTH_TURN);
            assertThat(decisions.get(1).getAt()).isAfterOrEqualTo(turn);
        });
    }
}
