package tidemark.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client that sends whatever bytes it is given, on one connection for as long as the server keeps that. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status of the status line
     * @param headers by name
     * @param body in UTF-8
     */
    record Answer(int status, Map<String, List<String>> headers, String body) {}

    /**
     * Sends a request and reads its answer; null: the server closed the connection without one.
     *
     * @param withoutBody whether an answer to it has no body, because it is a HEAD
     * @param cutOff whether nothing comes after these bytes
     */
    @Nullable
    Answer send(byte[] request, boolean withoutBody, boolean cutOff) throws IOException {
        boolean fresh = socket == null;
        Answer answer = attempt(request, withoutBody, cutOff);
        /* The server may have let go of the connection after the request before. */
        return answer != null || fresh ? answer : attempt(request, withoutBody, cutOff);
    }

    private @Nullable Answer attempt(byte[] request, boolean withoutBody, boolean cutOff) throws IOException {
        Socket connection = connection();
        boolean refusedWhileSending = false;
        try {
            connection.getOutputStream().write(request);
            connection.getOutputStream().flush();
            if (cutOff) {
                connection.shutdownOutput();
            }
        } catch (IOException e) {
            refusedWhileSending = true;
        }
        try {
            Answer answer = read(withoutBody);
            if (cutOff
                    || refusedWhileSending
                    || answer.headers().getOrDefault("Connection", List.of()).contains("close")) {
                close();
            }
            return answer;
        } catch (EOFException e) {
            close();
            return null;
        } catch (java.net.SocketTimeoutException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            return null;
        }
    }

    private Socket connection() throws IOException {
        Socket known = socket;
        if (known != null) {
            return known;
        }
        Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(PATIENCE_MILLIS);
        socket = opened;
        in = new BufferedInputStream(opened.getInputStream());
        return opened;
    }

    private Answer read(boolean withoutBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].trim());
        }
        if (status < 200) {
            return read(withoutBody);
        }
        boolean none = withoutBody || status == 204 || status == 304;
        return new Answer(status, headers, none ? "" : new String(body(headers), UTF_8));
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        InputStream stream = stream();
        if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                all.writeBytes(stream.readNBytes(size));
                line();
            }
            line();
            return all.toByteArray();
        }
        List<String> length = headers.get("Content-Length");
        return length == null ? stream.readAllBytes() : stream.readNBytes(Integer.parseInt(length.get(0)));
    }

    private String line() throws IOException {
        InputStream stream = stream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).trim();
    }

    private InputStream stream() throws IOException {
        InputStream stream = in;
        if (stream == null) {
            throw new EOFException();
        }
        return stream;
    }

    @Override
    public void close() throws IOException {
        Socket known = socket;
        socket = null;
        in = null;
        if (known != null) {
            known.close();
        }
    }
}
