package tidemark.benchmarks.stack;

import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, moved ahead by so many milliseconds; it may be moved while it runs. */
final class AheadClock implements InstantSource {

    private volatile long aheadMillis;

    AheadClock(long aheadMillis) {
        this.aheadMillis = aheadMillis;
    }

    void beAhead(long millis) {
        aheadMillis = millis;
    }

    long aheadMillis() {
        return aheadMillis;
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(aheadMillis);
    }
}
