package tidemark.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.ledger.Credits;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleDefinition;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleTerms.Deletion;
import tidemark.ledger.RoleType;

class RoleRowsTest {

    private static final RoleRecord ROLE = new RoleRecord(
            "r",
            3,
            true,
            new RoleDefinition("Röle", "d", RoleType.CUSTOM, Limit.of(300), List.of("p", "q")),
            "c3",
            List.of(new Deletion(2, "c2", "s", 7)));

    /* Written out: rows that lie in a store have to be readable for ever. */
    private static final String VERSION_1 = "01" // format version
            + "0172" // role id
            + "06" // version
            + "01" // active
            + "026333" // change id
            + "0552c3b66c65" // display name
            + "0264" // description
            + "00" // custom
            + "d804" // limit
            + "02" + "0170" + "0171" // permissions
            + "01" + "04" + "026332" + "0273" + "0e"; // deletions

    @Test
    void the_bytes_of_a_role_are_fixed() {
        assertThat(HexFormat.of().formatHex(write(RoleRows.roles(), ROLE))).isEqualTo(VERSION_1);
        assertThat(read(RoleRows.roles(), HexFormat.of().parseHex(VERSION_1))).isEqualTo(ROLE);
    }

    @Test
    void the_bytes_of_a_judged_change_are_fixed() {
        JudgedChange change = new JudgedChange(0xCAFEBABE, 5);

        assertThat(HexFormat.of().formatHex(write(RoleRows.judgedChanges(), change)))
                .isEqualTo("01" + "cafebabe" + "0a");
        assertThat(read(RoleRows.judgedChanges(), write(RoleRows.judgedChanges(), change)))
                .isEqualTo(change);
    }

    static Stream<RoleRecord> roles() {
        return Stream.of(
                role(true, null, RoleType.BUILT_IN, Limit.NONE),
                role(false, "", RoleType.CUSTOM, Limit.ZERO),
                role(false, "x".repeat(4_096), RoleType.CUSTOM, Limit.of(Credits.MAX_MICROS)));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_role_comes_back_as_it_was(RoleRecord role) {
        assertThat(read(RoleRows.roles(), write(RoleRows.roles(), role))).isEqualTo(role);
    }

    @Test
    void a_row_cut_short_anywhere_is_refused() {
        byte[] row = write(RoleRows.roles(), ROLE);
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> read(RoleRows.roles(), cut)).isInstanceOf(UnreadableRow.class);
        }
    }

    @Test
    void a_row_of_a_newer_format_is_refused() {
        byte[] row = write(RoleRows.roles(), ROLE);
        row[0] = 2;

        assertThatThrownBy(() -> read(RoleRows.roles(), row))
                .hasMessage("A stored role row has format version 2, this version of Tidemark reads 1..1.");
    }

    private static RoleRecord role(boolean active, @Nullable String description, RoleType type, Limit limit) {
        return new RoleRecord(
                "r",
                1L << 40,
                active,
                new RoleDefinition("R", description, type, limit, List.of()),
                "c/1",
                List.of(new Deletion(1, "a", null, 0), new Deletion(9, "b", "t", 1L << 33)));
    }

    private static <T> byte[] write(Serde<T> serde, T row) {
        return serde.serializer().serialize("", row);
    }

    private static <T> T read(Serde<T> serde, byte[] row) {
        return serde.deserializer().deserialize("", row);
    }
}
