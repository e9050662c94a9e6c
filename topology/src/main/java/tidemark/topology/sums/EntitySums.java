package tidemark.topology.sums;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command.Charge;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.TaskClock;

/**
 * What the accounts of one partition add to each month of their entities, on the heap.
 *
 * <p>The account rows are the truth. When the task starts they are summed up by a walk ({@link Census}) while usage goes on: a
 * charge of an account that the walk has passed is added, one that it has yet to reach is found in the row. A month is
 * reported once every account is in it. So nothing depends on when a report happens relative to a commit, and a killed
 * task loses nothing and counts nothing twice (R13).
 */
public final class EntitySums {

    private final OpenMonths marks;
    private final Function<String, KnownEntity> entities;
    private final SumDesk reports;
    private final Runnable startCensus;
    private final TaskClock clock;
    private final long lateMillis;
    private final Map<Period, MonthSums> months = new HashMap<>();

    /* The last account that the walk has summed up; null: none yet. */
    private @Nullable Bytes reached;

    /**
     * The sums of one task, with what an earlier life has left to be summed up.
     *
     * @param marks store for marks of months
     * @param entities what is known of an entity
     * @param reports takes sums that are to be reported
     * @param startCensus sends the walk off from its first account
     * @param lateMillis late horizon
     */
    public EntitySums(
            KeyValueStore<Bytes, byte[]> marks,
            Function<String, KnownEntity> entities,
            SumDesk reports,
            Runnable startCensus,
            TaskClock clock,
            long lateMillis) {
        this.marks = new OpenMonths(marks);
        this.entities = entities;
        this.reports = reports;
        this.startCensus = startCensus;
        this.clock = clock;
        this.lateMillis = lateMillis;
        this.marks.open().forEach(period -> months.put(period, new MonthSums(period, entities, false)));
    }

    /** Adds usage that was applied. */
    public void charged(AccountId account, Bytes key, Charge charge) {
        MonthSums month = monthOf(charge.chargedTo());
        if (month.complete()) {
            Sum sum = month.of(account.entity());
            sum.add(charge);
            reports.changed(sum);
        } else if (reached != null && key.compareTo(reached) <= 0) {
            month.of(account.entity()).add(charge);
        }
    }

    /** Takes note of what is known of an entity from now on: its sums may be urgent, those that already wait included. */
    public void told(String entity, KnownEntity known) {
        for (MonthSums month : months.values()) {
            Sum sum = month.find(entity);
            if (sum != null) {
                sum.told(known);
                reports.hurry(sum);
            }
        }
    }

    /** Whether any month is still to be summed up. */
    boolean incomplete() {
        return months.values().stream().anyMatch(month -> !month.complete());
    }

    /** The last account that was summed up; null: none yet. */
    @Nullable
    Bytes reached() {
        return reached;
    }

    /** The walk has come to an account. */
    void count(Bytes key, Account account, KeyValueStore<Bytes, MonthTotal> kept) {
        reached = key;
        for (MonthSums month : months.values()) {
            if (!month.complete()) {
                count(month, key, account, kept);
            }
        }
    }

    /** The walk has seen all accounts. */
    void counted() {
        for (MonthSums month : months.values()) {
            if (!month.complete()) {
                month.completed();
                month.all().forEach(reports::changed);
            }
        }
    }

    private static void count(MonthSums month, Bytes key, Account account, KeyValueStore<Bytes, MonthTotal> kept) {
        Period period = month.period();
        if (account.period().equals(period)) {
            add(month, key, account.used(), account.events());
        } else if (period.isBefore(account.period())) {
            MonthTotal total = kept.get(Keys.month(key, period));
            if (total != null) {
                add(month, key, total.used(), total.events());
            }
        }
    }

    private static void add(MonthSums month, Bytes key, long micros, long events) {
        if (events > 0) {
            month.of(AccountId.parse(Keys.text(key)).entity()).add(micros, events);
        }
    }

    private MonthSums monthOf(Period period) {
        MonthSums month = months.get(period);
        return month == null ? open(period) : month;
    }

    private MonthSums open(Period period) {
        closeFinished();
        boolean known = marks.open(period);
        MonthSums month = new MonthSums(period, entities, !known);
        months.put(period, month);
        if (known) {
            takeCensusAgain();
        }
        return month;
    }

    private void takeCensusAgain() {
        reached = null;
        months.values().stream().filter(month -> !month.complete()).forEach(MonthSums::clear);
        startCensus.run();
    }

    /*
     * A month that nothing can be charged to any more is let go of: usage that comes all the same opens it again. What
     * counts is how far the arrivals have come, not the clock: a backlog goes on charging the months that it is from.
     */
    private void closeFinished() {
        months.values().removeIf(month -> {
            boolean finished = month.complete()
                    && month.period().endMillis() + lateMillis < clock.newestArrival()
                    && !month.anyUnreported();
            if (finished) {
                marks.close(month.period());
            }
            return finished;
        });
    }
}
