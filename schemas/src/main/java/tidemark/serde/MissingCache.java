package tidemark.serde;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Remembers for a while what the registry does not have, so that a stream of such records does not hammer it. */
final class MissingCache<K> {

    private final ConcurrentMap<K, Long> expiries = new ConcurrentHashMap<>();
    private final long ttlNanos;
    private final int capacity;

    MissingCache(long ttlSeconds, int capacity) {
        this.ttlNanos = TimeUnit.SECONDS.toNanos(ttlSeconds);
        this.capacity = capacity;
    }

    void add(K key) {
        if (ttlNanos <= 0) {
            return;
        }
        if (expiries.size() >= capacity) {
            expiries.clear();
        }
        expiries.put(key, System.nanoTime() + ttlNanos);
    }

    boolean contains(K key) {
        Long expiry = expiries.get(key);
        if (expiry == null) {
            return false;
        }
        if (expiry - System.nanoTime() > 0) {
            return true;
        }
        expiries.remove(key, expiry);
        return false;
    }
}
