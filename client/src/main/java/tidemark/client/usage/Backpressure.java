package tidemark.client.usage;

import java.time.Duration;

/**
 * What happens to usage that comes faster than the brokers take it, once the buffer is full.
 *
 * @param longestWait how long a caller waits for room; zero: usage is refused at once
 */
public record Backpressure(Duration longestWait) {

    /** Checks the time. */
    public Backpressure {
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException("longestWait is not negative, as " + longestWait + " is");
        }
    }

    /** The caller waits for room, that long at most: nothing gets lost as long as the brokers come back in time. */
    public static Backpressure waitUpTo(Duration longest) {
        return new Backpressure(longest);
    }

    /** The caller never waits; what finds no room fails at once, and the caller is told. */
    public static Backpressure refuse() {
        return new Backpressure(Duration.ZERO);
    }
}
