package tidemark.topology.accounts;

import java.time.Instant;
import java.util.function.LongSupplier;
import tidemark.events.ChangeOutcome;
import tidemark.events.ChangeResult;
import tidemark.events.ChangeSubject;
import tidemark.events.Role;
import tidemark.events.SubjectKind;
import tidemark.topics.Topics;
import tidemark.topology.announce.Outbox;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.wire.ActorWire;
import tidemark.topology.wire.EventWriter;

/** Notes on {@code change-results}, behind the answer, that a change of a role raised the cap of whoever asked for it (R17). */
final class OwnCapNotes {

    private final Outbox outbox;
    private final EventWriter writer;
    private final Topics topics;
    private final LongSupplier clock;

    OwnCapNotes(Outbox outbox, EventWriter writer, Topics topics, LongSupplier clock) {
        this.outbox = outbox;
        this.writer = writer;
        this.topics = topics;
        this.clock = clock;
    }

    /** Notes it of the change that made this version of the role. */
    void tell(Role role) {
        ChangeResult note = ChangeResult.newBuilder()
                .setChangeId(role.getLastChangeId())
                .setEntityId(role.getEntityId())
                .setSubject(new ChangeSubject(SubjectKind.ROLE, role.getRoleId()))
                .setOutcome(ChangeOutcome.NOTED)
                .setDetail("The change raised the cap of whoever asked for it.")
                .setVersion(role.getVersion())
                .setActor(ActorWire.cut(role.getChangedBy()))
                .setAt(Instant.ofEpochMilli(clock.getAsLong()))
                .setRaisesOwnCap(true)
                .build();
        byte[] value = writer.write(topics.changeResults(), note);
        outbox.send(NodeNames.ASSIGNMENT_RESULTS_SINK, AccountKeys.bytes(role.getEntityId()), value);
    }
}
