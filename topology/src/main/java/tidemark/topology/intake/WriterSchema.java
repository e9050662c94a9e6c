package tidemark.topology.intake;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The name of the schema that a value was written with, as the record itself gives it: cheap to find, nothing is looked up.
 *
 * <p>The topic belongs to it because registry clients cache by subject.
 *
 * @param topic topic that the deserializer is asked for
 * @param form 0: a registry's number; 1: a GUID
 * @param high upper half of the GUID
 * @param low lower half of the GUID, or the number
 */
record WriterSchema(String topic, byte form, long high, long low) {

    /** Header that names the schema where the value does not (Confluent wire format, version 1). */
    static final String HEADER = "__value_schema_id";

    private static final int ID_LENGTH = 5;
    private static final int GUID_LENGTH = 17;

    /** The schema of a value; null if neither header nor value name one. */
    static @Nullable WriterSchema of(String topic, Headers headers, byte[] value) {
        byte[] header = TravelHeaders.last(headers, HEADER);
        return named(topic, header == null ? value : header);
    }

    private static @Nullable WriterSchema named(String topic, byte[] bytes) {
        if (bytes.length >= ID_LENGTH && bytes[0] == 0) {
            int id = ByteBuffer.wrap(bytes).getInt(1);
            return id < 0 ? null : new WriterSchema(topic, (byte) 0, 0, id);
        }
        if (bytes.length >= GUID_LENGTH && bytes[0] == 1) {
            ByteBuffer guid = ByteBuffer.wrap(bytes);
            return new WriterSchema(topic, (byte) 1, guid.getLong(1), guid.getLong(9));
        }
        return null;
    }

    @Override
    public String toString() {
        return form == 0 ? "schema id " + low : "schema GUID " + new UUID(high, low);
    }
}
