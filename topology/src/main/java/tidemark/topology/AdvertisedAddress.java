package tidemark.topology;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Reads {@code host:port}; Kafka Streams 4.3 does not check it itself. */
final class AdvertisedAddress {

    private AdvertisedAddress() {}

    /** The address; null for an empty text. */
    static @Nullable HostInfo of(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String host = Utils.getHost(text);
        Integer port = Utils.getPort(text);
        if (host == null || port == null || port < 1 || port > 65_535) {
            throw new ConfigException(
                    NodeSettings.ADVERTISED_ADDRESS, text, "Expected host:port with a port of 1..65535.");
        }
        return new HostInfo(host, port);
    }
}
