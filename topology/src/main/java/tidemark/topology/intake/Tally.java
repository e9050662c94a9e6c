package tidemark.topology.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Level;

/** What became of the records, and what was decided, in numbers: every input record is counted once (R14). Safe for many threads. */
public final class Tally {

    private final MeterRegistry meters;
    private final Map<String, TopicTally> topics = new ConcurrentHashMap<>();
    private final Map<Level, Counter> crossings = new EnumMap<>(Level.class);
    private final Map<DecisionReason, Counter> blocks = new EnumMap<>(DecisionReason.class);
    private final Map<DecisionReason, Counter> allows = new EnumMap<>(DecisionReason.class);
    private final AtomicLong parked = new AtomicLong();

    /** Counts into these meters. */
    public Tally(MeterRegistry meters) {
        this.meters = meters;
        for (Level level : Level.values()) {
            crossings.put(
                    level,
                    Counter.builder("tidemark.crossings")
                            .description("Accounts that reached a level")
                            .tag("level", lower(level))
                            .register(meters));
        }
        for (DecisionReason reason : DecisionReason.values()) {
            blocks.put(reason, decisions("block", reason));
            allows.put(reason, decisions("allow", reason));
        }
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
    public void decided(boolean block, DecisionReason reason) {
        Counter counter = (block ? blocks : allows).get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Counts a level that was reached. */
    public void crossed(Level level) {
        Counter counter = crossings.get(level);
        if (counter != null) {
            counter.increment();
        }
    }

    void parked(long more) {
        parked.addAndGet(more);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Counter decisions(String decision, DecisionReason reason) {
        return Counter.builder("tidemark.decisions")
                .description("Decisions published")
                .tag("decision", decision)
                .tag("reason", lower(reason))
                .register(meters);
    }
}
