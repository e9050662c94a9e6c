package tidemark.admin.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tidemark.topology.intake.Partitions;

/**
 * What a stream is about.
 *
 * @param entity the tenant
 * @param user one user of it; null: the entity itself and all its users
 */
public record Watched(String entity, @Nullable String user) {

    /** Whether a record of that key is about it. */
    boolean concerns(String key) {
        if (user == null) {
            return key.startsWith(entity) && (key.length() == entity.length() || key.charAt(entity.length()) == '/');
        }
        return key.length() == entity.length() + 1 + user.length()
                && key.startsWith(entity)
                && key.charAt(entity.length()) == '/'
                && key.endsWith(user);
    }

    /** Whether records about it can lie on that partition of that many. */
    boolean mayLieOn(int partition, int partitions) {
        return user == null || new Partitions(partitions).of((entity + '/' + user).getBytes(UTF_8)) == partition;
    }

    /** Tells ids of one stream from those of another; no secret. */
    int mark() {
        CRC32 crc = new CRC32();
        crc.update((user == null ? entity : entity + '/' + user).getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
