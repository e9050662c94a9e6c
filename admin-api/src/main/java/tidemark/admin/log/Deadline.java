package tidemark.admin.log;

import java.time.Duration;

/**
 * A moment at which waiting ends.
 *
 * @param nanos on the scale of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {

    /** The moment that lies this far ahead. */
    public static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** What is left until then; zero once it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** The shorter of what is left and the given time. */
    public Duration leftAtMost(Duration most) {
        Duration left = left();
        return left.compareTo(most) < 0 ? left : most;
    }

    /** Whether it has passed. */
    public boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }
}
