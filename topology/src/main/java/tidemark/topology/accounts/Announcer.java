package tidemark.topology.accounts;

import org.apache.kafka.common.utils.Bytes;
import tidemark.ledger.AccountId;
import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Level;
import tidemark.topics.Topics;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.Tally;
import tidemark.topology.wire.AccountWire;
import tidemark.topology.wire.EventWriter;

/** Says what the ledger decided: warnings, exceeded events and decisions, each to its topics. */
final class Announcer {

    private final Outbox outbox;
    private final EventWriter writer;
    private final Topics topics;
    private final Tally tally;

    Announcer(Outbox outbox, EventWriter writer, Topics topics, Tally tally) {
        this.outbox = outbox;
        this.writer = writer;
        this.topics = topics;
        this.tally = tally;
    }

    void crossed(AccountId id, Bytes key, Crossed crossed) {
        if (crossed.level() == Level.WARNED) {
            byte[] warning = writer.write(topics.usageWarnings(), AccountWire.warning(id, crossed));
            outbox.send(NodeNames.WARNINGS_SINK, key.get(), warning);
        } else {
            byte[] exceeded = writer.write(topics.usageExceeded(), AccountWire.exceeded(id, crossed));
            outbox.send(NodeNames.EXCEEDED_SINK, key.get(), exceeded);
        }
        tally.crossed(crossed.level());
        outbox.commitSoon();
    }

    void decided(AccountId id, Bytes key, Decided decided) {
        byte[] decision = writer.write(topics.blockDecisions(), AccountWire.decision(id, decided));
        outbox.send(NodeNames.DECISIONS_SINK, key.get(), decision);
        byte[] history = writer.write(topics.decisionHistory(), AccountWire.decision(id, decided));
        outbox.send(NodeNames.HISTORY_SINK, key.get(), history);
        tally.decided(decided.answer().isBlock(), decided.reason());
        outbox.commitSoon();
    }

    /** Takes the account out of the compacted decisions: nothing is left of it. */
    void forgotten(Bytes key) {
        outbox.send(NodeNames.DECISIONS_SINK, key.get(), null);
    }
}
