package tidemark.admin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tidemark.admin.access.Access;
import tidemark.admin.access.Right;
import tidemark.admin.live.LiveEvents;

/** Tells warnings, exceeded limits, decisions and levels as they come. */
public final class LiveFeature implements Feature {

    /** They never wait for a client. */
    private static final int WRITERS = 2;

    private final LiveEvents live;
    private final Access access;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, LiveFeature::thread);

    /**
     * Streams from these.
     *
     * @param live belongs to the caller
     * @param access tells when a caller may watch no longer; belongs to the caller
     */
    public LiveFeature(LiveEvents live, Access access) {
        this.live = live;
        this.access = access;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(EventsEndpoint.ENTITY, Right.WATCH_ENTITY, new EventsEndpoint(live, access, false, writers))
                .read(EventsEndpoint.USER, Right.WATCH_USER, new EventsEndpoint(live, access, true, writers));
    }

    @Override
    public void stop() {
        live.endAll();
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tidemark-http-events");
        thread.setDaemon(true);
        return thread;
    }
}
