package tidemark.client.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.Account;
import tidemark.client.gate.Gate;
import tidemark.client.gate.HandFedGate;
import tidemark.client.gate.ReplicaState;
import tidemark.client.gate.Verdict;
import tidemark.client.gate.WhenUnsure;
import tidemark.client.operation.Allowance;
import tidemark.client.operation.Allowances;
import tidemark.client.operation.OperationSettings;
import tidemark.client.operation.Operations;
import tidemark.client.usage.UsagePublisher;
import tidemark.events.BlockDecision;
import tidemark.events.Cause;
import tidemark.events.UsageEvent;

/**
 * Tidemark in memory: usage counts at once, decisions follow at once, and nothing is sent anywhere.
 *
 * <p>Gate and operations are the real ones; only what stands behind them is made up. The rules are those that a service can notice: months,
 * limits of users and entities, corrections, and usage that is published twice. There are no roles: a limit is set for a user. For any
 * number of threads.
 */
public final class FakeTidemark {

    /** Now, as the fake sees it. */
    private final FakeClock clock;

    private final HandFedGate gate;
    private final FakePublisher publisher;
    private final Map<String, FakeBound> bounds = new HashMap<>();
    private final List<BlockDecision> held = new ArrayList<>();
    private boolean holding;
    private boolean silent;

    /** At noon of 15 November 2026; who is blocked stays blocked while the gate is unsure. */
    public FakeTidemark() {
        this(new FakeClock(Instant.parse("2026-11-15T12:00:00Z")), WhenUnsure.KEEP_BLOCKS);
    }

    /** By that clock, and with that choice of what a gate answers while it is unsure. */
    public FakeTidemark(FakeClock clock, WhenUnsure whenUnsure) {
        this.clock = clock;
        this.gate = new HandFedGate(clock, whenUnsure);
        this.publisher = new FakePublisher(this::count);
    }

    /** Its clock. */
    public FakeClock clock() {
        return clock;
    }

    /** What a service checks. */
    public Gate gate() {
        return gate;
    }

    /** What a service publishes to. */
    public UsagePublisher publisher() {
        return publisher;
    }

    /** What a service asks for what is left. */
    public Allowances allowances() {
        return this::answer;
    }

    /** What a service starts its work with, by the fake's clock. */
    public Operations operations() {
        return new Operations(
                gate, publisher, allowances(), OperationSettings.defaults().withClock(clock));
    }

    /** Gives a user a monthly limit in credits; null: none. */
    public synchronized void limit(Account account, @Nullable BigDecimal credits) {
        FakeBound bound = bound(account.entityId(), account.userId());
        bound.limit(micros(credits));
        tell(bound.judge(clock.instant(), Cause.LIMIT_CHANGED, "limit"));
    }

    /** Gives an entity a monthly limit in credits; null: none. */
    public synchronized void limitEntity(String entityId, @Nullable BigDecimal credits) {
        FakeBound bound = bound(entityId, null);
        bound.limit(micros(credits));
        tell(bound.judge(clock.instant(), Cause.LIMIT_CHANGED, "limit"));
    }

    /** What a user has used this month, in credits. */
    public synchronized BigDecimal used(Account account) {
        return BigDecimal.valueOf(bound(account.entityId(), account.userId()).used(month(clock.instant())), 6);
    }

    /** From now on usage counts, but the gate does not learn of decisions, as if they were on their way. */
    public synchronized void holdDecisions() {
        holding = true;
    }

    /** The gate learns of all decisions held back, and of further ones at once. */
    public synchronized void releaseDecisions() {
        holding = false;
        held.forEach(gate::put);
        held.clear();
    }

    /** From now on nobody can be asked what is left. */
    public synchronized void goSilent() {
        silent = true;
    }

    /** From now on one can be asked again. */
    public synchronized void answerAgain() {
        silent = false;
    }

    /** The gate is like one that is starting, live or stale. */
    public void gateBecomes(ReplicaState state) {
        gate.become(state);
    }

    /** From now on usage fails to be published, with that as the reason; null: it works again. */
    public void failPublishing(@Nullable RuntimeException reason) {
        publisher.fail(reason);
    }

    /** All usage that was published, in order, what came twice included. */
    public List<UsageEvent> published() {
        return publisher.published();
    }

    private synchronized void count(UsageEvent event) {
        Instant now = clock.instant();
        Instant charged = event.getOccurredAt().isBefore(now) ? event.getOccurredAt() : now;
        Cause cause = event.getCreditsMicros() < 0 ? Cause.CORRECTION : Cause.USAGE;
        for (String user : new String[] {event.getUserId(), null}) {
            FakeBound bound = bound(event.getEntityId(), user);
            bound.spend(month(charged), event.getCreditsMicros());
            tell(bound.judge(now, cause, event.getEventId()));
        }
    }

    private synchronized CompletableFuture<Allowance> answer(Account account) {
        if (silent) {
            return CompletableFuture.failedFuture(new java.io.IOException("The fake was told to be silent"));
        }
        Verdict verdict = gate.check(account);
        YearMonth month = month(clock.instant());
        return CompletableFuture.completedFuture(new Allowance(
                verdict.blockedBy(),
                verdict.reason(),
                verdict.resetsAt(),
                bound(account.entityId(), account.userId()).amount(month),
                bound(account.entityId(), null).amount(month)));
    }

    private void tell(@Nullable BlockDecision decision) {
        if (decision == null) {
            return;
        }
        if (holding) {
            held.add(decision);
        } else {
            gate.put(decision);
        }
    }

    private FakeBound bound(String entityId, @Nullable String userId) {
        return bounds.computeIfAbsent(
                entityId + "/" + (userId == null ? "" : userId), key -> new FakeBound(entityId, userId));
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Long micros(@Nullable BigDecimal credits) {
        return credits == null ? null : credits.movePointRight(6).longValueExact();
    }
}
