package tidemark.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
final class LoopbackPort {

    static final String HOST = "127.0.0.1";

    private static final byte[] ADDRESS = {127, 0, 0, 1};

    private LoopbackPort() {}

    /**
     * The wanted port, or any free one for 0.
     *
     * @param owner what is to listen there, for the message
     * @throws CannotStartException if the port is taken
     */
    static int choose(String owner, int wanted) {
        try (ServerSocket socket = listen(wanted)) {
            return socket.getLocalPort();
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("The port for " + owner + " must be 0 to 65535, but was " + wanted + ".", e);
        } catch (IOException e) {
            throw taken(owner, wanted, e);
        }
    }

    /** A free port that is not the given one. */
    static int other(int than) {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort() == than ? other(than) : socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServerSocket listen(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port);
        ServerSocket socket = new ServerSocket();
        try {
            // As the servers do: a port of a process that just ended counts as free.
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static CannotStartException taken(String owner, int port, Exception cause) {
        return new CannotStartException(
                "Port " + port + " for " + owner + " is taken by another process; choose another one.", cause);
    }
}
