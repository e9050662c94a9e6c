package tidemark.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.client.gate.ReplicaState;
import tidemark.client.gate.WhenUnsure;
import tidemark.client.operation.Halt;
import tidemark.client.operation.HaltedException;
import tidemark.client.operation.Operation;
import tidemark.client.operation.OperationSettings;
import tidemark.client.operation.Operations;
import tidemark.client.operation.UsageUnsettledException;
import tidemark.events.UsageEvent;

/** Moments that can be made with the fake only: decisions that are late, answers that do not come, the turn of a month. */
class FakeMomentsTest {

    private static final Account ANN = new Account("acme", "ann");

    private final FakeTidemark fake = new FakeTidemark();
    private final Operations operations = fake.operations();

    @Test
    void the_countdown_halts_before_the_decision_comes() {
        fake.limit(ANN, BigDecimal.ONE);
        fake.holdDecisions();
        try (Operation operation = operations.start(ANN, null)) {
            Halt halt = operation.trySpend(BigDecimal.ONE).orElseThrow();
            assertThat(halt.noticed()).isEqualTo(Halt.Noticed.COUNTDOWN);
            assertThat(halt.resetsAt()).isEqualTo("2026-12-01T00:00:00Z");
            fake.releaseDecisions();
            assertThat(operation.check().orElseThrow().noticed()).isEqualTo(Halt.Noticed.DECISION);
        }
    }

    @Test
    void before_it_halts_the_countdown_asks_whether_the_limit_was_raised() {
        fake.limit(ANN, BigDecimal.ONE);
        try (Operation operation = operations.start(ANN, null)) {
            fake.limit(ANN, BigDecimal.TEN);
            assertThat(operation.trySpend(new BigDecimal(9))).isEmpty();
            assertThat(operation.trySpend(BigDecimal.ONE)).isPresent();
        }
    }

    @Test
    void without_an_answer_the_countdown_goes_by_the_last_one() {
        fake.limit(ANN, BigDecimal.ONE);
        fake.holdDecisions();
        try (Operation operation = operations.start(ANN, null)) {
            fake.goSilent();
            assertThat(operation.trySpend(new BigDecimal("0.9"))).isEmpty();
            assertThat(operation.trySpend(new BigDecimal("0.1"))).isPresent();
        }
    }

    @Test
    void where_nobody_answers_at_the_start_decisions_halt() {
        fake.limit(ANN, BigDecimal.ONE);
        fake.goSilent();
        fake.holdDecisions();
        try (Operation operation = operations.start(ANN, null)) {
            assertThat(operation.remainingMicros()).isEmpty();
            assertThat(operation.trySpend(BigDecimal.ONE)).isEmpty();
            fake.releaseDecisions();
            assertThat(operation.check()).isPresent();
        }
    }

