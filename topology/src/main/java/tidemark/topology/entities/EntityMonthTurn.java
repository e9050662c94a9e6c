package tidemark.topology.entities;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Answer;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityCommand;
import tidemark.topology.rows.Keys;
import tidemark.topology.walks.Walk;

/** Rolls the entities that were blocked until the end of a month, so that idle ones get their ALLOW too (R10). */
record EntityMonthTurn(KeyValueStore<Bytes, Entity> entities, EntityDesk desk) implements Walk<Entity> {

    @Override
    public KeyValueIterator<Bytes, Entity> from(@Nullable Bytes after) {
        return after == null ? entities.all() : entities.range(Keys.after(after), null);
    }

    @Override
    public void visit(Bytes key, Entity entity) {
        if (entity.answer() == Answer.BLOCK_UNTIL_MONTH_END) {
            desk.carryOut(desk.decide(Keys.text(key), new EntityCommand.Touch()));
        }
    }
}
