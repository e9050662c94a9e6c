package tidemark.client.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.DecisionReason;

/** A gate's answer to "may a request of this account start?". Immutable. */
public sealed class Verdict permits KnownDecision {

    /** {@link #sequence()} where no decision is known. */
    public static final long NO_SEQUENCE = 0;

    static final long NEVER = Long.MAX_VALUE;
    static final Verdict ALLOWED = new Verdict(BlockedBy.NONE, null, false, NO_SEQUENCE, 0, NEVER);
    static final Verdict ALLOWED_UNSURE = new Verdict(BlockedBy.NONE, null, true, NO_SEQUENCE, 0, NEVER);
    static final Verdict UNVERIFIED = new Verdict(BlockedBy.UNVERIFIED, null, true, NO_SEQUENCE, 0, NEVER);

    /* There may be millions: each takes 40 bytes, and a row of the replica 56. */
    private final long sequence;
    private final long atMillis;
    private final long resetsAtMillis;
    private final Ground ground;

    Verdict(
            BlockedBy blockedBy,
            @Nullable DecisionReason reason,
            boolean unsure,
            long sequence,
            long atMillis,
            long resetsAtMillis) {
        this.ground = Ground.of(blockedBy, reason, unsure);
        this.sequence = sequence;
        this.atMillis = atMillis;
        this.resetsAtMillis = resetsAtMillis;
    }

    /** Whether it may start. */
    public final boolean allowed() {
        return ground.blockedBy() == BlockedBy.NONE;
    }

    /** Whether the replica was starting or stale, so that a newer decision may say otherwise. */
    public final boolean unsure() {
        return ground.unsure();
    }

    /** Which bound blocks. */
    public final BlockedBy blockedBy() {
        return ground.blockedBy();
    }

    /** Why the decision was made that this rests on, the user's before the entity's; null where no decision is known. */
    public final @Nullable DecisionReason reason() {
        return ground.reason();
    }

    /** Of a block, when it ends by itself; null: not by itself, or allowed. */
    public final @Nullable Instant resetsAt() {
        return resetsAtMillis == NEVER ? null : Instant.ofEpochMilli(resetsAtMillis);
    }

    /** Of a block, what the user reads; null: allowed. */
    public final @Nullable String message() {
        return blockedBy().message();
    }

    /** Number of the decision that this rests on, the user's before the entity's; {@link #NO_SEQUENCE} where none is known. */
    public final long sequence() {
        return sequence;
    }

    /** When that decision was made; null where none is known. */
    public final @Nullable Instant decidedAt() {
        return sequence == NO_SEQUENCE ? null : Instant.ofEpochMilli(atMillis);
    }

    /**
     * What follows from the newest decisions on an account and its entity at that instant.
     *
     * <p>A block whose time is over counts as allowed without any message (R10). Makes no object where at most one of them blocks and
     * none has run out, which is nearly always.
     */
    static Verdict of(@Nullable Verdict user, @Nullable Verdict entity, long nowMillis) {
        boolean userBlocks = user != null && user.blocksAt(nowMillis);
        boolean entityBlocks = entity != null && entity.blocksAt(nowMillis);
        if (user != null && userBlocks) {
            return entity != null && entityBlocks ? user.and(entity) : user;
        }
        if (entity != null && entityBlocks) {
            return entity;
        }
        Verdict newest = user == null ? entity : user;
        if (newest == null) {
            return ALLOWED;
        }
        return newest.allowed() ? newest : newest.lapsed();
    }

    final Verdict flagged() {
        if (this == ALLOWED) {
            return ALLOWED_UNSURE;
        }
        return new Verdict(blockedBy(), reason(), true, sequence, atMillis, resetsAtMillis);
    }

    private boolean blocksAt(long nowMillis) {
        return !allowed() && nowMillis < resetsAtMillis;
    }

    /** Blocked until both have let go. */
    private Verdict and(Verdict entity) {
        return new Verdict(
                BlockedBy.BOTH, reason(), false, sequence, atMillis, Math.max(resetsAtMillis, entity.resetsAtMillis));
    }

    private Verdict lapsed() {
        return new Verdict(BlockedBy.NONE, DecisionReason.MONTH_TURN, false, sequence, atMillis, NEVER);
    }

    @Override
    public final String toString() {
        return blockedBy() + (unsure() ? " (unsure)" : "") + (reason() == null ? "" : " " + reason())
                + (resetsAt() == null ? "" : " until " + resetsAt()) + " #" + sequence;
    }
}
