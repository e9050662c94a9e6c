package tidemark.client.operation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.client.gate.Account;
import tidemark.client.gate.BlockedBy;
import tidemark.events.DecisionReason;

/** What is left to one account, shared by all its operations in this process; the entity's part is shared by all its accounts. */
final class Countdown {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Account account;
    private final Bound user;
    private final Bound entity;
    private final Allowances allowances;
    private final Silence silence;
    private final InstantSource clock;
    private @Nullable CompletableFuture<Allowance> underWay;
    private long answeredMillis = Long.MIN_VALUE;
    private long notBeforeMillis = Long.MIN_VALUE;

    Countdown(Account account, Bound user, Bound entity, Allowances allowances, Silence silence, InstantSource clock) {
        this.account = account;
        this.user = user;
        this.entity = entity;
        this.allowances = allowances;
        this.silence = silence;
        this.clock = clock;
    }

    void spent(long micros) {
        long now = clock.millis();
        user.spent(micros, now);
        entity.spent(micros, now);
    }

    /**
     * Asks and waits for the answer; one question serves all who ask at the same time. Without an answer, what is known stays, and nobody
     * asks and waits again right away.
     */
    void askAndWait() {
        if (mayAsk()) {
            await(ask());
        }
    }

    private void await(CompletableFuture<Allowance> answer) {
        try {
            answer.get();
        } catch (ExecutionException e) {
            LOG.warn("How much is left to {} is not known: {}", account, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks without waiting; the answer counts when it comes. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void refresh() {
        if (mayAsk()) {
            ask();
        }
    }

    private boolean mayAsk() {
        long now = clock.millis();
        synchronized (this) {
            return now >= notBeforeMillis && !silence.lasts(now);
        }
    }

    /** Whether the last answer is that old, or there is none. */
    boolean isOlderThan(long millis) {
        long now = clock.millis();
        synchronized (this) {
            return answeredMillis == Long.MIN_VALUE || now - answeredMillis > millis;
        }
    }

    /** Whether an answer of this month is there. */
    boolean isOfThisMonth() {
        long now = clock.millis();
        synchronized (this) {
            return answeredMillis != Long.MIN_VALUE && now < Months.endOf(answeredMillis);
        }
    }

    /** Begins to ask, unless a question is under way. */
    synchronized CompletableFuture<Allowance> ask() {
        CompletableFuture<Allowance> going = underWay;
        if (going != null) {
            return going;
        }
        long asked = clock.millis();
        CompletableFuture<Allowance> answer = allowances.ask(account).whenComplete((allowance, failure) -> {
            if (allowance == null) {
                fail(failure);
            } else {
                take(allowance, asked);
            }
            forget();
        });
        // Is over before it is noted where the answer is there at once.
        underWay = answer.isDone() ? null : answer;
        return answer;
    }

    /** Which bound is reached, as far as is known. */
    BlockedBy reached() {
        long now = clock.millis();
        boolean byUser = user.isReached(now);
        boolean byEntity = entity.isReached(now);
        if (byUser) {
            return byEntity ? BlockedBy.BOTH : BlockedBy.USER;
        }
        return byEntity ? BlockedBy.ENTITY : BlockedBy.NONE;
    }

    /** Why that bound is reached. */
    DecisionReason reason(BlockedBy by) {
        if (by == BlockedBy.ENTITY) {
            return entity.isZero() ? DecisionReason.ENTITY_LIMIT_ZERO : DecisionReason.ENTITY_LIMIT_REACHED;
        }
        return user.isZero() ? DecisionReason.USER_LIMIT_ZERO : DecisionReason.USER_LIMIT_REACHED;
    }

    /** When what is reached ends by itself; null: not by itself. */
    @Nullable
    Instant resetsAt(BlockedBy by) {
        boolean forGood = (by != BlockedBy.ENTITY && user.isZero()) || (by != BlockedBy.USER && entity.isZero());
        return forGood ? null : Instant.ofEpochMilli(user.monthEndMillis());
    }

    /** What is left by the tighter bound; null: no limit is known. */
    @Nullable
    Long remainingMicros() {
        long now = clock.millis();
        Long own = user.remainingMicros(now);
        Long shared = entity.remainingMicros(now);
        if (own == null || shared == null) {
            return own == null ? shared : own;
        }
        return Math.min(own, shared);
    }

    boolean isSettled(long nowMillis) {
        return user.isSettled(nowMillis);
    }

    private void take(Allowance allowance, long asked) {
        long now = clock.millis();
        user.answered(allowance.user(), asked, now);
        entity.answered(allowance.entity(), asked, now);
        synchronized (this) {
            answeredMillis = asked;
        }
    }

    private void fail(Throwable failure) {
        long now = clock.millis();
        silence.heard(failure, now);
        synchronized (this) {
            notBeforeMillis = now + Silence.MILLIS;
        }
    }

    private synchronized void forget() {
        underWay = null;
    }
}
