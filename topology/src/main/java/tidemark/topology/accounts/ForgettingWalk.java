package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Forgets remembered events whose horizon is over. What counts is how far the arrivals have come, not the clock: in a
 * replay of an old backlog a retry is still recognised.
 */
final class ForgettingWalk implements Walk {

    private final SpilledEvents events;
    private final TaskClock clock;

    ForgettingWalk(SpilledEvents events, TaskClock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public KeyValueIterator<Bytes, ?> from(@Nullable Bytes after) {
        return events.expired(after, clock.newestArrival());
    }

    @Override
    public void visit(Bytes key) {
        events.forget(key);
    }
}
