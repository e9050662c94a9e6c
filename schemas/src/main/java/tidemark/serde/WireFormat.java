package tidemark.serde;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How one record says which schema its bytes were written with, and where its Avro body starts.
 *
 * <p>Version 0 is {@code 0x00}, a 4-byte big-endian id, the body. Version 1 is {@code 0x01} and a 16-byte GUID in a header, the
 * value being the bare body. As in the original, a header wins over a prefix, and either place may hold either form.
 *
 * @param identity the writer's schema
 * @param bodyOffset index of the first byte of the Avro body
 */
public record WireFormat(SchemaIdentity identity, int bodyOffset) {

    /** Header that carries the identity of a key's schema. */
    public static final String KEY_HEADER = "__key_schema_id";

    /** Header that carries the identity of a value's schema. */
    public static final String VALUE_HEADER = "__value_schema_id";

    static final byte VERSION_0 = 0;
    static final byte VERSION_1 = 1;
    static final int PREFIX_BYTES = 5;
    private static final int GUID_BYTES = 17;

    /**
     * Reads the identity of a value's schema without decoding the value.
     *
     * @throws SerializationException if neither header nor bytes carry one
     */
    public static WireFormat ofValue(@Nullable Headers headers, byte[] bytes) {
        return of(false, headers, bytes);
    }

    static WireFormat of(boolean isKey, @Nullable Headers headers, byte[] bytes) {
        Header header = headers == null ? null : headers.lastHeader(isKey ? KEY_HEADER : VALUE_HEADER);
        if (header != null && header.value() != null) {
            return new WireFormat(identity(header.value(), "the header " + header.key()), 0);
        }
        SchemaIdentity identity = identity(bytes, "the record");
        return new WireFormat(identity, identity instanceof SchemaIdentity.Id ? PREFIX_BYTES : GUID_BYTES);
    }

    private static SchemaIdentity identity(byte[] bytes, String place) {
        if (bytes.length == 0) {
            throw new SerializationException("Expected a schema id, but " + place + " is empty");
        }
        return switch (bytes[0]) {
            case VERSION_0 -> id(bytes, place);
            case VERSION_1 -> guid(bytes, place);
            default ->
                throw new SerializationException("Unknown magic byte! Expected 0 or 1 as the first byte of " + place
                        + ", found " + (bytes[0] & 0xff));
        };
    }

    private static SchemaIdentity id(byte[] bytes, String place) {
        requireLength(bytes, PREFIX_BYTES, place);
        int id = ByteBuffer.wrap(bytes).getInt(1);
        if (id < 0) {
            throw new SerializationException("Schema ids are never negative, but " + place + " has " + id);
        }
        return new SchemaIdentity.Id(id);
    }

    private static SchemaIdentity guid(byte[] bytes, String place) {
        requireLength(bytes, GUID_BYTES, place);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SchemaIdentity.Guid(new UUID(buffer.getLong(1), buffer.getLong(9)));
    }

    private static void requireLength(byte[] bytes, int length, String place) {
        if (bytes.length < length) {
            throw new SerializationException("Expected at least " + length + " bytes of schema identity, but " + place
                    + " has only " + bytes.length);
        }
    }
}
