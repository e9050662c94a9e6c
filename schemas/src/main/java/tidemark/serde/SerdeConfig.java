package tidemark.serde;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.CLASS;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The settings of serializer, deserializer and registry client, named and defaulted as io.confluent's are. */
public final class SerdeConfig extends AbstractConfig {

    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
    public static final String USE_LATEST_VERSION = "use.latest.version";
    public static final String LATEST_COMPATIBILITY_STRICT = "latest.compatibility.strict";
    public static final String LATEST_CACHE_TTL_SEC = "latest.cache.ttl.sec";
    public static final String USE_SCHEMA_ID = "use.schema.id";
    public static final String ID_COMPATIBILITY_STRICT = "id.compatibility.strict";
    public static final String NORMALIZE_SCHEMAS = "normalize.schemas";
    public static final String MAX_SCHEMAS_PER_SUBJECT = "max.schemas.per.subject";
    public static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";
    public static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";
    public static final String SPECIFIC_AVRO_READER = "specific.avro.reader";
    public static final String SPECIFIC_AVRO_KEY_TYPE = "specific.avro.key.type";
    public static final String SPECIFIC_AVRO_VALUE_TYPE = "specific.avro.value.type";
    public static final String USE_LOGICAL_TYPE_CONVERTERS = "avro.use.logical.type.converters";
    public static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    public static final String FAIL_ON_TRAILING_DATA = "avro.fail.on.trailing.data";
    public static final String SCHEMA_REFLECTION = "schema.reflection";
    public static final String BASIC_AUTH_CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";
    public static final String DEPRECATED_USER_INFO = "schema.registry.basic.auth.user.info";
    public static final String BEARER_AUTH_CREDENTIALS_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_AUTH_TOKEN = "bearer.auth.token";
    public static final String REQUEST_HEADER_PREFIX = "request.header.";
    public static final String HTTP_CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
    public static final String HTTP_READ_TIMEOUT_MS = "http.read.timeout.ms";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRIES_WAIT_MS = "retries.wait.ms";
    public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";
    public static final String MISSING_ID_CACHE_TTL_SEC = "missing.id.cache.ttl.sec";
    public static final String MISSING_VERSION_CACHE_TTL_SEC = "missing.version.cache.ttl.sec";
    public static final String MISSING_SCHEMA_CACHE_TTL_SEC = "missing.schema.cache.ttl.sec";
    public static final String MISSING_CACHE_SIZE = "missing.cache.size";
    public static final String SSL_PREFIX = "schema.registry.";

    private static final String CONFLUENT_STRATEGIES = "io.confluent.kafka.serializers.subject.";
    private static final ConfigDef SSL = new ConfigDef().withClientSslSupport();
    private static final ConfigDef DEFINITION = definition();

    /**
     * Reads the settings; unknown ones are left alone, since producers and consumers pass all of theirs.
     *
     * @throws ConfigException if a value is not of its kind
     */
    public SerdeConfig(Map<String, ?> settings) {
        // A URL may carry credentials, so the settings are never logged.
        super(DEFINITION, withClassNames(settings), false);
        if (getBoolean(SCHEMA_REFLECTION)) {
            throw new ConfigException(SCHEMA_REFLECTION + " is not supported: use generated or generic records");
        }
    }

    SubjectNameStrategy subjectNameStrategy(boolean isKey) {
        String key = isKey ? KEY_SUBJECT_NAME_STRATEGY : VALUE_SUBJECT_NAME_STRATEGY;
        String name = getString(key);
        return switch (name.startsWith(CONFLUENT_STRATEGIES) ? name.substring(CONFLUENT_STRATEGIES.length()) : name) {
            // The original's newest default; without associations in the registry it names subjects by topic too.
            case "TopicNameStrategy", "AssociatedNameStrategy" -> new TopicNameStrategy();
            case "RecordNameStrategy" -> new RecordNameStrategy();
            case "TopicRecordNameStrategy" -> new TopicRecordNameStrategy();
            default -> customStrategy(key, name);
        };
    }

    /** The type to read into, or null to derive it from the writer's schema. */
    @Nullable
    Class<?> specificType(boolean isKey) {
        return getClass(isKey ? SPECIFIC_AVRO_KEY_TYPE : SPECIFIC_AVRO_VALUE_TYPE);
    }

    Map<String, Object> requestHeaders() {
        return originalsWithPrefix(REQUEST_HEADER_PREFIX);
    }

    boolean hasSslSettings() {
        return originals().keySet().stream().anyMatch(key -> key.startsWith(SSL_PREFIX + "ssl."));
    }

    /** The TLS settings under the names Kafka's own clients use. */
    Map<String, Object> sslSettings() {
        Map<String, Object> settings = new HashMap<>();
        SSL.names().forEach(name -> settings.put(name, get(SSL_PREFIX + name)));
        return settings;
    }

    private static SubjectNameStrategy customStrategy(String key, String name) {
        try {
            return Utils.newInstance(name, SubjectNameStrategy.class);
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new ConfigException(
                    key,
                    name,
                    "expected TopicNameStrategy, RecordNameStrategy, TopicRecordNameStrategy "
                            + "or a class that implements " + SubjectNameStrategy.class.getName());
        }
    }

