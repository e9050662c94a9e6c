package tidemark.client.gate;

/** Says whether a request of an account may start. Answers at once, without asking anybody. For any number of threads. */
public interface Gate {

    /**
     * Whether a request of this account may start now.
     *
     * @throws IllegalArgumentException naming the id that is none
     */
    Verdict check(String entityId, String userId);

    /** Whether a request of this account may start now. */
    default Verdict check(Account account) {
        return check(account.entityId(), account.userId());
    }

    /** How much the answers are worth at this moment. */
    Freshness freshness();
}
