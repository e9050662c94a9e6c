package tidemark.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.Deadline;

/** A client of server-sent events over a bare socket, which can be torn off at any moment. HTTP/1.0, so that nothing comes in chunks. */
final class EventReader implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader in;
    private final List<String> head = new ArrayList<>();

    private Duration patience = Duration.ofMillis(PATIENCE_MILLIS);
    private @Nullable String lastId;
    private String comments = "";

    /**
     * An event.
     *
     * @param type its type
     * @param data its data
     */
    record Event(String type, String data) {}

    EventReader(HttpServer server, String path, @Nullable String lastId, String... headers) throws IOException {
        this.lastId = lastId;
        socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(PATIENCE_MILLIS);
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n");
        if (lastId != null) {
            request.append("Last-Event-ID: ").append(lastId).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(request.append("\r\n").toString().getBytes(UTF_8));
        out.flush();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            head.add(line);
            line = in.readLine();
        }
    }

    /** Status line and headers. */
    List<String> head() {
        return head;
    }

    /** The id to go on after. */
    @Nullable
    String lastId() {
        return lastId;
    }

    /** Gives up reading, with an exception, where no event comes for so long; a heartbeat is none. */
    EventReader impatient(Duration patience) throws IOException {
        this.patience = patience;
        socket.setSoTimeout((int) patience.toMillis());
        return this;
    }

    /** All comments so far. */
    String comments() {
        return comments;
    }

    /** Reads no further than the first id, so that events from now on are seen. */
    EventReader standing() throws IOException {
        while (lastId == null) {
            if (block() == null) {
                throw new IOException("the stream ended before it gave an id: " + head);
            }
        }
        return this;
    }

    /** The next event; null: the stream has ended. */
    @Nullable
    Event next() throws IOException {
        Deadline end = Deadline.in(patience);
        while (true) {
            List<String> block = block();
            if (block == null) {
                return null;
            }
            String type = null;
            String data = null;
            for (String line : block) {
                type = line.startsWith("event: ") ? line.substring(7) : type;
                data = line.startsWith("data: ") ? line.substring(6) : data;
            }
            if (type != null && data != null) {
                return new Event(type, data);
            }
            if (end.passed()) {
                throw new SocketTimeoutException("no event came in " + patience);
            }
        }
    }

    /* Lines up to an empty one; an id counts when its block is whole. */
    private @Nullable List<String> block() throws IOException {
        List<String> block = new ArrayList<>();
        String id = null;
        String line = in.readLine();
        while (line != null) {
            if (line.isEmpty()) {
                if (!block.isEmpty()) {
                    lastId = id == null ? lastId : id;
                    return block;
                }
            } else {
                block.add(line);
                id = line.startsWith("id: ") ? line.substring(4) : id;
                comments += line.startsWith(":") ? line + "\n" : "";
            }
            line = in.readLine();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
