package tidemark.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens, written {@code host:port}, an IPv6 address in brackets.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 0..65535; 0: any free one
 */
public record BindAddress(String host, int port) {

    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s/]+):([0-9]{1,5})");

    /** Checks the port's range. */
    public BindAddress {
        if (host.isBlank() || port < 0 || port > MAX_PORT) {
            throw malformed(host + ":" + port);
        }
    }

    /** This machine only, on that port. */
    public static BindAddress loopback(int port) {
        return new BindAddress("127.0.0.1", port);
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException naming the form that was expected
     */
    public static BindAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        String host = matcher.group(1);
        boolean bracketed = host.startsWith("[");
        return new BindAddress(
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(matcher.group(2)));
    }

    /** Whether nobody outside this machine can reach it; an unknown host counts as one that others can. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The same host on another port. */
    BindAddress withPort(int other) {
        return new BindAddress(host, other);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "an HTTP address is written host:port, like 127.0.0.1:8080 or [::1]:8080, not '" + text + "'");
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
