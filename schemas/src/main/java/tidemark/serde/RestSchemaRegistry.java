package tidemark.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** A registry that speaks the Confluent REST protocol. Ids and schemas never change there, so they are kept forever. */
public final class RestSchemaRegistry implements SchemaRegistryClient {

    private static final int SCHEMA_NOT_FOUND = 40403;

    private final RegistryEndpoints endpoints;
    private final SchemaDocuments documents;
    private final int maxSchemasPerSubject;
    private final ConcurrentMap<SchemaIdentity, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConcurrentMap<Filing, Integer>> ids = new ConcurrentHashMap<>();
    private final MissingCache<SchemaIdentity> missingIds;
    private final MissingCache<String> missingVersions;
    private final MissingCache<Filing> missingSchemas;
    private final SingleFlight<Object> flights = new SingleFlight<>();

    /** A schema as it is sent under a subject. A lookup's answer must not stand in for a registration. */
    private record Filing(String subject, Schema schema, boolean normalize) {}

    /**
     * Connects to nothing yet.
     *
     * @param settings as of {@link SerdeConfig}; others are ignored
     * @throws org.apache.kafka.common.config.ConfigException if one is wrong
     */
    public RestSchemaRegistry(Map<String, ?> settings) {
        this(new SerdeConfig(settings));
    }

    RestSchemaRegistry(SerdeConfig config) {
        this.endpoints = new RegistryEndpoints(config);
        this.documents = new SchemaDocuments(endpoints);
        this.maxSchemasPerSubject = config.getInt(SerdeConfig.MAX_SCHEMAS_PER_SUBJECT);
        int capacity = config.getInt(SerdeConfig.MISSING_CACHE_SIZE);
        this.missingIds = new MissingCache<>(config.getLong(SerdeConfig.MISSING_ID_CACHE_TTL_SEC), capacity);
        this.missingVersions = new MissingCache<>(config.getLong(SerdeConfig.MISSING_VERSION_CACHE_TTL_SEC), capacity);
        this.missingSchemas = new MissingCache<>(config.getLong(SerdeConfig.MISSING_SCHEMA_CACHE_TTL_SEC), capacity);
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        Filing filing = new Filing(subject, schema, normalize);
        String path = "/subjects/" + RegistryEndpoints.encoded(subject) + "/versions?normalize=" + normalize;
        return cachedId(filing, () -> endpoints.post(path, body(schema)), "Registering a schema under " + subject);
    }

    @Override
    public int idOf(String subject, Schema schema, boolean normalize) {
        Filing filing = new Filing(subject, schema, normalize);
        String doing = "Looking up a schema under " + subject;
        if (missingSchemas.contains(filing)) {
            throw new SerializationException(doing + " failed: the registry did not have it a moment ago");
        }
        String path = "/subjects/" + RegistryEndpoints.encoded(subject) + "?normalize=" + normalize + "&deleted=false";
        return cachedId(filing, () -> lookUp(filing, path), doing);
    }

    @Override
    public Schema schemaOf(SchemaIdentity identity) {
        Schema known = schemas.get(identity);
        if (known != null) {
            return known;
        }
        if (missingIds.contains(identity)) {
            String text = "The registry did not have " + identity + " a moment ago";
            throw RegistryFailure.refused(text, 404, SCHEMA_NOT_FOUND).toKafka("Loading " + identity);
        }
        return flights.run(identity, () -> asked("Loading " + identity, () -> load(identity)));
    }

    @Override
    public boolean isLoaded(SchemaIdentity identity) {
        return schemas.containsKey(identity);
    }

    @Override
    public RegisteredSchema latest(String subject) {
        String doing = "Loading the newest schema of " + subject;
        if (missingVersions.contains(subject)) {
            throw new SerializationException(doing + " failed: the registry had none a moment ago");
        }
        return flights.run(
                "latest " + subject,
                () -> asked(doing, () -> {
                    try {
                        return loadVersion(subject, "latest");
                    } catch (RegistryFailure e) {
                        if (e.isMissing()) {
                            missingVersions.add(subject);
                        }
                        throw e;
                    }
                }));
    }

    @Override
    public int loadVersions(String subject) {
        return asked("Loading the schemas of " + subject, () -> {
            JsonNode versions = endpoints.get("/subjects/" + RegistryEndpoints.encoded(subject) + "/versions");
            for (JsonNode version : versions) {
                loadVersion(subject, version.asText());
            }
            return versions.size();
        });
    }

    @Override
    public void setCompatibility(String subject, String level) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level);
        asked(
                "Setting the compatibility of " + subject,
                () -> endpoints.put("/config/" + RegistryEndpoints.encoded(subject), body));
    }

    private int cachedId(Filing filing, Question<JsonNode> question, String doing) {
        ConcurrentMap<Filing, Integer> known = ids.computeIfAbsent(filing.subject(), s -> new ConcurrentHashMap<>());
        Integer id = known.get(filing);
        if (id != null) {
            return id;
        }
        return flights.run(filing, () -> {
            int answered = asked(doing, () -> requiredId(question.ask()));
            if (known.size() >= maxSchemasPerSubject) {
                known.clear();
            }
            known.put(filing, answered);
            schemas.putIfAbsent(new SchemaIdentity.Id(answered), filing.schema());
            return answered;
        });
    }

    private JsonNode lookUp(Filing filing, String path) throws RegistryFailure {
        try {
            return endpoints.post(path, body(filing.schema()));
        } catch (RegistryFailure e) {
            if (e.isMissing()) {
                missingSchemas.add(filing);
            }
            throw e;
        }
    }

    private Schema load(SchemaIdentity identity) throws RegistryFailure {
        try {
            Schema schema = documents.parse(endpoints.get(path(identity)), identity.toString());
            schemas.put(identity, schema);
            return schema;
        } catch (RegistryFailure e) {
            // Registries older than GUIDs have no such page at all, and a record must not stop a stream because it
            // names one.
            if (e.isMissing() || (identity instanceof SchemaIdentity.Guid && e.isNotFound())) {
                missingIds.add(identity);
                throw new SerializationException("The registry does not have " + identity, e);
            }
            throw e;
        }
    }

    private RegisteredSchema loadVersion(String subject, String version) throws RegistryFailure {
        JsonNode document = endpoints.get(SchemaDocuments.versionPath(subject, version));
        int id = requiredId(document);
        Schema schema = documents.parse(document, "version " + version + " of " + subject);
        schemas.putIfAbsent(new SchemaIdentity.Id(id), schema);
        if (document.hasNonNull("guid")) {
            schemas.putIfAbsent(
                    new SchemaIdentity.Guid(
                            UUID.fromString(document.path("guid").asText())),
                    schema);
        }
        return new RegisteredSchema(id, document.path("version").asInt(), schema);
    }

    private static String path(SchemaIdentity identity) {
        // No pattern switch in Java 17; the interface is sealed, so these are all.
        return identity instanceof SchemaIdentity.Id id
                ? "/schemas/ids/" + id.value() + "?fetchMaxId=false"
                : "/schemas/guids/" + ((SchemaIdentity.Guid) identity).value();
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static int requiredId(JsonNode answer) throws RegistryFailure {
        if (!answer.path("id").canConvertToInt()) {
            throw RegistryFailure.unanswered("the registry's answer has no id", null);
        }
        return answer.path("id").asInt();
    }

    private interface Question<T> {
        T ask() throws RegistryFailure;
    }

    private static <T> T asked(String doing, Question<T> question) {
        try {
            return question.ask();
        } catch (RegistryFailure e) {
            throw e.toKafka(doing);
        }
    }
}
