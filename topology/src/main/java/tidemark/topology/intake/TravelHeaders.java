package tidemark.topology.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers in which a record's true coordinates travel inside the topology, as UTF-8 text. */
final class TravelHeaders {

    static final String TOPIC = "tidemark_topic";
    static final String PARTITION = "tidemark_partition";
    static final String OFFSET = "tidemark_offset";
    static final String TIMESTAMP = "tidemark_timestamp";

    /** Longest number in decimal notation, sign included. */
    private static final int MAX_DIGITS = 20;

    private TravelHeaders() {}

    static void put(Headers headers, String name, Object value) {
        headers.add(name, String.valueOf(value).getBytes(UTF_8));
    }

    static boolean is(Headers headers, String name, String expected) {
        byte[] found = last(headers, name);
        return found != null && expected.equals(new String(found, UTF_8));
    }

    /** The number in the last header of this name; -1 if there is none. */
    static long number(Headers headers, String name) {
        byte[] found = last(headers, name);
        if (found == null || found.length > MAX_DIGITS) {
            return -1;
        }
        try {
            return Long.parseLong(new String(found, UTF_8));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static byte @Nullable [] last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }
}
