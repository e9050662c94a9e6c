package tidemark.serde;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads records that were written with one schema. */
final class PreparedReader {

    private static final ThreadLocal<@Nullable BinaryDecoder> DECODER = new ThreadLocal<>();

    private final Schema.Type writerType;
    private final DatumReader<Object> reader;
    private final boolean failOnTrailingData;

    PreparedReader(Schema writer, DatumReader<Object> reader, boolean failOnTrailingData) {
        this.writerType = writer.getType();
        this.reader = reader;
        this.failOnTrailingData = failOnTrailingData;
    }

    @Nullable
    Object read(byte[] bytes, WireFormat format) {
        int offset = format.bodyOffset();
        if (writerType == Schema.Type.BYTES) {
            return Arrays.copyOfRange(bytes, offset, bytes.length);
        }
        // Over a byte array the decoder checks every length against what is left before it allocates.
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, DECODER.get());
        DECODER.set(decoder);
        try {
            Object value = decoded(decoder);
            if (failOnTrailingData && !decoder.isEnd()) {
                throw new SerializationException("Expected the record to end, but more bytes follow");
            }
            return value;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new SerializationException("Error deserializing a record of " + format.identity(), e);
        }
    }

    private @Nullable Object decoded(BinaryDecoder decoder) throws IOException {
        SystemLimitException.beginCollectionAllocationScope();
        try {
            Object value = reader.read(null, decoder);
            return writerType == Schema.Type.STRING ? value.toString() : value;
        } finally {
            SystemLimitException.endCollectionAllocationScope();
        }
    }
}
