package tidemark.topology.wire;

import tidemark.events.EntityLimitChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.ledger.Command.Assign;
import tidemark.ledger.JudgedChange;

/** The 32 bits that tell apart what two changes under one id ask for, as the ledger remembers them and as answers show them (R11). */
public final class ContentCheck {

    private ContentCheck() {}

    /** Of a change of a role, only for one without unknown words. */
    public static int of(RoleChange change) {
        return JudgedChange.of(RoleWire.change(change), 0).check();
    }

    /** Of an assignment. */
    public static int of(RoleAssignment change) {
        return new Assign(change.getChangeId(), change.getRoleId()).check();
    }

    /** Of a change of an entity. */
    public static int of(EntityLimitChange change) {
        return JudgedChange.of(EntityWire.change(change), 0).check();
    }
}
