package tidemark.client.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Up to when a replica is known to have missed nothing. The replica's thread writes, any thread reads.
 *
 * <p>Age is measured by two clocks, and the worse one counts: the wall clock notices that the machine was suspended, the other one that
 * the wall clock was set back.
 */
final class Touch {

    private static final long NOT_FRESH = Long.MIN_VALUE;

    private final InstantSource clock;
    private final long staleAfterMillis;
    private final long staleAfterNanos;
    private volatile long freshUntilMillis = NOT_FRESH;
    private volatile @Nullable Proof proof;
    private volatile @Nullable Instant lastContact;
    private volatile long behind = -1;
    private volatile boolean closed;

    /** Every decision committed before this moment is known; the moment by both clocks. */
    private record Proof(long millis, long nanos) {}

    Touch(InstantSource clock, Duration staleAfter) {
        this.clock = clock;
        this.staleAfterMillis = staleAfter.toMillis();
        this.staleAfterNanos = staleAfter.toNanos();
    }

    boolean isFresh(long nowMillis) {
        return nowMillis < freshUntilMillis;
    }

    /** Everything that was committed before that moment is known. */
    void caughtUp(long millis, long nanos) {
        proof = new Proof(millis, nanos);
        freshUntilMillis = closed ? NOT_FRESH : millis + staleAfterMillis;
    }

    /** The brokers have answered just now. */
    void contact() {
        lastContact = clock.instant();
    }

    /** Records between here and the end. */
    void behind(long records) {
        behind = records;
    }

    /** Called now and then, so that age is noticed also where the wall clock stands still or goes back. */
    void lookAgain() {
        Proof last = proof;
        if (last != null && System.nanoTime() - last.nanos() > staleAfterNanos) {
            freshUntilMillis = NOT_FRESH;
        }
    }

    /** Nothing more will be learnt. */
    void close() {
        closed = true;
        freshUntilMillis = NOT_FRESH;
    }

    boolean hasCaughtUp() {
        return proof != null;
    }

    ReplicaState state() {
        if (closed) {
            return ReplicaState.CLOSED;
        }
        if (proof == null) {
            return ReplicaState.STARTING;
        }
        return isFresh(clock.millis()) ? ReplicaState.LIVE : ReplicaState.STALE;
    }

    Freshness freshness(Decisions known, long unreadable, @Nullable String trouble) {
        Proof last = proof;
        return new Freshness(
                state(),
                last == null ? null : Instant.ofEpochMilli(last.millis()),
                last == null ? Duration.ZERO : age(last),
                behind,
                lastContact,
                known.accounts(),
                known.entities(),
                unreadable,
                trouble);
    }

    private Duration age(Proof last) {
        long byWallClock = clock.millis() - last.millis();
        long byOtherClock = (System.nanoTime() - last.nanos()) / 1_000_000;
        return Duration.ofMillis(Math.max(0, Math.max(byWallClock, byOtherClock)));
    }
}
