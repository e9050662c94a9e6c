package tidemark.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Credits;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RecentEvents;
import tidemark.ledger.RememberedEvent;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.RoleTerms.Deletion;

/** The rows of the account task: what lies in a store has to be readable for ever, and what is damaged is never guessed at. */
class RowsTest {

    private static final Period NOVEMBER = Period.parse("2026-11");
    private static final String EVENT_BYTES = "0102030405060708" + "cafebabe" + "00000009";

    /**
     * A row with its bytes, written out.
     *
     * @param hex format version first
     */
    record Golden<T>(String kind, Serde<T> serde, T row, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        void check() {
            assertThat(HexFormat.of().formatHex(write(serde, row))).isEqualTo(hex);
            assertThat(read(serde, bytes())).isEqualTo(row);
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Golden<?>> golden() {
        return Stream.of(
                new Golden<>(
                        "account",
                        AccountSerde.serde(),
                        account(Level.WARNED, Answer.BLOCK_UNTIL_MONTH_END, "w", "p", 1_500_000, Limit.of(100), 1),
                        "02" + "d40a" // 2026-11
                                + "c08db701" // used
                                + "06" // used while blocked
                                + "04" // events
                                + "11" // WARNED, BLOCK_UNTIL_MONTH_END
                                + "0a" // sequence
                                + "0277" + "04" // role and its version
                                + "0270" + "00" // pending role and its version
                                + "c801" // limit
                                + "0e" // spilled minute
                                + "12" // spills
                                + "10" + EVENT_BYTES),
                new Golden<>(
                        "month",
                        Rows.months(),
                        new MonthTotal(NOVEMBER, -5, 3, 2, Limit.NONE, null, 0),
                        "01" + "d40a" + "09" + "06" + "04" + "01" + "00" + "00"),
                new Golden<>(
                        "role terms",
                        Rows.roleTerms(),
                        new RoleTerms("w", 3, true, Limit.of(100), "c3", List.of(new Deletion(2, "c2", "s", 7))),
                        "01" + "0177" + "06" + "01" + "c801" + "026333" + "01" + "04" + "026332" + "0273" + "0e"),
                new Golden<>(
                        "remembered events",
                        Rows.eventPages(),
                        EventPage.of(List.of(new RememberedEvent(0x0102030405060708L, 0xCAFEBABE, 9))),
                        "01" + "10" + EVENT_BYTES));
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
        int current = row[0];
        row[0]++;

        assertThatThrownBy(() -> read(golden.serde(), row))
                .hasMessage("A stored " + golden.kind() + " row has format version " + (current + 1)
                        + ", this version of Tidemark reads 1.." + current + ".");
    }

    @Test
    void an_account_row_of_the_first_format_has_spilled_nothing_yet() {
        Account account = account(Level.WARNED, Answer.ALLOW, "w", null, 1_500_000, Limit.of(100), 1);
        String row = HexFormat.of().formatHex(write(AccountSerde.serde(), account));
        String first = "01" + row.substring(2).replace("0e" + "12" + "10", "0e" + "10");

        Account read = read(AccountSerde.serde(), HexFormat.of().parseHex(first));

        assertThat(first).hasSize(row.length() - 2);
        assertThat(read.spills()).isZero();
        assertThat(read.recent()).isEqualTo(account.recent());
        assertThat(read.spilledMinute()).isEqualTo(account.spilledMinute());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_row_with_any_byte_changed_is_read_or_refused_but_never_fails_otherwise(Golden<?> golden) {
        Random random = new Random(11);
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

    @Test
    void every_level_and_answer_comes_back() {
        for (Level level : Level.values()) {
            for (Answer answer : Answer.values()) {
                Account account = account(level, answer, null, null, -1, Limit.ZERO, 0);
                assertThat(read(AccountSerde.serde(), write(AccountSerde.serde(), account)))
                        .isEqualTo(account);
            }
        }
    }

    @Test
    void extremes_come_back() {
        long max = Credits.MAX_MICROS;
        Account account = account(
                Level.EXCEEDED,
                Answer.BLOCK_UNTIL_CHANGED,
                "r".repeat(255),
                "q".repeat(255),
                -max,
                Limit.of(max),
                RecentEvents.CAPACITY);
        MonthTotal month = new MonthTotal(Period.parse("2399-12"), max, max, Long.MAX_VALUE, Limit.of(max), "r", max);
        RememberedEvent event = new RememberedEvent(Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE);

        assertThat(read(AccountSerde.serde(), write(AccountSerde.serde(), account)))
                .isEqualTo(account);
        assertThat(read(Rows.months(), write(Rows.months(), month))).isEqualTo(month);
        assertThat(read(Rows.eventPages(), write(Rows.eventPages(), EventPage.of(List.of(event))))
                        .events())
                .containsExactly(event);
    }

    @Test
    void a_deleted_role_with_many_deletions_comes_back() {
        List<Deletion> deletions = Stream.iterate(1L, version -> version + 2)
                .limit(300)
                .map(version -> new Deletion(version, "c/" + version, version % 4 == 1 ? null : "t", version))
                .toList();
        RoleTerms terms = new RoleTerms("w", 600, false, Limit.NONE, "c/600", deletions);

        assertThat(read(Rows.roleTerms(), write(Rows.roleTerms(), terms))).isEqualTo(terms);
    }

    @Test
    void no_row_is_no_bytes() {
        assertThat(Rows.months().deserializer().deserialize("", null)).isNull();
        assertThat(AccountRow.decodeNullable(null)).isNull();
    }

    private static Account account(
            Level level,
            Answer answer,
            @Nullable String role,
            @Nullable String pending,
            long used,
            Limit limit,
            int recent) {
        return new Account(
                NOVEMBER,
                used,
                3,
                2,
                level,
                answer,
                5,
                role,
                2,
                pending,
                0,
                limit,
                RecentEvents.ofPacked(HexFormat.of().parseHex(EVENT_BYTES.repeat(recent))),
                7,
                9);
    }

    private static <T> byte[] write(Serde<T> serde, T row) {
        return serde.serializer().serialize("", row);
    }

    private static <T> T read(Serde<T> serde, byte[] row) {
        return serde.deserializer().deserialize("", row);
    }
}
