package tidemark.ledger;

/** What accounts and entities have in common: a month's total with its limit, and what was said about it. */
public interface Balance {

    /** The month that the totals belong to. */
    Period period();

    /** Total of the month in micros; corrections may take it below zero. */
    long used();

    /** Of it, what arrived while the answer was a block, in micros (R14). */
    long usedWhileBlocked();

    /** How many events make it up. */
    long events();

    /** How far the total has come; what was last emitted. */
    Level level();

    /** The decision last emitted; ALLOW when none ever was. */
    Answer answer();

    /** The last sequence number given out (R8); 0: none. */
    long sequence();

    /** The limit last judged by. */
    Limit limit();

    /** Whether the month has seen nothing. */
    default boolean isUnused() {
        return events() == 0 && used() == 0;
    }

    /** Whether an answer given in an earlier month still blocks at that instant (R10). */
    default boolean isBlockedAt(long epochMillis) {
        return answer() == Answer.BLOCK_UNTIL_CHANGED
                || (answer() == Answer.BLOCK_UNTIL_MONTH_END && epochMillis < period().endMillis());
    }
}
