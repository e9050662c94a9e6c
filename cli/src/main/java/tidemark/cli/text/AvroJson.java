package tidemark.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro values as JSON for people and scripts: Avro field names, unions plain, times ISO-8601, bytes in Base64. */
public final class AvroJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    /** The record as an object; JSON null for none. */
    public static JsonNode of(@Nullable IndexedRecord value) {
        return value == null ? NODES.nullNode() : object(value);
    }

    private static ObjectNode object(IndexedRecord value) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            object.set(field.name(), node(field.schema(), value.get(field.pos())));
        }
        return object;
    }

    private static JsonNode node(Schema schema, @Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof IndexedRecord nested) {
            return object(nested);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(node(plain(schema).getElementType(), item)));
            return array;
        }
        if (value instanceof Map<?, ?> entries) {
            ObjectNode object = NODES.objectNode();
            entries.forEach((key, item) ->
                    object.set(String.valueOf(key), node(plain(schema).getValueType(), item)));
            return object;
        }
        return scalar(plain(schema), value);
    }

    private static JsonNode scalar(Schema schema, Object value) {
        if (value instanceof Instant moment) {
            return NODES.textNode(EventTimes.print(moment));
        }
        if (value instanceof Long number) {
            return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                    ? NODES.textNode(EventTimes.print(Instant.ofEpochMilli(number)))
                    : NODES.numberNode(number);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double || value instanceof Float) {
            return NODES.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof ByteBuffer bytes) {
            return NODES.textNode(base64(bytes));
        }
        if (value instanceof GenericFixed fixed) {
            return NODES.textNode(Base64.getEncoder().encodeToString(fixed.bytes()));
        }
        return NODES.textNode(value.toString());
    }

    /** The branch of an optional type that is not null; the contracts have no other unions. */
    private static Schema plain(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
