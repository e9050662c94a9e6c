package tidemark.client.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Whom a record of the decisions' topic is about.
 *
 * @param userId null: the entity as a whole
 */
record DecisionKey(String entityId, @Nullable String userId) {

    /**
     * Reads {@code entity/user} or {@code entity}.
     *
     * @throws SerializationException if the key is neither
     */
    static DecisionKey of(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new SerializationException("The record has no key");
        }
        // Any byte is a character of this alphabet, and those beyond ASCII are refused as ids.
        String text = new String(bytes, ISO_8859_1);
        int slash = text.indexOf('/');
        String entity = slash < 0 ? text : text.substring(0, slash);
        String user = slash < 0 ? null : text.substring(slash + 1);
        if (!AccountIds.isOne(entity) || (user != null && !AccountIds.isOne(user))) {
            throw new SerializationException("The key is neither entity/user nor entity");
        }
        return new DecisionKey(entity, user);
    }
}
