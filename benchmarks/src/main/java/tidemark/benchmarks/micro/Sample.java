package tidemark.benchmarks.micro;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.UsageEvent;
import tidemark.ledger.Account;
import tidemark.ledger.Command.Assign;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.Ledger;
import tidemark.ledger.Lookup;
import tidemark.ledger.Policy;
import tidemark.ledger.Step;

/** One user of a month, with ids as long as those that people use: what all benchmarks are about. */
final class Sample {

    static final String ENTITY = "entity-00042";
    static final String USER = "f3b0c442-98fc-4c14-9afb-f4c8996fb924";
    static final String KEY = ENTITY + "/" + USER;
    static final String TOPIC = "usage-events";

    /** When the events arrive: one in a minute from here on. */
    static final long ARRIVAL = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    static final long MICROS = 2_500;

    private static final long MINUTE = 60_000;

    /* So long ago that the row need not remember the assignment once eight events have come. */
    private static final long ASSIGNED = Instant.parse("2026-11-02T10:00:00Z").toEpochMilli();

    private static final String SOURCE = "chat-gateway";
    private static final String OPERATION = "9c56cc51-b374-4c3b-9f5a-0b8a2d6f1e7d";

    private Sample() {}

    static Ledger ledger() {
        return new Ledger(Policy.DEFAULT);
    }

    /** An event of this user, by number. */
    static Charge charge(int number) {
        long arrival = ARRIVAL + number * MINUTE;
        return new Charge(SOURCE, eventId(number), arrival - 250, arrival, MICROS, OPERATION);
    }

    /** The same as it comes over Kafka. */
    static UsageEvent usage(int number) {
        Charge charge = charge(number);
        return new UsageEvent(
                charge.eventId(),
                ENTITY,
                USER,
                Instant.ofEpochMilli(charge.occurredAt()),
                charge.micros(),
                OPERATION,
                "completion",
                SOURCE);
    }

    /**
     * The account after so many events, made by the ledger itself.
     *
     * @return null: nothing is known of it yet
     */
    static @Nullable Account account(int events, FixedLookup lookup) {
        Ledger ledger = ledger();
        Account account = lookup.terms() == null ? null : assigned(ledger, lookup);
        for (int number = 0; number < events; number++) {
            account = applied(ledger.decide(account, charge(number), lookup, 0));
        }
        return account;
    }

    private static Account assigned(Ledger ledger, Lookup lookup) {
        return applied(ledger.decide(null, new Assign("assign-1", FixedLookup.ROLE), lookup, ASSIGNED));
    }

    private static Account applied(Step step) {
        if (step.outcome().rejection() != null) {
            throw new IllegalStateException(step.outcome().toString());
        }
        return step.account();
    }

    private static String eventId(int number) {
        return "01JD3QZ5W8K7N4V2T6XGM9" + (1_000 + number);
    }
}
