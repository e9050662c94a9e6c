package tidemark.ledger;

/**
 * A month of an entity that is over: late events go on changing its slots, but it is never judged again (R12).
 *
 * @param total the figures; no role
 * @param slots what each partition adds
 */
public record EntityMonth(MonthTotal total, Slots slots) {

    /* What came in late met the block that the month had ended with, if it had. */
    EntityMonth with(Slots next) {
        long used = next.total();
        boolean blocked = total.limit().answerFor(total.used()).isBlock();
        return new EntityMonth(
                new MonthTotal(
                        total.period(),
                        used,
                        Draft.addWhileBlocked(total.usedWhileBlocked(), used - total.used(), blocked),
                        next.events(),
                        total.limit(),
                        null,
                        0),
                next);
    }
}
