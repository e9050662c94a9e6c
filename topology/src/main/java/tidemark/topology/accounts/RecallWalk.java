package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import tidemark.topology.rows.EventPage;
import tidemark.topology.walks.Walk;

/** Goes through the spilled events after a start, so that the heap knows again which there are. */
final class RecallWalk implements Walk<EventPage> {

    private final SpilledEvents events;

    RecallWalk(SpilledEvents events) {
        this.events = events;
    }

    /* What counts is how far the heap has come: what an earlier life of the task knew is gone. */
    @Override
    public KeyValueIterator<Bytes, EventPage> from(@Nullable Bytes after) {
        return events.notRecalled();
    }

    @Override
    public void visit(Bytes key, EventPage page) {
        events.recall(key, page);
    }

    @Override
    public void done() {
        events.recalled();
    }
}
