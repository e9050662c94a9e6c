package tidemark.topology.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;

/** What became of the records of one topic, in numbers. Safe for many threads. */
public final class TopicTally {

    private final Map<Outcome.Kind, Counter> outcomes = new EnumMap<>(Outcome.Kind.class);
    private final Map<Reason, Counter> reasons = new EnumMap<>(Reason.class);
    private final Counter rerouted;

    TopicTally(MeterRegistry meters, String topic) {
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            outcomes.put(kind, records(meters, topic, Tally.lower(kind)));
        }
        this.rerouted = records(meters, topic, "rerouted");
        for (Reason reason : Reason.values()) {
            reasons.put(
                    reason,
                    Counter.builder("tidemark.rejected")
                            .description("Records rejected, by reason")
                            .tag("topic", topic)
                            .tag("reason", Tally.lower(reason))
                            .register(meters));
        }
    }

    /** Counts a record that did what it asked for, or did not have to. */
    public void count(Outcome.Kind kind) {
        Objects.requireNonNull(outcomes.get(kind)).increment();
    }

    /** Counts a rejected record. */
    public void rejected(Reason reason) {
        count(Outcome.Kind.REJECTED);
        Objects.requireNonNull(reasons.get(reason)).increment();
    }

    /** Counts a record sent on to its partition: its outcome is counted there. */
    public void rerouted() {
        rerouted.increment();
    }

    private static Counter records(MeterRegistry meters, String topic, String outcome) {
        return Counter.builder("tidemark.records")
                .description("Input records, by what became of them")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .register(meters);
    }
}
