package tidemark.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a topic are shown.
 *
 * @param entity those of this entity, its users and its roles, told by their keys; null: all
 */
record Selection(@Nullable String entity) {

    boolean takes(ConsumerRecord<byte[], byte[]> record) {
        if (entity == null) {
            return true;
        }
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        return key.equals(entity) || key.startsWith(entity + "/");
    }
}
