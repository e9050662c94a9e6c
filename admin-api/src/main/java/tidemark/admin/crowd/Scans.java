package tidemark.admin.crowd;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tidemark.topology.queries.SearchNotReady;

/** Threads that look at accounts: few, so that searches leave the machine to usage, and with a bounded queue before them. */
final class Scans implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 64;

    private final ThreadPoolExecutor threads;

    Scans() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "tidemark-search-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    <T> CompletableFuture<T> run(Supplier<T> scan) {
        try {
            return CompletableFuture.supplyAsync(scan, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new SearchNotReady("Too many searches are waiting."));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
