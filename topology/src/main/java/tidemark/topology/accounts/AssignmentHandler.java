package tidemark.topology.accounts;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import tidemark.events.RoleAssignment;
import tidemark.ledger.AccountId;
import tidemark.ledger.Command;
import tidemark.ledger.Ids;
import tidemark.ledger.Intake;
import tidemark.ledger.Reason;
import tidemark.ledger.Rejection;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.intake.KeyCheck;
import tidemark.topology.intake.Partitions;
import tidemark.topology.wire.ActorWire;

/** Takes assignments of roles to users and answers them. */
final class AssignmentHandler implements Handler<RoleAssignment> {

    private final IntakeDesk intake;
    private final AccountDesk desk;
    private final AssignmentAnswers answers;
    private final OwnCapWatch ownCaps;
    private final Partitions partitions;
    private final int ownPartition;

    AssignmentHandler(
            IntakeDesk intake,
            AccountDesk desk,
            AssignmentAnswers answers,
            OwnCapWatch ownCaps,
            Partitions partitions,
            int ownPartition) {
        this.intake = intake;
        this.desk = desk;
        this.answers = answers;
        this.ownCaps = ownCaps;
        this.partitions = partitions;
        this.ownPartition = ownPartition;
    }

    @Override
    public void accept(Inbound inbound, RoleAssignment assignment) {
        Rejection refused = judge(inbound, assignment);
        if (refused != null) {
            intake.reject(inbound, refused);
            answers.rejected(assignment, refused);
            return;
        }
        AccountId account = new AccountId(assignment.getEntityId(), assignment.getUserId());
        Bytes key = Bytes.wrap(Objects.requireNonNull(inbound.key(), "a key that was checked"));
        Command.Assign command = new Command.Assign(assignment.getChangeId(), assignment.getRoleId());
        OwnCapWatch.Look ownCap = ownCaps.beforeAssignment(account, assignment.getActor());
        AccountDesk.Handled handled = desk.handle(account, key, command);
        intake.settle(inbound, handled.outcome());
        answers.answer(assignment, handled, ownCap.raised());
    }

    private @Nullable Rejection judge(Inbound inbound, RoleAssignment assignment) {
        if (!Ids.isToken(assignment.getChangeId())) {
            return Intake.badId("change_id", assignment.getChangeId(), "");
        }
        if (!Ids.isName(assignment.getEntityId())) {
            return Intake.badId("entity_id", assignment.getEntityId(), " and without '/'");
        }
        if (!Ids.isName(assignment.getUserId())) {
            return Intake.badId("user_id", assignment.getUserId(), " and without '/'");
        }
        if (assignment.getRoleId() != null && !Ids.isName(assignment.getRoleId())) {
            return Intake.badId("role_id", assignment.getRoleId(), " and without '/'");
        }
        Rejection actor = ActorWire.fault(assignment.getActor());
        if (actor != null) {
            return actor;
        }
        String key = AccountKeys.account(assignment.getEntityId(), assignment.getUserId());
        Rejection mismatch = KeyCheck.judge(inbound.key(), key);
        if (mismatch == null && partitions.of(AccountKeys.bytes(key)) != ownPartition) {
            return Rejection.of(Reason.WRONG_PARTITION);
        }
        return mismatch;
    }
}
