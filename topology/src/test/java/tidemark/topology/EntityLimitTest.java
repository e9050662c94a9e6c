package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.Scope;
import tidemark.events.SubjectKind;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.Credits;
import tidemark.ledger.Slots;

/** R13: a limit on the entity, the usage of its users, and what is said on the way. */
class EntityLimitTest {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final String TEXT =
            "Your organization has reached its monthly usage limit. Please contact an administrator.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    @SuppressWarnings("NullAway.Init")
    private CreditDriver driver;

    @BeforeEach
    void open() {
        driver = new CreditDriver(stateDir);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    // Changes and their answers

    @Test
    void R13_a_change_is_answered_with_before_and_after_and_published() {
        ChangeResult first = driver.entityLimit(100L);
        assertThat(first.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(first.getSubject().getKind()).isEqualTo(SubjectKind.ENTITY);
        assertThat(first.getSubject().getId()).isEqualTo("acme");
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(first.getBefore()).isNull();
        assertThat(first.getAfter().getEntity()).isEqualTo(new EntityDefinition(null, null, 100L));
        assertThat(first.getActor()).isEqualTo(GraphParts.ACTOR);
        assertThat(first.getAt()).isEqualTo(driver.now());

        ChangeResult second = driver.put("Acme", "msp-1");

        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getBefore()).isEqualTo(first.getAfter());
        assertThat(second.getAfter().getEntity()).isEqualTo(new EntityDefinition("Acme", "msp-1", 100L));
        assertThat(driver.entities())
                .containsExactly(
                        published(null, null, 1, first.getChangeId()),
                        published("Acme", "msp-1", 2, second.getChangeId()));
        assertThat(driver.parts().counted("entity-limits", "applied")).isEqualTo(2);
        assertThat(driver.parts().counted("entities", "applied")).isEqualTo(2);
    }

    private Entity published(@Nullable String name, @Nullable String msp, long version, String changeId) {
        EntityDefinition definition = new EntityDefinition(name, msp, 100L);
        return new Entity("acme", definition, version, changeId, driver.now(), GraphParts.ACTOR);
    }

    @Test
    void R13_a_change_that_changes_nothing_is_answered_and_not_published() {
        driver.entityLimit(100L);
        driver.forgetOutputs();

        ChangeResult answer = driver.entityLimit(100L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.NO_CHANGE);
        assertThat(answer.getVersion()).isEqualTo(1);
        assertThat(answer.getAfter()).isNull();
        assertThat(driver.entities()).isEmpty();
        assertThat(driver.parts().counted("entity-limits", "no_change")).isEqualTo(1);
    }

    @Test
    void R11_a_change_counts_once_also_after_a_restart() {
        EntityLimitChange change =
                driver.entityChange().setMonthlyCreditLimitMicros(100L).build();
        driver.change(change);
        driver.entityLimit(200L);
        driver.restart();

        ChangeResult again = driver.change(change);
        change.setMonthlyCreditLimitMicros(101L);
        ChangeResult other = driver.change(change);

        assertThat(again.getOutcome()).isEqualTo(ChangeOutcome.DUPLICATE);
        assertThat(again.getVersion()).isEqualTo(1);
        assertThat(again.getDetail()).contains("version 1");
        assertThat(other.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(other.getReason()).isEqualTo("CHANGE_ID_CONFLICT");
        assertThat(driver.rejected()).hasSize(1);
        assertThat(driver.entity().limit().micros()).isEqualTo(200);
        assertThat(driver.parts().counted("entity-limits", "duplicate")).isEqualTo(1);
    }

    @Test
    void R13_a_refused_change_leaves_no_row_behind() {
        ChangeResult answer = driver.entityLimit(-1L);

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.REJECTED);
        assertThat(answer.getReason()).isEqualTo("LIMIT_OUT_OF_RANGE");
        assertThat(answer.getDetail()).contains("monthly_credit_limit_micros is -1");
        assertThat(driver.isEntityKnown()).isFalse();
        assertThat(driver.entities()).isEmpty();
        assertThat(CreditDriver.header(driver.rejected().get(0), "topic")).isEqualTo("entity-limits");
    }

    // Usage

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
    void R7_80_percent_warns_once() {
        driver.entityLimit(100L);
        driver.use("bob", 79);
        driver.report();
        assertThat(driver.isSilent()).isTrue();

        UsageEvent crossing = driver.usage("eve", 1).setOperationId("op-7").build();
        driver.send(crossing);
        driver.report();
        driver.use("bob", 1);
        Instant judged = driver.now();
        driver.report();

        assertThat(driver.warnings())
                .containsExactly(new UsageWarning(
                        Scope.ENTITY,
                        "acme",
                        null,
                        "2026-11",
                        80,
                        80L,
                        100L,
                        null,
                        null,
                        judged.toEpochMilli(),
                        Cause.USAGE,
                        crossing.getEventId(),
                        "op-7",
                        judged,
                        DECEMBER));
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R8_100_percent_exceeds_and_blocks_once_for_all_users() {
        driver.entityLimit(100L);
        driver.use("bob", 80);
        driver.report();
        driver.forgetOutputs();

        for (int i = 0; i < 20; i++) {
            driver.use("user-" + i, 1);
        }
        UsageEvent last = driver.use("bob", 1);
        driver.report();
        Instant judged = driver.now();
        driver.use("eve", 50);
        driver.report();

        long sequence = judged.toEpochMilli();
        assertThat(driver.exceeded())
                .containsExactly(new UsageExceeded(
                        Scope.ENTITY,
                        "acme",
                        null,
                        "2026-11",
                        100,
                        101L,
                        100L,
                        null,
                        null,
                        sequence,
                        Cause.USAGE,
                        last.getEventId(),
                        null,
                        judged,
                        DECEMBER));
        BlockDecision block = new BlockDecision(
                Scope.ENTITY,
                "acme",
                null,
                Decision.BLOCK,
                DecisionReason.ENTITY_LIMIT_REACHED,
                "2026-11",
                101L,
                100L,
                null,
                null,
                sequence + 1,
                judged,
                DECEMBER,
                TEXT,
                Cause.USAGE,
                last.getEventId(),
                null);
        assertThat(driver.decisions()).containsExactly(block);
        assertThat(driver.history()).containsExactly(block);
        assertThat(driver.warnings()).isEmpty();
        assertThat(driver.entity().used()).isEqualTo(151);
        assertThat(driver.entity().usedWhileBlocked()).isEqualTo(50);
        assertThat(driver.parts().countedDecisions("entity")).isEqualTo(1);
        assertThat(driver.parts().countedDecisions("user")).isZero();
    }

    @Test
    void outputs_are_keyed_by_entity_and_carry_no_header_of_the_input() {
        driver.entityLimit(100L);
        driver.forgetOutputs();
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1});
        String topic = driver.topics().entityLimits();
        driver.use("bob", 100);
        driver.report();
        EntityLimitChange change = driver.entityChange()
                .setMonthlyCreditLimitMicros(100L)
                .setDisplayName("Acme")
                .build();
        driver.send(topic, CreditDriver.bytes("acme"), driver.parts().bytes(topic, change), headers, driver.now());

        for (String output : List.of(
                driver.topics().usageWarnings(),
                driver.topics().usageExceeded(),
                driver.topics().blockDecisions(),
                driver.topics().decisionHistory(),
                driver.topics().entityPartials(),
                driver.topics().changeResults())) {
            List<TestRecord<byte[], byte[]>> records = driver.records(output);
            assertThat(records).as(output).hasSize(1);
            assertThat(records.get(0).key()).asString().isEqualTo("acme");
            assertThat(records.get(0).headers()).isEmpty();
        }
    }

