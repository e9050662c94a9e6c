package tidemark.topology.rows;

import org.apache.kafka.common.serialization.Serde;
import tidemark.ledger.Answer;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.Level;
import tidemark.ledger.Period;
import tidemark.ledger.Slots;

/** The serdes of the stores that hold entities. */
public final class EntityRows {

    private static final RowCodec<Entity> ENTITY =
            new RowCodec<>("entity", 1, EntityRows::write, EntityRows::readEntity);
    private static final RowCodec<EntityMonth> MONTH =
            new RowCodec<>("entity month", 1, EntityRows::write, EntityRows::readMonth);
    private static final RowCodec<EntityTerms> TERMS =
            new RowCodec<>("entity terms", 1, EntityRows::write, EntityRows::readTerms);

    private EntityRows() {}

    /** Rows of {@code entities}. */
    public static Serde<Entity> entities() {
        return ENTITY.serde();
    }

    /** Rows of {@code entity-months}. */
    public static Serde<EntityMonth> months() {
        return MONTH.serde();
    }

    /** Rows of {@code known-entities}. */
    public static Serde<EntityTerms> terms() {
        return TERMS.serde();
    }

    private static void write(Entity entity, RowWriter row) {
        Rows.writeBalance(entity, row);
        write(entity.terms(), row);
        write(entity.slots(), row);
    }

    private static Entity readEntity(RowReader row) {
        Period period = Rows.readPeriod(row);
        long used = row.readLong();
        long usedWhileBlocked = row.readLong();
        long events = row.readLong();
        int standing = row.readByte();
        Level level = Rows.levelOf(standing >> 4, row);
        Answer answer = Rows.answerOf(standing & 0xF, row);
        return new Entity(
                period, used, usedWhileBlocked, events, level, answer, row.readLong(), readTerms(row), readSlots(row));
    }

    private static void write(EntityMonth month, RowWriter row) {
        Rows.write(month.total(), row);
        write(month.slots(), row);
    }

    private static EntityMonth readMonth(RowReader row) {
        return new EntityMonth(Rows.readMonth(row), readSlots(row));
    }

    private static void write(EntityTerms terms, RowWriter row) {
        row.writeNullableString(terms.displayName())
                .writeNullableString(terms.mspId())
                .writeLong(terms.limit().micros())
                .writeLong(terms.version())
                .writeNullableString(terms.changeId());
    }

    private static EntityTerms readTerms(RowReader row) {
        return new EntityTerms(
                row.readNullableString(),
                row.readNullableString(),
                Rows.readLimit(row),
                row.readLong(),
                row.readNullableString());
    }

    private static void write(Slots slots, RowWriter row) {
        row.writeCount(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            row.writeInt(slots.partition(i)).writeLong(slots.micros(i)).writeLong(slots.events(i));
        }
    }

    private static Slots readSlots(RowReader row) {
        int count = row.readCount();
        int[] partitions = new int[count];
        long[] micros = new long[count];
        long[] events = new long[count];
        for (int i = 0; i < count; i++) {
            partitions[i] = row.readInt();
            micros[i] = row.readLong();
            events[i] = row.readLong();
        }
        return Slots.of(partitions, micros, events);
    }
}
