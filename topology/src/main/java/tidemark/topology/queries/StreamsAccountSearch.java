package tidemark.topology.queries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Ledger;
import tidemark.ledger.Limit;

/** Looks at the accounts in the RocksDB stores of this process, by interactive queries. */
final class StreamsAccountSearch implements AccountSearch {

    private final CopyPlaces places;
    private final LocalCopies copies;
    private final Ledger ledger;
    private final UsageViews views;
    private final LongSupplier clock;

    /**
     * Looks into these stores.
     *
     * @param clock epoch millis
     */
    StreamsAccountSearch(CopyPlaces places, LocalCopies copies, Ledger ledger, UsageViews views, LongSupplier clock) {
        this.places = places;
        this.copies = copies;
        this.ledger = ledger;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public Copies copies() {
        return places.now();
    }

    @Override
    public Looked<AccountPage> page(Among among, Sought sought, @Nullable String after, int limit) {
        return look(among, survey -> survey.page(sought, after, limit));
    }

    @Override
    public Looked<Boolean> all(Among among, Sought sought, Predicate<UsageView> each) {
        return look(among, survey -> survey.all(sought, each));
    }

    @Override
    public Looked<Map<String, Long>> holders(Among among) {
        return look(among, Survey::holders);
    }

    @Override
    public Looked<LimitPreview> preview(Among among, String role, Limit limit, @Nullable String after, int most) {
        return look(among, survey -> survey.preview(role, limit, after, most));
    }

    private <F> Looked<F> look(Among among, Function<Survey, F> question) {
        try {
            return lookAtCopies(among, question);
        } catch (StoreAway | InvalidStateStoreException e) {
            /* A copy has gone while it was read: nothing of the finding is sure, and whoever asks looks for it elsewhere. */
            return new Looked<>(question.apply(survey(List.of(), among)), Set.of(), null);
        } catch (IllegalStateException e) {
            throw new SearchNotReady("The node is starting or stopping.");
        }
    }

    private <F> Looked<F> lookAtCopies(Among among, Function<Survey, F> question) {
        List<CopyReader> readers = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        Long lag = null;
        for (int partition : new TreeSet<>(among.partitions())) {
            LocalCopies.Copy copy = copies.find(partition, among.anyCopy());
            if (copy != null) {
                readers.add(copy.reader());
                covered.add(partition);
                Long behind = copy.lagRecords();
                lag = behind == null ? lag : Long.valueOf(behind + (lag == null ? 0 : lag));
            }
        }
        return new Looked<>(question.apply(survey(readers, among)), covered, lag);
    }

    private Survey survey(List<CopyReader> readers, Among among) {
        return new Survey(readers, among.entity(), ledger, views, Instant.ofEpochMilli(clock.getAsLong()));
    }
}
