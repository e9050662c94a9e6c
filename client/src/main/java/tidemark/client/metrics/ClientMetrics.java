package tidemark.client.metrics;

import java.util.function.LongSupplier;

/**
 * Where the client's counts, times and levels go. Names are dotted and lower-case and begin with {@code tidemark.client.}; the page on
 * the client lists them.
 *
 * <p>Micrometer takes three lines: {@code registry.counter(name).increment(amount)}, {@code registry.timer(name).record(nanos,
 * NANOSECONDS)}, {@code registry.gauge(name, value, LongSupplier::getAsLong)}. Implementations are called by several threads, must not
 * block and should not throw.
 */
public interface ClientMetrics {

    /** Keeps nothing. */
    ClientMetrics NONE = new ClientMetrics() {
        @Override
        public void add(String name, long amount) {}

        @Override
        public void took(String name, long nanos) {}

        @Override
        public void level(String name, LongSupplier value) {}
    };

    /** Something happened that many times more. */
    void add(String name, long amount);

    /** Something took that long, in nanoseconds. */
    void took(String name, long nanos);

    /** From now on the level of that name can be asked for here; asked again for a name, the newest answers. */
    void level(String name, LongSupplier value);
}
