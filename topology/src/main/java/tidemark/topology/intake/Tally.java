package tidemark.topology.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Level;
import tidemark.ledger.Scope;

/** What became of the records, and what was decided, in numbers: every input record is counted once (R14). Safe for many threads. */
public final class Tally {

    private final MeterRegistry meters;
    private final Map<String, TopicTally> topics = new ConcurrentHashMap<>();
    private final Map<Scope, ScopeTally> scopes = new EnumMap<>(Scope.class);
    private final Counter saturated;
    private final AtomicLong parked = new AtomicLong();

    /** Counts into these meters. */
    public Tally(MeterRegistry meters) {
        this.meters = meters;
        for (Scope scope : Scope.values()) {
            scopes.put(scope, new ScopeTally(meters, scope));
        }
        saturated = Counter.builder("tidemark.entity.totals.saturated")
                .description(
                        "Reports that left an entity's total at the end of its range: an alarm, figures are too small")
                .register(meters);
        Gauge.builder("tidemark.parked", parked, AtomicLong::get)
                .description("Records that wait for their schema")
                .strongReference(true)
                .register(meters);
    }

    /** The counters of one topic, by its name in the cluster. */
    public TopicTally of(String topic) {
        return topics.computeIfAbsent(topic, name -> new TopicTally(meters, name));
    }

    /** Counts a decision. */
    public void decided(Scope scope, boolean block, DecisionReason reason) {
        of(scope).decided(block, reason);
    }

    /** Counts a level that was reached. */
    public void crossed(Scope scope, Level level) {
        of(scope).crossed(level);
    }

    /** Counts a report that left an entity's total at the end of its range. */
    public void saturated() {
        saturated.increment();
    }

    void parked(long more) {
        parked.addAndGet(more);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private ScopeTally of(Scope scope) {
        return Objects.requireNonNull(scopes.get(scope), "every scope has its counters");
    }
}
