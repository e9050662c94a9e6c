package tidemark.topology.entities;

import tidemark.ledger.Leeway;
import tidemark.topics.Topics;
import tidemark.topology.announce.Outbox;
import tidemark.topology.graph.NodeNames;
import tidemark.topology.wire.EntityWire;
import tidemark.topology.wire.EventWriter;

/** Tells every partition of accounts how much it may add to an entity before it reports. */
record LeewayTeller(Outbox outbox, EventWriter writer, Topics topics) {

    void tell(String entity, byte[] key, Leeway leeway) {
        byte[] value = writer.write(topics.entityLeeways(), EntityWire.leeway(entity, leeway));
        outbox.send(NodeNames.ENTITY_LEEWAYS_SINK, key, value);
        outbox.commitSoon();
    }
}
