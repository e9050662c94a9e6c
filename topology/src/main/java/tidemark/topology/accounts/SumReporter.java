package tidemark.topology.accounts;

import tidemark.topics.Topics;
import tidemark.topology.announce.Outbox;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.intake.AccountKeys;
import tidemark.topology.sums.Sum;
import tidemark.topology.wire.EntityWire;
import tidemark.topology.wire.EventWriter;

/**
 * Writes what this partition adds to an entity's month, for the task that keeps the entity.
 *
 * @param partition of the accounts
 */
record SumReporter(Outbox outbox, EventWriter writer, Topics topics, int partition) {

    void report(Sum sum) {
        byte[] value = writer.write(topics.entityPartials(), EntityWire.partial(sum, partition));
        outbox.send(NodeNames.PARTIALS_SINK, AccountKeys.bytes(sum.entity()), value);
    }
}
