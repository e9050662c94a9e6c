package tidemark.topology.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tidemark.ledger.DecisionReason;
import tidemark.ledger.Level;
import tidemark.ledger.Scope;

/** What was said about users, or about entities, in numbers. Safe for many threads. */
final class ScopeTally {

    private final Map<Level, Counter> crossings = new EnumMap<>(Level.class);
    private final Map<DecisionReason, Counter> blocks = new EnumMap<>(DecisionReason.class);
    private final Map<DecisionReason, Counter> allows = new EnumMap<>(DecisionReason.class);

    ScopeTally(MeterRegistry meters, Scope scope) {
        String tag = Tally.lower(scope);
        for (Level level : Level.values()) {
            crossings.put(
                    level,
                    Counter.builder("tidemark.crossings")
                            .description("Accounts and entities that reached a level")
                            .tag("scope", tag)
                            .tag("level", Tally.lower(level))
                            .register(meters));
        }
        for (DecisionReason reason : DecisionReason.values()) {
            blocks.put(reason, decisions(meters, tag, "block", reason));
            allows.put(reason, decisions(meters, tag, "allow", reason));
        }
    }

    void decided(boolean block, DecisionReason reason) {
        Objects.requireNonNull((block ? blocks : allows).get(reason)).increment();
    }

    void crossed(Level level) {
        Objects.requireNonNull(crossings.get(level)).increment();
    }

    private static Counter decisions(MeterRegistry meters, String scope, String decision, DecisionReason reason) {
        return Counter.builder("tidemark.decisions")
                .description("Decisions published")
                .tag("scope", scope)
                .tag("decision", decision)
                .tag("reason", Tally.lower(reason))
                .register(meters);
    }
}
