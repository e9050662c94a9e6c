package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of one entity for the current month, in one row. Immutable.
 *
 * @param period the month that the totals belong to
 * @param used total of the month in micros; corrections may take it below zero; held at plus or minus 2^53-1
 * @param usedWhileBlocked of it, by how much the total grew while the entity was blocked, in micros (R14)
 * @param events how many events make it up
 * @param level how far the total has come; what was last emitted
 * @param answer the decision last emitted; ALLOW when none ever was
 * @param sequence the last sequence number given out (R8); 0: none
 * @param terms name, MSP and limit
 * @param slots what each partition adds to the total
 * @param leeway what the partitions were told last; null: nothing yet, or nothing since there is no limit
 */
public record Entity(
        Period period,
        long used,
        long usedWhileBlocked,
        long events,
        Level level,
        Answer answer,
        long sequence,
        EntityTerms terms,
        Slots slots,
        @Nullable Leeway leeway)
        implements Balance {

    /** An entity about which nothing is known yet. */
    public static Entity opened(Period period) {
        return new Entity(period, 0, 0, 0, Level.NONE, Answer.ALLOW, 0, EntityTerms.NONE, Slots.NONE, null);
    }

    @Override
    public Limit limit() {
        return terms.limit();
    }

    /** The month of this row as it is kept once it is over. */
    public EntityMonth closed() {
        return new EntityMonth(new MonthTotal(period, used, usedWhileBlocked, events, terms.limit(), null, 0), slots);
    }
}
