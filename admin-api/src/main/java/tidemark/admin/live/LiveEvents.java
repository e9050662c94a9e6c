package tidemark.admin.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.body.FieldFault;
import tidemark.admin.log.AvroRecords;
import tidemark.admin.log.ClientSettings;
import tidemark.topics.Topics;
import tidemark.topology.NodeSettings;

/** Live events of a node: opens streams, keeps them alive, and ends them. Starts and closes once. */
public final class LiveEvents implements AutoCloseable {

    /** The most streams of a node. */
    public static final int MOST_STREAMS = 500;

    /** The most streams of one caller on a node. */
    public static final int MOST_OF_A_CALLER = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String EXPECTED = "left out, or the id of an event of this stream, as it was";

    private final AvroRecords records;
    private final LogTail tail;
    private final CatchUp catchUp;
    private final Clock clock;
    private final ScheduledExecutorService beats;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> callers = new HashMap<>();

    private volatile @Nullable Fanout fanout;
    private volatile boolean closed;

    /**
     * Follows nothing yet.
     *
     * @param settings of a consumer and of the Avro deserializer
     */
    public LiveEvents(Map<String, ?> settings, Topics topics, Clock clock) {
        List<String> followed = EventKind.topics(topics);
        this.records = AvroRecords.specific(settings);
        this.tail = new LogTail(settings, followed, records, new Followed());
        this.catchUp = new CatchUp(settings, followed, records);
        this.clock = clock;
        this.beats = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tidemark-live-beats");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Those of a node. */
    public static LiveEvents of(NodeSettings settings) {
        Map<String, Object> own = ClientSettings.of(settings, "consumer.");
        own.put("value.deserializer", settings.getString(NodeSettings.VALUE_DESERIALIZER));
        return new LiveEvents(own, settings.topics(), Clock.systemUTC());
    }

    /** Begins to follow. */
    @SuppressWarnings("FutureReturnValueIgnored") // It never ends by itself, nor fails.
    public void start() {
        tail.start();
        beats.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether streams can be opened. */
    public boolean isReady() {
        return fanout != null && !closed;
    }

    /**
     * Opens a stream, which tells nothing before {@link #connect}; whoever opens it has to close it.
     *
     * @param lastId the id of the event to go on after; null: begin now
     * @param idField how the client named that id
     * @param caller who watches; null: nobody was asked
     * @param until when the token of the caller stops counting; null: never
     * @throws FieldFault if the id is none of this stream
     * @throws TooManyStreamsException if the caller has too many already
     * @throws NoStreamsException if the node cannot have one more just now
     */
    public EventStream open(
            Watched watched,
            @Nullable String lastId,
            String idField,
            @Nullable String caller,
            @Nullable Instant until) {
        Fanout following = fanout;
        if (closed || following == null) {
            throw new NoStreamsException("The node does not follow live events yet, or no more.");
        }
        EventStream stream = stream(watched, lastId, idField, until, following.position());
        admit(caller);
        stream.attach(() -> forget(stream, caller));
        streams.add(stream);
        return stream;
    }

    /** Has the stream told to the client from now on. */
    public void connect(EventStream stream, StreamOutput output) {
        Fanout following = fanout;
        stream.sendTo(output);
        if (following == null || closed) {
            stream.end("the server is closing");
        } else if (!following.join(stream)) {
            catchUp.begin(stream, following);
        }
    }

    /** Ends all streams and opens no more; clients go on elsewhere. */
    public void endAll() {
        closed = true;
        end("the server is closing");
    }

    @Override
    public void close() {
        endAll();
        beats.shutdownNow();
        catchUp.close();
        tail.close();
        records.close();
        streams.forEach(EventStream::cut);
    }

    private static EventStream stream(
            Watched watched, @Nullable String lastId, String idField, @Nullable Instant until, Offsets now) {
        Offsets own = now.of(watched);
        if (lastId == null) {
            return new EventStream(watched, until, own, true);
        }
        Offsets then = EventId.read(lastId, watched);
        if (then == null) {
            throw new FieldFault(idField, EXPECTED);
        }
        return new EventStream(watched, until, own.from(then), false);
    }

    private void admit(@Nullable String caller) {
        synchronized (callers) {
            if (streams.size() >= MOST_STREAMS) {
                throw new NoStreamsException("The node has " + MOST_STREAMS + " streams open already.");
            }
            if (caller != null && callers.merge(caller, 1, Integer::sum) > MOST_OF_A_CALLER) {
                callers.merge(caller, -1, Integer::sum);
                throw new TooManyStreamsException(MOST_OF_A_CALLER);
            }
        }
    }

    private void forget(EventStream stream, @Nullable String caller) {
        streams.remove(stream);
        Fanout following = fanout;
        if (following != null) {
            following.leave(stream);
        }
        if (caller != null) {
            synchronized (callers) {
                callers.computeIfPresent(caller, (who, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    // The beat must go on for the others, whatever happens to one.
    @SuppressWarnings("IllegalCatch")
    private void look() {
        Instant now = clock.instant();
        for (EventStream stream : streams) {
            try {
                Fanout following = fanout;
                if (stream.isExpired(now)) {
                    stream.end("the token does not count any more");
                } else if (following != null) {
                    following.beat(stream, HEARTBEAT);
                }
                if (stream.isOverdue()) {
                    stream.cut();
                }
            } catch (RuntimeException e) {
                LOG.error("A stream is left, because it cannot be kept alive", e);
                stream.cut();
            }
        }
    }

    private void end(String why) {
        streams.forEach(stream -> stream.end(why));
    }

    /** Hears what becomes of the tail. */
    private final class Followed implements LogTail.Listener {

        @Override
        public void follows(Fanout following) {
            fanout = following;
        }

        @Override
        public void startsAnew() {
            fanout = null;
            end("topics have more partitions");
        }
    }
}
