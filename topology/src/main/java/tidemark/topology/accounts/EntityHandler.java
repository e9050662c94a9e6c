package tidemark.topology.accounts;

import tidemark.events.Entity;
import tidemark.ledger.Credits;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.wire.EntityWire;

/** Takes entities as they were judged: whether one has a limit says how soon its sum is reported. */
final class EntityHandler implements Handler<Entity> {

    private final IntakeDesk intake;
    private final KnownEntities entities;
    private final EntitySums sums;

    EntityHandler(IntakeDesk intake, KnownEntities entities, EntitySums sums) {
        this.intake = intake;
        this.entities = entities;
        this.sums = sums;
    }

    @Override
    public void accept(Inbound inbound, Entity entity) {
        Long limit = entity.getDefinition().getMonthlyCreditLimitMicros();
        if (limit != null && (limit < 0 || limit > Credits.MAX_MICROS)) {
            intake.reject(inbound, Rejection.of(Reason.LIMIT_OUT_OF_RANGE));
            return;
        }
        EntityTerms terms = EntityWire.terms(entity);
        EntityTerms known = entities.find(entity.getEntityId());
        if (known != null && known.version() >= terms.version()) {
            intake.settle(inbound, Outcome.DUPLICATE);
            return;
        }
        entities.put(entity.getEntityId(), terms);
        sums.limited(entity.getEntityId(), !terms.limit().isNone());
        intake.settle(inbound, Outcome.APPLIED);
    }
}
