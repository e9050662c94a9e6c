package tidemark.topology.accounts;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.ChangeView;
import tidemark.events.RoleAssignment;
import tidemark.events.SubjectKind;
import tidemark.ledger.Account;
import tidemark.ledger.Ids;
import tidemark.ledger.Outcome;
import tidemark.ledger.Rejection;
import tidemark.topics.Topics;
import tidemark.topology.accounts.AccountDesk.Handled;
import tidemark.topology.announce.Outbox;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.ContentCheck;
import tidemark.topology.wire.EventWriter;

/** Answers assignments on {@code change-results}. */
final class AssignmentAnswers {

    /** Reason of an accepted assignment that waits for its role. */
    static final String ROLE_PENDING = "ROLE_PENDING";

    private final Outbox outbox;
    private final EventWriter writer;
    private final Topics topics;
    private final LongSupplier clock;

    AssignmentAnswers(Outbox outbox, EventWriter writer, Topics topics, LongSupplier clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.topics = topics;
        this.clock = clock;
    }

    /** Answers what was carried out; {@code raisesOwnCap}: it gave the asker a higher cap. */
    void answer(RoleAssignment assignment, Handled handled, boolean raisesOwnCap) {
        Account after = handled.after();
        Rejection rejection = handled.outcome().rejection();
        if (rejection != null) {
            rejected(assignment, rejection);
            return;
        }
        ChangeResult result = result(assignment, outcome(handled));
        if (handled.outcome().kind() == Outcome.Kind.APPLIED) {
            Account before = handled.before();
            result.setBefore(view(before == null ? null : before.roleId()));
            result.setAfter(view(assignment.getRoleId()));
            result.setRaisesOwnCap(raisesOwnCap);
        }
        if (after.pendingRoleId() != null && after.pendingRoleId().equals(assignment.getRoleId())) {
            result.setReason(ROLE_PENDING);
            result.setDetail("Role '" + after.pendingRoleId()
                    + "' is not known yet; the assignment waits for it and the former role stays in force.");
        }
        send(result);
    }

    /** Answers a refusal, unless the record does not even say whom to answer. */
    void rejected(RoleAssignment assignment, Rejection rejection) {
        if (!Ids.isName(assignment.getEntityId())
                || !Ids.isToken(assignment.getChangeId())
                || !Ids.isName(assignment.getUserId())) {
            return;
        }
        ChangeResult result = result(assignment, ChangeOutcome.REJECTED);
        result.setReason(rejection.reason().name());
        result.setDetail(rejection.detail());
        send(result);
    }

    private void send(ChangeResult result) {
        byte[] value = writer.write(topics.changeResults(), result);
        outbox.send(NodeNames.ASSIGNMENT_RESULTS_SINK, AccountKeys.bytes(result.getEntityId()), value);
        outbox.commitSoon();
    }

    private ChangeResult result(RoleAssignment assignment, ChangeOutcome outcome) {
        return new ChangeResult(
                assignment.getChangeId(),
                assignment.getEntityId(),
                new ChangeSubject(SubjectKind.USER, assignment.getUserId()),
                outcome,
                null,
                null,
                null,
                null,
                null,
                ActorWire.cut(assignment.getActor()),
                Instant.ofEpochMilli(clock.getAsLong()),
                ContentCheck.of(assignment),
                null,
                false);
    }

    private static ChangeOutcome outcome(Handled handled) {
        return switch (handled.outcome().kind()) {
            case APPLIED -> ChangeOutcome.ACCEPTED;
            case NO_CHANGE -> ChangeOutcome.NO_CHANGE;
            case DUPLICATE -> ChangeOutcome.DUPLICATE;
            case REJECTED -> ChangeOutcome.REJECTED;
        };
    }

    private static ChangeView view(@Nullable String roleId) {
        return new ChangeView(null, roleId, null);
    }
}
