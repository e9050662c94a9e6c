package tidemark.serde;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The prepared readers of one deserializer, one for each schema that records were written with. */
final class AvroReaders {

    private final SchemaRegistryClient registry;
    private final GenericData generic;
    private final boolean specific;
    private final @Nullable Class<?> specificType;
    private final boolean failOnTrailingData;
    private final ConcurrentMap<SchemaIdentity, PreparedReader> readers = new ConcurrentHashMap<>();

    AvroReaders(SchemaRegistryClient registry, SerdeConfig config, boolean isKey) {
        TrustedClasses.add();
        this.registry = registry;
        this.generic = AvroModels.generic(config.getBoolean(SerdeConfig.USE_LOGICAL_TYPE_CONVERTERS));
        this.specificType = config.specificType(isKey);
        this.specific = config.getBoolean(SerdeConfig.SPECIFIC_AVRO_READER) || specificType != null;
        this.failOnTrailingData = config.getBoolean(SerdeConfig.FAIL_ON_TRAILING_DATA);
        if (specificType != null && !SpecificRecord.class.isAssignableFrom(specificType)) {
            throw new ConfigException(
                    isKey ? SerdeConfig.SPECIFIC_AVRO_KEY_TYPE : SerdeConfig.SPECIFIC_AVRO_VALUE_TYPE,
                    specificType.getName(),
                    "expected a generated class (SpecificRecord)");
        }
    }

    PreparedReader of(SchemaIdentity identity) {
        PreparedReader reader = readers.get(identity);
        if (reader == null) {
            reader = prepare(registry.schemaOf(identity), identity);
            readers.put(identity, reader);
        }
        return reader;
    }

    private PreparedReader prepare(Schema writer, SchemaIdentity identity) {
        try {
            return new PreparedReader(writer, datumReader(writer), failOnTrailingData);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Records of " + identity + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Built here and not on first use, so that threads share it safely published. */
    private DatumReader<Object> datumReader(Schema writer) throws IOException {
        if (!specific || !isNamed(writer)) {
            return new FastReaderBuilder(generic).createDatumReader(writer, writer);
        }
        Class<?> type = specificType == null ? classOf(writer) : specificType;
        SpecificData model = SpecificData.getForClass(type);
        return new FastReaderBuilder(model).createDatumReader(writer, model.getSchema(type));
    }

    private static boolean isNamed(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
    }

    private static Class<?> classOf(Schema writer) {
        Class<?> type = new SpecificData(Utils.getContextOrKafkaClassLoader()).getClass(writer);
        if (type == null) {
            throw new SerializationException("Could not find class " + writer.getFullName()
                    + " specified in the writer's schema whilst finding the reader's schema for a SpecificRecord");
        }
        return type;
    }
}
