package tidemark.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ledger.Answer;
import tidemark.ledger.Credits;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Leeway;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.Slots;
import tidemark.topology.rows.RowsTest.Golden;

/** The rows of the entity task, and the entities that the account task knows: readable for ever, never guessed at. */
class EntityRowsTest {

    private static final Period NOVEMBER = Period.parse("2026-11");
    private static final Slots SLOTS = Slots.NONE.with(0, -3, 1).with(64, 103, 1);
    private static final String SLOT_BYTES = "02" // two slots
            + "00" + "05" + "02" // partition 0: -3 of 1 event
            + "8001" + "ce01" + "02"; // partition 64: 103 of 1 event
    private static final EntityTerms TERMS = new EntityTerms("Äcme", "m", Limit.of(100), 3, "c3");
    private static final String TERM_BYTES = "06c384636d65" // name
            + "026d" // msp
            + "c801" // limit
            + "06" // version
            + "036333"; // change id
    private static final Leeway LEEWAY = new Leeway(NOVEMBER, 7);
    private static final String LEEWAY_BYTES = "01" // there is one
            + "d40a" // 2026-11
            + "0e"; // micros
    private static final String ENTITY_BYTES = "d40a" // 2026-11
            + "c801" // used
            + "06" // used while blocked
            + "04" // events
            + "21" // EXCEEDED, BLOCK_UNTIL_MONTH_END
            + "0a" // sequence
            + TERM_BYTES
            + SLOT_BYTES;

    static Stream<Golden<?>> golden() {
        return Stream.of(
                new Golden<>(
                        "entity",
                        EntityRows.entities(),
                        entity(Level.EXCEEDED, Answer.BLOCK_UNTIL_MONTH_END, 100, TERMS, SLOTS, LEEWAY),
                        "02" + ENTITY_BYTES + LEEWAY_BYTES),
                new Golden<>(
                        "entity month",
                        EntityRows.months(),
                        new EntityMonth(new MonthTotal(NOVEMBER, 100, 3, 2, Limit.NONE, null, 0), SLOTS),
                        "01" + "d40a" + "c801" + "06" + "04" + "01" + "00" + "00" + SLOT_BYTES),
                new Golden<>(
                        "known entity",
                        EntityRows.known(),
                        new KnownEntity(TERMS, LEEWAY),
                        "02" + TERM_BYTES + LEEWAY_BYTES));
    }

