package tidemark.topology.accounts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.EventPage;
import tidemark.topology.rows.PageKey;

/**
 * The spilled events of accounts as runs in the order of their fingerprints, merged as they get more: a log-structured merge
 * tree for each account (O'Neil et al., 1996), with tiers as Cassandra's size-tiered compaction has them.
 *
 * <p>A spill writes one row. Every sixteenth merges the rows since the last merge into a run one level up, every sixteenth of
 * those into one more, up to level {@value #TOP}, where a run has about 32,000 events. So a look-up meets at most fifteen runs on
 * each level below, whoever the account is, and an event is written four times at the most.
 */
final class EventRuns {

    private static final int FAN_IN = 16;

    /** Runs of this level are not merged any more. */
    static final int TOP = 3;

    /* Runs up to here have one page each: it is cheaper to look at all of them in one go. */
    private static final int SMALL = 1;
    private static final int MOST_IN_PAGE = 512;

    private final KeyValueStore<Bytes, EventPage> store;

    EventRuns(KeyValueStore<Bytes, EventPage> store) {
        this.store = store;
    }

    /**
     * Adds events that have left their account's row together.
     *
     * @param number how often that has happened to the account by now
     */
    void add(int generation, Bytes account, List<RememberedEvent> events, long number) {
        store.put(new PageKey(generation, account, 0, number, 0).bytes(), EventPage.of(events));
        long merges = number;
        for (int level = 0; level < TOP && merges % FAN_IN == 0; level++) {
            merge(generation, account, level, number);
            merges /= FAN_IN;
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
        Bytes first = PageKey.first(generation, account, 0);
        Bytes last = PageKey.last(generation, account, SMALL, Long.MAX_VALUE);
        try (KeyValueIterator<Bytes, EventPage> pages = store.range(first, last)) {
            while (pages.hasNext()) {
                found = later(found, pages.next().value.find(fingerprint));
            }
        }
        return found;
    }

    /* From run to run, backwards; in each, only the page is read that the fingerprint would be in. */
    private @Nullable RememberedEvent findInLarge(int generation, Bytes account, int level, long fingerprint) {
        RememberedEvent found = null;
        long run = runUpTo(generation, account, level, Long.MAX_VALUE);
        while (run >= 0) {
            Bytes first = new PageKey(generation, account, level, run, 0).bytes();
            Bytes last = new PageKey(generation, account, level, run, fingerprint).bytes();
            try (KeyValueIterator<Bytes, EventPage> pages = store.reverseRange(first, last)) {
                if (pages.hasNext()) {
                    found = later(found, pages.next().value.find(fingerprint));
                }
            }
            run = run == 0 ? -1 : runUpTo(generation, account, level, run - 1);
        }
        return found;
    }

    /* The newest run of that level up to that number; -1: none. */
    private long runUpTo(int generation, Bytes account, int level, long most) {
        Bytes first = PageKey.first(generation, account, level);
        Bytes last = PageKey.last(generation, account, level, most);
        try (KeyValueIterator<Bytes, EventPage> pages = store.reverseRange(first, last)) {
            return pages.hasNext() ? PageKey.of(pages.peekNextKey()).run() : -1;
        }
    }

    private void merge(int generation, Bytes account, int level, long number) {
        List<KeyValue<Bytes, @Nullable EventPage>> changes = new ArrayList<>();
        List<RememberedEvent> events = new ArrayList<>();
        Bytes first = PageKey.first(generation, account, level);
        Bytes last = PageKey.last(generation, account, level, Long.MAX_VALUE);
        try (KeyValueIterator<Bytes, EventPage> pages = store.range(first, last)) {
            while (pages.hasNext()) {
                KeyValue<Bytes, EventPage> page = pages.next();
                events.addAll(page.value.events());
                changes.add(KeyValue.pair(page.key, null));
            }
        }
        events.sort(EventPage::compare);
        for (int from = 0; from < events.size(); from += MOST_IN_PAGE) {
            List<RememberedEvent> page = events.subList(from, Math.min(events.size(), from + MOST_IN_PAGE));
            PageKey key = new PageKey(
                    generation, account, level + 1, number, page.get(0).fingerprint());
            changes.add(KeyValue.pair(key.bytes(), EventPage.of(page)));
        }
        store.putAll(changes);
    }

    private static @Nullable RememberedEvent later(@Nullable RememberedEvent one, @Nullable RememberedEvent other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.arrivalMinute() >= other.arrivalMinute() ? one : other;
    }
}
