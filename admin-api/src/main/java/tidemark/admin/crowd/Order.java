package tidemark.admin.crowd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.topology.queries.UsageView;

/**
 * Accounts of some partitions as they stood at one moment, packed and in order. Whatever happens to them afterwards, who goes through it from
 * front to back meets each once. Immutable.
 */
final class Order {

    /* used, limit, role version, level and blocked, and the lengths of three ids; the ids follow. */
    private static final int HEAD = 3 * Long.BYTES + 4;
    private static final int USED = 0;
    private static final int LIMIT = Long.BYTES;
    private static final int VERSION = 2 * Long.BYTES;
    private static final int STANDING = 3 * Long.BYTES;
    private static final int USER_LENGTH = STANDING + 1;
    private static final int ROLE_LENGTH = STANDING + 2;
    private static final int PENDING_LENGTH = STANDING + 3;
    private static final int BLOCKED = 4;
    private static final List<Level> LEVELS = List.of(Level.NONE, Level.WARNED, Level.EXCEEDED);

    /** What a row takes on the heap beside its bytes. */
    private static final int ROW_OVERHEAD = 24;

    private final Sort sort;
    private final byte[][] rows;
    private final Instant asOf;
    private final long bytes;

    private Order(Sort sort, byte[][] rows, Instant asOf, long bytes) {
        this.sort = sort;
        this.rows = rows;
        this.asOf = asOf;
        this.bytes = bytes;
    }

    /** About what it takes on the heap. */
    long bytes() {
        return bytes;
    }

    /** The rows after that one, up to that many; null: from the first. */
    List<AccountLine> after(@Nullable Place place, int limit) {
        List<AccountLine> lines = new ArrayList<>();
        for (int i = place == null ? 0 : firstAfter(place); i < rows.length && lines.size() < limit; i++) {
            lines.add(line(rows[i]));
        }
        return lines;
    }

    private int firstAfter(Place place) {
        byte[] user = place.user().getBytes(US_ASCII);
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] row = rows[middle];
            ByteBuffer head = ByteBuffer.wrap(row);
            int compared = sort.compare(head.getLong(USED), head.getLong(LIMIT), place.used(), place.limit());
            if (compared == 0) {
                compared = Arrays.compare(row, HEAD, HEAD + (row[USER_LENGTH] & 0xFF), user, 0, user.length);
            }
            if (compared <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private AccountLine line(byte[] row) {
        ByteBuffer head = ByteBuffer.wrap(row);
        long limit = head.getLong(LIMIT);
        int userLength = row[USER_LENGTH] & 0xFF;
        int roleLength = row[ROLE_LENGTH] & 0xFF;
        int pendingLength = row[PENDING_LENGTH] & 0xFF;
        int roleAt = HEAD + userLength;
        return AccountLine.of(
                text(row, HEAD, userLength),
                roleLength == 0 ? null : text(row, roleAt, roleLength),
                roleLength == 0 ? null : head.getLong(VERSION),
                pendingLength == 0 ? null : text(row, roleAt + roleLength, pendingLength),
                head.getLong(USED),
                limit < 0 ? Limit.NONE : Limit.of(limit),
                LEVELS.get(row[STANDING] & 3),
                (row[STANDING] & BLOCKED) != 0,
                asOf);
    }

    private static String text(byte[] row, int at, int length) {
        return new String(row, at, length, US_ASCII);
    }

    /**
     * A place in an order: right behind an account with these figures.
     *
     * @param used total in micros
     * @param limit limit in micros; -1: none
     * @param user id of the user
     */
    record Place(long used, long limit, String user) {}

    /** Takes accounts and puts them in order. For one thread. */
    static final class Builder {

        private final Sort sort;
        private final long mostBytes;
        private final List<byte[]> rows = new ArrayList<>();
        private long bytes;
        private Instant asOf = Instant.EPOCH;

        Builder(Sort sort, long mostBytes) {
            this.sort = sort;
            this.mostBytes = mostBytes;
        }

        /** Whether there is room for more. */
        boolean add(UsageView view) {
            byte[] row = packed(view);
            rows.add(row);
            bytes += row.length + ROW_OVERHEAD;
            asOf = view.asOf();
            return bytes < mostBytes;
        }

        boolean isFull() {
            return bytes >= mostBytes;
        }

        Order build() {
            byte[][] sorted = rows.toArray(byte[][]::new);
            Arrays.sort(sorted, this::compare);
            return new Order(sort, sorted, asOf, bytes);
        }

        private int compare(byte[] row, byte[] other) {
            ByteBuffer head = ByteBuffer.wrap(row);
            ByteBuffer otherHead = ByteBuffer.wrap(other);
            int compared = sort.compare(
                    head.getLong(USED), head.getLong(LIMIT), otherHead.getLong(USED), otherHead.getLong(LIMIT));
            return compared != 0
                    ? compared
                    : Arrays.compare(
                            row,
                            HEAD,
                            HEAD + (row[USER_LENGTH] & 0xFF),
                            other,
                            HEAD,
                            HEAD + (other[USER_LENGTH] & 0xFF));
        }

        private static byte[] packed(UsageView view) {
            byte[] user = view.account().user().getBytes(US_ASCII);
            byte[] role = ascii(view.roleId());
            byte[] pending = ascii(view.pendingRoleId());
            Long version = view.roleVersion();
            return ByteBuffer.allocate(HEAD + user.length + role.length + pending.length)
                    .putLong(view.used())
                    .putLong(view.limit().isNone() ? -1 : view.limit().micros())
                    .putLong(version == null ? 0 : version)
                    .put((byte) (LEVELS.indexOf(view.level()) | (view.blocked() ? BLOCKED : 0)))
                    .put((byte) user.length)
                    .put((byte) role.length)
                    .put((byte) pending.length)
                    .put(user)
                    .put(role)
                    .put(pending)
                    .array();
        }

        private static byte[] ascii(@Nullable String id) {
            return id == null ? new byte[0] : id.getBytes(US_ASCII);
        }
    }
}
