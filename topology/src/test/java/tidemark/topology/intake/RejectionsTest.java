package tidemark.topology.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;

final class RejectionsTest {

    private static final String SHA_OF_100_ZEROS = "cd00e292c5970d3c5e2f0ffa5171e555bc46bfc4faddfb4a418b6840b86e79a3";

    private final Rejections rejections = new Rejections(100);

    @Test
    void a_record_of_the_largest_size_keeps_its_bytes() {
        Inbound inbound = inbound(new byte[40], new byte[60]);
        assertThat(rejections.judgeSize(inbound)).isNull();
        Record<byte[], byte[]> rejected = rejected(inbound);
        assertThat(rejected.key()).hasSize(40);
        assertThat(rejected.value()).hasSize(60);
        assertThat(rejected.timestamp()).isEqualTo(77);
    }

    @Test
    void a_byte_more_and_the_value_is_kept_as_hash_and_size_R14() {
        Inbound inbound = inbound(new byte[1], new byte[100]);
        assertThat(rejections.judgeSize(inbound)).isNotNull();
        Record<byte[], byte[]> rejected = rejected(inbound);
        assertThat(rejected.key()).hasSize(1);
        assertThat(rejected.value()).isEmpty();
        assertThat(header(rejected, Rejections.VALUE_SHA256)).isEqualTo(SHA_OF_100_ZEROS);
        assertThat(header(rejected, Rejections.VALUE_SIZE)).isEqualTo("100");
        assertThat(rejected.headers().lastHeader(Rejections.KEY_SHA256)).isNull();
    }

    @Test
    void a_key_that_is_too_large_alone_is_dropped_and_the_value_kept() {
        Record<byte[], byte[]> rejected = rejected(inbound(new byte[101], new byte[100]));
        assertThat(rejected.key()).isNull();
        assertThat(rejected.value()).hasSize(100);
        assertThat(header(rejected, Rejections.KEY_SIZE)).isEqualTo("101");
    }

    @Test
    void both_can_be_too_large() {
        Record<byte[], byte[]> rejected = rejected(inbound(new byte[3_000_000], new byte[3_000_000]));
        assertThat(rejected.key()).isNull();
        assertThat(rejected.value()).isEmpty();
    }

    @Test
    void an_absent_value_stays_absent() {
        assertThat(rejected(inbound(null, null)).value()).isNull();
    }

    @Test
    void a_long_detail_is_cut() {
        Rejection rejection = new Rejection(Reason.INVALID_FIELD, "x".repeat(1_000_000));
        Record<byte[], byte[]> rejected = rejections.record(inbound(null, null), rejection, 77);
        assertThat(header(rejected, Rejections.DETAIL)).hasSizeLessThan(1_100);
    }

    private Record<byte[], byte[]> rejected(Inbound inbound) {
        return rejections.record(inbound, Rejection.of(Reason.UNDECODABLE), 77);
    }

    private static String header(Record<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static Inbound inbound(byte @Nullable [] key, byte @Nullable [] value) {
        return new Inbound("usage-events", 3, 5, 9, false, key, value, new RecordHeaders());
    }
}
