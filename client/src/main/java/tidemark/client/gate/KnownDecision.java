package tidemark.client.gate;

import tidemark.events.DecisionReason;

/** The newest decision on one account or entity, as the replica keeps it. It is the answer as long as no other fact joins it. */
final class KnownDecision extends Verdict {

    /* Whom it is about; see KeyHash. Zero for entities, which are kept by their ids. */
    private final long keyHigh;
    private final long keyLow;

    KnownDecision(
            BlockedBy blockedBy,
            DecisionReason reason,
            long sequence,
            long atMillis,
            long resetsAtMillis,
            long keyHigh,
            long keyLow) {
        super(blockedBy, reason, false, sequence, atMillis, resetsAtMillis);
        this.keyHigh = keyHigh;
        this.keyLow = keyLow;
    }

    long keyHigh() {
        return keyHigh;
    }

    long keyLow() {
        return keyLow;
    }

    boolean isAbout(long high, long low) {
        return keyLow == low && keyHigh == high;
    }
}
