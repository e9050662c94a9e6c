package tidemark.cli.dev;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.topology.StartFailure;

/** What has been started so far, closed in reverse order, each even if another one cannot be closed. */
final class Running implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean stopping;

    /**
     * Adds what was just started.
     *
     * @throws StartFailure if we are to stop; the part is closed with the others
     */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        if (stopping) {
            throw new StartFailure("Stopped while starting.");
        }
        return part;
    }

    /** Whether all is to stop; who is still starting gives up. */
    synchronized boolean isStopping() {
        return stopping;
    }

    /** From now on nothing more is to be started. */
    synchronized void stopAdding() {
        stopping = true;
    }

    @Override
    public synchronized void close() {
        stopping = true;
        while (!parts.isEmpty()) {
            closeOne(parts.pop());
        }
    }

    // Whatever it is, the others must be closed too.
    @SuppressWarnings("IllegalCatch")
    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed cleanly", part, e);
        }
    }
}
