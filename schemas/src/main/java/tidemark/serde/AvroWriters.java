package tidemark.serde;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.errors.SerializationException;

/** The prepared writers of one serializer: decides under which id, and in which schema, a value goes out. */
final class AvroWriters {

    private final SchemaRegistryClient registry;
    private final SerdeConfig config;
    private final boolean isKey;
    private final SubjectNameStrategy subjects;
    private final GenericData generic;
    private final long latestTtlNanos;
    private final int capacity;
    private final ConcurrentMap<String, ConcurrentMap<Schema, Entry>> byTopic = new ConcurrentHashMap<>();

    /** Expires only where the subject's newest schema is used, and then only if a time is set. */
    private record Entry(PreparedWriter writer, long preparedAtNanos) {}

    AvroWriters(SchemaRegistryClient registry, SerdeConfig config, boolean isKey) {
        this.registry = registry;
        this.config = config;
        this.isKey = isKey;
        this.subjects = config.subjectNameStrategy(isKey);
        this.generic = AvroModels.generic(config.getBoolean(SerdeConfig.USE_LOGICAL_TYPE_CONVERTERS));
        this.latestTtlNanos =
                followsLatest(config) ? TimeUnit.SECONDS.toNanos(config.getInt(SerdeConfig.LATEST_CACHE_TTL_SEC)) : -1;
        this.capacity = config.getInt(SerdeConfig.MAX_SCHEMAS_PER_SUBJECT);
    }

    PreparedWriter of(String topic, Schema schema) {
        ConcurrentMap<Schema, Entry> bySchema = byTopic.get(topic);
        Entry entry = bySchema == null ? null : bySchema.get(schema);
        if (entry == null || isStale(entry)) {
            entry = new Entry(prepare(topic, schema), System.nanoTime());
            keep(topic, schema, entry);
        }
        return entry.writer();
    }

    private void keep(String topic, Schema schema, Entry entry) {
        ConcurrentMap<Schema, Entry> bySchema = byTopic.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
        if (bySchema.size() >= capacity) {
            bySchema.clear();
        }
        bySchema.put(schema, entry);
    }

    private boolean isStale(Entry entry) {
        return latestTtlNanos >= 0 && System.nanoTime() - entry.preparedAtNanos() >= latestTtlNanos;
    }

    private PreparedWriter prepare(String topic, Schema schema) {
        String subject = subjects.subjectName(topic, isKey, schema);
        Schema filed = config.getBoolean(SerdeConfig.REMOVE_JAVA_PROPERTIES) ? JavaProperties.removed(schema) : schema;
        boolean normalize = config.getBoolean(SerdeConfig.NORMALIZE_SCHEMAS);
        int fixedId = config.getInt(SerdeConfig.USE_SCHEMA_ID);
        if (config.getBoolean(SerdeConfig.AUTO_REGISTER_SCHEMAS)) {
            return new PreparedWriter(registry.register(subject, filed, normalize), schema, schema, generic);
        }
        if (fixedId >= 0) {
            Schema wire = registry.schemaOf(new SchemaIdentity.Id(fixedId));
            requireReads(wire, schema, SerdeConfig.ID_COMPATIBILITY_STRICT, "id " + fixedId);
            return new PreparedWriter(fixedId, schema, wire, generic);
        }
        if (config.getBoolean(SerdeConfig.USE_LATEST_VERSION)) {
            RegisteredSchema latest = registry.latest(subject);
            requireReads(latest.schema(), schema, SerdeConfig.LATEST_COMPATIBILITY_STRICT, "the newest of " + subject);
            return new PreparedWriter(latest.id(), schema, latest.schema(), generic);
        }
        return new PreparedWriter(registry.idOf(subject, filed, normalize), schema, schema, generic);
    }

    private void requireReads(Schema wire, Schema value, String setting, String what) {
        if (config.getBoolean(setting)
                && SchemaCompatibility.checkReaderWriterCompatibility(wire, value)
                                .getType()
                        != SchemaCompatibilityType.COMPATIBLE) {
            throw new SerializationException("Incompatible schema: " + what + " cannot read " + value.getFullName()
                    + ". Set " + setting + "=false to disable this check");
        }
    }

    private static boolean followsLatest(SerdeConfig config) {
        return config.getBoolean(SerdeConfig.USE_LATEST_VERSION)
                && !config.getBoolean(SerdeConfig.AUTO_REGISTER_SCHEMAS)
                && config.getInt(SerdeConfig.USE_SCHEMA_ID) < 0;
    }
}
