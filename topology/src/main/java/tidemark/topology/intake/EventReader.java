package tidemark.topology.intake;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

/**
 * Reads values of one kind without ever doing I/O and without ever throwing.
 *
 * <p>A value whose schema is loaded is decoded at once. Any other is handed to {@link SchemaLoading} and answered with
 * {@link Reading.Waiting} until the schema is there or it is certain that it never will be.
 */
public final class EventReader<T extends SpecificRecord> {

    private final Class<T> type;
    private final SchemaLoading schemas;

    /** Reads values of this type with the deserializer of these schemas. */
    public EventReader(Class<T> type, SchemaLoading schemas) {
        this.type = type;
        this.schemas = schemas;
    }

    /** Reads the value. */
    public Reading<T> read(Inbound inbound) {
        byte[] value = inbound.value();
        if (value == null) {
            return new Reading.Refused<>(Rejection.of(Reason.MISSING_VALUE));
        }
        WriterSchema schema;
        try {
            schema = WriterSchema.of(inbound, value);
        } catch (SerializationException e) {
            return new Reading.Refused<>(
                    new Rejection(Reason.UNDECODABLE, "value is not in the Confluent wire format: " + e.getMessage()));
        }
        return schemas.isLoaded(schema) ? decode(schema, inbound) : ask(schema, inbound);
    }

    private Reading<T> ask(WriterSchema schema, Inbound inbound) {
        Rejection refused = schemas.ask(schema, inbound);
        return refused == null ? new Reading.Waiting<>() : new Reading.Refused<>(refused);
    }

    private Reading<T> decode(WriterSchema schema, Inbound inbound) {
        try {
            return typed(schemas.decode(inbound));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(schema, inbound, e);
        }
    }

    /** A loaded schema can still be missing: registry clients forget the least used ones. */
    private Reading<T> failed(WriterSchema schema, Inbound inbound, Throwable failure) {
        Rejection refused = DecodingFailure.judge(failure);
        if (refused != null) {
            return new Reading.Refused<>(refused);
        }
        schemas.forget(schema);
        return ask(schema, inbound);
    }

    private Reading<T> typed(@Nullable Object decoded) {
        if (type.isInstance(decoded)) {
            return new Reading.Event<>(type.cast(decoded));
        }
        String found = decoded == null ? "nothing" : decoded.getClass().getName();
        return new Reading.Refused<>(new Rejection(
                Reason.WRONG_RECORD_TYPE, "value is a " + found + "; expected a " + type.getSimpleName()));
    }
}