    private static Map<String, Object> withClassNames(Map<String, ?> settings) {
        Map<String, Object> named = new HashMap<>(settings);
        for (String key : List.of(KEY_SUBJECT_NAME_STRATEGY, VALUE_SUBJECT_NAME_STRATEGY)) {
            if (named.get(key) instanceof Class<?> type) {
                named.put(key, type.getName());
            }
        }
        return named;
    }

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        defineSchemas(def);
        defineAvro(def);
        defineAuthorization(def);
        defineHttp(def);
        def.embed(SSL_PREFIX, "TLS", 0, SSL);
        return def;
    }

    private static void defineSchemas(ConfigDef def) {
        def.define(SCHEMA_REGISTRY_URL, LIST, List.of(), HIGH, "Base URLs of the registry; tried in turn.")
                .define(AUTO_REGISTER_SCHEMAS, BOOLEAN, true, MEDIUM, "Register schemas that are written.")
                .define(USE_LATEST_VERSION, BOOLEAN, false, LOW, "Write with the subject's newest schema.")
                .define(LATEST_COMPATIBILITY_STRICT, BOOLEAN, true, LOW, "Newest schema must read the record's.")
                .define(LATEST_CACHE_TTL_SEC, INT, -1, LOW, "How long the newest schema is kept; -1: forever.")
                .define(USE_SCHEMA_ID, INT, -1, LOW, "Write with the schema of this id; -1: do not.")
                .define(ID_COMPATIBILITY_STRICT, BOOLEAN, true, LOW, "Schema of that id must read the record's.")
                .define(NORMALIZE_SCHEMAS, BOOLEAN, false, MEDIUM, "Let the registry ignore insignificant order.")
                .define(MAX_SCHEMAS_PER_SUBJECT, INT, 1000, atLeast(1), LOW, "How many ids to keep by subject.")
                .define(MISSING_ID_CACHE_TTL_SEC, LONG, 0L, LOW, "How long an unknown id stays unknown.")
                .define(MISSING_VERSION_CACHE_TTL_SEC, LONG, 0L, LOW, "How long a missing version stays missing.")
                .define(MISSING_SCHEMA_CACHE_TTL_SEC, LONG, 0L, LOW, "How long a missing schema stays missing.")
                .define(MISSING_CACHE_SIZE, INT, 10_000, atLeast(1), LOW, "How many missing things to remember.")
                .define(KEY_SUBJECT_NAME_STRATEGY, STRING, TopicNameStrategy.class.getName(), MEDIUM, "For keys.")
                .define(VALUE_SUBJECT_NAME_STRATEGY, STRING, TopicNameStrategy.class.getName(), MEDIUM, "Values.");
    }

    private static void defineAvro(ConfigDef def) {
        def.define(SPECIFIC_AVRO_READER, BOOLEAN, false, LOW, "Read into generated classes.")
                .define(SPECIFIC_AVRO_KEY_TYPE, CLASS, null, LOW, "The generated class to read keys into.")
                .define(SPECIFIC_AVRO_VALUE_TYPE, CLASS, null, LOW, "The generated class to read values into.")
                .define(USE_LOGICAL_TYPE_CONVERTERS, BOOLEAN, false, LOW, "Logical types in generic records.")
                .define(REMOVE_JAVA_PROPERTIES, BOOLEAN, false, LOW, "Register without avro.java.* properties.")
                .define(FAIL_ON_TRAILING_DATA, BOOLEAN, false, LOW, "Refuse bytes after the record.")
                .define(SCHEMA_REFLECTION, BOOLEAN, false, LOW, "Not supported.");
    }

    private static void defineAuthorization(ConfigDef def) {
        def.define(BASIC_AUTH_CREDENTIALS_SOURCE, STRING, "URL", MEDIUM, "URL, USER_INFO or SASL_INHERIT.")
                .define(BASIC_AUTH_USER_INFO, PASSWORD, "", MEDIUM, "user:password")
                .define(DEPRECATED_USER_INFO, PASSWORD, "", LOW, "Former name of " + BASIC_AUTH_USER_INFO)
                .define(BEARER_AUTH_CREDENTIALS_SOURCE, STRING, "", MEDIUM, "STATIC_TOKEN")
                .define(BEARER_AUTH_TOKEN, PASSWORD, "", MEDIUM, "The token of STATIC_TOKEN.");
    }

    private static void defineHttp(ConfigDef def) {
        def.define(HTTP_CONNECT_TIMEOUT_MS, INT, 60_000, atLeast(1), LOW, "Milliseconds to connect.")
                .define(HTTP_READ_TIMEOUT_MS, INT, 60_000, atLeast(1), LOW, "Milliseconds to answer.")
                .define(MAX_RETRIES, INT, 3, atLeast(0), LOW, "Further attempts at a failed request.")
                .define(RETRIES_WAIT_MS, INT, 1_000, atLeast(0), LOW, "Milliseconds before the first of them.")
                .define(RETRIES_MAX_WAIT_MS, INT, 20_000, atLeast(0), LOW, "Milliseconds before any of them.");
    }
}
