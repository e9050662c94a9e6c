package tidemark.serde;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Makes records of any generated type: seeded, with every optional field filled or every one left out. */
final class SampleRecords {

    private final Random random;
    private final boolean filled;

    SampleRecords(long seed, boolean filled) {
        TrustedClasses.add();
        this.random = new Random(seed);
        this.filled = filled;
    }

    SpecificRecordBase record(Schema schema) {
        SpecificRecordBase record =
                (SpecificRecordBase) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM ->
                Enum.valueOf(
                        (Class<? extends Enum>) SpecificData.get().getClass(schema),
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case ARRAY -> list(schema.getElementType());
            case UNION -> filled ? value(schema.getTypes().get(1)) : null;
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case INT -> random.nextInt();
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) random.nextLong()
                        : Instant.ofEpochMilli(random.nextInt(Integer.MAX_VALUE) * 1000L + 1);
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            default -> throw new IllegalArgumentException("No sample for " + schema.getType());
        };
    }

    private List<@Nullable Object> list(Schema element) {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; filled && i < 3; i++) {
            items.add(value(element));
        }
        return items;
    }

    private String text() {
        return "ä" + Long.toHexString(random.nextLong());
    }
}
