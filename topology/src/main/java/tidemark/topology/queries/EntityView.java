package tidemark.topology.queries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;

/**
 * One entity in one month, as it stands for whoever asks.
 *
 * @param entity id of the tenant
 * @param terms name, MSP and limit as they are now
 * @param period the month
 * @param used total in micros
 * @param limit the limit in force; of a past month, when it was closed
 * @param usedWhileBlocked of the total, by how much it grew while the entity was blocked, in micros
 * @param events how many events make it up
 * @param level how far the total has come against the limit
 * @param blocked whether requests may not start; of a past month, whether it ended so
 * @param resetsAt end of the month; null under a zero limit
 * @param asOf when the answer was made; the total may be behind its accounts by the reporting interval
 */
public record EntityView(
        String entity,
        EntityTerms terms,
        Period period,
        long used,
        Limit limit,
        long usedWhileBlocked,
        long events,
        Level level,
        boolean blocked,
        @Nullable Instant resetsAt,
        Instant asOf) {}
