package tidemark.topology.accounts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import tidemark.topology.graph.HeapBudget;

/**
 * What the heap knows of the spilled events of a task: of most events that are looked for it knows that they are not there. One
 * filter for each generation, which goes when the generation does.
 *
 * <p>After a start it knows nothing until {@link RecallWalk} has been through the store; until then every event may be there.
 */
final class SpilledFilters {

    private final HeapBudget budget;
    private final Map<Integer, EventFilter> filters = new HashMap<>();
    private boolean complete;
    private int oldest;

    SpilledFilters(HeapBudget budget) {
        this.budget = budget;
    }

    /** An event is in the store, or is about to be. */
    void add(int generation, Bytes account, long fingerprint) {
        if (generation >= oldest) {
            filters.computeIfAbsent(generation, added -> new EventFilter(budget))
                    .add(hashOf(account, fingerprint));
        }
    }

    /** False: it is not in the store. */
    boolean mayHold(int generation, Bytes account, long fingerprint) {
        if (!complete || generation < oldest) {
            return true;
        }
        EventFilter filter = filters.get(generation);
        return filter != null && filter.mayHold(hashOf(account, fingerprint));
    }

    /** Every event in the store has been added. */
    void completed() {
        complete = true;
    }

    /** Nobody will ask for a generation before that one, or has to wait a little longer for the answer. */
    void forgetBefore(int generation) {
        oldest = Math.max(oldest, generation);
        filters.entrySet().removeIf(entry -> {
            boolean expired = entry.getKey() < oldest;
            if (expired) {
                entry.getValue().drop();
            }
            return expired;
        });
    }

    void close() {
        complete = false;
        filters.values().forEach(EventFilter::drop);
        filters.clear();
    }

    /* Users may have the same event ids, so the account counts too; the finish is that of MurmurHash3 (Appleby, 2011). */
    private static long hashOf(Bytes account, long fingerprint) {
        long hash = fingerprint ^ Arrays.hashCode(account.get()) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
