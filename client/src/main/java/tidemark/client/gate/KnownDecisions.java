package tidemark.client.gate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions that are answered by, and those that are being read when all have to be read again: a replica that starts over keeps
 * answering by the old ones until the new ones are complete.
 */
final class KnownDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionReplica.class);

    private final KeyHash hash = KeyHash.secret();
    private final DecisionListener listener;
    private volatile Decisions answering = new Decisions(hash);
    private Decisions reading = answering;
    private boolean listenerHasFailed;

    KnownDecisions(DecisionListener listener) {
        this.listener = listener;
    }

    Decisions answering() {
        return answering;
    }

    /** Takes a record over; without facts it is a tombstone. */
    void apply(DecisionKey key, @Nullable DecisionFacts facts, ConsumerRecord<?, ?> from, boolean live) {
        KnownDecision before = facts == null ? reading.remove(key) : reading.put(key, facts);
        boolean older = facts != null && before != null && before.sequence() > facts.sequence();
        if (!older && listener != DecisionListener.NONE) {
            tell(new DecisionChange(
                    key.entityId(),
                    key.userId(),
                    before,
                    reading.known(key),
                    from.partition(),
                    from.offset(),
                    live && reading == answering));
        }
    }

    void startOver() {
        reading = new Decisions(hash);
    }

    /** What has been read is complete. */
    void complete() {
        answering = reading;
    }

    private void tell(DecisionChange change) {
        try {
            listener.changed(change);
        } catch (RuntimeException e) {
            if (!listenerHasFailed) {
                listenerHasFailed = true;
                LOG.warn("The listener to decisions failed; further failures are not logged", e);
            }
        }
    }
}
