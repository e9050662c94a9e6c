package tidemark.topology.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Answer;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Leeway;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RecentEvents;
import tidemark.topology.rows.AccountSerde;
import tidemark.topology.rows.Keys;
import tidemark.topology.rows.Rows;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.WalkIds;
import tidemark.topology.walks.Walks;

/**
 * One partition of accounts with the sums, the census and the reports of its task, in memory. Rows are charged by the
 * simplest code that does it; every report is compared with what the rows add up to at that moment.
 */
final class Partition {

    private static final EntityTerms WITH_LIMIT = new EntityTerms(null, null, Limit.of(1_000_000), 1, "c");

    static final Duration URGENT = Duration.ofMillis(100);
    static final Duration RELAXED = Duration.ofSeconds(1);
    static final Duration LATE = Duration.ofDays(7);

    /** What a report said of a month of an entity. */
    record Said(String entity, String period, long micros, long events) {}

    /** The newest report of each month of each entity, as the entity's row keeps it. */
    final Map<String, Said> slots = new HashMap<>();
    /** Every report since this was last cleared. */
    final List<Said> said = new ArrayList<>();
    /** What is known of entities. */
    private final Map<String, KnownEntity> known = new HashMap<>();

    private final MockProcessorContext<byte[], byte[]> files = new MockProcessorContext<>();
    private final KeyValueStore<Bytes, Account> accounts = store("accounts", AccountSerde.serde());
    private final KeyValueStore<Bytes, MonthTotal> months = store("months", Rows.months());
    private final KeyValueStore<Bytes, byte[]> walkStore = store("walks", Serdes.ByteArray());

    private MockProcessorContext<byte[], byte[]> context;
    private EntitySums sums;
    private Walks walks;
    private TaskClock taskClock;
    private Instant clock;
    private long nanos;
    private int events;
    private int commits;
    private int censuses;

    Partition(String start) {
        clock = Instant.parse(start);
        context = openContext();
        taskClock = new TaskClock(() -> clock.toEpochMilli());
        walks = openWalks();
        sums = openSums();
        walks.start(WalkIds.CENSUS);
    }

    /** As after a kill: the rows are there, the heap is not. */
    void restart() {
        context = openContext();
        taskClock = new TaskClock(() -> clock.toEpochMilli());
        walks = openWalks();
        sums = openSums();
        walks.start(WalkIds.CENSUS);
        walks.resume();
    }

    private MockProcessorContext<byte[], byte[]> openContext() {
        MockProcessorContext<byte[], byte[]> made = new MockProcessorContext<>();
        made.setCurrentSystemTimeMs(clock.toEpochMilli());
        return made;
    }

    private Walks openWalks() {
        return new Walks(
                context, walkStore, id -> new Census(sums, this::accountsAfter, months), () -> nanos += 1_000_000);
    }

    private KeyValueIterator<Bytes, Account> accountsAfter(@Nullable Bytes key) {
        return key == null ? accounts.all() : accounts.range(Keys.after(key), null);
    }

    private EntitySums openSums() {
        SumDesk desk = new SumDesk(context, URGENT, RELAXED, this::report, () -> commits++, () -> nanos += 1_000_000);
        return new EntitySums(walkStore, this::known, desk, this::startCensus, taskClock, LATE.toMillis());
    }

    private void startCensus() {
        censuses++;
        walks.start(WalkIds.CENSUS);
    }

    private void report(Sum sum) {
        Said report = new Said(sum.entity(), sum.period().toString(), sum.micros(), sum.events());
        assertThat(report).as("a report is never of part of the accounts").isEqualTo(truth(sum.entity(), sum.period()));
        slots.put(sum.entity() + ' ' + sum.period(), report);
        said.add(report);
    }

    // The world

    void clock(Instant now) {
        clock = now;
        context.setCurrentSystemTimeMs(now.toEpochMilli());
    }

    Instant now() {
        return clock;
    }

    /** Usage of {@code entity/user} that arrives now. */
    void use(String account, long micros) {
        use(account, micros, clock, clock);
    }

