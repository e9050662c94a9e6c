package tidemark.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Effect.Standing;

/**
 * A month's total on the desk, of an account or of an entity: the mutable working copy of one step, with the effects so
 * far. Never leaves the step. Thresholds, decisions and the month turn are the same in both scopes (R13).
 */
abstract class Draft {

    final Policy policy;
    final long now;

    Period period;
    long used;
    long usedWhileBlocked;
    long events;
    Level level;
    Answer answer;
    long sequence;
    Limit limit;

    /* Most steps say nothing; the list is made when the first effect comes. */
    private List<Effect> effects = List.of();

    Draft(Balance start, Policy policy, long now) {
        this.policy = policy;
        this.now = now;
        period = start.period();
        used = start.used();
        usedWhileBlocked = start.usedWhileBlocked();
        events = start.events();
        level = start.level();
        answer = start.answer();
        sequence = start.sequence();
        limit = start.limit();
    }

    /** Whose limit it is. */
    abstract Scope scope();

    /** The role in force; null: none, or no such thing in this scope. */
    @Nullable
    abstract String roleId();

    /** That role's version; 0 with none. */
    abstract long roleVersion();

    /** The effect that keeps a month which is over. */
    abstract Effect kept(MonthTotal month);

    Period period() {
        return period;
    }

    List<Effect> effects() {
        return effects;
    }

    /* R10: the month turns when the account is touched, and its expired block is lifted before anything else. */
    void rollTo(Period current) {
        if (!period.isBefore(current)) {
            return;
        }
        if (events > 0 || used != 0) {
            add(kept(new MonthTotal(period, used, usedWhileBlocked, events, limit, roleId(), roleVersion())));
        }
        period = current;
        used = 0;
        usedWhileBlocked = 0;
        events = 0;
        Level last = level;
        level = Level.NONE;
        if (answer == Answer.BLOCK_UNTIL_MONTH_END) {
            decide(Answer.ALLOW, Cause.MONTH_TURN, current.toString(), null);
        }
        sayLevel(last, Cause.MONTH_TURN, current.toString(), null);
    }

    /* R7 and R8: upward crossings, each once, the warning first; then the answer and the level, where they are others. */
    void judge(Cause cause, String causedBy, @Nullable String operationId) {
        Level reached = limit.levelOf(used, policy.warningPercent());
        if (level == Level.NONE && reached != Level.NONE && !limit.isZero()) {
            add(new Crossed(Level.WARNED, policy.warningPercent(), standing(cause, causedBy, operationId)));
        }
        if (level != Level.EXCEEDED && reached == Level.EXCEEDED) {
            add(new Crossed(Level.EXCEEDED, 100, standing(cause, causedBy, operationId)));
        }
        Level before = level;
        level = reached;
        decide(limit.answerFor(used), cause, causedBy, operationId);
        sayLevel(before, cause, causedBy, operationId);
    }

    private void decide(Answer next, Cause cause, String causedBy, @Nullable String operationId) {
        if (next == answer) {
            return;
        }
        answer = next;
        DecisionReason reason = DecisionReason.of(scope(), next, cause, limit);
        add(new Decided(next, reason, standing(cause, causedBy, operationId)));
    }

    /* Last, so that the numbers of what else is said in the step are as if nobody listened to levels. */
    private void sayLevel(Level before, Cause cause, String causedBy, @Nullable String operationId) {
        if (level != before) {
            add(new LevelChanged(before, level, standing(cause, causedBy, operationId)));
        }
    }

    private Standing standing(Cause cause, String causedBy, @Nullable String operationId) {
        sequence = Math.max(sequence + 1, now);
        return new Standing(period, used, limit, roleId(), roleVersion(), sequence, now, cause, causedBy, operationId);
    }

    /** Corrections leave the part used while blocked alone: which event they correct is not known (R14). */
    static long addWhileBlocked(long sum, long micros, boolean blocked) {
        return blocked && micros > 0 ? Math.min(Credits.MAX_MICROS, sum + micros) : sum;
    }

    void add(Effect effect) {
        if (effects.isEmpty()) {
            effects = new ArrayList<>(4);
        }
        effects.add(effect);
    }
}
