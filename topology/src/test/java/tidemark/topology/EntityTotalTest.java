package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.EntityPartial;
import tidemark.events.UsageEvent;
import tidemark.ledger.Credits;
import tidemark.ledger.Slots;

/** R13: the total of an entity is the sum of what its accounts count, whatever is killed and wherever they are. */
class EntityTotalTest extends OnCreditDriver {

    @Test
    void R13_usage_is_reported_as_the_sum_of_all_users() {
        driver.use("bob", 30);
        driver.use("eve", 12);
        UsageEvent last = driver.usage("bob", 8).setOperationId("op-3").build();
        driver.send(last);
        UsageEvent correction = driver.use("eve", -2);
        driver.report();

        assertThat(driver.partials())
                .containsExactly(new EntityPartial(
                        "acme", "2026-11", 0, 48L, 4L, last.getEventId(), "op-3", correction.getEventId(), null));
        assertThat(driver.entity().used()).isEqualTo(48);
        assertThat(driver.entity().events()).isEqualTo(4);
        assertThat(driver.entity().slots()).isEqualTo(Slots.NONE.with(0, 48, 4));
        assertThat(driver.isSilent()).as("no limit").isTrue();
        driver.report();
        assertThat(driver.partials()).as("nothing changed").isEmpty();
    }

    @Test
    void R11_what_an_account_does_not_count_does_not_count_for_its_entity() {
        UsageEvent event = driver.use("bob", 10);
        driver.send(event);
        driver.send(UsageEvent.newBuilder(event).setCreditsMicros(11).build());
        driver.send(driver.usage("bob", 1)
                .setOccurredAt(driver.now().minus(Duration.ofDays(8)))
                .build());
        driver.send(driver.usage("bob", 1)
                .setOccurredAt(driver.now().plus(Duration.ofHours(1)))
                .build());
        driver.use("bob", Credits.MAX_MICROS);
        driver.report();

        assertThat(driver.rejected()).hasSize(4);
        assertThat(driver.entity().used()).isEqualTo(10);
        assertThat(driver.entity().events()).isEqualTo(1);
    }

    @Test
    void R13_a_total_beyond_the_range_is_held_with_an_alarm_and_exact_when_it_comes_back() {
        long max = Credits.MAX_MICROS;
        driver.entityLimit(max);
        driver.use("bob", max);
        driver.report();
        assertThat(driver.parts().countedSaturated()).isZero();

        driver.use("eve", 50);
        driver.report();
        assertThat(driver.parts().countedSaturated()).isEqualTo(1);
        assertThat(driver.entity().used()).isEqualTo(max);

        driver.use("bob", -60);
        driver.report();
        assertThat(driver.parts().countedSaturated()).isEqualTo(1);
        assertThat(driver.entity().used()).isEqualTo(max - 10);
        assertThat(driver.decisions())
                .extracting(BlockDecision::getDecision)
                .containsExactly(Decision.BLOCK, Decision.ALLOW);
    }

    // Kills

    @Test
    void R13_what_was_not_reported_before_a_kill_is_found_in_the_rows() {
        driver.entityLimit(100L);
        driver.use("bob", 60);
        driver.report();
        driver.use("bob", 10);
        driver.use("eve", 31);

        driver.restart();
        driver.settle();
        driver.report();

        assertThat(driver.entity().used()).isEqualTo(101);
        assertThat(driver.entity().events()).isEqualTo(3);
        BlockDecision block = driver.decisions().get(0);
        assertThat(block.getCause()).isEqualTo(Cause.USAGE);
        assertThat(block.getCausedBy()).as("the event's id was on the heap").isEqualTo("usage-events-0");
        assertThat(block.getOperationId()).isNull();
        assertThat(block.getUsedMicros()).isEqualTo(101);
    }

    @Test
    void R13_what_was_reported_before_a_kill_is_reported_again_and_changes_nothing() {
        driver.entityLimit(100L);
        driver.use("bob", 100);
        driver.report();
        tidemark.ledger.Entity before = driver.entity();

        driver.restart();
        driver.settle();
        driver.report();

        assertThat(driver.partials()).hasSize(1);
        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.entity()).isEqualTo(before);
        assertThat(driver.parts().counted("entity-partials", "no_change")).isEqualTo(1);
    }

    @Test
    void R13_usage_after_a_kill_is_named_again() {
        driver.entityLimit(100L);
        driver.use("bob", 60);
        driver.restart();
        driver.settle();

        UsageEvent last = driver.use("eve", 40);
        driver.report();

        assertThat(driver.decisions().get(0).getCausedBy()).isEqualTo(last.getEventId());
        assertThat(driver.entity().used()).isEqualTo(100);
    }

    @Test
    void R13_usage_in_the_midst_of_the_count_is_counted_once() {
        for (int i = 0; i < 2_000; i++) {
            driver.use("user-" + i, 1);
        }
        driver.restart();
        driver.advance(Duration.ofMillis(1));
        for (int i = 0; i < 2_000; i += 7) {
            driver.use("user-" + i, 1_000);
        }
        driver.settle();
        driver.report();

        assertThat(driver.entity().used()).isEqualTo(2_000 + 286 * 1_000);
        assertThat(driver.entity().events()).isEqualTo(2_286);
    }

    // Several partitions

    @Test
    void R13_the_sums_of_other_partitions_are_added_and_the_newest_of_each_counts() {
        driver.close();
        driver = new CreditDriver(stateDir.resolve("two"), CreditDriver.START, 2);
        driver.entityLimit(100L);
        driver.forgetOutputs();
        send(new EntityPartial("acme", "2026-11", 0, 60L, 3L, "e-0", null, null, null));
        send(new EntityPartial("acme", "2026-11", 1, 60L, 4L, "e-1", "op-1", null, null));
        assertThat(driver.decisions())
                .extracting(BlockDecision::getCausedBy, BlockDecision::getUsedMicros)
                .containsExactly(tuple("e-1", 120L));

        send(new EntityPartial("acme", "2026-11", 1, 30L, 5L, "e-1", "op-1", "x-1", "op-2"));

        assertThat(driver.decisions())
                .extracting(BlockDecision::getCausedBy, BlockDecision::getOperationId)
                .containsExactly(tuple("x-1", "op-2"));
        assertThat(driver.entity().slots()).isEqualTo(Slots.NONE.with(0, 60, 3).with(1, 30, 5));
        assertThat(driver.entity().events()).isEqualTo(8);
    }

    private void send(EntityPartial partial) {
        driver.send("entity-partials", "acme", driver.parts().bytes("entity-partials", partial));
    }
}
