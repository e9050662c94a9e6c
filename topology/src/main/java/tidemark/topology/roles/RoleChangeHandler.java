package tidemark.topology.roles;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeResult;
import tidemark.events.RoleChange;
import tidemark.ledger.Rejection;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleRules;
import tidemark.ledger.RoleVerdict;
import tidemark.topics.Topics;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.CommitOnDemand;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.wire.ContentCheck;
import tidemark.topology.wire.EventWriter;
import tidemark.topology.wire.RoleWire;

/**
 * Judges role changes one by one: check, judge, encode all that is to be said, and only then keep and say it, so that a
 * failure on the way leaves nothing half done.
 */
final class RoleChangeHandler implements Handler<RoleChange> {

    private final IntakeDesk intake;
    private final RoleChangeCheck check;
    private final RoleBook book;
    private final EventWriter writer;
    private final Topics topics;
    private final CommitOnDemand commits;
    private final LongSupplier clock;

    RoleChangeHandler(
            IntakeDesk intake,
            RoleChangeCheck check,
            RoleBook book,
            EventWriter writer,
            Topics topics,
            CommitOnDemand commits,
            LongSupplier clock) {
        this.intake = intake;
        this.check = check;
        this.book = book;
        this.writer = writer;
        this.topics = topics;
        this.commits = commits;
        this.clock = clock;
    }

    @Override
    public void accept(Inbound inbound, RoleChange record) {
        long now = clock.getAsLong();
        String entity = record.getEntityId();
        Rejection fault = check.fault(inbound, record);
        if (fault != null) {
            RoleVerdict verdict = RoleVerdict.rejected(null, fault);
            send(inbound, record, verdict, null, answer(record, verdict, null, now));
            return;
        }
        tidemark.ledger.RoleChange change = RoleWire.change(record);
        RoleVerdict verdict =
                RoleRules.judge(change, book.change(entity, change.changeId()), id -> book.role(entity, id));
        byte[] role = role(record, verdict, now);
        byte[] answer = answer(record, verdict, ContentCheck.of(record), now);
        book.keep(entity, change, verdict);
        send(inbound, record, verdict, role, answer);
    }

    private void send(
            Inbound inbound, RoleChange record, RoleVerdict verdict, byte @Nullable [] role, byte @Nullable [] answer) {
        if (role != null) {
            String key = AccountKeys.account(record.getEntityId(), record.getRoleId());
            intake.emit(AccountKeys.bytes(key), role, NodeNames.ROLES_SINK);
        }
        if (answer != null) {
            intake.emit(AccountKeys.bytes(record.getEntityId()), answer, NodeNames.ROLE_RESULTS_SINK);
        }
        intake.settle(inbound, verdict.outcome());
        commits.request();
    }

    private byte @Nullable [] role(RoleChange record, RoleVerdict verdict, long now) {
        RoleRecord after = verdict.after();
        return verdict.applied() && after != null
                ? writer.write(
                        topics.roles(),
                        RoleWire.role(record.getEntityId(), after, Instant.ofEpochMilli(now), record.getActor()))
                : null;
    }

    private byte @Nullable [] answer(RoleChange record, RoleVerdict verdict, @Nullable Integer check, long now) {
        ChangeResult result = RoleAnswers.of(record, verdict, check, now);
        return result == null ? null : writer.write(topics.changeResults(), result);
    }
}
