package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ParkedRecordTest {

    @Test
    void a_record_comes_back_as_it_went_in_but_for_headers_that_nobody_reads() {
        Headers headers = Wire.guidHeader().add("trace", new byte[100]);
        Inbound inbound =
                new Inbound("usage-events", 5, 1L << 40, 77, true, new byte[] {1}, new byte[] {2, 3}, headers);
        Inbound back = roundTrip("usage-rerouted", inbound);
        assertThat(back).usingRecursiveComparison().ignoringFields("headers").isEqualTo(inbound);
        assertThat(back.headers()).isEqualTo(Wire.guidHeader());
    }

    @Test
    void absent_and_empty_are_told_apart() {
        assertThat(roundTrip("t", inbound(null, null)).key()).isNull();
        assertThat(roundTrip("t", inbound(null, null)).value()).isNull();
        assertThat(roundTrip("t", inbound(new byte[0], new byte[0])).key()).isEmpty();
        assertThat(roundTrip("t", inbound(new byte[0], new byte[0])).value()).isEmpty();
    }

    @Test
    void keys_sort_by_topic_partition_and_offset() {
        assertThat(ParkedRecord.key("a", 0, 255)).isLessThan(ParkedRecord.key("a", 0, 256));
        assertThat(ParkedRecord.key("a", 0, Long.MAX_VALUE)).isLessThan(ParkedRecord.key("a", 1, 0));
        assertThat(ParkedRecord.key("a", 300, 0)).isLessThan(ParkedRecord.key("a-b", 0, 0));
    }

    @Test
    void a_key_tells_its_topic_and_partition() {
        Bytes key = ParkedRecord.key("usage-events", 41, 7);
        assertThat(ParkedRecord.topicOf(key)).isEqualTo("usage-events");
        assertThat(ParkedRecord.partitionOf(key)).isEqualTo(41);
    }

    @Test
    void a_form_of_a_newer_version_is_named() {
        Bytes key = ParkedRecord.key("t", 0, 0);
        assertThatThrownBy(() -> ParkedRecord.inbound(key, new byte[] {2, 0, 0}))
                .hasMessageContaining("form 2")
                .hasMessageContaining("newer version");
    }

    private static Inbound roundTrip(String topic, Inbound inbound) {
        return ParkedRecord.inbound(
                ParkedRecord.key(topic, inbound.partition(), inbound.offset()), ParkedRecord.value(inbound));
    }

    private static Inbound inbound(byte @Nullable [] key, byte @Nullable [] value) {
        return new Inbound("t", 0, 0, 0, false, key, value, new RecordHeaders());
    }
}
