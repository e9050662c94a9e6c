package tidemark.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Everything that is known in advance about writing values of one schema: the id, and how the fields are laid out. */
final class PreparedWriter {

    private static final int LARGEST_KEPT_BUFFER = 1 << 20;
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final int id;
    private final Schema valueSchema;
    private final Schema wireSchema;
    private final GenericData generic;
    private final boolean sameLayout;

    private final DatumWriter<Object> genericWriter;
    private volatile @Nullable SpecificWriter specificWriter;

    /** Buffers of one thread. */
    private static final class Scratch {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

        @Nullable
        BinaryEncoder encoder;
    }

    private record SpecificWriter(SpecificData model, DatumWriter<Object> writer) {}

    /**
     * Prepares.
     *
     * @param valueSchema the schema of the values
     * @param wireSchema the schema of that id, usually the same
     */
    PreparedWriter(int id, Schema valueSchema, Schema wireSchema, GenericData generic) {
        this.id = id;
        this.valueSchema = valueSchema;
        this.wireSchema = wireSchema;
        this.generic = generic;
        this.sameLayout = valueSchema.equals(wireSchema);
        this.genericWriter = new GenericDatumWriter<>(sameLayout ? valueSchema : wireSchema, generic);
    }

    byte[] write(Object value) {
        if (wireSchema.getType() == Schema.Type.BYTES) {
            return raw(value instanceof ByteBuffer buffer ? buffer.duplicate() : ByteBuffer.wrap((byte[]) value));
        }
        try {
            return sameLayout ? encode(value, writerFor(value)) : encode(projected(value), genericWriter);
        } catch (IOException | RuntimeException e) {
            // What a failed write left in the buffers must not get into the next record.
            SCRATCH.remove();
            throw new SerializationException("Error serializing a value as Avro " + wireSchema.getFullName(), e);
        }
    }

    private byte[] encode(Object value, DatumWriter<Object> writer) throws IOException {
        Scratch scratch = SCRATCH.get();
        ByteArrayOutputStream out = scratch.out;
        out.reset();
        out.write(WireFormat.VERSION_0);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, scratch.encoder);
        scratch.encoder = encoder;
        writer.write(value, encoder);
        encoder.flush();
        if (out.size() > LARGEST_KEPT_BUFFER) {
            SCRATCH.remove();
        }
        return out.toByteArray();
    }

    private byte[] raw(ByteBuffer body) {
        return ByteBuffer.allocate(WireFormat.PREFIX_BYTES + body.remaining())
                .put(WireFormat.VERSION_0)
                .putInt(id)
                .put(body)
                .array();
    }

    private DatumWriter<Object> writerFor(Object value) {
        if (!(value instanceof SpecificRecordBase record)) {
            return genericWriter;
        }
        SpecificWriter prepared = specificWriter;
        if (prepared == null || prepared.model() != record.getSpecificData()) {
            SpecificData model = record.getSpecificData();
            prepared = new SpecificWriter(model, new SpecificDatumWriter<>(valueSchema, model));
            specificWriter = prepared;
        }
        return prepared.writer();
    }

    /** Brings the value into another schema by writing and reading it; slow, and only for use.latest.version and use.schema.id. */
    private Object projected(Object value) throws IOException {
        DatumWriter<Object> own = value instanceof SpecificRecordBase record
                ? new SpecificDatumWriter<>(valueSchema, record.getSpecificData())
                : new GenericDatumWriter<>(valueSchema, generic);
        byte[] bytes = encode(value, own);
        return new GenericDatumReader<>(valueSchema, wireSchema, generic)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        bytes, WireFormat.PREFIX_BYTES, bytes.length - WireFormat.PREFIX_BYTES, null));
    }
}
