package tidemark.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step does apart from changing the account or entity: something to say, or something to keep elsewhere. */
public sealed interface Effect {

    /**
     * A level was reached (R7).
     *
     * @param level WARNED or EXCEEDED
     * @param percent the threshold in percent of the limit; 100 for EXCEEDED
     * @param standing the figures it was measured on
     */
    record Crossed(Level level, int percent, Standing standing) implements Effect {}

    /**
     * The answer changed (R8).
     *
     * @param answer the new answer
     * @param reason why
     * @param standing the figures it was measured on
     */
    record Decided(Answer answer, DecisionReason reason, Standing standing) implements Effect {}

    /**
     * The total stands on another level, in either direction: once for each change, a month turn included.
     *
     * @param from the level before; at a month turn, that of the month that is over
     * @param to the level from now on
     * @param standing the figures it was measured on
     */
    record LevelChanged(Level from, Level to, Standing standing) implements Effect {}

    /**
     * A past month has to be kept as it stands now; replaces what was kept of it.
     *
     * @param month the month
     */
    record MonthKept(MonthTotal month) implements Effect {}

    /**
     * A past month of an entity has to be kept as it stands now; replaces what was kept of it.
     *
     * @param month the month
     */
    record EntityMonthKept(EntityMonth month) implements Effect {}

    /**
     * The partitions of accounts have to be told how much they may add before they report it.
     *
     * @param leeway replaces what they were told before
     */
    record LeewayChanged(Leeway leeway) implements Effect {}

    /**
     * Events have left the account's row and have to be remembered elsewhere.
     *
     * @param events those of them that a retry may still meet
     * @param newestMinute the newest arrival that has left the row by now, with these or before
     * @param number how often that has happened to the account by now
     */
    record Spilled(List<RememberedEvent> events, int newestMinute, long number) implements Effect {}

    /**
     * The figures behind a crossing, a decision or another level, enough for an auditor to recompute it (R15).
     *
     * @param period the month
     * @param used total in micros
     * @param limit the limit it was measured against
     * @param roleId the role in force; null: none, or the scope of an entity
     * @param roleVersion that role's version; 0 with none
     * @param sequence number of this statement, growing within the account or entity
     * @param at when it was judged, epoch millis
     * @param cause what made the total be judged
     * @param causedBy id of the event or change, the new period, or the setting
     * @param operationId the operation that the event belonged to; null: none
     */
    record Standing(
            Period period,
            long used,
            Limit limit,
            @Nullable String roleId,
            long roleVersion,
            long sequence,
            long at,
            Cause cause,
            String causedBy,
            @Nullable String operationId) {}
}
