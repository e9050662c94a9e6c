package tidemark.topology.entities;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.events.ChangeResult;
import tidemark.events.EntityLimitChange;
import tidemark.ledger.EntityChange;
import tidemark.ledger.EntityCommand.Change;
import tidemark.ledger.EntityStep;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Outcome;
import tidemark.ledger.Rejection;
import tidemark.topics.Topics;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.intake.CommitOnDemand;
import tidemark.topology.intake.Handler;
import tidemark.topology.intake.Inbound;
import tidemark.topology.intake.IntakeDesk;
import tidemark.topology.rows.Keys;
import tidemark.topology.wire.EntityWire;
import tidemark.topology.wire.EventWriter;

/**
 * Judges changes of entities one by one: check, judge, encode the answer, and only then keep and say it, so that a failure on the
 * way leaves nothing half done.
 */
final class EntityChangeHandler implements Handler<EntityLimitChange> {

    private final IntakeDesk intake;
    private final EntityCheck check;
    private final EntityDesk desk;
    private final EntityStores stores;
    private final EventWriter writer;
    private final Topics topics;
    private final CommitOnDemand commits;
    private final LongSupplier clock;

    EntityChangeHandler(
            IntakeDesk intake,
            EntityCheck check,
            EntityDesk desk,
            EntityStores stores,
            EventWriter writer,
            Topics topics,
            CommitOnDemand commits,
            LongSupplier clock) {
        this.intake = intake;
        this.check = check;
        this.desk = desk;
        this.stores = stores;
        this.writer = writer;
        this.topics = topics;
        this.commits = commits;
        this.clock = clock;
    }

    @Override
    public void accept(Inbound inbound, EntityLimitChange record) {
        Rejection fault = check.fault(inbound, record);
        if (fault == null) {
            judge(inbound, record);
        } else {
            answer(record, encoded(EntityAnswers.rejected(record, fault, clock.getAsLong())));
            intake.reject(inbound, fault);
        }
        commits.request();
    }

    private void judge(Inbound inbound, EntityLimitChange record) {
        String entity = record.getEntityId();
        EntityChange change = EntityWire.change(record);
        JudgedChange known = stores.changes().get(Keys.change(entity, change.changeId()));
        EntityDesk.Decision decision = desk.decide(entity, new Change(change, known));
        EntityStep step = decision.step();
        EntityTerms after = step.entity().terms();
        long now = clock.getAsLong();
        byte[] answer = encoded(EntityAnswers.of(record, decision, known, now));
        boolean applied = step.outcome().kind() == Outcome.Kind.APPLIED;
        byte[] published = applied
                ? writer.write(
                        topics.entities(),
                        EntityWire.entity(entity, after, Instant.ofEpochMilli(now), record.getActor()))
                : null;
        if (step.counts()) {
            stores.changes().put(Keys.change(entity, change.changeId()), JudgedChange.of(change, after.version()));
        }
        desk.carryOut(decision);
        if (published != null) {
            intake.emit(AccountKeys.bytes(entity), published, NodeNames.ENTITIES_SINK);
        }
        answer(record, answer);
        intake.settle(inbound, step.outcome());
    }

    private byte @Nullable [] encoded(@Nullable ChangeResult result) {
        return result == null ? null : writer.write(topics.changeResults(), result);
    }

    private void answer(EntityLimitChange record, byte @Nullable [] answer) {
        if (answer != null) {
            intake.emit(AccountKeys.bytes(record.getEntityId()), answer, NodeNames.ENTITY_RESULTS_SINK);
        }
    }
}