    @Test
    void R13_either_limit_blocks_without_the_other() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
        driver.entityLimit(150L);
        driver.use("bob", 100);
        driver.report();
        assertThat(driver.decisions()).extracting(BlockDecision::getScope).containsExactly(Scope.USER);
        driver.forgetOutputs();

        driver.use("eve", 50);
        driver.report();

        assertThat(driver.decisions()).extracting(BlockDecision::getScope).containsExactly(Scope.ENTITY);
        assertThat(driver.account("eve").answer().isBlock()).isFalse();
        driver.limit("writer", 1_000L);
        driver.settle();
        assertThat(driver.decisions())
                .extracting(BlockDecision::getScope, BlockDecision::getDecision)
                .containsExactly(tuple(Scope.USER, Decision.ALLOW));
        assertThat(driver.entity().answer().isBlock()).isTrue();
    }

    @Test
    void R9_a_raised_limit_lets_in_again_and_arms_the_thresholds() {
        driver.entityLimit(100L);
        driver.use("bob", 100);
        driver.report();
        driver.forgetOutputs();

        ChangeResult raised = driver.entityLimit(1_000L);

        BlockDecision allow = driver.decisions().get(0);
        assertThat(allow.getScope()).isEqualTo(Scope.ENTITY);
        assertThat(allow.getDecision()).isEqualTo(Decision.ALLOW);
        assertThat(allow.getReason()).isEqualTo(DecisionReason.LIMIT_RAISED);
        assertThat(allow.getCause()).isEqualTo(Cause.LIMIT_CHANGED);
        assertThat(allow.getCausedBy()).isEqualTo(raised.getChangeId());
        assertThat(allow.getLimitMicros()).isEqualTo(1_000);
        assertThat(allow.getUsedMicros()).isEqualTo(100);
        assertThat(allow.getValidUntil()).isNull();
        assertThat(allow.getMessage()).isNull();
        driver.use("bob", 700);
        driver.report();
        assertThat(driver.warnings()).singleElement().satisfies(again -> assertThat(again.getUsedMicros())
                .isEqualTo(800));
    }

    @Test
    void R13_a_limit_that_is_reached_already_blocks_with_its_change() {
        driver.use("bob", 100);
        driver.report();

        ChangeResult set = driver.entityLimit(90L);

        assertThat(driver.decisions()).singleElement().satisfies(block -> {
            assertThat(block.getReason()).isEqualTo(DecisionReason.ENTITY_LIMIT_REACHED);
            assertThat(block.getCausedBy()).isEqualTo(set.getChangeId());
        });
        assertThat(driver.warnings()).hasSize(1);
        assertThat(driver.exceeded()).hasSize(1);
    }

    @Test
    void R13_a_zero_limit_blocks_from_the_first_moment_without_an_end() {
        driver.entityLimit(0L);

        BlockDecision block = driver.decisions().get(0);
        assertThat(block.getReason()).isEqualTo(DecisionReason.ENTITY_LIMIT_ZERO);
        assertThat(block.getValidUntil()).isNull();
        assertThat(block.getMessage()).isEqualTo(TEXT);
        assertThat(driver.exceeded()).isEmpty();
        driver.use("bob", 1);
        driver.report();
        assertThat(driver.exceeded()).hasSize(1);
        assertThat(driver.warnings()).isEmpty();

        driver.entityLimit(null);
        assertThat(driver.decisions().get(0).getReason()).isEqualTo(DecisionReason.LIMIT_REMOVED);
    }

    @Test
    void R12_a_correction_lets_in_again_and_is_named() {
        driver.entityLimit(100L);
        driver.use("bob", 100);
        driver.report();
        driver.forgetOutputs();

        UsageEvent correction = driver.usage("bob", -30).setOperationId("op-9").build();
        driver.send(correction);
        driver.use("eve", 5);
        driver.report();

        BlockDecision allow = driver.decisions().get(0);
        assertThat(allow.getReason()).isEqualTo(DecisionReason.USAGE_CORRECTED);
        assertThat(allow.getCause()).isEqualTo(Cause.CORRECTION);
        assertThat(allow.getCausedBy()).isEqualTo(correction.getEventId());
        assertThat(allow.getOperationId()).isEqualTo("op-9");
        assertThat(allow.getUsedMicros()).isEqualTo(75);
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
