package tidemark.topology.rows;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import tidemark.ledger.JudgedChange;
import tidemark.ledger.Limit;
import tidemark.ledger.RoleDefinition;
import tidemark.ledger.RoleRecord;
import tidemark.ledger.RoleTerms.Deletion;
import tidemark.ledger.RoleType;

/** The serdes of the stores of the task that judges role changes. */
public final class RoleRows {

    private static final RowCodec<RoleRecord> ROLE = new RowCodec<>("role", 1, RoleRows::write, RoleRows::readRole);
    private static final RowCodec<JudgedChange> CHANGE =
            new RowCodec<>("judged change", 1, RoleRows::write, RoleRows::readChange);

    private RoleRows() {}

    /** Rows of {@code role-book}. */
    public static Serde<RoleRecord> roles() {
        return ROLE.serde();
    }

    /** Rows of {@code judged-changes}. */
    public static Serde<JudgedChange> judgedChanges() {
        return CHANGE.serde();
    }

    private static void write(RoleRecord role, RowWriter row) {
        row.writeString(role.roleId())
                .writeLong(role.version())
                .writeBoolean(role.active())
                .writeString(role.changeId());
        write(role.definition(), row);
        row.writeCount(role.deletions().size());
        for (Deletion deletion : role.deletions()) {
            row.writeLong(deletion.version())
                    .writeString(deletion.changeId())
                    .writeNullableString(deletion.reassignTo())
                    .writeLong(deletion.reassignVersion());
        }
    }

    private static RoleRecord readRole(RowReader row) {
        String roleId = row.readString();
        long version = row.readLong();
        boolean active = row.readBoolean();
        String changeId = row.readString();
        RoleDefinition definition = readDefinition(row);
        int count = row.readCount();
        List<Deletion> deletions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            deletions.add(new Deletion(row.readLong(), row.readString(), row.readNullableString(), row.readLong()));
        }
        return new RoleRecord(roleId, version, active, definition, changeId, deletions);
    }

    private static void write(RoleDefinition definition, RowWriter row) {
        row.writeString(definition.displayName())
                .writeNullableString(definition.description())
                .writeByte(codeOf(definition.type()))
                .writeLong(definition.limit().micros())
                .writeCount(definition.permissions().size());
        definition.permissions().forEach(row::writeString);
    }

    private static RoleDefinition readDefinition(RowReader row) {
        String displayName = row.readString();
        String description = row.readNullableString();
        RoleType type = typeOf(row.readByte(), row);
        long micros = row.readLong();
        int count = row.readCount();
        List<String> permissions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            permissions.add(row.readString());
        }
        Limit limit = micros < 0 ? Limit.NONE : Limit.of(micros);
        return new RoleDefinition(displayName, description, type, limit, permissions);
    }

    private static void write(JudgedChange change, RowWriter row) {
        row.writeFixedInt(change.check()).writeLong(change.version());
    }

    private static JudgedChange readChange(RowReader row) {
        return new JudgedChange(row.readFixedInt(), row.readLong());
    }

    /* Codes on disk are written out, so that nobody renumbers them by sorting an enum. */
    private static int codeOf(RoleType type) {
        return switch (type) {
            case CUSTOM -> 0;
            case BUILT_IN -> 1;
        };
    }

    private static RoleType typeOf(int code, RowReader row) {
        return switch (code) {
            case 0 -> RoleType.CUSTOM;
            case 1 -> RoleType.BUILT_IN;
            default -> throw row.damaged("there is no role type " + code);
        };
    }
}
