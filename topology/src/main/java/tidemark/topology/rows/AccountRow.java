package tidemark.topology.rows;

import org.jspecify.annotations.Nullable;
import tidemark.ledger.Account;
import tidemark.ledger.Answer;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.ledger.RecentEvents;

/** How an account becomes a row of {@code accounts} and back: that store holds bytes, since most rows are read and written many times. */
public final class AccountRow {

    private static final RowCodec<Account> CODEC = new RowCodec<>("account", 2, AccountRow::write, AccountRow::read);

    private AccountRow() {}

    /** The row, in an array of its own. */
    public static byte[] encode(Account account) {
        return CODEC.encode(account);
    }

    /** Reads a row; throws {@link UnreadableRow}. */
    public static Account decode(byte[] row) {
        return decode(row, 0, row.length);
    }

    /** Reads a row that lies in a larger array; throws {@link UnreadableRow}. */
    public static Account decode(byte[] array, int from, int to) {
        return CODEC.decode(array, from, to);
    }

    /** Reads a row, if there is one; throws {@link UnreadableRow}. */
    public static @Nullable Account decodeNullable(byte @Nullable [] row) {
        return row == null ? null : decode(row);
    }

    private static void write(Account account, RowWriter row) {
        Rows.writeBalance(account, row);
        row.writeNullableString(account.roleId())
                .writeLong(account.roleVersion())
                .writeNullableString(account.pendingRoleId())
                .writeLong(account.pendingVersion())
                .writeLong(account.limit().micros())
                .writeLong(account.spilledMinute())
                .writeLong(account.spills())
                .writeBytes(account.recent().packed());
    }

    private static Account read(RowReader row) {
        Period period = Rows.readPeriod(row);
        long used = row.readLong();
        long usedWhileBlocked = row.readLong();
        long events = row.readLong();
        int standing = row.readByte();
        Level level = Rows.levelOf(standing >> 4, row);
        Answer answer = Rows.answerOf(standing & 0xF, row);
        long sequence = row.readLong();
        String roleId = row.readNullableString();
        long roleVersion = row.readLong();
        String pendingRoleId = row.readNullableString();
        long pendingVersion = row.readLong();
        Limit limit = Rows.readLimit(row);
        int spilledMinute = row.readInt();
        long spills = row.version() < 2 ? 0 : row.readLong();
        return new Account(
                period,
                used,
                usedWhileBlocked,
                events,
                level,
                answer,
                sequence,
                roleId,
                roleVersion,
                pendingRoleId,
                pendingVersion,
                limit,
                RecentEvents.ofPacked(row.readBytes()),
                spilledMinute,
                spills);
    }
}
