package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.topology.rows.EventPage;
import tidemark.topology.walks.TaskClock;
import tidemark.topology.walks.Walk;

/**
 * Forgets remembered events whose horizon is over. What counts is how far the arrivals have come, not the clock: in a
 * replay of an old backlog a retry is still recognised.
 */
final class ForgettingWalk implements Walk<EventPage> {

    private final SpilledEvents events;
    private final TaskClock clock;

    ForgettingWalk(SpilledEvents events, TaskClock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public KeyValueIterator<Bytes, EventPage> from(@Nullable Bytes after) {
        return events.expired(after, clock.newestArrival());
    }

    @Override
    public void visit(Bytes key, EventPage page) {
        events.forget(key);
    }
}
