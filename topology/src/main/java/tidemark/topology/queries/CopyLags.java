package tidemark.topology.queries;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.streams.LagInfo;
import org.jspecify.annotations.Nullable;

/**
 * How far the copies on this node that only follow are behind. Asking costs a round trip to the brokers, so that it is done on a
 * thread of its own, seldom, and only when such a copy is needed.
 */
final class CopyLags {

    private static final Duration GOOD_FOR = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Supplier<Map<String, Map<Integer, LagInfo>>> ask;
    private @Nullable Asked latest;

    /**
     * Asks there.
     *
     * @param ask lags by store and partition; may take long, or fail
     */
    CopyLags(Supplier<Map<String, Map<Integer, LagInfo>>> ask) {
        this.ask = ask;
    }

    /**
     * By how many changelog records the copies of these stores are behind, all together. Records that only mark the end of a
     * transaction count too, so that it is rarely 0.
     *
     * @throws StoreAway when there is no copy here, or nobody can tell
     */
    long of(List<String> stores, int partition) {
        Map<String, Map<Integer, LagInfo>> lags = lags();
        long sum = 0;
        for (String store : stores) {
            LagInfo lag = lags.getOrDefault(store, Map.of()).get(partition);
            if (lag == null) {
                throw new StoreAway("There is no copy of " + store + " for partition " + partition + ".");
            }
            sum += lag.offsetLag();
        }
        return sum;
    }

    private Map<String, Map<Integer, LagInfo>> lags() {
        try {
            return current().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAway(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreAway(e);
        }
    }

    private synchronized CompletableFuture<Map<String, Map<Integer, LagInfo>>> current() {
        Asked asked = latest;
        if (asked == null
                || (asked.lags().isDone() && System.nanoTime() - asked.atNanos() > GOOD_FOR.toNanos())
                || asked.lags().isCompletedExceptionally()) {
            asked = new Asked(CompletableFuture.supplyAsync(ask, CopyLags::run), System.nanoTime());
            latest = asked;
        }
        return asked.lags();
    }

    private static void run(Runnable question) {
        Thread thread = new Thread(question, "tidemark-copy-lags");
        thread.setDaemon(true);
        thread.start();
    }

    private record Asked(CompletableFuture<Map<String, Map<Integer, LagInfo>>> lags, long atNanos) {}
}
