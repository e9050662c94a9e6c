package tidemark.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tidemark.admin.log.AvroRecords;
import tidemark.cli.text.AvroJson;

/** Records of a topic as JSON: where they lie, their key, and what they say. */
final class RecordJson {

    private final AvroRecords records;

    RecordJson(AvroRecords records) {
        this.records = records;
    }

    /**
     * A record whose value is a contract record or a tombstone.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if its value is neither
     */
    ObjectNode of(ConsumerRecord<byte[], byte[]> record) {
        Object value = records.fromBytes(record.topic(), record.headers(), record.value());
        return envelope(record, AvroJson.of((IndexedRecord) value));
    }

    /** A rejected record: why, where it came from, and its bytes as they came. */
    static ObjectNode rejected(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.put("reason", header(record, "reason"));
        value.put("detail", header(record, "detail"));
        value.put("topic", header(record, "topic"));
        value.set("partition", number(header(record, "partition")));
        value.set("offset", number(header(record, "offset")));
        value.put("key_base64", base64(record.key()));
        value.put("value_base64", base64(record.value()));
        return envelope(record, value);
    }

    private static ObjectNode envelope(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("topic", record.topic());
        envelope.put("partition", record.partition());
        envelope.put("offset", record.offset());
        envelope.put("key", text(record.key()));
        envelope.set("value", value);
        return envelope;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static JsonNode number(@Nullable String text) {
        if (text == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        return text.matches("-?\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.textNode(text);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
