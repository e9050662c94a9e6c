package tidemark.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The 64 bits that stand for an event's or a change's identity within one account (R11).
 *
 * <p>They are the head of a SHA-256, so that ids chosen by an attacker do not collide more than others. An account that
 * remembers n ids takes a new one for a known one with probability n / 2^64: at 10,000 remembered ids 1 in
 * 1.8 * 10^15, which at a billion events a day is one event in five thousand years.
 */
final class Fingerprint {

    private static final MessageDigest SHA_256 = sha256();
    private static final byte EVENT = 'e';
    private static final byte CHANGE = 'c';
    private static final byte CONTENT = 'r';

    private Fingerprint() {}

    static long ofEvent(@Nullable String source, String eventId) {
        return of(EVENT, source == null ? "" : source, eventId);
    }

    static long ofChange(String changeId) {
        return of(CHANGE, "", changeId);
    }

    /** 32 bits of an assignment's content. {@code String.hashCode} would not do: "Aa" and "BB" share theirs. */
    static int checkOf(@Nullable String roleId) {
        return roleId == null ? 0 : (int) of(CONTENT, "", roleId);
    }

    /* A zero byte ends the source: ids have none, so (ab, c) and (a, bc) differ. */
    private static long of(byte kind, String source, String id) {
        MessageDigest digest = copy();
        digest.update(kind);
        digest.update(source.getBytes(StandardCharsets.ISO_8859_1));
        digest.update((byte) 0);
        return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.ISO_8859_1)))
                .getLong();
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
