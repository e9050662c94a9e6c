package tidemark.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFormatTest {

    @Test
    void the_bytes_of_every_primitive_are_fixed() {
        byte[] row = new RowWriter()
                .begin(1)
                .writeByte(200)
                .writeBoolean(true)
                .writeLong(-2)
                .writeLong(300)
                .writeInt(64)
                .writeCount(128)
                .writeFixedLong(0x0102030405060708L)
                .writeFixedInt(0x090A0B0C)
                .writeString("aé")
                .writeNullableString(null)
                .writeNullableString("")
                .writeNullableString("b")
                .toBytes();

        assertThat(HexFormat.of().formatHex(row))
                .isEqualTo("01" + "c8" + "01" + "03" + "d804" + "8001" + "8001" + "0102030405060708" + "090a0b0c"
                        + "0361c3a9" + "00" + "01" + "0262");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 63, 64, -64, -65, 8191, 8192, Integer.MAX_VALUE, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE
            })
    void a_long_comes_back(long value) {
        RowReader reader = open(
                new RowWriter().begin(1).writeLong(value).writeFixedLong(value).toBytes());

        assertThat(reader.readLong()).isEqualTo(value);
        assertThat(reader.readFixedLong()).isEqualTo(value);
        reader.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void an_int_comes_back(int value) {
        RowReader reader = open(
                new RowWriter().begin(1).writeInt(value).writeFixedInt(value).toBytes());

        assertThat(reader.readInt()).isEqualTo(value);
        assertThat(reader.readFixedInt()).isEqualTo(value);
        reader.end();
    }

    @Test
    void texts_come_back_whatever_their_length() {
        List<String> texts = List.of("", "a", "grüße", "\uD83D\uDE00", "x".repeat(127), "x".repeat(100_000));
        RowWriter writer = new RowWriter().begin(1);
        texts.forEach(text -> writer.writeString(text).writeNullableString(text));
        RowReader reader = open(writer.toBytes());

        for (String text : texts) {
            assertThat(reader.readString()).isEqualTo(text);
            assertThat(reader.readNullableString()).isEqualTo(text);
        }
        reader.end();
    }

    @Test
    void a_writer_that_begins_again_forgets_the_former_row() {
        RowWriter writer = new RowWriter();
        byte[] first = writer.begin(1).writeString("a longer row").toBytes();
        byte[] second = writer.begin(2).writeBoolean(false).toBytes();

        assertThat(first).hasSize(14);
        assertThat(second).containsExactly(2, 0);
    }

    @Test
    void a_row_of_a_newer_format_is_refused_in_a_sentence() {
        byte[] row = new RowWriter().begin(3).toBytes();

        assertThatThrownBy(() -> new RowReader("role", row, 2))
                .isInstanceOf(UnreadableRow.class)
                .hasMessage("A stored role row has format version 3, this version of Tidemark reads 1..2.");
        assertThat(new RowReader("role", row, 3).version()).isEqualTo(3);
    }

    @Test
    void a_row_cut_short_anywhere_is_refused() {
        byte[] row = new RowWriter()
                .begin(1)
                .writeString("abc")
                .writeLong(1_000_000)
                .writeNullableString("de")
                .writeFixedInt(7)
                .toBytes();
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(UnreadableRow.class);
        }
        readAll(row);
    }

    @Test
    void a_row_that_goes_on_is_refused() {
        RowReader reader = open(new byte[] {1, 0, 0});
        reader.readByte();

        assertThatThrownBy(reader::end).hasMessage("A stored test row is damaged: 1 bytes too many.");
    }

    @Test
    void what_cannot_be_is_refused() {
        refused(RowReader::readBoolean, 2);
        refused(RowReader::readCount, 2, 0);
        refused(RowReader::readString, 3, 'a');
        refused(RowReader::readNullableString, 3, 'a');
        refused(RowReader::readInt, 0x80, 0x80, 0x80, 0x80, 0x80, 1);
        refused(RowReader::readLong, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1);
        refused(RowReader::readCount, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1);
        refused(RowReader::readNullableString, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1);
    }

    @Test
    void a_negative_count_is_not_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowWriter().begin(1).writeCount(-1));
    }

    private static void refused(Consumer<RowReader> read, int... body) {
        byte[] row = new byte[body.length + 1];
        row[0] = 1;
        for (int i = 0; i < body.length; i++) {
            row[i + 1] = (byte) body[i];
        }
        assertThatThrownBy(() -> read.accept(open(row))).isInstanceOf(UnreadableRow.class);
    }

    private static void readAll(byte[] row) {
        RowReader reader = open(row);
        reader.readString();
        reader.readLong();
        reader.readNullableString();
        reader.readFixedInt();
        reader.end();
    }

    private static RowReader open(byte[] row) {
        return new RowReader("test", row, 1);
    }
}
