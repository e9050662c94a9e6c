package tidemark.topology.intake;

import tidemark.serde.SchemaIdentity;
import tidemark.serde.WireFormat;

/**
 * The schema that a value was written with, by the name that the record itself gives it: cheap to find, nothing is looked up.
 *
 * <p>The topic belongs to it because registry clients cache by subject.
 *
 * @param topic topic that the deserializer is asked for
 * @param identity the registry's name of it
 */
record WriterSchema(String topic, SchemaIdentity identity) {

    /** Header that names the schema where the value does not (Confluent wire format, version 1). */
    static final String HEADER = WireFormat.VALUE_HEADER;

    /**
     * The schema of a value.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if neither header nor value name one
     */
    static WriterSchema of(Inbound inbound, byte[] value) {
        return new WriterSchema(
                inbound.topic(), WireFormat.ofValue(inbound.headers(), value).identity());
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
