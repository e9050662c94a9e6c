package tidemark.admin.replica;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;

/**
 * An entity as it stands.
 *
 * @param entityId its id
 * @param displayName name for people; null: none
 * @param mspId the MSP that administers it; null: none
 * @param limitMicros its monthly limit in micros; null: none
 * @param version counts its accepted changes, from 1
 * @param changedAt when it got this version
 * @param changedBy who asked for that
 */
public record EntityRecord(
        String entityId,
        @Nullable String displayName,
        @Nullable String mspId,
        @Nullable Long limitMicros,
        long version,
        Instant changedAt,
        String changedBy) {

    static EntityRecord of(Entity entity) {
        EntityDefinition definition = entity.getDefinition();
        return new EntityRecord(
                entity.getEntityId(),
                definition.getDisplayName(),
                definition.getMspId(),
                definition.getMonthlyCreditLimitMicros(),
                entity.getVersion(),
                entity.getChangedAt(),
                entity.getChangedBy().getUserId());
    }
}
