package tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.Decision;
import tidemark.events.DecisionReason;
import tidemark.events.Scope;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;

/** A role, an assignment, usage up to the limit and beyond, and what is said on the way. */
class StraightLineTest extends OnCreditDriver {

    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @BeforeEach
    void prepare() {
        driver.create("writer", 100L);
        driver.assign("bob", "writer");
    }

    @Test
    void R4_an_assignment_is_answered_with_before_and_after() {
        driver.create("reader", null);

        ChangeResult answer = driver.assign("bob", "reader");

        assertThat(answer.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(answer.getReason()).isNull();
        assertThat(answer.getSubject().getId()).isEqualTo("bob");
        assertThat(answer.getBefore().getRoleId()).isEqualTo("writer");
        assertThat(answer.getAfter().getRoleId()).isEqualTo("reader");
        assertThat(answer.getActor()).isEqualTo(GraphParts.ACTOR);
        assertThat(answer.getAt()).isEqualTo(CreditDriver.START);
        assertThat(driver.assign("bob", "reader").getOutcome()).isEqualTo(ChangeOutcome.NO_CHANGE);
    }

    @Test
    void R7_80_percent_warns_once() {
        driver.use("bob", 79);
        assertThat(driver.isSilent()).isTrue();

        UsageEvent crossing = driver.usage("bob", 1).setOperationId("op-7").build();
        driver.send(crossing);
        driver.use("bob", 1);

        assertThat(driver.warnings())
                .containsExactly(new UsageWarning(
                        Scope.USER,
                        "acme",
                        "bob",
                        "2026-11",
                        80,
                        80L,
                        100L,
                        "writer",
                        1L,
                        CreditDriver.START.toEpochMilli(),
                        Cause.USAGE,
                        crossing.getEventId(),
                        "op-7",
                        CreditDriver.START,
                        DECEMBER));
        assertThat(driver.levels()).hasSize(1);
        assertThat(driver.isSilent()).isTrue();
    }

    @Test
    void R8_100_percent_exceeds_and_blocks_once() {
        driver.use("bob", 80);
        driver.forgetOutputs();

        UsageEvent last = driver.use("bob", 21);
        driver.use("bob", 50);

        long sequence = CreditDriver.START.toEpochMilli();
        assertThat(driver.exceeded())
                .containsExactly(new UsageExceeded(
                        Scope.USER,
                        "acme",
                        "bob",
                        "2026-11",
                        100,
                        101L,
                        100L,
                        "writer",
                        1L,
                        sequence + 2,
                        Cause.USAGE,
                        last.getEventId(),
                        null,
                        CreditDriver.START,
                        DECEMBER));
        BlockDecision block = new BlockDecision(
                Scope.USER,
                "acme",
                "bob",
                Decision.BLOCK,
                DecisionReason.USER_LIMIT_REACHED,
                "2026-11",
                101L,
                100L,
                "writer",
                1L,
                sequence + 3,
                CreditDriver.START,
                DECEMBER,
                "You have reached your monthly usage limit. Please contact an administrator.",
                Cause.USAGE,
                last.getEventId(),
                null);
        assertThat(driver.decisions()).containsExactly(block);
        assertThat(driver.history()).containsExactly(block);
        assertThat(driver.warnings()).isEmpty();
        assertThat(driver.account("bob").used()).isEqualTo(151);
        assertThat(driver.account("bob").usedWhileBlocked()).isEqualTo(50);
    }

    @Test
    void outputs_are_keyed_by_account_and_carry_no_header_of_the_input() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1});
        UsageEvent event = driver.usage("bob", 100).build();
        String topic = driver.topics().usageEvents();
        driver.send(topic, CreditDriver.bytes("acme/bob"), driver.parts().bytes(topic, event), headers, driver.now());

        for (String output : List.of(
                driver.topics().usageWarnings(),
                driver.topics().usageExceeded(),
                driver.topics().blockDecisions(),
                driver.topics().decisionHistory(),
                driver.topics().levelChanges())) {
            List<TestRecord<byte[], byte[]>> records = driver.records(output);
            assertThat(records).as(output).hasSize(1);
            assertThat(records.get(0).key()).asString().isEqualTo("acme/bob");
            assertThat(records.get(0).headers()).isEmpty();
        }
    }

    @Test
    void R7_one_step_over_both_says_both_and_the_warning_first() {
        driver.use("bob", 100);

        long warning = driver.warnings().get(0).getSequence();
        long exceeded = driver.exceeded().get(0).getSequence();
        assertThat(warning).isLessThan(exceeded);
        assertThat(exceeded).isLessThan(driver.decisions().get(0).getSequence());
    }

    @Test
    void R11_a_retry_says_nothing_and_counts_nothing() {
        UsageEvent event = driver.use("bob", 100);
        driver.forgetOutputs();

        driver.advance(Duration.ofHours(3));
        driver.send(event);
        driver.send(UsageEvent.newBuilder(event).setOccurredAt(driver.now()).build());

        assertThat(driver.isSilent()).isTrue();
        assertThat(driver.rejected()).isEmpty();
        assertThat(driver.account("bob").used()).isEqualTo(100);
        assertThat(driver.parts().counted("usage-events", "applied")).isEqualTo(1);
        assertThat(driver.parts().counted("usage-events", "duplicate")).isEqualTo(2);
    }

    @Test
    void R9_a_raised_limit_lets_in_again_and_arms_the_thresholds() {
        driver.use("bob", 100);
        driver.forgetOutputs();

        ChangeResult raised = driver.limit("writer", 1_000L);
        driver.settle();

        assertThat(raised.getVersion()).isEqualTo(2);
        BlockDecision allow = driver.decisions().get(0);
        assertThat(allow.getDecision()).isEqualTo(Decision.ALLOW);
        assertThat(allow.getReason()).isEqualTo(DecisionReason.LIMIT_RAISED);
        assertThat(allow.getCause()).isEqualTo(Cause.LIMIT_CHANGED);
        assertThat(allow.getCausedBy()).isEqualTo(raised.getChangeId());
        assertThat(allow.getLimitMicros()).isEqualTo(1_000);
        assertThat(allow.getRoleVersion()).isEqualTo(2);
        assertThat(allow.getValidUntil()).isNull();
        assertThat(allow.getMessage()).isNull();
        driver.use("bob", 700);
        assertThat(driver.warnings()).singleElement().satisfies(again -> assertThat(again.getUsedMicros())
                .isEqualTo(800));
    }

    @Test
    void R2_a_zero_limit_blocks_from_the_first_moment_without_an_end() {
        driver.limit("writer", 0L);
        driver.settle();

        BlockDecision block = driver.decisions().get(0);
        assertThat(block.getReason()).isEqualTo(DecisionReason.USER_LIMIT_ZERO);
        assertThat(block.getValidUntil()).isNull();
        assertThat(driver.warnings()).isEmpty();
        assertThat(driver.exceeded()).isEmpty();

        driver.limit("writer", null);
        driver.settle();
        assertThat(driver.decisions().get(0).getReason()).isEqualTo(DecisionReason.LIMIT_REMOVED);
    }

    @Test
    void R12_a_correction_lets_in_again() {
        driver.use("bob", 100);
        driver.forgetOutputs();

        driver.use("bob", -30);

        BlockDecision allow = driver.decisions().get(0);
        assertThat(allow.getReason()).isEqualTo(DecisionReason.USAGE_CORRECTED);
        assertThat(allow.getCause()).isEqualTo(Cause.CORRECTION);
        assertThat(allow.getUsedMicros()).isEqualTo(70);
    }

    @Test
    void R6_a_duplicated_role_has_the_limit_as_it_stands() {
        driver.limit("writer", 40L);
        ChangeResult copied = driver.duplicate("writer", "copy");
        driver.assign("carol", "copy");
        driver.use("carol", 40);

        assertThat(copied.getOutcome()).isEqualTo(ChangeOutcome.ACCEPTED);
        assertThat(driver.decisions().get(0).getLimitMicros()).isEqualTo(40);
    }

    @Test
    void R5_usage_stays_when_the_role_changes() {
        driver.use("bob", 70);
        driver.create("small", 50L);

        driver.assign("bob", "small");

        BlockDecision block = driver.decisions().get(0);
        assertThat(block.getCause()).isEqualTo(Cause.ROLE_ASSIGNED);
        assertThat(block.getUsedMicros()).isEqualTo(70);
        driver.forgetOutputs();
        driver.assign("bob", null);
        assertThat(driver.decisions().get(0).getReason()).isEqualTo(DecisionReason.ROLE_CHANGED);
        assertThat(driver.account("bob").used()).isEqualTo(70);
    }

    @Test
    void R11_the_same_id_with_another_amount_is_rejected_with_its_bytes() {
        UsageEvent event = driver.use("bob", 10);
        UsageEvent other = UsageEvent.newBuilder(event).setCreditsMicros(11).build();

        driver.send(other);

        List<TestRecord<byte[], byte[]>> rejected = driver.rejected();
        assertThat(rejected).hasSize(1);
        TestRecord<byte[], byte[]> record = rejected.get(0);
        assertThat(record.key()).asString().isEqualTo("acme/bob");
        assertThat(record.value()).isEqualTo(driver.parts().bytes("usage-events", other));
        assertThat(CreditDriver.header(record, "reason")).isEqualTo("EVENT_ID_CONFLICT");
        assertThat(CreditDriver.header(record, "detail"))
                .isEqualTo("event_id '" + event.getEventId() + "' was counted with another amount than 11 micros");
        assertThat(CreditDriver.header(record, "topic")).isEqualTo("usage-events");
        assertThat(CreditDriver.header(record, "partition")).isEqualTo("0");
        assertThat(CreditDriver.header(record, "offset")).isEqualTo("1");
        assertThat(CreditDriver.header(record, "timestamp")).isEqualTo("" + CreditDriver.START.toEpochMilli());
        assertThat(driver.account("bob").used()).isEqualTo(10);
        assertThat(driver.parts().countedRejected("usage-events", "event_id_conflict"))
                .isEqualTo(1);
    }

    @Test
    void R11_a_change_counts_once() {
        tidemark.events.RoleAssignment assignment = driver.assignment("carol", "writer");
        driver.send(assignment);
        driver.send(assignment);
        assignment.setRoleId("other");
        driver.send(assignment);

        List<ChangeResult> answers = driver.results();
        assertThat(answers)
                .extracting(ChangeResult::getOutcome)
                .containsExactly(ChangeOutcome.ACCEPTED, ChangeOutcome.DUPLICATE, ChangeOutcome.REJECTED);
        assertThat(answers.get(2).getReason()).isEqualTo("CHANGE_ID_CONFLICT");
        assertThat(driver.rejected()).hasSize(1);
    }

    @Test
    void what_was_counted_survives_a_restart() {
        UsageEvent event = driver.use("bob", 79);
        driver.forgetOutputs();

        driver.restart();
        driver.send(event);
        assertThat(driver.isSilent()).isTrue();
        driver.use("bob", 1);

        assertThat(driver.warnings()).hasSize(1);
        assertThat(driver.account("bob").used()).isEqualTo(80);
    }
}
