package tidemark.admin.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom tokens stood for when they were verified a short while ago. Keeps no token, but its SHA-256; only tokens that counted get in.
 * About 2 MB at most.
 */
final class RememberedCallers {

    /** So long a key that was taken back is still believed. */
    private static final long KEPT_MILLIS = Duration.ofSeconds(30).toMillis();

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Fingerprint, Remembered> callers = new ConcurrentHashMap<>();

    RememberedCallers(Clock clock) {
        this.clock = clock;
    }

    /** The caller, if the token was verified lately and still counts. */
    @Nullable
    Caller find(Fingerprint fingerprint) {
        Remembered remembered = callers.get(fingerprint);
        if (remembered == null) {
            return null;
        }
        if (clock.millis() < remembered.untilMillis()) {
            return remembered.caller();
        }
        callers.remove(fingerprint, remembered);
        return null;
    }

    /* To forget all of them now and then costs a verification each; an order of use would cost something on every request. */
    void keep(Fingerprint fingerprint, TokenVerifier.Verified verified) {
        if (callers.size() >= MOST) {
            callers.clear();
        }
        long until = Math.min(clock.millis() + KEPT_MILLIS, verified.until().toEpochMilli());
        callers.put(fingerprint, new Remembered(verified.caller(), until));
    }

    /** @param untilMillis when it is to be verified again */
    private record Remembered(Caller caller, long untilMillis) {}

    /** The SHA-256 of a token. */
    record Fingerprint(long a, long b, long c, long d) {

        static Fingerprint of(String token) {
            try {
                ByteBuffer hash =
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII)));
                return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
