package tidemark.admin.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The orders that this node holds for lists which somebody goes through: bounded in their number, in what they take on the heap and in
 * how long they lie unused. The one that was not used for longest goes first. Thread-safe.
 */
final class Orders {

    /** What all of them may take on the heap. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int MOST = 256;
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final long mostBytes;
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Orders(LongSupplier nanoTime, long mostBytes) {
        this.nanoTime = nanoTime;
        this.mostBytes = mostBytes;
    }

    /** What one of them may take. */
    long mostBytesOfOne() {
        return mostBytes / 2;
    }

    /**
     * Holds an order.
     *
     * @param id nobody else's
     * @param binding stands for the question that it answers
     */
    synchronized void hold(String id, String binding, Order order) {
        long now = nanoTime.getAsLong();
        held.put(id, new Held(binding, order, now));
        bytes += order.bytes();
        Iterator<Held> eldest = held.values().iterator();
        while (eldest.hasNext()) {
            Held next = eldest.next();
            if (held.size() <= MOST && bytes <= mostBytes && now - next.usedAtNanos < LIFE.toNanos()) {
                break;
            }
            eldest.remove();
            bytes -= next.order.bytes();
        }
    }

    /** Those of these orders that are held here and answer that question. */
    synchronized List<Part> find(List<String> ids, String binding) {
        List<Part> found = new ArrayList<>();
        for (String id : ids) {
            Order order = find(id, binding);
            if (order != null) {
                found.add(new Part(id, order));
            }
        }
        return found;
    }

    private @Nullable Order find(String id, String binding) {
        Held entry = held.get(id);
        long now = nanoTime.getAsLong();
        if (entry == null || !entry.binding.equals(binding) || now - entry.usedAtNanos >= LIFE.toNanos()) {
            return null;
        }
        entry.usedAtNanos = now;
        return entry.order;
    }

    /** An order under its id. */
    record Part(String id, Order order) {}

    private static final class Held {

        private final String binding;
        private final Order order;
        private long usedAtNanos;

        Held(String binding, Order order, long usedAtNanos) {
            this.binding = binding;
            this.order = order;
            this.usedAtNanos = usedAtNanos;
        }
    }
}