    @Test
    void rows_of_the_first_format_know_no_leeway() {
        Entity entity = entity(Level.EXCEEDED, Answer.BLOCK_UNTIL_MONTH_END, 100, TERMS, SLOTS, null);

        assertThat(read(EntityRows.entities(), HexFormat.of().parseHex("01" + ENTITY_BYTES)))
                .isEqualTo(entity);
        assertThat(read(EntityRows.known(), HexFormat.of().parseHex("01" + TERM_BYTES)))
                .isEqualTo(new KnownEntity(TERMS, null));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void the_bytes_of_every_row_are_fixed(Golden<?> golden) {
        golden.check();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_row_cut_short_anywhere_is_refused(Golden<?> golden) {
        byte[] row = golden.bytes();
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> read(golden.serde(), cut)).isInstanceOf(UnreadableRow.class);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_row_that_goes_on_is_refused(Golden<?> golden) {
        byte[] row = golden.bytes();

        assertThatThrownBy(() -> read(golden.serde(), Arrays.copyOf(row, row.length + 1)))
                .isInstanceOf(UnreadableRow.class)
                .hasMessage("A stored " + golden.kind() + " row is damaged: 1 bytes too many.");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_row_of_a_newer_format_is_refused(Golden<?> golden) {
        byte[] row = golden.bytes();
        int newest = row[0]++;

        assertThatThrownBy(() -> read(golden.serde(), row))
                .hasMessage("A stored " + golden.kind() + " row has format version " + row[0]
                        + ", this version of Tidemark reads 1.." + newest + ".");
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_row_with_any_byte_changed_is_read_or_refused_but_never_fails_otherwise(Golden<?> golden) {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            byte[] row = golden.bytes();
            for (int change = 0; change <= i % 3; change++) {
                row[random.nextInt(row.length)] = (byte) random.nextInt();
            }
            try {
                read(golden.serde(), row);
            } catch (UnreadableRow expected) {
                assertThat(expected).hasMessageStartingWith("A stored " + golden.kind() + " row ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02" + "020202" + "020202", // the same partition twice
                "02" + "040202" + "020202", // descending
                "01" + "010202", // a negative partition
                "05" + "020202", // more slots than bytes
                "01" + "8080808010" + "0202", // a partition beyond 32 bits
            })
    void slots_that_cannot_be_are_refused(String slots) {
        byte[] row = HexFormat.of().parseHex("01" + "d40a" + "c801" + "06" + "04" + "01" + "00" + "00" + slots);

        assertThatThrownBy(() -> read(EntityRows.months(), row))
                .isInstanceOf(UnreadableRow.class)
                .hasMessageStartingWith("A stored entity month row is damaged: ");
    }

    @Test
    void every_level_and_answer_comes_back() {
        for (Level level : Level.values()) {
            for (Answer answer : Answer.values()) {
                Entity entity = entity(level, answer, -1, EntityTerms.NONE, Slots.NONE, null);
                assertThat(read(EntityRows.entities(), write(EntityRows.entities(), entity)))
                        .isEqualTo(entity);
            }
        }
    }

    @Test
    void extremes_come_back() {
        long max = Credits.MAX_MICROS;
        Slots slots = Slots.NONE
                .with(Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE)
                .with(0, Long.MAX_VALUE, 0);
        for (int partition = 1; partition < 1_000; partition++) {
            slots = slots.with(partition, partition, partition);
        }
        String longest = "x".repeat(255);
        EntityTerms terms = new EntityTerms("ü".repeat(255), longest, Limit.of(max), Long.MAX_VALUE, longest);
        Leeway leeway = new Leeway(Period.parse("2399-12"), Leeway.UNBOUNDED);
        Entity entity = entity(Level.EXCEEDED, Answer.BLOCK_UNTIL_CHANGED, -max, terms, slots, leeway);
        EntityMonth month = new EntityMonth(
                new MonthTotal(Period.parse("2399-12"), max, max, Long.MAX_VALUE, Limit.of(max), null, 0), slots);

        assertThat(read(EntityRows.entities(), write(EntityRows.entities(), entity)))
                .isEqualTo(entity);
        assertThat(read(EntityRows.months(), write(EntityRows.months(), month))).isEqualTo(month);
        KnownEntity known = new KnownEntity(terms, leeway);
        assertThat(read(EntityRows.known(), write(EntityRows.known(), known))).isEqualTo(known);
    }

    @Test
    void no_limit_and_a_zero_limit_come_back_as_what_they_are() {
        for (Limit limit : new Limit[] {Limit.NONE, Limit.ZERO}) {
            KnownEntity known = new KnownEntity(new EntityTerms(null, null, limit, 1, "c"), null);
            assertThat(read(EntityRows.known(), write(EntityRows.known(), known)))
                    .isEqualTo(known);
        }
    }

    @Test
    void no_row_is_no_bytes() {
        assertThat(EntityRows.entities().deserializer().deserialize("", null)).isNull();
    }

    private static Entity entity(
            Level level, Answer answer, long used, EntityTerms terms, Slots slots, @Nullable Leeway leeway) {
        return new Entity(NOVEMBER, used, 3, 2, level, answer, 5, terms, slots, leeway);
    }

    private static <T> byte[] write(Serde<T> serde, T row) {
        return serde.serializer().serialize("", row);
    }

    private static <T> T read(Serde<T> serde, byte[] row) {
        return serde.deserializer().deserialize("", row);
    }
}
