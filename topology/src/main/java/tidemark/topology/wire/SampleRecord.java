package tidemark.topology.wire;

import java.time.Instant;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** An empty but valid record of a contract type: what a serializer is warmed up with. It never leaves the node. */
final class SampleRecord {

    private SampleRecord() {}

    static SpecificRecord of(Class<? extends SpecificRecord> type) {
        return record(SpecificData.get().getSchema(type));
    }

    private static SpecificRecord record(Schema schema) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            if (!isNullable(field.schema())) {
                record.put(field.pos(), value(field.schema()));
            }
        }
        return record;
    }

    private static Object value(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "";
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? Instant.EPOCH : (Object) 0L;
            case INT -> 0;
            case BOOLEAN -> false;
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(0), schema);
            case ARRAY -> List.of();
            case RECORD -> record(schema);
            default -> throw new IllegalStateException("no contract has had a field of type " + schema.getType());
        };
    }

    private static boolean isNullable(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                && schema.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.NULL);
    }
}
