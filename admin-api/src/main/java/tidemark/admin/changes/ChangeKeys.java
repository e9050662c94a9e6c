package tidemark.admin.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tidemark.admin.access.Caller;

/** Ids of changes: new ones, and those that come of a key that the asker chose, always the same for the same asker, entity and key (R11). */
public final class ChangeKeys {

    private static final String KEYED = "key-";

    private ChangeKeys() {}

    /** An id that nobody ever had. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }

    /** The id of an asker's change in an entity under a key. */
    public static String keyed(Caller caller, String entity, String key) {
        MessageDigest digest = sha256();
        put(digest, caller.user());
        put(digest, caller.entity());
        put(digest, caller.msp());
        put(digest, entity);
        put(digest, key);
        return KEYED + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    /** Whether the id came of a key. */
    static boolean isKeyed(String changeId) {
        return changeId.startsWith(KEYED);
    }

    /* Lengths first, and -1 for nothing, so that no two askers and keys give the same bytes. */
    private static void put(MessageDigest digest, @Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
