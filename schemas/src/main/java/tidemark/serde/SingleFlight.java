package tidemark.serde;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.errors.InterruptException;

/** Lets one thread do what several want at the same moment; the others wait for its result. */
final class SingleFlight<K> {

    private final ConcurrentMap<K, FutureTask<Object>> flights = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    <V> V run(K key, Callable<V> work) {
        while (true) {
            FutureTask<Object> own = new FutureTask<>(work::call);
            FutureTask<Object> flying = flights.putIfAbsent(key, own);
            if (flying == null) {
                return (V) fly(key, own);
            }
            try {
                return (V) result(flying);
            } catch (InterruptException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                // It was the working thread that was interrupted, not this one: work it is.
            }
        }
    }

    private Object fly(K key, FutureTask<Object> own) {
        try {
            own.run();
        } finally {
            flights.remove(key, own);
        }
        return result(own);
    }

    private static Object result(FutureTask<Object> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
