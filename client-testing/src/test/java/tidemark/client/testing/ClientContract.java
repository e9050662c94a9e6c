package tidemark.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.client.gate.Verdict;
import tidemark.client.operation.Halt;
import tidemark.client.operation.HaltedException;
import tidemark.client.operation.Operation;
import tidemark.events.DecisionReason;
import tidemark.events.UsageEvent;

/** What services may rely on, whether Tidemark is real or made up. */
abstract class ClientContract {

    static final String USER_TEXT = "You have reached your monthly usage limit. Please contact an administrator.";
    static final String ENTITY_TEXT =
            "Your organization has reached its monthly usage limit. Please contact an administrator.";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger ENTITIES = new AtomicInteger();

    private final String entity = getClass().getSimpleName() + ENTITIES.incrementAndGet();
    private final Account ann = new Account(entity, "ann");
    private final Account bob = new Account(entity, "bob");

    abstract World world();

    @Test
    void who_has_no_limit_spends_and_every_step_is_counted_exactly() {
        try (Operation operation = world().operations().start(ann, "answer")) {
            operation.spend(new BigDecimal("0.000001"));
            operation.spend(new BigDecimal("1.5"));
            operation.spend(BigDecimal.ZERO);
            assertThat(operation.spentMicros()).isEqualTo(1_500_001);
            assertThat(operation.remainingMicros()).isEmpty();
        }
        awaitUsed(ann, "1.500001");
        assertThat(world().gate().check(ann).allowed()).isTrue();
    }

    @Test
    void an_operation_halts_after_the_step_that_reaches_the_limit_and_not_one_later() {
        world().limit(ann, BigDecimal.TEN);
        try (Operation operation = world().operations().start(ann, null)) {
            operation.spend(new BigDecimal(4));
            operation.spend(new BigDecimal(4));
            Halt halt = catchThrowableOfType(HaltedException.class, () -> operation.spend(new BigDecimal(2)))
                    .halt();
            assertThat(halt.spentMicros()).isEqualTo(10_000_000);
            assertThat(halt.blockedBy()).isEqualTo(BlockedBy.USER);
            assertThat(halt.reason()).isEqualTo(DecisionReason.USER_LIMIT_REACHED);
            assertThat(halt.message()).isEqualTo(USER_TEXT);
            assertThat(halt.resetsAt()).isAfter(world().now());
            assertThat(halt.operationId()).isEqualTo(operation.id());
            assertThat(halt.account()).isEqualTo(ann);
        }
        // What was done before the halt is charged and kept.
        awaitUsed(ann, "10");
        awaitBlocked(ann, BlockedBy.USER);
    }

    @Test
    void a_halt_can_be_returned_instead_of_thrown() {
        world().limit(ann, BigDecimal.ONE);
        try (Operation operation = world().operations().start(ann, null)) {
            assertThat(operation.trySpend(new BigDecimal("0.5"))).isEmpty();
            assertThat(operation.remainingMicros()).hasValue(500_000);
            assertThat(operation.trySpend(new BigDecimal("0.7"))).isPresent();
            assertThat(operation.check()).isPresent();
        }
        awaitUsed(ann, "1.2");
    }

    @Test
    void who_is_blocked_does_not_start() {
        world().limit(ann, BigDecimal.ONE);
        publish(ann, "over", "1");
        awaitBlocked(ann, BlockedBy.USER);
        HaltedException refused = catchThrowableOfType(
                HaltedException.class, () -> world().operations().start(ann, null));
        assertThat(refused).hasMessage(USER_TEXT);
        assertThat(refused.halt().spentMicros()).isZero();
        assertThat(refused.halt().reason()).isEqualTo(DecisionReason.USER_LIMIT_REACHED);
    }

    @Test
    void right_after_a_halt_nothing_starts_although_its_usage_may_not_be_counted_yet() {
        world().limit(ann, BigDecimal.ONE);
        try (Operation operation = world().operations().start(ann, null)) {
            assertThat(operation.trySpend(BigDecimal.ONE)).isPresent();
            assertThatThrownBy(() -> world().operations().start(ann, null)).isInstanceOf(HaltedException.class);
        }
        assertThatThrownBy(() -> world().operations().start(ann, null)).isInstanceOf(HaltedException.class);
    }

