package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.ChangeResult;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.EntityLimitChange;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/** R13: a limit on the entity, the usage of its users, and what is said on the way. */
class EntityLimitTest extends OnCreditDriver {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final String TEXT =
            "Your organization has reached its monthly usage limit. Please contact an administrator.";

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
        assertThat(driver.levels()).hasSize(1);
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
                driver.topics().levelChanges(),
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
}
