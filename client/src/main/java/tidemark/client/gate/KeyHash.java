package tidemark.client.gate;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A hash of account keys, 128 bits by SipHash-2-4 under a secret of this process.
 *
 * <p>The replica knows accounts by it alone. Among a million accounts the odds that any two share it are 1.5 in 10^27, and nobody can
 * choose ids that do, not knowing the secret.
 */
final class KeyHash {

    /** Goes on with both halves. Spares an object that would carry them. */
    @FunctionalInterface
    interface Then<T> {
        @Nullable
        T with(long high, long low);
    }

    private static final long INIT_0 = 0x736f6d6570736575L;
    private static final long INIT_1 = 0x646f72616e646f6dL;
    private static final long INIT_2 = 0x6c7967656e657261L;
    private static final long INIT_3 = 0x7465646279746573L;
    private static final int WORD = 8;

    private final long key0;
    private final long key1;

    KeyHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    static KeyHash secret() {
        SecureRandom random = new SecureRandom();
        return new KeyHash(random.nextLong(), random.nextLong());
    }

    /** Hashes the ASCII text {@code entity/user}, without making it. */
    <T> @Nullable T of(String entity, String user, Then<T> then) {
        int length = entity.length() + 1 + user.length();
        int words = length / WORD;
        long v0 = key0 ^ INIT_0;
        long v1 = key1 ^ INIT_1 ^ 0xee;
        long v2 = key0 ^ INIT_2;
        long v3 = key1 ^ INIT_3;
        long high = 0;
        // The text's words, the last one with the length, then four rounds for each half of the result: two rounds a
        // turn.
        for (int turn = 0; turn <= words + 4; turn++) {
            long word = 0;
            if (turn <= words) {
                word = turn < words ? word(entity, user, turn * WORD, WORD) : rest(entity, user, words * WORD, length);
                v3 ^= word;
            } else if (turn == words + 1) {
                v2 ^= 0xee;
            } else if (turn == words + 3) {
                high = v0 ^ v1 ^ v2 ^ v3;
                v1 ^= 0xdd;
            }
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return then.with(high, v0 ^ v1 ^ v2 ^ v3);
    }

    private static long rest(String entity, String user, int from, int length) {
        return (long) length << 56 | word(entity, user, from, length - from);
    }

    private static long word(String entity, String user, int from, int count) {
        int slash = entity.length();
        long word = 0;
        for (int i = 0; i < count; i++) {
            int at = from + i;
            int c = at < slash ? entity.charAt(at) : at == slash ? '/' : user.charAt(at - slash - 1);
            word |= (long) c << (i * WORD);
        }
        return word;
    }
}
