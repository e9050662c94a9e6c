package tidemark.topology.entities;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.EntityLimitChange;
import tidemark.events.SubjectKind;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Ids;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Outcome;
import tidemark.ledger.Rejection;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.ContentCheck;
import tidemark.topology.wire.EntityWire;

/** The answers to changes of entities, in the contract's words. */
final class EntityAnswers {

    private EntityAnswers() {}

    /** The answer to a change that was judged; null where it does not even say whom to answer. */
    static @Nullable ChangeResult of(
            EntityLimitChange change, EntityDesk.Decision decision, @Nullable JudgedChange known, long now) {
        Outcome outcome = decision.step().outcome();
        Rejection rejection = outcome.rejection();
        if (rejection != null) {
            return rejected(change, rejection, now);
        }
        if (!isAnswerable(change)) {
            return null;
        }
        Entity before = decision.before();
        EntityTerms after = decision.step().entity().terms();
        ChangeResult result = result(change, now);
        switch (outcome.kind()) {
            case APPLIED -> {
                result.setOutcome(ChangeOutcome.ACCEPTED);
                result.setVersion(after.version());
                result.setBefore(before == null ? null : EntityWire.view(before.terms()));
                result.setAfter(EntityWire.view(after));
            }
            case NO_CHANGE -> {
                result.setOutcome(ChangeOutcome.NO_CHANGE);
                result.setVersion(after.version());
                result.setDetail("The entity is already as the change asks for.");
            }
            case DUPLICATE -> {
                long version = known == null ? after.version() : known.version();
                result.setOutcome(ChangeOutcome.DUPLICATE);
                result.setVersion(version);
                result.setDetail("This change was judged before; the entity had version " + version + " afterwards.");
            }
            case REJECTED -> throw new IllegalStateException("a rejection has a reason");
        }
        return result;
    }

    /** The answer to a refusal; null where the record does not even say whom to answer. */
    static @Nullable ChangeResult rejected(EntityLimitChange change, Rejection rejection, long now) {
        if (!isAnswerable(change)) {
            return null;
        }
        ChangeResult result = result(change, now);
        result.setOutcome(ChangeOutcome.REJECTED);
        result.setReason(rejection.reason().name());
        result.setDetail(rejection.detail());
        return result;
    }

    private static boolean isAnswerable(EntityLimitChange change) {
        return Ids.isName(change.getEntityId()) && Ids.isToken(change.getChangeId());
    }

    private static ChangeResult result(EntityLimitChange change, long now) {
        return new ChangeResult(
                change.getChangeId(),
                change.getEntityId(),
                new ChangeSubject(SubjectKind.ENTITY, change.getEntityId()),
                ChangeOutcome.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                ActorWire.cut(change.getActor()),
                Instant.ofEpochMilli(now),
                ContentCheck.of(change),
                null,
                false);
    }
}
