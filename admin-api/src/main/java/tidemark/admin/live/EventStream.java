package tidemark.admin.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.Deadline;

/**
 * The stream of one client: where it stands in the log, and what waits to be sent, which is bounded. Frames are those of server-sent events.
 * Safe for use by several threads; whoever holds the lock of the {@link Fanout} may take ours, never the other way round.
 */
public final class EventStream {

    /** The most frames that wait for a client; one that does not read them is left. */
    static final int MOST_WAITING = 1_000;

    /** What a client has to read the rest of a stream that has ended. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(3);

    private static final String RETRY = "retry: 3000\n\n";

    private final Watched watched;
    private final @Nullable Instant until;
    private final Offsets next;
    private final Deque<byte[]> frames = new ArrayDeque<>();

    private @Nullable StreamOutput output;
    private @Nullable Runnable onClose;
    private boolean trusted;
    private boolean ended;
    private boolean closed;
    private @Nullable Deadline overdue;
    private long lastBeat = System.nanoTime();

    /**
     * A stream that nobody reads yet.
     *
     * @param until when the token that it was opened with stops counting; null: never
     * @param next where it stands: every partition that may concern it, and no other
     * @param trusted whether the log is known to have come that far
     */
    EventStream(Watched watched, @Nullable Instant until, Offsets next, boolean trusted) {
        this.watched = watched;
        this.until = until;
        this.next = next;
        this.trusted = trusted;
        frames.add(RETRY.getBytes(UTF_8));
    }

    /** The next frame to send; null: there is none just now. */
    public synchronized byte @Nullable [] take() {
        notifyAll();
        return frames.poll();
    }

    /** Whether nothing comes any more. */
    public synchronized boolean isOver() {
        return closed || (ended && frames.isEmpty());
    }

    /** The client is gone, or has been told everything. */
    public void close() {
        Runnable told;
        synchronized (this) {
            told = closed ? null : onClose;
            closed = true;
            frames.clear();
            notifyAll();
        }
        if (told != null) {
            told.run();
        }
    }

    synchronized void attach(Runnable whenClosed) {
        onClose = whenClosed;
    }

    synchronized void sendTo(StreamOutput to) {
        output = to;
        to.wake();
    }

    Watched watched() {
        return watched;
    }

    synchronized boolean isClosed() {
        return closed || ended;
    }

    synchronized boolean hasRoom() {
        return frames.size() < MOST_WAITING;
    }

    /** Waits until another frame may be added; false: the client did not read in time, or is gone. */
    synchronized boolean awaitRoom(Duration patience) throws InterruptedException {
        Deadline end = Deadline.in(patience);
        while (!hasRoom() && !closed && !ended) {
            if (end.passed()) {
                return false;
            }
            wait(Math.max(1, end.left().toMillis()));
        }
        return !closed && !ended;
    }

    // Where it stands

    /** A copy of where it stands. */
    synchronized Offsets next() {
        return next.copy();
    }

    synchronized boolean reaches(Offsets other) {
        return next.reaches(other);
    }

    /** Whether it stands nowhere in front of that. */
    synchronized boolean isWithin(Offsets position) {
        Offsets most = next.copy();
        most.raiseTo(position);
        return position.reaches(most);
    }

    /** Whether the log is known to have come as far as the stream says it has. */
    synchronized boolean isTrusted() {
        return trusted;
    }

    synchronized void trust() {
        trusted = true;
    }

    synchronized void move(int kind, int partition, long offset) {
        next.set(kind, partition, offset);
    }

    synchronized void raise(int kind, int partition, long offset) {
        next.raise(kind, partition, offset);
    }

    synchronized void raiseTo(Offsets position) {
        next.raiseTo(position);
    }

    /** Whether the event lies ahead of the stream, on a partition that may concern it. */
    synchronized boolean lacks(LogEvent event) {
        int kind = event.kind().place();
        return next.has(kind, event.partition()) && event.offset() >= next.get(kind, event.partition());
    }

    // What is sent

    /**
     * Goes past an event that it lacks.
     *
     * @param body what to tell of it; null: nothing
     */
    void pass(LogEvent event, byte @Nullable [] body) {
        boolean full;
        synchronized (this) {
            raise(event.kind().place(), event.partition(), event.offset() + 1);
            full = body != null && !hasRoom();
            if (body != null && !full) {
                add(frame(event, body));
            }
        }
        if (full) {
            cut();
        }
    }

    /** Tells that events are missing: clients have to look for themselves how things stand. */
    synchronized void gap(Collection<EventKind> kinds) {
        String list = kinds.stream().map(kind -> '"' + kind.type() + '"').collect(Collectors.joining(","));
        add(("id: " + id() + "\nevent: gap\ndata: {\"missing\":[" + list + "]}\n\n").getBytes(UTF_8));
    }

    /** Gives the client an id without an event, so that it can go on from here. */
    synchronized void sayWhere() {
        add(("id: " + id() + "\n\n").getBytes(UTF_8));
    }

    /** Keeps the connection alive, if it has been so long since the last time, and nothing waits. */
    synchronized void beat(Duration every) {
        if (System.nanoTime() - lastBeat < every.toNanos() || ended || closed) {
            return;
        }
        lastBeat = System.nanoTime();
        if (frames.isEmpty()) {
            add((":\nid: " + id() + "\n\n").getBytes(UTF_8));
        }
    }

    /** Ends the stream once the client has read what waits. */
    synchronized void end(String why) {
        if (!ended && !closed) {
            add((": " + why + "\n\n").getBytes(UTF_8));
            ended = true;
            overdue = Deadline.in(TIME_TO_END);
            notifyAll();
            wake();
        }
    }

    /** Leaves the client at once. */
    void cut() {
        StreamOutput to;
        synchronized (this) {
            to = output;
        }
        close();
        if (to != null) {
            to.cut();
        }
    }

    /** Whether it has ended for so long that the client need not be waited for. */
    synchronized boolean isOverdue() {
        return overdue != null && overdue.passed();
    }

    boolean isExpired(Instant now) {
        return until != null && !now.isBefore(until);
    }

    private byte[] frame(LogEvent event, byte[] body) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(body.length + 512);
        String head = "id: " + id() + "\nevent: " + event.kind().type() + "\ndata: ";
        frame.writeBytes(head.getBytes(UTF_8));
        frame.writeBytes(body);
        frame.writeBytes("\n\n".getBytes(UTF_8));
        return frame.toByteArray();
    }

    private String id() {
        return EventId.of(watched, next);
    }

    private void add(byte[] frame) {
        if (!ended && !closed) {
            frames.add(frame);
            wake();
        }
    }

    private void wake() {
        if (output != null) {
            output.wake();
        }
    }
}
