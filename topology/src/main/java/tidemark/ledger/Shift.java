package tidemark.ledger;

/** What another limit would change for one account, of all that its user would notice. Exactly one of them. */
public enum Shift {
    /** Nothing: as allowed or blocked as before, and as warned. */
    NONE,
    /** May start requests now, could not then. */
    BLOCKED,
    /** May not start requests now, could then. */
    UNBLOCKED,
    /** May start requests in either case, and would be warned. */
    WARNED,
    /** May start requests in either case, and would be warned no longer. */
    CLEARED;

    /**
     * The change from one standing to another.
     *
     * @param now as it is
     * @param then as it would be
     */
    public static Shift between(Balance now, Balance then) {
        boolean blocked = now.answer().isBlock();
        if (blocked != then.answer().isBlock()) {
            return blocked ? UNBLOCKED : BLOCKED;
        }
        if (blocked || (now.level() == Level.NONE) == (then.level() == Level.NONE)) {
            return NONE;
        }
        return now.level() == Level.NONE ? WARNED : CLEARED;
    }
}
