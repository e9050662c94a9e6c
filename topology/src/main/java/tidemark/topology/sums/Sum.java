package tidemark.topology.sums;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Period;
import tidemark.ledger.WideSum;

/** What the accounts of this partition add to one month of one entity. Mutable, for the task's thread. */
public final class Sum {

    private final String entity;
    private final Period period;
    private final WideSum micros = new WideSum();
    private long events;
    private @Nullable String usageEvent;
    private @Nullable String usageOperation;
    private @Nullable String correctionEvent;
    private @Nullable String correctionOperation;

    /* Whether the entity has a limit, so that somebody may wait for the sum. */
    private boolean urgent;
    /* Whether it differs from what was reported last. */
    private boolean unreported;

    Sum(String entity, Period period, boolean urgent) {
        this.entity = entity;
        this.period = period;
        this.urgent = urgent;
    }

    void add(Charge charge) {
        micros.add(charge.micros());
        events++;
        if (charge.micros() < 0) {
            correctionEvent = charge.eventId();
            correctionOperation = charge.operationId();
        } else {
            usageEvent = charge.eventId();
            usageOperation = charge.operationId();
        }
    }

    void add(long moreMicros, long moreEvents) {
        micros.add(moreMicros);
        events += moreEvents;
    }

    /** The tenant. */
    public String entity() {
        return entity;
    }

    /** The month. */
    public Period period() {
        return period;
    }

    /** The sum in micros, held at the ends of long. */
    public long micros() {
        return micros.value();
    }

    /** How many events make it up. */
    public long events() {
        return events;
    }

    /** Id of the last usage event in it; null: none since the task started. */
    public @Nullable String usageEvent() {
        return usageEvent;
    }

    /** The operation that this event belonged to. */
    public @Nullable String usageOperation() {
        return usageOperation;
    }

    /** Id of the last correction in it; null: none since the task started. */
    public @Nullable String correctionEvent() {
        return correctionEvent;
    }

    /** The operation that this correction belonged to. */
    public @Nullable String correctionOperation() {
        return correctionOperation;
    }

    boolean urgent() {
        return urgent;
    }

    void urgent(boolean now) {
        urgent = now;
    }

    boolean unreported() {
        return unreported;
    }

    void unreported(boolean now) {
        unreported = now;
    }
}
