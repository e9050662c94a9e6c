package tidemark.topology.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The primitive encoding of a row, front to back, into a buffer that is used again for the next row. Not thread-safe.
 *
 * <p>The first byte is the format's version; what follows is for the codec to say. {@link RowReader} is the way back.
 */
public final class RowWriter {

    private static final int FIRST_CAPACITY = 256;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int size;

    /** Forgets the former row and begins one in that format version, 0..255. */
    public RowWriter begin(int version) {
        size = 0;
        return writeByte(version);
    }

    /** The low eight bits. */
    public RowWriter writeByte(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** One byte, 1 or 0. */
    public RowWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** A number that is mostly small, of either sign: zig-zag varint, 1..10 bytes. */
    public RowWriter writeLong(long value) {
        return writeVarint((value << 1) ^ (value >> 63));
    }

    /** A number that is mostly small, of either sign: zig-zag varint, 1..5 bytes. */
    public RowWriter writeInt(int value) {
        return writeLong(value);
    }

    /** A length or a count: varint, 1..5 bytes. */
    public RowWriter writeCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count is not negative: " + count);
        }
        return writeVarint(count);
    }

    /** A number whose bits are evenly spread, a hash for example: 8 bytes, highest first. */
    public RowWriter writeFixedLong(long value) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number whose bits are evenly spread: 4 bytes, highest first. */
    public RowWriter writeFixedInt(int value) {
        reserve(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A text: count of its UTF-8 bytes, then these. A lone surrogate becomes a question mark. */
    public RowWriter writeString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return writeCount(utf8.length).writeRaw(utf8);
    }

    /** A text or nothing: 0 for nothing, else count of its UTF-8 bytes plus one, then these. */
    public RowWriter writeNullableString(@Nullable String text) {
        if (text == null) {
            return writeCount(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return writeCount(utf8.length + 1).writeRaw(utf8);
    }

    /** Bytes as they are: their count, then they. */
    public RowWriter writeBytes(byte[] bytes) {
        return writeCount(bytes.length).writeRaw(bytes);
    }

    /** The row, in an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    private RowWriter writeRaw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    private RowWriter writeVarint(long bits) {
        reserve(10);
        long rest = bits;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
