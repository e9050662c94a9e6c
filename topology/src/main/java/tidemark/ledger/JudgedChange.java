package tidemark.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a change of a role or an entity that counted, by its id, for ever (R11).
 *
 * <p>Who asked and when is not part of the content: a retry may stamp these anew. Another content is taken for the same
 * with probability 2^-32.
 *
 * @param check 32 bits of a SHA-256 of the content
 * @param version version of the role or entity afterwards
 */
public record JudgedChange(int check, long version) {

    /** What to remember of a change. */
    public static JudgedChange of(RoleChange change, long version) {
        return new JudgedChange(checkOf(change), version);
    }

    /** What to remember of a change. */
    public static JudgedChange of(EntityChange change, long version) {
        return new JudgedChange(checkOf(change), version);
    }

    /** Whether the change asks for the same as the one remembered. */
    boolean isSameAs(EntityChange change) {
        return check == checkOf(change);
    }

    /** Whether the change asks for the same as the one remembered. */
    boolean isSameAs(RoleChange change) {
        return check == checkOf(change);
    }

    private static int checkOf(RoleChange change) {
        MessageDigest digest = sha256();
        put(digest, change.roleId());
        put(digest, change.kind().name());
        put(digest, change.sourceRoleId());
        put(digest, change.displayName());
        put(digest, change.reassignTo());
        put(digest, change.expectedVersion());
        RoleProposal definition = change.definition();
        if (definition != null) {
            put(digest, definition.displayName());
            put(digest, definition.description());
            put(digest, definition.type().name());
            put(digest, definition.limitMicros());
            definition.permissions().forEach(permission -> put(digest, permission));
        }
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    private static int checkOf(EntityChange change) {
        MessageDigest digest = sha256();
        put(digest, change.displayName());
        put(digest, change.mspId());
        put(digest, change.keepsLimit());
        put(digest, change.limitMicros());
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    /* Lengths first, and -1 for nothing, so that no two contents give the same bytes. */
    private static void put(MessageDigest digest, @Nullable Object value) {
        byte[] bytes = value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
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
