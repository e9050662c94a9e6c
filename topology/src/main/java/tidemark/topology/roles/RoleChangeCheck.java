package tidemark.topology.roles;

import org.jspecify.annotations.Nullable;
import tidemark.events.RoleChange;
import tidemark.ledger.Ids;
import tidemark.ledger.Intake;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.KeyCheck;
import tidemark.topology.intake.Partitions;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.RoleWire;

/**
 * What is refused of a role change before the rules see it: that it lies where it does not belong (R18), or says what
 * this version has no word for.
 *
 * @param partitions of the topic of role changes
 */
record RoleChangeCheck(Partitions partitions) {

    /** The first fault; null: there is none. */
    @Nullable
    Rejection fault(Inbound inbound, RoleChange change) {
        String entity = change.getEntityId();
        if (!Ids.isName(entity)) {
            return Intake.badId("entity_id", entity, " and without '/'");
        }
        Rejection fault = KeyCheck.judge(inbound.key(), entity);
        if (fault == null) {
            fault = KeyCheck.judgePlace(inbound, entity, partitions);
        }
        if (fault == null) {
            fault = RoleWire.unknown(change);
        }
        return fault == null ? ActorWire.fault(change.getActor()) : fault;
    }
}
