package tidemark.admin;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.admin.live.EventStream;
import tidemark.admin.live.StreamOutput;

/**
 * The connection of one stream to its client. Writes only what the socket takes without waiting, so no thread is bound to it: whoever has
 * something for the client wakes it, and Jetty calls when a socket that was full takes more.
 */
final class SseConnection implements WriteListener, StreamOutput {

    private static final Logger LOG = LoggerFactory.getLogger(SseConnection.class);

    /** A client that takes nothing for so long is left; heartbeats come much more often. */
    private static final long IDLE_MILLIS = 45_000;

    private final EventStream stream;
    private final Executor writers;
    private final EndPoint socket;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    private boolean begun;
    private boolean flushDue;
    private boolean done;

    private SseConnection(EventStream stream, Executor writers, EndPoint socket, ServletOutputStream out) {
        this.stream = stream;
        this.writers = writers;
        this.socket = socket;
        this.out = out;
    }

    /**
     * Answers with the stream. The request goes on until the stream is over or the client is gone.
     *
     * @param connect told where frames go, once that is known
     */
    static void begin(Context ctx, EventStream stream, Executor writers, Consumer<StreamOutput> connect) {
        HttpServletRequest request = ctx.req();
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        HttpServletResponse response = ctx.res();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Connection", "close");
        response.setHeader("X-Accel-Buffering", "no");
        // Javalin completes the request when this future is complete, and must be the only one to do so.
        ctx.future(() -> {
            try {
                EndPoint socket = ServletContextRequest.getServletContextRequest(request)
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
                socket.setIdleTimeout(IDLE_MILLIS);
                ServletOutputStream out = response.getOutputStream();
                SseConnection connection = new SseConnection(stream, writers, socket, out);
                out.setWriteListener(connection);
                connect.accept(connection);
                return connection.end;
            } catch (IOException e) {
                stream.close();
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    @Override
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                writers.execute(this::drainWoken);
            } catch (RejectedExecutionException e) {
                LOG.debug("The server is closing", e);
            }
        }
    }

    @Override
    public void cut() {
        LOG.info("A client of {} does not read its events and is left", socket.getRemoteSocketAddress());
        socket.close();
        finish();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            begun = true;
        }
        drain();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A client has gone", failure);
        finish();
    }

    private void drainWoken() {
        woken.set(false);
        drain();
    }

    private void drain() {
        boolean over;
        try {
            over = writeWhatFits();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A client has gone", e);
            over = true;
        }
        if (over) {
            finish();
        }
    }

    /** True: nothing comes any more, and everything has been written. */
    private synchronized boolean writeWhatFits() throws IOException {
        while (begun && !done && out.isReady()) {
            byte[] frame = stream.take();
            if (frame != null) {
                out.write(frame);
                flushDue = true;
            } else if (flushDue) {
                flushDue = false;
                out.flush();
            } else {
                return stream.isOver();
            }
        }
        return false;
    }

    private void finish() {
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
        }
        stream.close();
        end.complete(null);
    }
}
