package tidemark.client.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes only when it is told to. For any number of threads. */
public final class FakeClock implements InstantSource {

    private volatile Instant now;

    /** Stands at that instant. */
    public FakeClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves to an instant, back as well as ahead. */
    public void set(Instant other) {
        now = other;
    }

    /** Moves ahead. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
