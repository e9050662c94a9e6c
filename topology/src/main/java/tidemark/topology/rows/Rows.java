package tidemark.topology.rows;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import tidemark.ledger.Answer;
import tidemark.ledger.Balance;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.ledger.RoleTerms;
import tidemark.ledger.RoleTerms.Deletion;

/** The serdes of the account task's stores, but for {@link AccountRow}. */
public final class Rows {

    private static final RowCodec<MonthTotal> MONTH = new RowCodec<>("month", 1, Rows::write, Rows::readMonth);
    private static final RowCodec<RoleTerms> TERMS = new RowCodec<>("role terms", 1, Rows::write, Rows::readTerms);
    private static final RowCodec<EventPage> PAGE = new RowCodec<>("remembered events", 1, Rows::write, Rows::readPage);

    private Rows() {}

    /** Rows of {@code account-months}. */
    public static Serde<MonthTotal> months() {
        return MONTH.serde();
    }

    /** Rows of {@code known-roles}. */
    public static Serde<RoleTerms> roleTerms() {
        return TERMS.serde();
    }

    /** Rows of {@code remembered-events}. */
    public static Serde<EventPage> eventPages() {
        return PAGE.serde();
    }

    /** What accounts and entities have in common, but for the limit. */
    static void writeBalance(Balance balance, RowWriter row) {
        row.writeLong(balance.period().index())
                .writeLong(balance.used())
                .writeLong(balance.usedWhileBlocked())
                .writeLong(balance.events())
                .writeByte(codeOf(balance.level()) << 4 | codeOf(balance.answer()))
                .writeLong(balance.sequence());
    }

    static void write(MonthTotal month, RowWriter row) {
        row.writeLong(month.period().index())
                .writeLong(month.used())
                .writeLong(month.usedWhileBlocked())
                .writeLong(month.events())
                .writeLong(month.limit().micros())
                .writeNullableString(month.roleId())
                .writeLong(month.roleVersion());
    }

    static MonthTotal readMonth(RowReader row) {
        return new MonthTotal(
                readPeriod(row),
                row.readLong(),
                row.readLong(),
                row.readLong(),
                readLimit(row),
                row.readNullableString(),
                row.readLong());
    }

    private static void write(RoleTerms terms, RowWriter row) {
        row.writeString(terms.roleId())
                .writeLong(terms.version())
                .writeBoolean(terms.active())
                .writeLong(terms.limit().micros())
                .writeString(terms.changeId())
                .writeCount(terms.deletions().size());
        for (Deletion deletion : terms.deletions()) {
            row.writeLong(deletion.version())
                    .writeString(deletion.changeId())
                    .writeNullableString(deletion.reassignTo())
                    .writeLong(deletion.reassignVersion());
        }
    }

    private static RoleTerms readTerms(RowReader row) {
        String roleId = row.readString();
        long version = row.readLong();
        boolean active = row.readBoolean();
        Limit limit = readLimit(row);
        String changeId = row.readString();
        int count = row.readCount();
        List<Deletion> deletions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            deletions.add(new Deletion(row.readLong(), row.readString(), row.readNullableString(), row.readLong()));
        }
        return new RoleTerms(roleId, version, active, limit, changeId, deletions);
    }

    private static void write(EventPage page, RowWriter row) {
        row.writeBytes(page.packed());
    }

    private static EventPage readPage(RowReader row) {
        return EventPage.ofPacked(row.readBytes());
    }

    /* Codes on disk are written out, so that nobody renumbers them by sorting an enum. */
    private static int codeOf(Level level) {
        return switch (level) {
            case NONE -> 0;
            case WARNED -> 1;
            case EXCEEDED -> 2;
        };
    }

    static Level levelOf(int code, RowReader row) {
        return switch (code) {
            case 0 -> Level.NONE;
            case 1 -> Level.WARNED;
            case 2 -> Level.EXCEEDED;
            default -> throw row.damaged("there is no level " + code);
        };
    }

    private static int codeOf(Answer answer) {
        return switch (answer) {
            case ALLOW -> 0;
            case BLOCK_UNTIL_MONTH_END -> 1;
            case BLOCK_UNTIL_CHANGED -> 2;
        };
    }

    static Answer answerOf(int code, RowReader row) {
        return switch (code) {
            case 0 -> Answer.ALLOW;
            case 1 -> Answer.BLOCK_UNTIL_MONTH_END;
            case 2 -> Answer.BLOCK_UNTIL_CHANGED;
            default -> throw row.damaged("there is no answer " + code);
        };
    }

    static Period readPeriod(RowReader row) {
        return Period.ofIndex(Math.toIntExact(row.readLong()));
    }

    static Limit readLimit(RowReader row) {
        long micros = row.readLong();
        return micros < 0 ? Limit.NONE : Limit.of(micros);
    }
}
