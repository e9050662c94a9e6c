package tidemark.topology.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import tidemark.ledger.Period;

/**
 * Keys of the state stores. All start with the UTF-8 text of an account or role; what follows is set off by a zero
 * byte, which no id contains, so that prefixes are unambiguous.
 */
public final class Keys {

    private static final byte SEPARATOR = 0;

    private Keys() {}

    /** The key of a text such as {@code entity/user}. */
    public static Bytes of(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that a plain key was made of. */
    public static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    /** One month of an account; sorts by month within the account. */
    public static Bytes month(Bytes account, Period period) {
        return joined(account, ByteBuffer.allocate(4).putInt(period.index()).array());
    }

    /** One change of an entity, by its id. */
    public static Bytes change(String entity, String changeId) {
        return joined(of(entity), changeId.getBytes(StandardCharsets.UTF_8));
    }

    /** One member of a role; members of a role lie together. */
    public static Bytes member(Bytes role, String user) {
        return joined(role, user.getBytes(StandardCharsets.UTF_8));
    }

    /** The user of a key made by {@link #member}. */
    public static String userOf(Bytes member) {
        byte[] bytes = member.get();
        int at = separator(bytes);
        return new String(bytes, at + 1, bytes.length - at - 1, StandardCharsets.UTF_8);
    }

    /** The role of a key made by {@link #member}, written {@code entity/role}. */
    public static String roleOf(Bytes member) {
        byte[] bytes = member.get();
        return new String(bytes, 0, separator(bytes), StandardCharsets.UTF_8);
    }

    /** The least key of whatever belongs to an entity: accounts, roles, members of roles. */
    public static Bytes firstOf(String entity) {
        return of(entity + '/');
    }

    /** A key above every one of that kind. */
    public static Bytes beyondAllOf(String entity) {
        return of(entity + (char) ('/' + 1));
    }

    /** The least key that starts with this one and the separator. */
    public static Bytes first(Bytes prefix) {
        return joined(prefix, new byte[0]);
    }

    /** A key above every one that starts with this one and the separator. */
    public static Bytes beyond(Bytes prefix) {
        byte[] bytes = Arrays.copyOf(prefix.get(), prefix.get().length + 1);
        bytes[bytes.length - 1] = SEPARATOR + 1;
        return Bytes.wrap(bytes);
    }

    /** The least key above this one. */
    public static Bytes after(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }

    private static int separator(byte[] bytes) {
        int at = 0;
        while (bytes[at] != SEPARATOR) {
            at++;
        }
        return at;
    }

    private static Bytes joined(Bytes head, byte[] tail) {
        byte[] start = head.get();
        byte[] bytes = Arrays.copyOf(start, start.length + 1 + tail.length);
        bytes[start.length] = SEPARATOR;
        System.arraycopy(tail, 0, bytes, start.length + 1, tail.length);
        return Bytes.wrap(bytes);
    }
}
