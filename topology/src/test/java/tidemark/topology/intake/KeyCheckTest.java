package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

final class KeyCheckTest {

    @Test
    void a_key_that_says_what_the_value_says_is_fine_R18() {
        assertThat(KeyCheck.judge(AccountKeys.bytes("acme/ann"), AccountKeys.account("acme", "ann")))
                .isNull();
    }

    @Test
    void an_absent_key_is_missing_and_so_is_one_that_is_not_text() {
        assertThat(reasonOf(null)).isEqualTo(Reason.MISSING_KEY);
        assertThat(reasonOf(new byte[] {(byte) 0xC3, 0x28})).isEqualTo(Reason.MISSING_KEY);
        assertThat(reasonOf(new byte[] {0, 0, 0, 0, 7, (byte) 0xFF})).isEqualTo(Reason.MISSING_KEY);
    }

    @Test
    void any_other_key_contradicts_the_value_R18() {
        assertThat(reasonOf(AccountKeys.bytes("acme/bob"))).isEqualTo(Reason.KEY_MISMATCH);
        assertThat(reasonOf(AccountKeys.bytes("acme/ann "))).isEqualTo(Reason.KEY_MISMATCH);
        assertThat(reasonOf(new byte[0])).isEqualTo(Reason.KEY_MISMATCH);
    }

    @Test
    void a_huge_key_makes_no_huge_sentence() {
        Rejection rejection = KeyCheck.judge(new byte[200_000], "acme/ann");
        assertThat(Objects.requireNonNull(rejection).detail()).hasSizeLessThan(250);
    }

    @Test
    void keys_belong_where_the_java_producer_puts_them_R18() {
        Random random = new Random(18);
        for (int i = 0; i < 1_000; i++) {
            byte[] key = ("acme/user-" + random.nextInt()).getBytes(StandardCharsets.UTF_8);
            int count = 1 + random.nextInt(64);
            assertThat(new Partitions(count).of(key)).isEqualTo(BuiltInPartitioner.partitionForKey(key, count));
        }
    }

    private static Reason reasonOf(byte @Nullable [] key) {
        Rejection rejection = KeyCheck.judge(key, "acme/ann");
        return Objects.requireNonNull(rejection).reason();
    }
}
