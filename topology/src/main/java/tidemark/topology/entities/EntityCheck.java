package tidemark.topology.entities;

import org.jspecify.annotations.Nullable;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.ledger.Ids;
import tidemark.ledger.Intake;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.KeyCheck;
import tidemark.topology.intake.Partitions;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.EntityWire;

/**
 * What is refused of the entity task's records before the rules see them: that they lie where they do not belong (R18), or
 * contradict themselves.
 *
 * @param partitions of the topics of this task
 * @param accountPartitions of the accounts
 */
record EntityCheck(Partitions partitions, Partitions accountPartitions) {

    /** The first fault of a change; null: there is none. */
    @Nullable
    Rejection fault(Inbound inbound, EntityLimitChange change) {
        Rejection fault = placeFault(inbound, change.getEntityId());
        return fault == null ? ActorWire.fault(change.getActor()) : fault;
    }

    /** The first fault of a reported sum; null: there is none. */
    @Nullable
    Rejection fault(Inbound inbound, EntityPartial partial) {
        Rejection fault = placeFault(inbound, partial.getEntityId());
        if (fault != null) {
            return fault;
        }
        int partition = partial.getPartition();
        if (partition < 0 || partition >= accountPartitions.count()) {
            return invalid("partition is " + partition + "; expected 0.." + (accountPartitions.count() - 1));
        }
        if (partial.getEvents() < 0) {
            return invalid("events is " + partial.getEvents() + "; expected 0 or more");
        }
        return EntityWire.month(partial.getPeriod()) == null ? invalid(EntityWire.NO_MONTH) : null;
    }

    private @Nullable Rejection placeFault(Inbound inbound, String entity) {
        if (!Ids.isName(entity)) {
            return Intake.badId("entity_id", entity, " and without '/'");
        }
        Rejection fault = KeyCheck.judge(inbound.key(), entity);
        return fault == null ? KeyCheck.judgePlace(inbound, entity, partitions) : fault;
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.INVALID_FIELD, detail);
    }
}
