package tidemark.admin.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;

/**
 * Tells every event to the streams that it concerns, in one order, and keeps the newest events, so that a stream that was away shortly, or was
 * on another node, goes on without reading the log. One thread publishes, any number join and leave.
 */
final class Fanout {

    private final AvroRecords records;
    private final int kept;
    private final Offsets position;
    private final Offsets oldest;
    private final Deque<LogEvent> recent = new ArrayDeque<>();
    private final Map<String, Set<EventStream>> streams = new HashMap<>();

    /**
     * Begins at that position.
     *
     * @param records must give generated classes
     * @param start of every partition there is
     * @param kept how many events are kept
     */
    Fanout(AvroRecords records, Offsets start, int kept) {
        this.records = records;
        this.kept = kept;
        this.position = start.copy();
        this.oldest = start.copy();
    }

    /** Where the stream of events stands. */
    synchronized Offsets position() {
        return position.copy();
    }

    /** The oldest position from which on everything is kept here. */
    synchronized Offsets oldest() {
        return oldest.copy();
    }

    /**
     * Tells an event that comes next.
     *
     * @throws tidemark.admin.log.RegistryUnreachableException if it cannot be read just now; then nobody was told
     */
    synchronized void publish(LogEvent event) {
        List<EventStream> concerned = streams.getOrDefault(event.entity(), Set.of()).stream()
                .filter(stream -> stream.watched().concerns(event.key()) && stream.lacks(event))
                .toList();
        byte @Nullable [] body = concerned.isEmpty() ? null : event.body(records);
        position.set(event.kind().place(), event.partition(), event.offset() + 1);
        keep(event);
        for (EventStream stream : concerned) {
            stream.raiseTo(position);
            stream.pass(event, body);
        }
    }

    /** No more comes before that offset. */
    synchronized void advance(int kind, int partition, long offset) {
        position.raise(kind, partition, offset);
    }

    /**
     * Has the stream told of what happened since where it stands, and of all that comes.
     *
     * @return false: it stands further back than is kept here, or too far in front to be believed, or there is no room for all of it just now
     * @throws tidemark.admin.log.RegistryUnreachableException if an event cannot be read just now
     */
    synchronized boolean join(EventStream stream) {
        if (!stream.reaches(oldest) || !(stream.isTrusted() || stream.isWithin(position))) {
            return false;
        }
        for (LogEvent event : recent) {
            if (!stream.lacks(event)) {
                continue;
            }
            boolean concerned = stream.watched().concerns(event.key());
            if (concerned && !stream.hasRoom()) {
                return false;
            }
            stream.pass(event, concerned ? event.body(records) : null);
        }
        stream.raiseTo(position);
        stream.sayWhere();
        // One that is closed meanwhile leaves after us, because that takes our lock.
        if (!stream.isClosed()) {
            streams.computeIfAbsent(stream.watched().entity(), entity -> new LinkedHashSet<>())
                    .add(stream);
        }
        return true;
    }

    /** Tells it no more. */
    synchronized void leave(EventStream stream) {
        Set<EventStream> same = streams.get(stream.watched().entity());
        if (same != null && same.remove(stream) && same.isEmpty()) {
            streams.remove(stream.watched().entity());
        }
    }

    /** Keeps its connection alive, with an id of where it stands now. */
    synchronized void beat(EventStream stream, Duration every) {
        Set<EventStream> same = streams.get(stream.watched().entity());
        if (same != null && same.contains(stream)) {
            stream.raiseTo(position);
        }
        stream.beat(every);
    }

    private void keep(LogEvent event) {
        recent.add(event);
        if (recent.size() > kept) {
            LogEvent gone = recent.remove();
            oldest.set(gone.kind().place(), gone.partition(), gone.offset() + 1);
        }
    }
}