    @Test
    void parallel_operations_of_a_user_share_what_is_left() {
        world().limit(ann, new BigDecimal(3));
        try (Operation first = world().operations().start(ann, null);
                Operation second = world().operations().start(ann, null)) {
            assertThat(first.trySpend(BigDecimal.ONE)).isEmpty();
            assertThat(second.trySpend(BigDecimal.ONE)).isEmpty();
            assertThat(first.trySpend(BigDecimal.ONE)).isPresent();
            assertThat(second.check()).isPresent();
        }
        awaitUsed(ann, "3");
    }

    @Test
    void parallel_operations_begin_no_step_once_the_limit_is_reached() throws Exception {
        world().limit(ann, new BigDecimal(100));
        AtomicLong begunTooLate = new AtomicLong();
        AtomicLong spent = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(() -> {
                    try (Operation operation = world().operations().start(ann, null)) {
                        do {
                            if (spent.get() >= 100) {
                                begunTooLate.incrementAndGet();
                            }
                            // Spent before it is told, so that what is seen here is never ahead of what the operations
                            // know.
                        } while (operation.trySpend(BigDecimal.ONE).isEmpty() && spent.incrementAndGet() > 0);
                        return operation.spentMicros();
                    } catch (HaltedException e) {
                        return 0L;
                    }
                });
            }
            long total = 0;
            for (Future<Long> worker : threads.invokeAll(workers)) {
                total += worker.get();
            }
            assertThat(begunTooLate).hasValue(0);
            // At most the steps that the other three had begun before.
            assertThat(total).isBetween(100_000_000L, 103_000_000L);
            awaitUsed(ann, BigDecimal.valueOf(total, 6).toPlainString());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void after_the_limit_is_raised_the_same_operation_goes_on_and_others_start() {
        world().limit(ann, BigDecimal.ONE);
        try (Operation operation = world().operations().start(ann, null)) {
            assertThat(operation.trySpend(BigDecimal.ONE)).isPresent();
            awaitBlocked(ann, BlockedBy.USER);
            world().limit(ann, new BigDecimal(2));
            await().atMost(PATIENCE).until(() -> operation.check().isEmpty());
            assertThat(operation.trySpend(new BigDecimal("0.5"))).isEmpty();
            try (Operation other = world().operations().start(ann, null, operation.id())) {
                assertThat(other.id()).isEqualTo(operation.id());
                assertThat(other.trySpend(new BigDecimal("0.5"))).isPresent();
            }
        }
        awaitUsed(ann, "2");
    }

    @Test
    void R13_the_entity_limit_halts_all_its_users_with_its_own_text() {
        world().limitEntity(entity, BigDecimal.ONE);
        try (Operation first = world().operations().start(ann, null);
                Operation second = world().operations().start(bob, null)) {
            Halt halt = first.trySpend(BigDecimal.ONE).orElseThrow();
            assertThat(halt.blockedBy()).isEqualTo(BlockedBy.ENTITY);
            assertThat(halt.message()).isEqualTo(ENTITY_TEXT);
            assertThat(halt.reason()).isEqualTo(DecisionReason.ENTITY_LIMIT_REACHED);
            assertThat(second.check()).isPresent();
        }
        awaitBlocked(bob, BlockedBy.ENTITY);
        world().limitEntity(entity, null);
        await().atMost(PATIENCE).until(() -> world().gate().check(bob).allowed());
    }

    @Test
    void R2_a_limit_of_zero_blocks_from_the_first_moment_and_not_for_a_month_only() {
        world().limit(ann, BigDecimal.ZERO);
        HaltedException refused = catchThrowableOfType(
                HaltedException.class, () -> world().operations().start(ann, null));
        assertThat(refused.halt().reason()).isEqualTo(DecisionReason.USER_LIMIT_ZERO);
        assertThat(refused.halt().resetsAt()).isNull();
        awaitBlocked(ann, BlockedBy.USER);
        assertThat(world().gate().check(ann).resetsAt()).isNull();
    }

    @Test
    void without_a_countdown_decisions_halt() {
        world().limit(ann, BigDecimal.ONE);
        try (Operation operation = world().operationsWithoutCountdown().start(ann, null)) {
            operation.trySpend(BigDecimal.ONE);
            await().atMost(PATIENCE).until(() -> operation.check().isPresent());
            Optional<Halt> halt = operation.check();
            assertThat(halt.orElseThrow().noticed()).isEqualTo(Halt.Noticed.DECISION);
            assertThat(operation.remainingMicros()).isEmpty();
        }
    }

