package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityPartial;
import tidemark.events.UsageEvent;

/** R13: the accounts report soon what may reach a threshold of their entity, and take their time with the rest. */
class EntityLeewayTest extends OnCreditDriver {

    @Test
    void R13_what_is_far_from_a_threshold_takes_its_time() {
        driver.entityLimit(1_000_000L);
        assertThat(driver.leeways()).containsExactly(new EntityLeeway("acme", "2026-11", 400_000L));
        driver.use("bob", 1);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.partials())
                .as("the first sum of the month may be anything")
                .hasSize(1);

        driver.use("bob", 100_000);
        driver.use("eve", 50_000);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.partials()).isEmpty();
        driver.report();

        assertThat(driver.partials()).extracting(EntityPartial::getUsedMicros).containsExactly(150_001L);
        assertThat(driver.entity().used()).isEqualTo(150_001);
        assertThat(driver.leeways()).as("it still holds").isEmpty();
    }

    @Test
    void R13_what_may_reach_one_is_judged_at_once_whatever_it_came_from() {
        driver.entityLimit(1_000_000L);
        driver.use("bob", 1);
        driver.advance(GraphParts.URGENT_EVERY);

        UsageEvent all = driver.use("eve", 1_000_000);
        driver.advance(GraphParts.URGENT_EVERY);

        assertThat(driver.decisions()).extracting(BlockDecision::getCausedBy).containsExactly(all.getEventId());
        assertThat(driver.leeways())
                .extracting(EntityLeeway::getLeewayMicros)
                .containsExactly(400_000L, tidemark.ledger.Leeway.UNBOUNDED);
        UsageEvent refund = driver.use("eve", -2);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.decisions()).extracting(BlockDecision::getCausedBy).containsExactly(refund.getEventId());
    }

    @Test
    void R13_usage_that_waits_is_reported_soon_when_the_limit_comes_near() {
        driver.entityLimit(1_000_000L);
        driver.use("bob", 1);
        driver.advance(GraphParts.URGENT_EVERY);
        driver.use("bob", 1_000);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.entity().used()).isEqualTo(1);

        driver.entityLimit(1_001L);
        driver.advance(GraphParts.URGENT_EVERY);

        assertThat(driver.decisions()).extracting(BlockDecision::getUsedMicros).containsExactly(1_001L);
    }

    @Test
    void R13_what_was_told_survives_a_restart() {
        driver.entityLimit(1_000_000L);
        driver.use("bob", 1);
        driver.report();
        driver.restart();
        driver.settle();
        driver.report();
        assertThat(driver.entity().used()).isEqualTo(1);
        driver.forgetOutputs();

        driver.use("bob", 1_000);
        driver.advance(GraphParts.URGENT_EVERY);

        assertThat(driver.partials()).isEmpty();
        assertThat(driver.leeways()).isEmpty();
    }

    @Test
    void R10_a_new_month_is_told_anew() {
        driver.entityLimit(1_000_000L);
        driver.use("bob", 1_000_000);
        driver.report();
        driver.forgetOutputs();

        driver.advanceTo(Instant.parse("2026-12-01T00:00:00Z"));
        driver.settle();

        assertThat(driver.leeways()).containsExactly(new EntityLeeway("acme", "2026-12", 400_000L));
        driver.use("bob", 1_000);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.partials()).hasSize(1);
        driver.use("bob", 1_000);
        driver.advance(GraphParts.URGENT_EVERY);
        assertThat(driver.partials()).isEmpty();
    }

    @Test
    void R13_leeways_go_to_every_partition_and_the_same_one_again_changes_nothing() {
        driver.close();
        driver = new CreditDriver(stateDir.resolve("three"), CreditDriver.START, 3);
        driver.entityLimit(1_200_000L);

        List<TestRecord<byte[], byte[]>> told = driver.records(driver.topics().entityLeeways());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).key()).asString().isEqualTo("acme");
        EntityLeeway leeway = new EntityLeeway("acme", "2026-11", 160_000L);
        assertThat(driver.parts().read(driver.topics().entityLeeways(), EntityLeeway.class, told.get(0)))
                .isEqualTo(leeway);
        driver.send("entity-leeways", "acme", driver.parts().bytes("entity-leeways", leeway));
        assertThat(driver.parts().counted("entity-leeways", "applied")).isEqualTo(1);
        assertThat(driver.parts().counted("entity-leeways", "no_change")).isEqualTo(1);
    }
}
