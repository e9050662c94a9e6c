package tidemark.cli.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tidemark.topology.StartFailure;

/** The ports of 127.0.0.1 that people named, checked before anything is started. */
final class LocalPorts {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int LAST = 65_535;

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /** A port by the option that names it; 0 for any free one. */
    LocalPorts with(String option, int port) {
        ports.put(option, port);
        return this;
    }

    /**
     * Whether the numbers can be ports, and different ones.
     *
     * @throws IllegalArgumentException with a sentence that names the option
     */
    void validate() {
        Set<Integer> seen = new HashSet<>();
        ports.forEach((option, port) -> {
            if (port < 0 || port > LAST) {
                throw new IllegalArgumentException(option + " must be 0 to " + LAST + ", but was " + port + ".");
            }
            if (port != 0 && !seen.add(port)) {
                throw new IllegalArgumentException(
                        option + " names port " + port + ", which another option names already.");
            }
        });
    }

    /** @throws StartFailure if another process listens on one of them */
    void requireFree() {
        ports.forEach(LocalPorts::requireFree);
    }

    private static void requireFree(String option, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + port + " is taken by another process; choose another one with " + option + ".", e);
        }
    }
}
