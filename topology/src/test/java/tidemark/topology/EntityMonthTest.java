package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.EntityPartial;
import tidemark.events.Level;
import tidemark.events.LevelChange;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.ledger.Answer;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.topology.graph.StoreNames;

/** R10 for entities: the month turns for the idle and for the busy, and what is over is kept and let go. */
class EntityMonthTest extends OnCreditDriver {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    private void blocked() {
        driver.entityLimit(100L);
        driver.use("bob", 120);
        driver.report();
        driver.forgetOutputs();
    }

    @Test
    void R10_an_idle_blocked_entity_is_let_in_at_midnight_of_the_first() {
        blocked();
        driver.advanceTo(DECEMBER.minusMillis(1));
        assertThat(driver.isSilent()).isTrue();

        driver.advanceTo(DECEMBER);
        driver.settle();

        BlockDecision allow = driver.decisions().get(0);
        assertThat(allow)
                .isEqualTo(new BlockDecision(
                        Scope.ENTITY,
                        "acme",
                        null,
                        Decision.ALLOW,
                        DecisionReason.MONTH_TURN,
                        "2026-12",
                        0L,
                        100L,
                        null,
                        null,
                        allow.getAt().toEpochMilli(),
                        allow.getAt(),
                        null,
                        null,
                        Cause.MONTH_TURN,
                        "2026-12",
                        null));
        assertThat(allow.getAt()).isBetween(DECEMBER, DECEMBER.plusMillis(10));
        assertThat(driver.history()).containsExactly(allow);
        assertThat(driver.entityMonth("2026-11").total())
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 120, 0, 1, Limit.of(100), null, 0));
        assertThat(driver.levels())
                .extracting(LevelChange::getFrom, LevelChange::getTo, LevelChange::getCause)
                .containsExactly(tuple(Level.EXCEEDED, Level.NONE, Cause.MONTH_TURN));
        driver.advanceTo(DECEMBER.plus(Duration.ofDays(1)));
        driver.settle();
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R10_a_task_that_was_away_at_midnight_catches_up_once() {
        blocked();

        driver.restartAt(DECEMBER.plus(Duration.ofHours(5)));
        driver.settle();
        driver.report();

        assertThat(driver.decisions()).extracting(BlockDecision::getReason).containsExactly(DecisionReason.MONTH_TURN);
        assertThat(driver.entityMonth("2026-11").total().used()).isEqualTo(120);
        driver.restart();
        driver.settle();
        driver.report();
        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.entityMonth("2026-11").total().used()).isEqualTo(120);
    }

    @Test
    void R10_an_entity_that_is_not_blocked_is_rolled_in_silence_when_it_is_touched() {
        driver.entityLimit(1_000L);
        driver.use("bob", 900);
        driver.report();
        driver.forgetOutputs();
        driver.advanceTo(DECEMBER);
        driver.settle();
        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.entity().period()).hasToString("2026-11");

        driver.use("bob", 800);
        driver.report();

        assertThat(driver.warnings()).hasSize(1);
        assertThat(driver.levels())
                .extracting(LevelChange::getFrom, LevelChange::getTo, LevelChange::getCause)
                .containsExactly(
                        tuple(Level.WARNED, Level.NONE, Cause.MONTH_TURN),
                        tuple(Level.NONE, Level.WARNED, Cause.USAGE));
        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.entity().used()).isEqualTo(800);
        assertThat(driver.entityMonth("2026-11").total().used()).isEqualTo(900);
    }

    @Test
    void R10_a_zero_limit_block_stays() {
        driver.entityLimit(0L);
        driver.forgetOutputs();

        driver.advanceTo(DECEMBER);
        driver.settle();

        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.entity().answer()).isEqualTo(Answer.BLOCK_UNTIL_CHANGED);
    }

    @Test
    void R10_usage_of_the_new_month_turns_it_although_the_clock_is_behind() {
        blocked();
        driver.advanceTo(DECEMBER.minusSeconds(1));

        UsageEvent first = driver.usage("bob", 100).setOccurredAt(DECEMBER).build();
        driver.send(first, DECEMBER.plusMillis(5));
        driver.report();

        assertThat(driver.decisions())
                .extracting(BlockDecision::getReason)
                .containsExactly(DecisionReason.MONTH_TURN, DecisionReason.ENTITY_LIMIT_REACHED);
        assertThat(driver.entity().period()).hasToString("2026-12");
        driver.advanceTo(DECEMBER);
        driver.settle();
        assertThat(driver.decisions()).as("blocked in December").isEmpty();
    }

    @Test
    void R12_a_late_event_changes_the_closed_month_and_nothing_else() {
        blocked();
        driver.advanceTo(DECEMBER.plus(Duration.ofDays(2)));
        driver.settle();
        driver.forgetOutputs();
        tidemark.ledger.Entity december = driver.entity();

        driver.send(
                driver.usage("eve", 7).setOccurredAt(DECEMBER.minusMillis(1)).build());
        driver.report();

        assertThat(driver.partials()).extracting(EntityPartial::getPeriod).containsExactly("2026-11");
        assertThat(driver.entityMonth("2026-11").total())
                .isEqualTo(new MonthTotal(Period.parse("2026-11"), 127, 7, 2, Limit.of(100), null, 0));
        assertThat(driver.entity()).isEqualTo(december);
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R13_both_open_months_are_exact_after_a_kill() {
        driver.use("bob", 5);
        driver.advanceTo(DECEMBER.plus(Duration.ofDays(1)));
        driver.settle();
        driver.use("bob", 7);
        driver.send(
                driver.usage("eve", 11).setOccurredAt(DECEMBER.minusMillis(1)).build());

        driver.restart();
        driver.settle();
        driver.report();

        assertThat(driver.entityMonth("2026-11").total().used()).isEqualTo(16);
        assertThat(driver.entity().used()).isEqualTo(7);
    }

    @Test
    void months_are_kept_13_months_and_let_go_at_the_turn_after() {
        blocked();
        driver.advanceTo(DECEMBER);
        driver.settle();

        driver.advanceTo(Instant.parse("2027-12-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.entityMonth("2026-11").total().used()).isEqualTo(120);

        driver.advanceTo(Instant.parse("2028-01-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.rows(StoreNames.ENTITY_MONTHS)).isEmpty();
        assertThat(driver.isEntityKnown()).as("has a limit").isTrue();
        assertThat(driver.entity().limit()).isEqualTo(Limit.of(100));
        assertThat(driver.decisions())
                .as("no tombstone")
                .extracting(BlockDecision::getReason)
                .containsExactly(DecisionReason.MONTH_TURN);
    }

    @Test
    void an_entity_that_nobody_named_and_nobody_uses_any_more_leaves_nothing_behind() {
        driver.use("bob", 5);
        driver.report();
        driver.forgetOutputs();

        driver.advanceTo(Instant.parse("2027-12-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.isEntityKnown()).isTrue();

        driver.advanceTo(Instant.parse("2028-01-01T00:00:00Z"));
        driver.settle();
        assertThat(driver.isEntityKnown()).isFalse();
        assertThat(driver.rows(StoreNames.ENTITY_MONTHS)).isEmpty();

        driver.use("bob", 3);
        driver.report();
        assertThat(driver.entity().used()).isEqualTo(3);
    }

    @Test
    void a_kill_long_after_brings_no_forgotten_month_back() {
        driver.use("bob", 5);
        driver.report();
        driver.advanceTo(Instant.parse("2028-01-01T00:00:00Z"));
        driver.settle();
        driver.forgetOutputs();

        driver.restart();
        driver.settle();
        driver.report();

        assertThat(driver.partials()).isEmpty();
        assertThat(driver.isEntityKnown()).isFalse();
    }
}
