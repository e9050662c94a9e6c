package tidemark.topology.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ledger.RememberedEvent;
import tidemark.topology.rows.EventPage;
import tidemark.topology.rows.Keys;
import tidemark.topology.rows.PageKey;
import tidemark.topology.rows.Rows;

/** However many events an account has, every one is found, in few reads, and no other account's or generation's. */
class EventRunsTest {

    private static final Bytes ANN = Keys.of("acme/ann");
    private static final int EIGHT = 8;

    @TempDir
    Path directory;

    private KeyValueStore<Bytes, EventPage> store = Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore("remembered-events"), Serdes.Bytes(), Rows.eventPages())
            .withLoggingDisabled()
            .build();
    private final EventRuns runs = new EventRuns(store);
    private final SplittableRandom random = new SplittableRandom(11);
    private long spills;

    @BeforeEach
    void open() {
        Properties none = new Properties();
        none.put("bootstrap.servers", "none:1");
        none.put("application.id", "runs");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(none, new TaskId(0, 0), directory.toFile());
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<RememberedEvent> spill(int generation, Bytes account) {
        List<RememberedEvent> events = new ArrayList<>();
        for (int i = 0; i < EIGHT; i++) {
            events.add(new RememberedEvent(random.nextLong(), random.nextInt(), (int) spills));
        }
        runs.add(generation, account, events, ++spills);
        return events;
    }

    private Map<Integer, Integer> pagesByLevel() {
        Map<Integer, Integer> pages = new HashMap<>();
        try (KeyValueIterator<Bytes, EventPage> all = store.all()) {
            all.forEachRemaining(page -> pages.merge(PageKey.of(page.key).level(), 1, Integer::sum));
        }
        return pages;
    }

    @Test
    void every_event_of_a_busy_account_is_found_and_no_other() {
        List<RememberedEvent> all = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            all.addAll(spill(7, ANN));
        }
        for (int i = 0; i < all.size(); i += 7) {
            assertThat(runs.find(7, ANN, all.get(i).fingerprint())).isEqualTo(all.get(i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(runs.find(7, ANN, random.nextLong())).isNull();
        }
    }

    @Test
    void at_every_number_of_spills_all_events_are_found() {
        List<RememberedEvent> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.addAll(spill(7, ANN));
            RememberedEvent any = all.get(random.nextInt(all.size()));
            assertThat(runs.find(7, ANN, any.fingerprint())).isEqualTo(any);
        }
        assertThat(all).allSatisfy(event -> assertThat(runs.find(7, ANN, event.fingerprint()))
                .isEqualTo(event));
    }

    @Test
    void runs_are_merged_as_they_get_more() {
        int thousands = EventRuns.FAN_IN * EventRuns.FAN_IN * EventRuns.FAN_IN;
        for (int i = 0; i < 2 * thousands; i++) {
            spill(7, ANN);
        }
        assertThat(pagesByLevel()).containsExactly(entry(0, 16), entry(1, 16), entry(2, 16 * 4), entry(3, 2 * 64));
    }

    @Test
    void what_begins_amid_a_cycle_is_found_too_and_what_ends_amid_one() {
        List<RememberedEvent> former = new ArrayList<>();
        List<RememberedEvent> later = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            (i < 300 ? former : later).addAll(spill(i < 300 ? 7 : 8, ANN));
        }
        assertThat(former).allSatisfy(event -> assertThat(runs.find(7, ANN, event.fingerprint()))
                .isEqualTo(event));
        assertThat(later).allSatisfy(event -> assertThat(runs.find(8, ANN, event.fingerprint()))
                .isEqualTo(event));
    }

    @Test
    void accounts_and_generations_are_kept_apart() {
        List<Bytes> accounts = List.of(ANN, Keys.of("acme/an"), Keys.of("acme/ann2"), Keys.of("acme/bob"));
        Map<RememberedEvent, Bytes> owners = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            Bytes account = accounts.get(i % accounts.size());
            spills = i / accounts.size();
            spill(7 + i / 200, account).forEach(event -> owners.put(event, account));
        }
        owners.forEach((event, owner) -> {
            for (Bytes account : accounts) {
                boolean found = runs.find(7, account, event.fingerprint()) != null
                        || runs.find(8, account, event.fingerprint()) != null;
                assertThat(found).isEqualTo(account.equals(owner));
            }
        });
    }

    @Test
    void of_two_with_the_same_fingerprint_the_later_one_is_found_wherever_they_are() {
        RememberedEvent early = new RememberedEvent(5, 1, 100);
        RememberedEvent late = new RememberedEvent(5, 1, 200);
        runs.add(7, ANN, List.of(early), ++spills);
        assertThat(runs.find(7, ANN, 5)).isEqualTo(early);
        runs.add(7, ANN, List.of(late), ++spills);
        for (int i = 0; i < 5_000; i++) {
            assertThat(runs.find(7, ANN, 5)).isEqualTo(late);
            spill(7, ANN);
        }
    }

    @Test
    void fingerprints_of_either_sign_are_found() {
        List<RememberedEvent> extremes = List.of(
                new RememberedEvent(Long.MIN_VALUE, 1, 1),
                new RememberedEvent(-1, 2, 1),
                new RememberedEvent(0, 3, 1),
                new RememberedEvent(Long.MAX_VALUE, 4, 1));
        runs.add(7, ANN, extremes, ++spills);
        for (int i = 0; i < 5_000; i++) {
            spill(7, ANN);
        }
        assertThat(extremes).allSatisfy(event -> assertThat(runs.find(7, ANN, event.fingerprint()))
                .isEqualTo(event));
    }
}
