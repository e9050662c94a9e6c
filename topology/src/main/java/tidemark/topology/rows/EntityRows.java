package tidemark.topology.rows;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tidemark.ledger.Answer;
import tidemark.ledger.Entity;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.EntityTerms;
import tidemark.ledger.KnownEntity;
import tidemark.ledger.Leeway;
import tidemark.ledger.Level;
import tidemark.ledger.Period;
import tidemark.ledger.Slots;

/** The serdes of the stores that hold entities. */
public final class EntityRows {

    private static final RowCodec<Entity> ENTITY =
            new RowCodec<>("entity", 2, EntityRows::write, EntityRows::readEntity);
    private static final RowCodec<EntityMonth> MONTH =
            new RowCodec<>("entity month", 1, EntityRows::write, EntityRows::readMonth);
    private static final RowCodec<KnownEntity> KNOWN =
            new RowCodec<>("known entity", 2, EntityRows::write, EntityRows::readKnown);

    /* Before, there was no leeway. */
    private static final int WITH_LEEWAY = 2;

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
    public static Serde<KnownEntity> known() {
        return KNOWN.serde();
    }

    private static void write(Entity entity, RowWriter row) {
        Rows.writeBalance(entity, row);
        write(entity.terms(), row);
        write(entity.slots(), row);
        write(entity.leeway(), row);
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
                period,
                used,
                usedWhileBlocked,
                events,
                level,
                answer,
                row.readLong(),
                readTerms(row),
                readSlots(row),
                readLeeway(row));
    }

    private static void write(KnownEntity entity, RowWriter row) {
        write(entity.terms(), row);
        write(entity.leeway(), row);
    }

    private static KnownEntity readKnown(RowReader row) {
        return new KnownEntity(readTerms(row), readLeeway(row));
    }

    private static void write(@Nullable Leeway leeway, RowWriter row) {
        row.writeBoolean(leeway != null);
        if (leeway != null) {
            row.writeLong(leeway.period().index()).writeLong(leeway.micros());
        }
    }

    private static @Nullable Leeway readLeeway(RowReader row) {
        boolean told = row.version() >= WITH_LEEWAY && row.readBoolean();
        return told ? new Leeway(Rows.readPeriod(row), row.readLong()) : null;
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
