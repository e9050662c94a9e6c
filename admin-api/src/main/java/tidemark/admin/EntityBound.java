package tidemark.admin;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Level;
import tidemark.ledger.Period;

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

    /** What it shows of a month of which nothing is kept of the entity. */
    static EntityBound unused(Period period, String asOf) {
        String end = Instant.ofEpochMilli(period.endMillis()).toString();
        return new EntityBound(BigDecimal.ZERO, 0, null, null, null, null, Level.NONE.name(), false, end, asOf);
    }
}
