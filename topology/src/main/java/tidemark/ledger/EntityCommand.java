package tidemark.ledger;

import org.jspecify.annotations.Nullable;

/** Something that an entity has to be judged on. */
public sealed interface EntityCommand {

    /**
     * What the accounts of one partition add to a month, as an absolute sum.
     *
     * @param period the month
     * @param partition of the accounts, not negative
     * @param micros sum of their totals, in micros
     * @param events how many events make it up
     * @param usage the last usage in it
     * @param correction the last correction in it
     */
    record Report(Period period, int partition, long micros, long events, Origin usage, Origin correction)
            implements EntityCommand {}

    /**
     * What made a sum grow or fall.
     *
     * @param causedBy id of the event, or where it came from when the id was lost
     * @param operationId the operation that it belonged to; null: none, or not known
     */
    record Origin(String causedBy, @Nullable String operationId) {}

    /**
     * Another name, MSP or limit.
     *
     * @param change what is asked
     * @param known what is remembered under the change's id in this entity; null: nothing
     */
    record Change(EntityChange change, @Nullable JudgedChange known) implements EntityCommand {}

    /** Nothing happened to the entity itself: bring it to the current month. */
    record Touch() implements EntityCommand {}
}
