package tidemark.admin.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keys of the contract topics: plain UTF-8 text, never Avro. */
final class RecordKeys {

    private RecordKeys() {}

    /** Key of an account ({@code entity/user}) or of a role ({@code entity/role}). */
    static String of(String entityId, String id) {
        return entityId + "/" + id;
    }

    static byte[] bytes(String key) {
        return key.getBytes(UTF_8);
    }
}
