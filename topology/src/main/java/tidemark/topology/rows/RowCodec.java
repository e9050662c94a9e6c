package tidemark.topology.rows;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How one kind of row becomes bytes and back. Thread-safe: queries read rows while the stream thread writes others.
 *
 * @param <T> the kind of row
 */
final class RowCodec<T> {

    private static final ThreadLocal<RowWriter> WRITERS = ThreadLocal.withInitial(RowWriter::new);

    private final String kind;
    private final int version;
    private final BiConsumer<T, RowWriter> write;
    private final Function<RowReader, T> read;

    /**
     * A codec.
     *
     * @param kind what the row is, for people
     * @param version the format version that is written; the reader is given every one up to it
     */
    RowCodec(String kind, int version, BiConsumer<T, RowWriter> write, Function<RowReader, T> read) {
        this.kind = kind;
        this.version = version;
        this.write = write;
        this.read = read;
    }

    byte[] encode(T row) {
        RowWriter writer = WRITERS.get().begin(version);
        write.accept(row, writer);
        return writer.toBytes();
    }

    /** Reads a row; throws {@link UnreadableRow}. */
    T decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** Reads a row that lies in a larger array; throws {@link UnreadableRow}. */
    T decode(byte[] array, int from, int to) {
        RowReader reader = new RowReader(kind, array, from, to, version);
        T row;
        try {
            row = read.apply(reader);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw reader.damaged(String.valueOf(e.getMessage()));
        }
        reader.end();
        return row;
    }

    Serde<T> serde() {
        Serializer<T> serializer = (topic, row) -> row == null ? null : encode(row);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : decode(bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
