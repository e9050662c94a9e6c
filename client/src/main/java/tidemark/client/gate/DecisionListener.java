package tidemark.client.gate;

/** Is told of each decision that a replica takes over. */
@FunctionalInterface
public interface DecisionListener {

    /** Is told nothing. */
    DecisionListener NONE = change -> {};

    /**
     * Called on the replica's thread, after the replica answers by it; must not block. What it throws is logged and otherwise ignored.
     * After a fault the same decision may be told again, with the same sequence.
     */
    void changed(DecisionChange change);
}
