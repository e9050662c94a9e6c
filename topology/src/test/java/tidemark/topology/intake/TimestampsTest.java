package tidemark.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class TimestampsTest {

    @Test
    void a_change_overtakes_and_keeps_its_timestamp_in_a_header_R9() {
        ConsumerRecord<Object, Object> record = record(1_234);
        assertThat(new OvertakingTimestamps().extract(record, 99)).isEqualTo(OvertakingTimestamps.FIRST_OF_ALL);
        assertThat(TravelHeaders.number(record.headers(), TravelHeaders.TIMESTAMP))
                .isEqualTo(1_234);
    }

    @Test
    void a_forged_header_is_replaced() {
        ConsumerRecord<Object, Object> record = record(1_234);
        TravelHeaders.put(record.headers(), TravelHeaders.TIMESTAMP, 1);
        assertThat(new OvertakingTimestamps().extract(record, 99)).isOne();
        assertThat(record.headers().headers(TravelHeaders.TIMESTAMP)).hasSize(1);
        assertThat(TravelHeaders.number(record.headers(), TravelHeaders.TIMESTAMP))
                .isEqualTo(1_234);
    }

    @Test
    void a_missing_timestamp_is_zero_and_kills_nobody() {
        assertThat(new ArrivalTimestamps().extract(record(-1), 99)).isZero();
        assertThat(new ArrivalTimestamps().extract(record(5), 99)).isEqualTo(5);
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "t", 0, 0, timestamp, TimestampType.CREATE_TIME, 0, 0, "k", "v", new RecordHeaders(), Optional.empty());
    }
}
