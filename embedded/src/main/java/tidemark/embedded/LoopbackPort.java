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
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), wanted));
            return socket.getLocalPort();
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("The port for " + owner + " must be 0 to 65535, but was " + wanted + ".", e);
        } catch (IOException e) {
            throw taken(owner, wanted, e);
        }
    }

    static CannotStartException taken(String owner, int port, Exception cause) {
        return new CannotStartException(
                "Port " + port + " for " + owner + " is taken by another process; choose another one.", cause);
    }

    /** A free port that is not the given one. */
    static int other(int than) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(ADDRESS))) {
            return socket.getLocalPort() == than ? other(than) : socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
