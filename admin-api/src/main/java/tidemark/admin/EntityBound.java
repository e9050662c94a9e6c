package tidemark.admin;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The entity's bound as it stands inside a user's answer; the same month, the same names as in the entity's own answer. */
record EntityBound(
        BigDecimal usedCredits,
        long usedMicros,
        @Nullable BigDecimal limitCredits,
        @Nullable Long limitMicros,
        @Nullable BigDecimal remainingCredits,
        @Nullable Long remainingMicros,
        String level,
        boolean blocked,
        @Nullable String resetsAt,
        String asOf) {

    /** What a user's answer shows of the entity's. */
    static EntityBound of(EntityBody entity) {
        return new EntityBound(
                entity.usedCredits(),
                entity.usedMicros(),
                entity.limitCredits(),
                entity.limitMicros(),
                entity.remainingCredits(),
                entity.remainingMicros(),
                entity.level(),
                entity.blocked(),
                entity.resetsAt(),
                entity.asOf());
    }
}
