package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.EventPage;
import tidemark.topology.rows.PageKey;

/**
 * The spilled events of accounts as runs, merged as they get more: a log-structured merge tree for each account (O'Neil et al.,
 * 1996), in tiers of sixteen.
 *
 * <p>A spill writes one row. Every sixteenth merges the last sixteen into a run one level up, every sixteenth of those into one more,
 * up to level {@value #TOP}, where a run has about 32,000 events. So a look-up meets sixteen runs on each level below, whoever the
 * account is, and an event is written four times at the most. Large runs are parted by the upper bits of the fingerprint, which are
 * those of a hash, so that one page of each is read.
 *
 * <p>Nothing is deleted by a merge: the next sixteen take the same keys. Rows deleted one after the other would have to be stepped
 * over by every look-up until RocksDB gets round to them, and what is found in a row that was merged is still true.
 */
final class EventRuns {

    /** How many runs are merged into one. */
    static final int FAN_IN = 16;

    /** Runs of this level are not merged any more. */
    static final int TOP = 3;

    /* Runs up to here have one page each: it is cheaper to look at all of them in one go. */
    private static final int SMALL = 1;

    /* Parts of a run by level, so that a page has 512 events or fewer. */
    private static final int[] PART_BITS = {0, 0, 2, 6};

    private final KeyValueStore<Bytes, EventPage> store;

    EventRuns(KeyValueStore<Bytes, EventPage> store) {
        this.store = store;
    }

    /**
     * Adds events that have left their account's row together.
     *
     * @param generation never less than for a lower number of the account: or a row that was not merged yet would be written over
     * @param number how often events have left the account's row by now, from 1
     */
    void add(int generation, Bytes account, List<RememberedEvent> events, long number) {
        write(generation, account, 0, slot(number), events);
        long runs = number;
        for (int level = 0; level < TOP && runs % FAN_IN == 0; level++) {
            runs /= FAN_IN;
            merge(generation, account, level, level + 1 == TOP ? runs : slot(runs));
        }
    }

    /** The event of that fingerprint that arrived last in the generation; null: none. */
    @Nullable
    RememberedEvent find(int generation, Bytes account, long fingerprint) {
        RememberedEvent found = findInSmall(generation, account, fingerprint);
        for (int level = SMALL + 1; level <= TOP; level++) {
            found = later(found, findInLarge(generation, account, level, fingerprint));
        }
        return found;
    }

    private @Nullable RememberedEvent findInSmall(int generation, Bytes account, long fingerprint) {
        RememberedEvent found = null;
        try (KeyValueIterator<Bytes, EventPage> pages = pages(generation, account, 0, SMALL)) {
            while (pages.hasNext()) {
                found = later(found, pages.next().value.find(fingerprint));
            }
        }
        return found;
    }

    private @Nullable RememberedEvent findInLarge(int generation, Bytes account, int level, long fingerprint) {
        RememberedEvent found = null;
        int part = partOf(fingerprint, level);
        long run = runFrom(generation, account, level, 0);
        while (run >= 0) {
            EventPage page = store.get(new PageKey(generation, account, level, run, part).bytes());
            found = page == null ? found : later(found, page.find(fingerprint));
            run = runFrom(generation, account, level, run + 1);
        }
        return found;
    }

    /* The first run of that level from that one on; -1: none. */
    private long runFrom(int generation, Bytes account, int level, long least) {
        Bytes first = PageKey.first(generation, account, level, least);
        try (KeyValueIterator<Bytes, EventPage> pages = store.range(first, PageKey.last(generation, account, level))) {
            return pages.hasNext() ? PageKey.of(pages.peekNextKey()).run() : -1;
        }
    }

    private void merge(int generation, Bytes account, int level, long run) {
        List<RememberedEvent> events = new ArrayList<>();
        try (KeyValueIterator<Bytes, EventPage> pages = pages(generation, account, level, level)) {
            while (pages.hasNext()) {
                events.addAll(pages.next().value.events());
            }
        }
        write(generation, account, level + 1, run, events);
    }

    private void write(int generation, Bytes account, int level, long run, List<RememberedEvent> events) {
        if (PART_BITS[level] == 0) {
            store.put(new PageKey(generation, account, level, run, 0).bytes(), EventPage.of(events));
            return;
        }
        Map<Integer, List<RememberedEvent>> parts =
                events.stream().collect(Collectors.groupingBy(event -> partOf(event.fingerprint(), level)));
        List<KeyValue<Bytes, EventPage>> rows = new ArrayList<>(parts.size());
        parts.forEach((part, page) -> rows.add(
                KeyValue.pair(new PageKey(generation, account, level, run, part).bytes(), EventPage.of(page))));
        store.putAll(rows);
    }

    private KeyValueIterator<Bytes, EventPage> pages(int generation, Bytes account, int fromLevel, int toLevel) {
        return store.range(
                PageKey.first(generation, account, fromLevel, 0), PageKey.last(generation, account, toLevel));
    }

    private static long slot(long number) {
        return (number - 1) % FAN_IN;
    }

    private static int partOf(long fingerprint, int level) {
        return (int) (fingerprint >>> (Long.SIZE - PART_BITS[level]));
    }

    private static @Nullable RememberedEvent later(@Nullable RememberedEvent one, @Nullable RememberedEvent other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.arrivalMinute() >= other.arrivalMinute() ? one : other;
    }
}
