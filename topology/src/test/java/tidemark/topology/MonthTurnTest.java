package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;

/** R10: the month turns for the idle and for the busy, and what is over is kept and let go. */
class MonthTurnTest extends OnCreditDriver {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @BeforeEach
    void prepare() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        driver.use("bob", 120);
        driver.forgetOutputs();
    }

    @Test
    void R10_an_idle_blocked_account_is_let_in_at_midnight_of_the_first() {
        driver.advanceTo(DECEMBER.minusMillis(1));
        assertThat(driver.isSilent()).isTrue();

        driver.advanceTo(DECEMBER);
        driver.settle();

        List<BlockDecision> decisions = driver.decisions();
        assertThat(decisions).hasSize(1);
        BlockDecision allow = decisions.get(0);
        assertThat(allow)
                .isEqualTo(new BlockDecision(
                        Scope.USER,
                        "acme",
                        "bob",
                        Decision.ALLOW,
                        DecisionReason.MONTH_TURN,
                        "2026-12",
                        0L,
                        100L,
                        "writer",
                        1L,
                        allow.getAt().toEpochMilli(),
                        allow.getAt(),
                        null,
                        null,
                        Cause.MONTH_TURN,
                        "2026-12",
                        null));
        assertThat(allow.getAt()).isBetween(DECEMBER, DECEMBER.plusMillis(10));
        assertThat(driver.history()).containsExactly(allow);
        assertThat(driver.month("bob", "2026-11").used()).isEqualTo(120);
        assertThat(driver.rows(StoreNames.BLOCKED_ACCOUNTS)).isEmpty();
        assertThat(driver.walks()).isEmpty();
    }

    @Test
    void R10_many_idle_blocked_accounts_are_let_in_once_each() {
        for (int i = 0; i < 500; i++) {
            driver.assign("user-" + i, "writer");
            driver.use("user-" + i, 100);
        }
        driver.forgetOutputs();

        driver.advanceTo(DECEMBER);
        driver.settle();

        assertThat(driver.decisions())
                .hasSize(501)
                .extracting(BlockDecision::getUserId)
                .doesNotHaveDuplicates();
        driver.forgetOutputs();
        driver.advanceTo(DECEMBER.plus(Duration.ofDays(1)));
        driver.settle();
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R10_a_zero_limit_block_stays() {
        driver.create("none", 0L);
        driver.assign("carol", "none");
        driver.forgetOutputs();

        driver.advanceTo(DECEMBER);
        driver.settle();

        assertThat(driver.decisions()).extracting(BlockDecision::getUserId).containsExactly("bob");
        assertThat(driver.account("carol").answer().isBlock()).isTrue();
    }

    @Test
    void R10_an_arrival_of_the_new_month_turns_it_although_the_clock_is_behind() {
        driver.advanceTo(DECEMBER.minusSeconds(1));

        UsageEvent first = driver.usage("bob", 100).setOccurredAt(DECEMBER).build();
        driver.send(first, DECEMBER.plusMillis(5));

        List<BlockDecision> decisions = driver.decisions();
        assertThat(decisions)
                .extracting(BlockDecision::getReason)
                .containsExactly(DecisionReason.MONTH_TURN, DecisionReason.USER_LIMIT_REACHED);
        assertThat(decisions.get(0).getSequence()).isLessThan(decisions.get(1).getSequence());
        assertThat(driver.warnings()).hasSize(1);
        assertThat(driver.account("bob").period()).isEqualTo(Period.parse("2026-12"));
        assertThat(driver.month("bob", "2026-11").used()).isEqualTo(120);
        driver.settle();
        driver.advanceTo(DECEMBER);
        driver.settle();
        assertThat(driver.decisions()).as("blocked in December").isEmpty();
    }

    @Test
    void R12_a_late_event_changes_the_closed_month_and_nothing_else() {
        driver.advanceTo(DECEMBER.plus(Duration.ofDays(2)));
        driver.settle();
        driver.forgetOutputs();
        int before = driver.account("bob").recent().size();

        driver.send(
                driver.usage("bob", 7).setOccurredAt(DECEMBER.minusMillis(1)).build());
        driver.send(
                driver.usage("carol", 9).setOccurredAt(DECEMBER.minusMillis(1)).build());

        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.month("bob", "2026-11").used()).isEqualTo(127);
        assertThat(driver.month("bob", "2026-11").events()).isEqualTo(2);
        assertThat(driver.account("bob").used()).isZero();
        assertThat(driver.account("bob").events()).isZero();
        assertThat(driver.account("bob").recent().size()).isEqualTo(before + 1);
        assertThat(driver.month("carol", "2026-11").used()).isEqualTo(9);
        assertThat(driver.parts().counted("usage-events", "applied")).isEqualTo(3);
    }

    @Test
    void R10_a_task_that_was_away_over_the_turn_catches_up() {
        driver.restartAt(DECEMBER.plus(Duration.ofDays(3)));

        driver.settle();
        driver.settle();

        assertThat(driver.decisions()).extracting(BlockDecision::getReason).containsExactly(DecisionReason.MONTH_TURN);
        driver.restart();
        driver.settle();
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void months_are_kept_13_months_and_let_go_at_the_turn_after() {
        driver.advanceTo(DECEMBER);
        driver.settle();

        driver.advanceTo(Instant.parse("2027-12-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.month("bob", "2026-11").used()).isEqualTo(120);

        driver.advanceTo(Instant.parse("2028-01-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.rows(StoreNames.MONTHS)).isEmpty();
        assertThat(driver.isKnown("bob")).as("holds a role").isTrue();
    }

    @Test
    void an_account_without_role_and_usage_leaves_nothing_behind() {
        driver.assign("bob", null);
        driver.use("dave", 5);
        driver.assign("erin", "later");
        driver.forgetOutputs();

        driver.advanceTo(Instant.parse("2027-12-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.isKnown("bob")).isTrue();
        assertThat(driver.isKnown("dave")).isTrue();

        driver.advanceTo(Instant.parse("2028-01-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.isKnown("bob")).isFalse();
        assertThat(driver.isKnown("dave")).isFalse();
        assertThat(driver.isKnown("erin")).as("awaits a role").isTrue();
        assertThat(driver.rows(StoreNames.MONTHS)).isEmpty();
        List<TestRecord<byte[], byte[]>> tombstones =
                driver.records(driver.topics().blockDecisions());
        assertThat(tombstones).hasSize(1);
        assertThat(tombstones.get(0).key()).asString().isEqualTo("acme/bob");
        assertThat(tombstones.get(0).value()).isNull();

        driver.use("bob", 3);
        assertThat(driver.account("bob").used()).isEqualTo(3);
    }
}