    @Test
    void R11_usage_published_twice_counts_once() {
        UsageEvent event = event(ann, "twice", "2");
        world().publisher().publish(event).join();
        world().publisher().publish(event).join();
        publish(ann, "another", "1");
        awaitUsed(ann, "3");
        assertThat(world().publisher().counts().failed()).isZero();
        assertThat(world().publisher().counts().underWay()).isZero();
    }

    @Test
    void R12_a_correction_lets_in_again() {
        world().limit(ann, BigDecimal.TEN);
        publish(ann, "spent", "10");
        awaitBlocked(ann, BlockedBy.USER);
        publish(ann, "corrected", "-1");
        await().atMost(PATIENCE).until(() -> world().gate().check(ann).allowed());
        Verdict verdict = world().gate().check(ann);
        assertThat(verdict.reason()).isEqualTo(DecisionReason.USAGE_CORRECTED);
        awaitUsed(ann, "9");
    }

    @Test
    void what_the_ledger_would_reject_is_refused_by_name() {
        Instant now = Instant.parse("2026-11-15T12:00:00Z");
        expectRefused(new UsageEvent("", entity, "ann", now, 1L, null, null, null), "event_id");
        expectRefused(new UsageEvent("e", "a/b", "ann", now, 1L, null, null, null), "entityId");
        expectRefused(new UsageEvent("e", entity, "", now, 1L, null, null, null), "userId");
        expectRefused(new UsageEvent("e", entity, "ann", now, 1L << 53, null, null, null), "credits_micros");
        expectRefused(new UsageEvent("e", entity, "ann", now, 1L, "o o", null, null), "operation_id");
        expectRefused(new UsageEvent("e", entity, "ann", now, 1L, null, "x".repeat(256), null), "action");
        expectRefused(new UsageEvent("e", entity, "ann", now, 1L, null, null, ""), "source");
        try (Operation operation = world().operations().start(ann, null)) {
            assertThatThrownBy(() -> operation.spend(new BigDecimal("-1")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> operation.spend(new BigDecimal("0.0000001")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> operation.spend(new BigDecimal("1e10")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(operation.spentMicros()).isZero();
        }
        assertThatThrownBy(() -> world().operations().start(ann, null, "x".repeat(201)))
                .hasMessageContaining("operationId");
    }

    @Test
    void an_answer_is_halted_in_its_midst_kept_and_resumed_after_the_limit_is_raised() {
        world().limit(ann, new BigDecimal(2));
        StreamedAnswer answer = new StreamedAnswer(
                world().operations(),
                ann,
                List.of("Per ", "aspera ", "ad ", "astra").iterator(),
                BigDecimal.ONE);
        Halt halt = answer.stream().orElseThrow();
        assertThat(answer.shown()).isEqualTo("Per aspera ");
        assertThat(halt.message()).isEqualTo(USER_TEXT);
        assertThat(halt.spentMicros()).isEqualTo(2_000_000);
        assertThat(answer.stream()).isPresent();
        assertThat(answer.shown()).isEqualTo("Per aspera ");
        awaitBlocked(ann, BlockedBy.USER);

        world().limit(ann, BigDecimal.TEN);
        awaitBlocked(ann, BlockedBy.NONE);
        assertThat(answer.stream()).isEmpty();
        assertThat(answer.shown()).isEqualTo("Per aspera ad astra");
        awaitUsed(ann, "4");
    }

    @Test
    void a_closed_operation_spends_no_more() {
        Operation operation = world().operations().start(ann, null);
        operation.close();
        operation.close();
        assertThatThrownBy(() -> operation.spend(BigDecimal.ONE)).isInstanceOf(IllegalStateException.class);
    }

    private void expectRefused(UsageEvent event, String field) {
        assertThatThrownBy(() -> world().publisher().publish(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }

    private void publish(Account account, String id, String credits) {
        world().publisher().publish(event(account, id, credits)).join();
    }

    private UsageEvent event(Account account, String id, String credits) {
        return new UsageEvent(
                id,
                account.entityId(),
                account.userId(),
                world().now(),
                new BigDecimal(credits).movePointRight(6).longValueExact(),
                null,
                null,
                null);
    }

    private void awaitUsed(Account account, String credits) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world().used(account)).isEqualByComparingTo(credits));
    }

    private void awaitBlocked(Account account, BlockedBy by) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(world().gate().check(account).blockedBy()).isEqualTo(by));
    }
}
