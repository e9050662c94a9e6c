package tidemark.topology.announce;

import tidemark.ledger.Effect.Crossed;
import tidemark.ledger.Effect.Decided;
import tidemark.ledger.Effect.LevelChanged;
import tidemark.ledger.Level;
import tidemark.topics.Topics;
import tidemark.topology.intake.Tally;
import tidemark.topology.wire.AnnouncementWire;
import tidemark.topology.wire.EventWriter;
import tidemark.topology.wire.Subject;

/** Says what a ledger decided: warnings, exceeded events, decisions and levels, each to its topics. */
public final class Announcer {

    private final Outbox outbox;
    private final AnnouncementSinks sinks;
    private final EventWriter writer;
    private final Topics topics;
    private final Tally tally;

    /** An announcer for one task. */
    public Announcer(Outbox outbox, AnnouncementSinks sinks, EventWriter writer, Topics topics, Tally tally) {
        this.outbox = outbox;
        this.sinks = sinks;
        this.writer = writer;
        this.topics = topics;
        this.tally = tally;
    }

    /** A level was reached. */
    public void crossed(Subject subject, byte[] key, Crossed crossed) {
        if (crossed.level() == Level.WARNED) {
            byte[] warning = writer.write(topics.usageWarnings(), AnnouncementWire.warning(subject, crossed));
            outbox.send(sinks.warnings(), key, warning);
        } else {
            byte[] exceeded = writer.write(topics.usageExceeded(), AnnouncementWire.exceeded(subject, crossed));
            outbox.send(sinks.exceeded(), key, exceeded);
        }
        tally.crossed(subject.scope(), crossed.level());
        outbox.commitSoon();
    }

    /** The answer changed. */
    public void decided(Subject subject, byte[] key, Decided decided) {
        byte[] decision = writer.write(topics.blockDecisions(), AnnouncementWire.decision(subject, decided));
        outbox.send(sinks.decisions(), key, decision);
        byte[] history = writer.write(topics.decisionHistory(), AnnouncementWire.decision(subject, decided));
        outbox.send(sinks.history(), key, history);
        tally.decided(subject.scope(), decided.answer().isBlock(), decided.reason());
        outbox.commitSoon();
    }

    /** The level changed. */
    public void levelChanged(Subject subject, byte[] key, LevelChanged changed) {
        byte[] level = writer.write(topics.levelChanges(), AnnouncementWire.level(subject, changed));
        outbox.send(sinks.levels(), key, level);
        outbox.commitSoon();
    }

    /** Takes the subject out of the compacted decisions: nothing is left of it. */
    public void forgotten(byte[] key) {
        outbox.send(sinks.decisions(), key, null);
    }
}