    @Test
    void while_nobody_answers_steps_do_not_wait_for_answers() {
        AtomicInteger asked = new AtomicInteger();
        Operations deaf = new Operations(
                fake.gate(),
                fake.publisher(),
                account -> {
                    asked.incrementAndGet();
                    return CompletableFuture.failedFuture(new HttpTimeoutException("no answer"));
                },
                OperationSettings.defaults().withClock(fake.clock()));
        try (Operation operation = deaf.start(ANN, null);
                Operation other = deaf.start(new Account("globex", "bob"), null)) {
            for (int step = 0; step < 100; step++) {
                assertThat(operation.trySpend(BigDecimal.ONE)).isEmpty();
                assertThat(other.trySpend(BigDecimal.ONE)).isEmpty();
            }
            assertThat(asked).hasValue(1);
            fake.clock().advance(Duration.ofSeconds(1));
            assertThat(operation.check()).isEmpty();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void a_refusal_about_one_account_is_none_about_others() {
        AtomicInteger asked = new AtomicInteger();
        Operations refused = new Operations(
                fake.gate(),
                fake.publisher(),
                account -> {
                    asked.incrementAndGet();
                    return CompletableFuture.failedFuture(new IOException("404"));
                },
                OperationSettings.defaults().withClock(fake.clock()));
        try (Operation operation = refused.start(ANN, null);
                Operation other = refused.start(new Account("globex", "bob"), null)) {
            assertThat(operation.check()).isEmpty();
            assertThat(other.check()).isEmpty();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void R10_the_month_turn_restarts_the_countdown_and_ends_the_block() {
        fake.limit(ANN, BigDecimal.ONE);
        fake.clock().set(Instant.parse("2026-11-30T23:59:59.999Z"));
        try (Operation operation = operations.start(ANN, null)) {
            assertThat(operation.trySpend(BigDecimal.ONE)).isPresent();
            assertThat(fake.gate().check(ANN).allowed()).isFalse();
            fake.clock().set(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(fake.gate().check(ANN).allowed()).isTrue();
            assertThat(operation.check()).isEmpty();
            assertThat(operation.remainingMicros()).hasValue(1_000_000);
            assertThat(operation.trySpend(new BigDecimal("0.9"))).isEmpty();
            Halt halt = operation.trySpend(new BigDecimal("0.1")).orElseThrow();
            assertThat(halt.resetsAt()).isEqualTo("2027-01-01T00:00:00Z");
        }
    }

    @Test
    void what_another_process_has_spent_is_known_after_a_while() {
        fake.limit(ANN, BigDecimal.TEN);
        fake.holdDecisions();
        try (Operation here = operations.start(ANN, null);
                Operation elsewhere = fake.operations().start(ANN, null)) {
            elsewhere.spend(new BigDecimal(9));
            assertThat(here.remainingMicros()).hasValue(10_000_000);
            fake.clock().advance(Duration.ofSeconds(6));
            assertThat(here.trySpend(new BigDecimal("0.5"))).isEmpty();
            assertThat(here.remainingMicros()).hasValue(500_000);
            assertThat(here.trySpend(new BigDecimal("0.5"))).isPresent();
        }
    }

    @Test
    void a_correction_counts_once_nothing_was_spent_for_a_while() {
        fake.limit(ANN, BigDecimal.TEN);
        try (Operation operation = operations.start(ANN, null)) {
            operation.spend(new BigDecimal(9));
            fake.publisher()
                    .publish(new UsageEvent("c", "acme", "ann", fake.clock().instant(), -9_000_000L, null, null, null))
                    .join();
            fake.clock().advance(Duration.ofSeconds(11));
            operation.check();
            assertThat(operation.remainingMicros()).hasValue(10_000_000);
        }
    }

    @Test
    void steps_that_were_not_published_are_told_at_the_end_and_can_be_published_again() {
        Operation operation = operations.start(ANN, null);
        operation.spend(BigDecimal.ONE);
        fake.failPublishing(new IllegalStateException("no broker"));
        operation.spend(BigDecimal.ONE);
        assertThat(operation.failed()).hasSize(1);
        UsageUnsettledException left = catchThrowableOfType(UsageUnsettledException.class, operation::close);
        fake.failPublishing(null);
        left.events().forEach(event -> fake.publisher().publish(event).join());
        left.events().forEach(event -> fake.publisher().publish(event).join());
        assertThat(fake.used(ANN)).isEqualByComparingTo("2");
    }

    @Test
    void while_the_gate_is_unsure_it_answers_as_was_chosen() {
        fake.gateBecomes(ReplicaState.STALE);
        assertThat(fake.gate().check(ANN).allowed()).isTrue();
        assertThat(fake.gate().check(ANN).unsure()).isTrue();
        FakeTidemark strict = new FakeTidemark(new FakeClock(Instant.EPOCH), WhenUnsure.REFUSE);
        strict.gateBecomes(ReplicaState.STARTING);
        assertThatThrownBy(() -> strict.operations().start(ANN, null))
                .isInstanceOfSatisfying(
                        HaltedException.class,
                        e -> assertThat(e.halt().blockedBy()).isEqualTo(BlockedBy.UNVERIFIED));
    }
}
