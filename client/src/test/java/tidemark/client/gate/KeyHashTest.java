package tidemark.client.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    /** The key of the published test vectors: bytes 0 to 15. */
    private final KeyHash hash = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void gives_what_the_reference_gives() {
        // By the authors' siphash.c, 16 bytes of output, input "acme/ann" and others of every length modulo 8.
        assertThat(hex("acme", "ann")).isEqualTo(Reference.sipHash128("acme/ann"));
        for (int length = 1; length <= 40; length++) {
            String entity = "e".repeat(1 + length / 3);
            String user = "u".repeat(length);
            assertThat(hex(entity, user)).isEqualTo(Reference.sipHash128(entity + "/" + user));
        }
    }

    @Test
    void the_reference_in_this_test_gives_the_published_vectors() {
        assertThat(Reference.sipHash128(new byte[0])).isEqualTo("a3817f04ba25a8e66df67214c7550293");
        assertThat(Reference.sipHash128(new byte[] {0})).isEqualTo("da87c1d86b99af44347659119b22fc45");
    }

    @Test
    void tells_accounts_apart_whose_ids_are_cut_differently() {
        assertThat(hex("ab", "c")).isNotEqualTo(hex("a", "bc"));
    }

    @Test
    void is_another_one_in_every_process() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(hex(KeyHash.secret(), "acme", "ann"));
        }
        assertThat(seen).hasSize(100);
    }

    private String hex(String entity, String user) {
        return hex(hash, entity, user);
    }

    private static String hex(KeyHash by, String entity, String user) {
        return Objects.requireNonNull(by.of(entity, user, KeyHashTest::hex));
    }

    /** Both halves as the reference prints them: least significant byte first. */
    private static String hex(long high, long low) {
        return "%016x%016x".formatted(Long.reverseBytes(high), Long.reverseBytes(low));
    }
}
