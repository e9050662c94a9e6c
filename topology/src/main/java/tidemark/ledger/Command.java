package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** Something that an account has to be judged on. */
public sealed interface Command {

    /**
     * Usage, or a correction when negative.
     *
     * @param source which producer made the id; null: none named
     * @param eventId id of the event for that source
     * @param occurredAt when the credits were spent, epoch millis
     * @param arrival when the record arrived at the broker, epoch millis
     * @param micros amount in micro-credits
     * @param operationId the longer operation it belongs to; null: none
     */
    record Charge(
            @Nullable String source,
            String eventId,
            long occurredAt,
            long arrival,
            long micros,
            @Nullable String operationId)
            implements Command {

        /** The month that it counts towards: that of its occurrence, or of its arrival if that is earlier (R1). */
        public Period chargedTo() {
            return Period.at(Math.min(occurredAt, arrival));
        }
    }

    /**
     * Another role in place of the one held.
     *
     * @param changeId id of the change
     * @param roleId the role; null: the account shall hold none
     */
    record Assign(String changeId, @Nullable String roleId) implements Command {

        /** 32 bits of what is asked for, by which another change under the same id is told (R11). */
        public int check() {
            return Fingerprint.checkOf(roleId);
        }
    }

    /** Nothing happened to the account itself: bring it to the current month and to the roles as they stand. */
    record Touch() implements Command {}
}
