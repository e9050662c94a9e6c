package tidemark.admin.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tidemark.admin.body.FieldFault;

/** A CloudEvent in the binary mode of its HTTP binding: attributes in headers that begin with {@code ce-}, data in the body. */
final class BinaryMode {

    /** What the headers of attributes begin with. */
    static final String PREFIX = "ce-";

    private static final String ENCODED = "a text, percent-encoded where it is not printable ASCII";

    private BinaryMode() {}

    /** Whether a request has such headers. */
    static boolean isUsed(Map<String, List<String>> headers) {
        return headers.keySet().stream().anyMatch(BinaryMode::isAttribute);
    }

    /**
     * The event that headers and body make up.
     *
     * @throws FieldFault naming the header at fault, or the place in the body
     */
    static CloudEvent read(Map<String, List<String>> headers, byte[] body) {
        Map<String, Sent> attributes = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            if (isAttribute(name)) {
                String header = name.toLowerCase(Locale.ROOT);
                if (values.size() != 1) {
                    throw new FieldFault(header, "there only once");
                }
                attributes.put(header.substring(PREFIX.length()), new Sent.Text(decoded(values.get(0), header)));
            }
        });
        return new CloudEvent(attributes, StrictJson.read(body));
    }

    private static boolean isAttribute(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /* Not URLDecoder, to which a plus is a space. */
    private static String decoded(String value, String header) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > '~' || c < ' ') {
                throw new FieldFault(header, ENCODED);
            }
            if (c == '%') {
                bytes.put(hex(value, i + 1, header));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new FieldFault(header, ENCODED);
        }
    }

    private static byte hex(String value, int at, String header) {
        int high = at + 1 < value.length() ? Character.digit(value.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(value.charAt(at + 1), 16);
        if (low < 0) {
            throw new FieldFault(header, ENCODED);
        }
        return (byte) (high * 16 + low);
    }
}
