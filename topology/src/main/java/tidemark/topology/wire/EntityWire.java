package tidemark.topology.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.Actor;
import tidemark.events.ChangeView;
import tidemark.events.Entity;
import tidemark.events.EntityDefinition;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.ledger.EntityChange;
import tidemark.ledger.EntityCommand.Origin;
import tidemark.ledger.EntityCommand.Report;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Leeway;
import tidemark.ledger.Limit;
import tidemark.ledger.Period;
import tidemark.topology.sums.Sum;

/** Entities, their changes and what adds up to them, from the contract's records to the ledger's types and back. */
public final class EntityWire {

    /** The complaint about a text that names no month. */
    public static final String NO_MONTH =
            "period is not a month; expected one between 1970-01 and 2399-12, written like 2026-11";

    private EntityWire() {}

    /** The month that a text names; null: it names none. */
    public static @Nullable Period month(String text) {
        try {
            return Period.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What the partitions of accounts are told. */
    public static EntityLeeway leeway(String entity, Leeway leeway) {
        return new EntityLeeway(entity, leeway.period().toString(), leeway.micros());
    }

    /** The change in the ledger's words. */
    public static EntityChange change(EntityLimitChange change) {
        return new EntityChange(
                change.getChangeId(),
                change.getDisplayName(),
                change.getMspId(),
                change.getKeepsLimit(),
                change.getMonthlyCreditLimitMicros());
    }

    /** The entity as everybody reads it; only for one that was changed at least once. */
    public static Entity entity(String id, EntityTerms terms, Instant changedAt, Actor changedBy) {
        String changeId = terms.changeId();
        if (changeId == null) {
            throw new IllegalArgumentException("nobody ever said anything about entity " + id);
        }
        return new Entity(id, definition(terms), terms.version(), changeId, changedAt, changedBy);
    }

    /** What an entity was told about itself. */
    public static EntityTerms terms(Entity entity) {
        EntityDefinition definition = entity.getDefinition();
        Long micros = definition.getMonthlyCreditLimitMicros();
        return new EntityTerms(
                definition.getDisplayName(),
                definition.getMspId(),
                micros == null ? Limit.NONE : Limit.of(micros),
                entity.getVersion(),
                entity.getLastChangeId());
    }

    /** One side of a change; null where nothing was known. */
    public static @Nullable ChangeView view(EntityTerms terms) {
        return terms.version() == 0 ? null : new ChangeView(null, null, definition(terms));
    }

    /** A sum as one partition reports it. */
    public static EntityPartial partial(Sum sum, int partition) {
        return new EntityPartial(
                sum.entity(),
                sum.period().toString(),
                partition,
                sum.micros(),
                sum.events(),
                sum.usageEvent(),
                sum.usageOperation(),
                sum.correctionEvent(),
                sum.correctionOperation());
    }

    /**
     * The command that a reported sum is.
     *
     * @param unknown what to name as the cause where the event's id was lost
     */
    public static Report report(EntityPartial partial, Period period, String unknown) {
        return new Report(
                period,
                partial.getPartition(),
                partial.getUsedMicros(),
                partial.getEvents(),
                origin(partial.getUsageEventId(), partial.getUsageOperationId(), unknown),
                origin(partial.getCorrectionEventId(), partial.getCorrectionOperationId(), unknown));
    }

    private static Origin origin(@Nullable String event, @Nullable String operation, String unknown) {
        return event == null ? new Origin(unknown, null) : new Origin(event, operation);
    }

    private static EntityDefinition definition(EntityTerms terms) {
        Limit limit = terms.limit();
        return new EntityDefinition(terms.displayName(), terms.mspId(), limit.isNone() ? null : limit.micros());
    }
}
