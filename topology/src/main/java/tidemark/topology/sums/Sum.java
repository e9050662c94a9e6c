package tidemark.topology.sums;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.KnownEntity;
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

    private KnownEntity known;

    /* What the entity's task knows of it, as far as this life of the task can tell. */
    private boolean everReported;
    private long reportedMicros;
    /* Whether a correction has come since then. */
    private boolean fell;
    /* Whether it waits to be reported, and whether among the urgent ones. */
    private boolean unreported;
    private boolean hurried;

    Sum(String entity, Period period, KnownEntity known) {
        this.entity = entity;
        this.period = period;
        this.known = known;
    }

    void add(Charge charge) {
        micros.add(charge.micros());
        events++;
        if (charge.micros() < 0) {
            fell = true;
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

    void told(KnownEntity now) {
        known = now;
    }

    /** Whether a threshold may be reached by it, so that somebody waits. */
    boolean isUrgent() {
        return known.isUrgent(period, changed(), fell);
    }

    /* Of a sum that was never reported nobody knows by how much it differs: that counts as any amount. */
    private long changed() {
        if (!everReported) {
            return Long.MAX_VALUE;
        }
        long now = micros();
        long apart = Math.max(now, reportedMicros) - Math.min(now, reportedMicros);
        return apart < 0 ? Long.MAX_VALUE : apart;
    }

    boolean unreported() {
        return unreported;
    }

    boolean hurried() {
        return hurried;
    }

    void waits() {
        unreported = true;
    }

    void hurries() {
        hurried = true;
    }

    void reported() {
        everReported = true;
        reportedMicros = micros();
        fell = false;
        unreported = false;
        hurried = false;
    }
}
