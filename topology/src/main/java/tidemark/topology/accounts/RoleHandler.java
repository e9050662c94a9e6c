package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import tidemark.events.Role;
import tidemark.ledger.Credits;
import tidemark.ledger.Outcome;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.ledger.RoleTerms;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.WalkIds;
import tidemark.topology.walks.Walks;
import tidemark.topology.wire.AccountWire;

/**
 * Takes roles as they were judged: from here on every account of the task is judged by them (R9), and those who hold or
 * await the role are visited, idle or not.
 */
final class RoleHandler implements Handler<Role> {

    private final IntakeDesk intake;
    private final AccountStores stores;
    private final Walks walks;
    private final OwnCapWatch ownCaps;
    private final OwnCapNotes notes;

    RoleHandler(IntakeDesk intake, AccountStores stores, Walks walks, OwnCapWatch ownCaps, OwnCapNotes notes) {
        this.intake = intake;
        this.stores = stores;
        this.walks = walks;
        this.ownCaps = ownCaps;
        this.notes = notes;
    }

    @Override
    public void accept(Inbound inbound, Role role) {
        Long limit = role.getDefinition().getMonthlyCreditLimitMicros();
        if (limit != null && (limit < 0 || limit > Credits.MAX_MICROS)) {
            intake.reject(inbound, Rejection.of(Reason.LIMIT_OUT_OF_RANGE));
            return;
        }
        RoleTerms terms = AccountWire.terms(role);
        RoleTerms known = stores.roles().find(role.getEntityId(), terms.roleId());
        if (known != null && known.version() >= terms.version()) {
            intake.settle(inbound, Outcome.DUPLICATE);
            return;
        }
        OwnCapWatch.Look ownCap = ownCaps.beforeRole(role.getEntityId(), role.getChangedBy());
        stores.roles().put(role.getEntityId(), terms);
        if (ownCap.raised()) {
            notes.tell(role);
        }
        String id = role.getEntityId() + '/' + terms.roleId();
        if (terms.concernsMembersOf(known) && hasMembers(Keys.of(id))) {
            walks.start(WalkIds.ofRole(id));
        }
        intake.settle(inbound, Outcome.APPLIED);
    }

    private boolean hasMembers(Bytes role) {
        try (KeyValueIterator<Bytes, byte[]> members = stores.members().range(Keys.first(role), Keys.beyond(role))) {
            return members.hasNext();
        }
    }
}
