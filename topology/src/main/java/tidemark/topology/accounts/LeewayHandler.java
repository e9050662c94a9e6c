package tidemark.topology.accounts;

import tidemark.events.EntityLeeway;
import tidemark.ledger.Ids;
import tidemark.ledger.Intake;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Leeway;
import tidemark.ledger.Outcome;
import tidemark.ledger.Period;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.sums.EntitySums;
import tidemark.topology.wire.EntityWire;

/** Takes leeways of entities: how much may be added before somebody waits for the sum. */
final class LeewayHandler implements Handler<EntityLeeway> {

    private final IntakeDesk intake;
    private final KnownEntities entities;
    private final EntitySums sums;

    LeewayHandler(IntakeDesk intake, KnownEntities entities, EntitySums sums) {
        this.intake = intake;
        this.entities = entities;
        this.sums = sums;
    }

    @Override
    public void accept(Inbound inbound, EntityLeeway record) {
        String entity = record.getEntityId();
        Period period = EntityWire.month(record.getPeriod());
        long micros = record.getLeewayMicros();
        if (!Ids.isName(entity)) {
            intake.reject(inbound, Intake.badId("entity_id", entity, " and without '/'"));
        } else if (period == null) {
            intake.reject(inbound, new Rejection(Reason.INVALID_FIELD, EntityWire.NO_MONTH));
        } else if (micros < 0 || micros > Leeway.UNBOUNDED) {
            intake.reject(
                    inbound,
                    new Rejection(
                            Reason.INVALID_FIELD, "leeway_micros is " + micros + "; expected 0.." + Leeway.UNBOUNDED));
        } else {
            take(inbound, entity, new Leeway(period, micros));
        }
    }

    private void take(Inbound inbound, String entity, Leeway leeway) {
        KnownEntity known = entities.find(entity);
        KnownEntity now = known.with(leeway);
        if (now.equals(known)) {
            intake.settle(inbound, Outcome.NO_CHANGE);
            return;
        }
        entities.put(entity, now);
        sums.told(entity, now);
        intake.settle(inbound, Outcome.APPLIED);
    }
}
