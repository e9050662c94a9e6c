package tidemark.client.operation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.client.gate.Gate;
import tidemark.client.gate.Verdict;
import tidemark.client.usage.UsageCheck;
import tidemark.client.usage.UsagePublisher;
import tidemark.events.UsageEvent;

/**
 * Work of one account that costs credits step by step.
 *
 * <p>After each step it is told what the step has cost; that is published, whatever follows, and then the operation says whether the
 * next step may begin. It halts when a decision has blocked the account or its entity, or when what was left has been spent by this
 * process. A halt is no state: where the limit is raised meanwhile, the same operation may go on. For any number of threads.
 */
public final class Operation implements AutoCloseable {

    static final int LONGEST_ID = 200;

    private static final int DECIMALS = 6;

    private final Account account;
    private final @Nullable String action;
    private final String id;
    /* Tells apart the steps of this object from those of others that work under the same operation id. */
    private final String run = UUID.randomUUID().toString().substring(0, 13);
    private final Gate gate;
    private final OperationSettings settings;
    private final @Nullable Countdowns countdowns;
    private final @Nullable Countdown countdown;
    private final UnsettledSteps unsettled;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong spentMicros = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    Operation(
            Account account,
            @Nullable String action,
            String id,
            Gate gate,
            UsagePublisher publisher,
            OperationSettings settings,
            @Nullable Countdowns countdowns) {
        this.account = account;
        this.action = action;
        this.id = id;
        this.gate = gate;
        this.settings = settings;
        this.countdowns = countdowns;
        this.countdown = countdowns == null ? null : countdowns.take(account);
        this.unsettled = new UnsettledSteps(publisher);
    }

    /** Whether the first step may begin; asks how much is left. */
    Optional<Halt> begin() {
        Verdict verdict = gate.check(account);
        if (countdown != null && verdict.allowed()) {
            // Who is let in by an answer of seconds ago may have spent the rest elsewhere.
            countdown.askAndWait();
        }
        return halt(verdict);
    }

    /**
     * A step has cost that many credits; may the next one begin?
     *
     * @param credits with up to 6 decimal places, not negative
     * @throws HaltedException if not; the step is charged all the same
     * @throws IllegalArgumentException if it is no amount
     * @throws IllegalStateException if the operation is closed
     */
    public void spend(BigDecimal credits) {
        spendMicros(micros(credits));
    }

    /** The same in micro-credits. */
    public void spendMicros(long micros) {
        Optional<Halt> halt = trySpendMicros(micros);
        if (halt.isPresent()) {
            throw new HaltedException(halt.get());
        }
    }

    /** The same without an exception: empty if the next step may begin. */
    public Optional<Halt> trySpend(BigDecimal credits) {
        return trySpendMicros(micros(credits));
    }

    /** The same in micro-credits. */
    public Optional<Halt> trySpendMicros(long micros) {
        charge(micros);
        return check();
    }

    /** Whether the next step may begin, without having spent anything: empty if it may. */
    public Optional<Halt> check() {
        Verdict verdict = gate.check(account);
        if (verdict.allowed() && countdown != null) {
            lookAtTheClock(countdown);
        }
        return halt(verdict);
    }

    /** The id under which its usage is published. */
    public String id() {
        return id;
    }

    /** Whose operation it is. */
    public Account account() {
        return account;
    }

    /** What it has spent, in micro-credits. */
    public long spentMicros() {
        return spentMicros.get();
    }

    /** What is left by the tighter bound, as far as this process knows; empty: not known, or no limit. */
    public OptionalLong remainingMicros() {
        Long left = countdown == null ? null : countdown.remainingMicros();
        return left == null ? OptionalLong.empty() : OptionalLong.of(left);
    }

    /** Steps whose usage was given up so far: publish the very same events again, they count once. */
    public List<UsageEvent> failed() {
        return unsettled.failed();
    }

    /**
     * Waits for the acknowledgement of all steps.
     *
     * @throws UsageUnsettledException with the events of those that were not acknowledged in time
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (countdowns != null) {
            countdowns.giveBack(account);
        }
        Duration longest = settings.closeWithin();
        List<UsageEvent> left = new ArrayList<>(unsettled.await(longest));
        left.addAll(unsettled.failed());
        if (!left.isEmpty()) {
            throw new UsageUnsettledException(id, left);
        }
    }

    private void charge(long micros) {
        UsageCheck.requireAmount(micros);
        if (micros < 0) {
            throw new IllegalArgumentException("a step costs 0 credits or more, not " + micros + " micros");
        }
        if (closed.get()) {
            throw new IllegalStateException("The operation is closed");
        }
        if (micros == 0) {
            return;
        }
        UsageEvent event = new UsageEvent(
                id + "/" + run + "-" + steps.incrementAndGet(),
                account.entityId(),
                account.userId(),
                settings.clock().instant(),
                micros,
                id,
                action,
                settings.source());
        // Counted first: a step that another thread begins meanwhile must know of it.
        spentMicros.addAndGet(micros);
        if (countdown != null) {
            countdown.spent(micros);
        }
        unsettled.publish(event);
    }

    private void lookAtTheClock(Countdown shared) {
        if (!shared.isOfThisMonth() || shared.reached() != BlockedBy.NONE) {
            // The limit may have been raised, or a new month begun: asked once more before anything is halted.
            shared.askAndWait();
        } else if (shared.isOlderThan(settings.refreshAfter().toMillis())) {
            shared.refresh();
        }
    }

    private Optional<Halt> halt(Verdict verdict) {
        if (!verdict.allowed()) {
            return halted(new Halt(
                    account,
                    id,
                    spentMicros.get(),
                    verdict.blockedBy(),
                    verdict.reason(),
                    verdict.resetsAt(),
                    String.valueOf(verdict.message()),
                    Halt.Noticed.DECISION));
        }
        BlockedBy reached = countdown == null ? BlockedBy.NONE : countdown.reached();
        if (countdown == null || reached == BlockedBy.NONE) {
            return Optional.empty();
        }
        return halted(new Halt(
                account,
                id,
                spentMicros.get(),
                reached,
                countdown.reason(reached),
                countdown.resetsAt(reached),
                String.valueOf(reached.message()),
                Halt.Noticed.COUNTDOWN));
    }

    private Optional<Halt> halted(Halt halt) {
        settings.metrics().add("tidemark.client.halts", 1);
        return Optional.of(halt);
    }

    private static long micros(BigDecimal credits) {
        try {
            return credits.movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "credits have at most " + DECIMALS + " decimal places and fit into 2^53-1 micros, unlike "
                            + credits.toPlainString(),
                    e);
        }
    }
}
