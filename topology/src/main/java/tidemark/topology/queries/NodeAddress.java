package tidemark.topology.queries;

/**
 * Where a node is reached over HTTP, as it advertises itself.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1..65535
 */
public record NodeAddress(String host, int port) {

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
