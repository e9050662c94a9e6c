package tidemark.topology.accounts;

import tidemark.events.Entity;
import tidemark.ledger.Credits;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.wire.EntityWire;

/** Takes entities as they were judged: whether one has a limit says whether anybody waits for its sum. */
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
        KnownEntity known = entities.find(entity.getEntityId());
        if (known.terms().version() >= terms.version()) {
            intake.settle(inbound, Outcome.DUPLICATE);
            return;
        }
        KnownEntity now = known.with(terms);
        entities.put(entity.getEntityId(), now);
        sums.told(entity.getEntityId(), now);
        intake.settle(inbound, Outcome.APPLIED);
    }
}
