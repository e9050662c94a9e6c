package tidemark.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordTextTest {

    @Test
    void a_rejected_record_shows_its_origin_and_its_bytes() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("rejected-events", 2, 5, "acme/alice".getBytes(UTF_8), new byte[] {1, 2, 3});
        record.headers()
                .add("reason", "UNDECODABLE".getBytes(UTF_8))
                .add("detail", "No schema.".getBytes(UTF_8))
                .add("topic", "usage-events".getBytes(UTF_8))
                .add("partition", "3".getBytes(UTF_8))
                .add("offset", "17".getBytes(UTF_8))
                .add("timestamp", "1".getBytes(UTF_8));

        ObjectNode json = RecordJson.rejected(record);

        assertThat(json.toString())
                .isEqualTo(
                        "{\"topic\":\"rejected-events\",\"partition\":2,\"offset\":5,\"key\":\"acme/alice\",\"value\":"
                                + "{\"reason\":\"UNDECODABLE\",\"detail\":\"No schema.\",\"topic\":\"usage-events\","
                                + "\"partition\":3,\"offset\":17,\"key_base64\":\"YWNtZS9hbGljZQ==\",\"value_base64\":\"AQID\"}}");
        assertThat(RecordText.of(Subject.REJECTED, json))
                .isEqualTo("usage-events-3@17 acme/alice UNDECODABLE: No schema.");
    }

    @Test
    void a_rejected_record_without_anything_shows_nulls() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("rejected-events", 0, 0, null, null);

        assertThat(RecordJson.rejected(record).toString())
                .isEqualTo("{\"topic\":\"rejected-events\",\"partition\":0,\"offset\":0,\"key\":null,\"value\":"
                        + "{\"reason\":null,\"detail\":null,\"topic\":null,\"partition\":null,\"offset\":null,"
                        + "\"key_base64\":null,\"value_base64\":null}}");
    }

    @Test
    void a_decision_is_one_line_for_people() throws JsonProcessingException {
        assertThat(RecordText.of(Subject.DECISIONS, new ObjectMapper().readTree("""
                                {"key":"acme/alice","value":{"at":"2026-11-22T10:00:00.000Z","decision":"BLOCK",
                                "reason":"USER_LIMIT_REACHED","used_micros":10500000,"limit_micros":10000000,
                                "period":"2026-11","role_id":"analyst","valid_until":"2026-12-01T00:00:00.000Z",
                                "cause":"USAGE","caused_by":"e1"}}""")))
                .isEqualTo(
                        "2026-11-22T10:00:00.000Z acme/alice BLOCK USER_LIMIT_REACHED: 10.5 of 10 credits in 2026-11, "
                                + "role analyst, until 2026-12-01T00:00:00.000Z (USAGE e1)");
        assertThat(RecordText.of(
                        Subject.DECISIONS, new ObjectMapper().readTree("{\"key\":\"acme/alice\",\"value\":null}")))
                .isEqualTo("acme/alice removed");
    }

    @Test
    void a_changed_level_says_from_where_to_where() throws JsonProcessingException {
        assertThat(RecordText.of(Subject.LEVELS, new ObjectMapper().readTree("""
                                {"key":"acme/alice","value":{"at":"2026-11-22T10:00:00.000Z","from":"EXCEEDED",
                                "to":"NONE","used_micros":10500000,"limit_micros":20000000,"period":"2026-11",
                                "role_id":"analyst","cause":"LIMIT_CHANGED","caused_by":"c1"}}""")))
                .isEqualTo("2026-11-22T10:00:00.000Z acme/alice from EXCEEDED to NONE: 10.5 of 20 credits in 2026-11, "
                        + "role analyst (LIMIT_CHANGED c1)");
    }

    @Test
    void an_entity_s_decision_has_no_user_and_no_role() throws JsonProcessingException {
        assertThat(RecordText.of(Subject.DECISIONS, new ObjectMapper().readTree("""
                                {"key":"acme","value":{"scope":"ENTITY","entity_id":"acme","user_id":null,
                                "at":"2026-11-22T10:00:00.000Z","decision":"BLOCK","reason":"ENTITY_LIMIT_REACHED",
                                "used_micros":500500000,"limit_micros":500000000,"period":"2026-11","role_id":null,
                                "valid_until":"2026-12-01T00:00:00.000Z","cause":"USAGE","caused_by":"e1"}}""")))
                .isEqualTo("2026-11-22T10:00:00.000Z acme BLOCK ENTITY_LIMIT_REACHED: 500.5 of 500 credits in 2026-11, "
                        + "until 2026-12-01T00:00:00.000Z (USAGE e1)");
    }

    @Test
    void a_change_names_what_it_was_about_once() throws JsonProcessingException {
        String change = """
                {"key":"acme","value":{"change_id":"c1","entity_id":"acme","subject":{"kind":"%s","id":"%s"},
                "outcome":"ACCEPTED","reason":null,"detail":null,"version":3,"actor":{"user_id":"root"},
                "at":"2026-11-22T10:00:00.000Z"}}""";

        assertThat(RecordText.of(Subject.CHANGES, new ObjectMapper().readTree(change.formatted("ENTITY", "acme"))))
                .isEqualTo("2026-11-22T10:00:00.000Z entity acme version 3 ACCEPTED (by root, change c1)");
        assertThat(RecordText.of(Subject.CHANGES, new ObjectMapper().readTree(change.formatted("ROLE", "analyst"))))
                .isEqualTo("2026-11-22T10:00:00.000Z acme role analyst version 3 ACCEPTED (by root, change c1)");
    }
}