    void use(String account, long micros, Instant occurred, Instant arrival) {
        taskClock.saw(arrival.toEpochMilli());
        Charge charge = new Charge(
                null, "e" + ++events, occurred.toEpochMilli(), arrival.toEpochMilli(), micros, "op" + events);
        Bytes key = Keys.of(account);
        Period period = charge.chargedTo();
        Account row = Objects.requireNonNullElse(accounts.get(key), row(period, 0, 0));
        if (row.period().isBefore(period)) {
            months.put(Keys.month(key, row.period()), month(row.period(), row.used(), row.events()));
            row = row(period, 0, 0);
        }
        if (period.isBefore(row.period())) {
            MonthTotal past = Objects.requireNonNullElse(months.get(Keys.month(key, period)), month(period, 0, 0));
            months.put(Keys.month(key, period), month(period, past.used() + micros, past.events() + 1));
            accounts.put(key, row);
        } else {
            accounts.put(key, row(period, row.used() + micros, row.events() + 1));
        }
        sums.charged(AccountId.parse(account), key, charge);
    }

    void limit(String entity, boolean has) {
        tell(entity, known(entity).with(has ? WITH_LIMIT : EntityTerms.NONE));
    }

    /** How much may be added to an entity in that month before somebody waits. */
    void leeway(String entity, String period, long micros) {
        tell(entity, known(entity).with(new Leeway(Period.parse(period), micros)));
    }

    private void tell(String entity, KnownEntity now) {
        known.put(entity, now);
        sums.told(entity, now);
    }

    KnownEntity known(String entity) {
        return known.getOrDefault(entity, KnownEntity.UNKNOWN);
    }

    /** Runs whatever is scheduled at that interval or a shorter one, once. */
    void wake(Duration longest) {
        for (CapturedPunctuator scheduled : List.copyOf(context.scheduledPunctuators())) {
            if (!scheduled.cancelled() && scheduled.getInterval().compareTo(longest) <= 0) {
                scheduled.getPunctuator().punctuate(clock.toEpochMilli());
            }
        }
    }

    void wakeAll() {
        wake(RELAXED);
    }

    /** Runs what is scheduled until nothing is. */
    void settle() {
        for (int i = 0; !scheduled().isEmpty(); i++) {
            assertThat(i).as("comes to an end").isLessThan(100_000);
            wakeAll();
        }
    }

    List<Duration> scheduled() {
        return context.scheduledPunctuators().stream()
                .filter(scheduled -> !scheduled.cancelled())
                .map(CapturedPunctuator::getInterval)
                .toList();
    }

    /** Whether the census has still to come to an end. */
    boolean counting() {
        return sums.incomplete();
    }

    int censuses() {
        return censuses;
    }

    int commits() {
        return commits;
    }

    List<String> openMonths() {
        return new OpenMonths(walkStore).open().stream().map(Period::toString).toList();
    }

    /** Fails where the newest report of a month is not what the rows add up to. */
    void allExact() {
        assertThat(slots.values())
                .allSatisfy(said -> assertThat(said).isEqualTo(truth(said.entity(), Period.parse(said.period()))));
    }

    /** What the rows add up to. */
    private Said truth(String entity, Period period) {
        long micros = 0;
        long count = 0;
        try (KeyValueIterator<Bytes, Account> all = accounts.all()) {
            while (all.hasNext()) {
                var account = all.next();
                if (AccountId.parse(Keys.text(account.key)).entity().equals(entity)) {
                    boolean current = account.value.period().equals(period);
                    MonthTotal past = months.get(Keys.month(account.key, period));
                    micros += current ? account.value.used() : past == null ? 0 : past.used();
                    count += current ? account.value.events() : past == null ? 0 : past.events();
                }
            }
        }
        return new Said(entity, period.toString(), micros, count);
    }

    private static Account row(Period period, long used, long events) {
        return new Account(
                period,
                used,
                0,
                events,
                Level.NONE,
                Answer.ALLOW,
                0,
                null,
                0,
                null,
                0,
                Limit.NONE,
                RecentEvents.NONE,
                0,
                0);
    }

    private static MonthTotal month(Period period, long used, long events) {
        return new MonthTotal(period, used, 0, events, Limit.NONE, null, 0);
    }

    private <V> KeyValueStore<Bytes, V> store(String name, Serde<V> values) {
        KeyValueStore<Bytes, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(files.getStateStoreContext(), store);
        return store;
    }
}
