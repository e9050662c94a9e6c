package tidemark.topology.roles;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.RoleChange;
import tidemark.events.SubjectKind;
import tidemark.ledger.Ids;
import tidemark.ledger.Outcome;
import tidemark.ledger.Rejection;
import tidemark.ledger.RoleVerdict;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.RoleWire;

/** The answers to role changes, in the contract's words. */
final class RoleAnswers {

    private RoleAnswers() {}

    /**
     * The answer to a change; null where it does not even say whom to answer.
     *
     * @param check of its content; null: it was refused before that was looked at
     */
    static @Nullable ChangeResult of(RoleChange change, RoleVerdict verdict, @Nullable Integer check, long now) {
        if (!Ids.isName(change.getEntityId()) || !Ids.isToken(change.getChangeId())) {
            return null;
        }
        Rejection rejection = verdict.outcome().rejection();
        return ChangeResult.newBuilder()
                .setChangeId(change.getChangeId())
                .setEntityId(change.getEntityId())
                .setSubject(new ChangeSubject(SubjectKind.ROLE, ActorWire.cut(change.getRoleId())))
                .setOutcome(outcome(verdict.outcome().kind()))
                .setReason(rejection == null ? null : rejection.reason().name())
                .setDetail(detail(verdict))
                .setVersion(verdict.version() == 0 ? null : verdict.version())
                .setBefore(verdict.applied() ? RoleWire.view(verdict.before()) : null)
                .setAfter(verdict.applied() ? RoleWire.view(verdict.after()) : null)
                .setActor(ActorWire.cut(change.getActor()))
                .setAt(Instant.ofEpochMilli(now))
                .setContentCheck(check)
                .setReassignToRoleId(verdict.applied() ? change.getReassignToRoleId() : null)
                .setRaisesOwnCap(false)
                .build();
    }

    private static @Nullable String detail(RoleVerdict verdict) {
        Rejection rejection = verdict.outcome().rejection();
        if (rejection != null) {
            return rejection.detail();
        }
        return switch (verdict.outcome().kind()) {
            case NO_CHANGE -> "The role is already as the change asks for.";
            case DUPLICATE ->
                "This change was judged before; the role had version " + verdict.version() + " afterwards.";
            case APPLIED, REJECTED -> null;
        };
    }

    private static ChangeOutcome outcome(Outcome.Kind kind) {
        return switch (kind) {
            case APPLIED -> ChangeOutcome.ACCEPTED;
            case NO_CHANGE -> ChangeOutcome.NO_CHANGE;
            case DUPLICATE -> ChangeOutcome.DUPLICATE;
            case REJECTED -> ChangeOutcome.REJECTED;
        };
    }
}
