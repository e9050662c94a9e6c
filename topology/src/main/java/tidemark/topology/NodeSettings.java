package tidemark.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import tidemark.ledger.Policy;
import tidemark.topics.Topics;
import tidemark.topology.graph.HeapBudget;
import tidemark.topology.graph.Reporting;
import tidemark.topology.graph.RowBudget;
import tidemark.topology.graph.TaskMemory;

/**
 * What a node is told: {@code tidemark.*} for itself, everything else for its Kafka and registry clients.
 *
 * <p>An unknown {@code tidemark.*} key is refused, so that a slip of the pen does not pass for a setting.
 */
public final class NodeSettings extends AbstractConfig {

    /** Prefix of the node's own keys. */
    public static final String OWN = "tidemark.";

    /** Consumer group, and prefix of internal topics. */
    public static final String APPLICATION_ID = "tidemark.application.id";

    /** Put before every topic's name. */
    public static final String TOPIC_PREFIX = "tidemark.topic.prefix";

    /** Where RocksDB lives. Persistent, one for each node. */
    public static final String STATE_DIR = "tidemark.state.dir";

    /** {@code host:port} under which other nodes and clients reach this node's HTTP server. */
    public static final String ADVERTISED_ADDRESS = "tidemark.advertised.address";

    /** Name of this node among its peers; makes it a static member that restarts without a rebalance. */
    public static final String INSTANCE_ID = "tidemark.instance.id";

    /** Stream threads. */
    public static final String THREADS = "tidemark.threads";

    /** Copies of the state on other nodes. */
    public static final String STANDBY_REPLICAS = "tidemark.standby.replicas";

    /** Replication factor of internal topics; -1: the broker's default. */
    public static final String REPLICATION_FACTOR = "tidemark.replication.factor";

    /** Share of the limit that warns, in percent. */
    public static final String WARNING_PERCENT = "tidemark.warning.percent";

    /** How far usage may lie behind its arrival. */
    public static final String LATE_HORIZON_MS = "tidemark.late.horizon.ms";

    /** How far usage may lie ahead of its arrival. */
    public static final String EARLY_TOLERANCE_MS = "tidemark.early.tolerance.ms";

    /** How long events are remembered. */
    public static final String DEDUPE_HORIZON_MS = "tidemark.dedupe.horizon.ms";

    /** How many past months are kept. */
    public static final String MONTHS_KEPT = "tidemark.months.kept";

    /** How often sums are reported by which a threshold may be reached. */
    public static final String ENTITY_INTERVAL_MS = "tidemark.entity.interval.ms";

    /** How often sums are reported that nobody waits for. */
    public static final String ENTITY_RELAXED_INTERVAL_MS = "tidemark.entity.relaxed.interval.ms";

    /** The largest input record, key and value together. */
    public static final String MAX_RECORD_BYTES = "tidemark.max.record.bytes";

    /** Heap for rows of accounts used lately. */
    public static final String ACCOUNT_ROWS_BYTES = "tidemark.account.rows.bytes";

    /** Heap of the filters that tell which events are not remembered. */
    public static final String DEDUPE_FILTER_BYTES = "tidemark.dedupe.filter.bytes";

    /** RocksDB's block cache, shared by all stores of the process. */
    public static final String ROCKSDB_CACHE_BYTES = "tidemark.rocksdb.cache.bytes";

    /** RocksDB's memtables, shared by all stores of the process. */
    public static final String ROCKSDB_WRITE_BUFFER_BYTES = "tidemark.rocksdb.write.buffer.bytes";

    /** Class that writes Avro values. */
    public static final String VALUE_SERIALIZER = "tidemark.value.serializer";

    /** Class that reads Avro values. */
    public static final String VALUE_DESERIALIZER = "tidemark.value.deserializer";

    /** How long a start waits for broker and registry. */
    public static final String START_TIMEOUT_MS = "tidemark.start.timeout.ms";

    private static final long MIB = 1024L * 1024;

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "bootstrap.servers",
                    ConfigDef.Type.STRING,
                    "localhost:9092",
                    Importance.HIGH,
                    "Kafka brokers, host:port, separated by commas.")
            .define(
                    "schema.registry.url",
                    ConfigDef.Type.STRING,
                    "http://localhost:8081/apis/ccompat/v7",
                    Importance.HIGH,
                    "Schema registries that speak the Confluent REST protocol, separated by commas.")
            .define(
                    APPLICATION_ID,
                    ConfigDef.Type.STRING,
                    "tidemark-ledger",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Consumer group of the nodes and prefix of their internal topics.")
            .define(
                    TOPIC_PREFIX,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Put before every topic's name as it is.")
            .define(
                    STATE_DIR,
                    ConfigDef.Type.STRING,
                    "tidemark-state",
                    Importance.HIGH,
                    "Directory of the state stores: persistent, and one for each node.")
            .define(
                    ADVERTISED_ADDRESS,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "host:port under which others reach this node's HTTP server; empty: this node answers for itself alone.")
            .define(
                    INSTANCE_ID,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "A name that stays with this node: with it a restart needs no rebalance. Empty: none.")
            .define(THREADS, ConfigDef.Type.INT, 1, Range.between(1, 64), Importance.MEDIUM, "Stream threads.")
            .define(
                    STANDBY_REPLICAS,
                    ConfigDef.Type.INT,
                    0,
                    Range.between(0, 8),
                    Importance.MEDIUM,
                    "Copies of the state on other nodes, for a quick takeover.")
            .define(
                    REPLICATION_FACTOR,
                    ConfigDef.Type.INT,
                    -1,
                    Importance.MEDIUM,
                    "Replication factor of internal topics; -1: the brokers' default.")
            .define(
                    WARNING_PERCENT,
                    ConfigDef.Type.INT,
                    Policy.DEFAULT.warningPercent(),
                    Range.between(1, 100),
                    Importance.MEDIUM,
                    "Share of the limit, in percent, that emits a warning.")
            .define(
                    LATE_HORIZON_MS,
                    ConfigDef.Type.LONG,
                    Policy.DEFAULT.lateMillis(),
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "How far usage may lie behind its arrival; older usage is rejected.")
            .define(
                    EARLY_TOLERANCE_MS,
                    ConfigDef.Type.LONG,
                    Policy.DEFAULT.earlyMillis(),
                    Range.atLeast(0),
                    Importance.LOW,
                    "How far usage may lie ahead of its arrival; what is further ahead is rejected.")
            .define(
                    DEDUPE_HORIZON_MS,
                    ConfigDef.Type.LONG,
                    Policy.DEFAULT.dedupeMillis(),
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "How long, from its arrival, an event is remembered; at least late horizon plus early tolerance.")
            .define(
                    MONTHS_KEPT,
                    ConfigDef.Type.INT,
                    Policy.DEFAULT.monthsKept(),
                    Range.between(1, 1200),
                    Importance.LOW,
                    "How many past months of an account are kept.")
            .define(
                    ENTITY_INTERVAL_MS,
                    ConfigDef.Type.INT,
                    Math.toIntExact(Reporting.DEFAULT.urgent().toMillis()),
                    Range.between(1, 60_000),
                    Importance.LOW,
                    "How often, at most, a partition reports what it adds to an entity where a threshold may be reached: shorter is fresher"
                            + " and costs more records.")
            .define(
                    ENTITY_RELAXED_INTERVAL_MS,
                    ConfigDef.Type.INT,
                    Math.toIntExact(Reporting.DEFAULT.relaxed().toMillis()),
                    Range.between(1, 600_000),
                    Importance.LOW,
                    "The same where none can be reached, or there is no limit: how old a total may be that a question is answered with.")
            .define(
                    MAX_RECORD_BYTES,
                    ConfigDef.Type.INT,
                    256 * 1024,
                    Range.between(16 * 1024, 768 * 1024),
                    Importance.LOW,
                    "The largest input record, key and value together, in bytes; a larger one is rejected and kept as a hash.")
            .define(
                    ACCOUNT_ROWS_BYTES,
                    ConfigDef.Type.LONG,
                    256 * MIB,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Heap of the process for rows of accounts used lately, in bytes: 170 to 300 for each. Others are read from"
                            + " RocksDB.")
            .define(
                    DEDUPE_FILTER_BYTES,
                    ConfigDef.Type.LONG,
                    128 * MIB,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Heap of the process for filters that spare look-ups of remembered events, in bytes: 20 to 40 bits for each"
                            + " event that has left its row. With less, RocksDB is asked more often.")
            .define(
                    ROCKSDB_CACHE_BYTES,
                    ConfigDef.Type.LONG,
                    256 * MIB,
                    Range.atLeast(8 * MIB),
                    Importance.MEDIUM,
                    "Block cache shared by all stores of the process, in bytes.")
            .define(
                    ROCKSDB_WRITE_BUFFER_BYTES,
                    ConfigDef.Type.LONG,
                    96 * MIB,
                    Range.atLeast(8 * MIB),
                    Importance.MEDIUM,
                    "Memtables shared by all stores of the process, in bytes.")
            .define(
                    VALUE_SERIALIZER,
                    ConfigDef.Type.STRING,
                    "tidemark.serde.KafkaAvroSerializer",
                    Importance.LOW,
                    "Class that writes Avro values in the Confluent wire format.")
            .define(
                    VALUE_DESERIALIZER,
                    ConfigDef.Type.STRING,
                    "tidemark.serde.KafkaAvroDeserializer",
                    Importance.LOW,
                    "Class that reads Avro values in the Confluent wire format.")
            .define(
                    START_TIMEOUT_MS,
                    ConfigDef.Type.LONG,
                    60_000L,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How long a start waits for the brokers and the registry before it gives up.");

    private NodeSettings(Map<String, String> all) {
        super(DEFINITION, all, false);
        refuseUnknown(all);
        policy();
    }

    /**
     * Settings from keys and values as they stand in a properties file.
     *
     * @throws ConfigException naming the key and what was expected
     */
    public static NodeSettings of(Map<String, String> all) {
        try {
            return new NodeSettings(all);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** The definition of the keys, from which their documentation is made. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    /** The numbers for the rules. */
    public Policy policy() {
        return new Policy(
                getInt(WARNING_PERCENT),
                getLong(LATE_HORIZON_MS),
                getLong(EARLY_TOLERANCE_MS),
                getLong(DEDUPE_HORIZON_MS),
                getInt(MONTHS_KEPT));
    }

    /** How often sums of entities are reported. */
    public Reporting reporting() {
        return new Reporting(
                Duration.ofMillis(getInt(ENTITY_INTERVAL_MS)), Duration.ofMillis(getInt(ENTITY_RELAXED_INTERVAL_MS)));
    }

    /** What the account tasks may keep on the heap. */
    public TaskMemory memory() {
        return new TaskMemory(new RowBudget(getLong(ACCOUNT_ROWS_BYTES)), new HeapBudget(getLong(DEDUPE_FILTER_BYTES)));
    }

    /** The topics. */
    public Topics topics() {
        return new Topics(getString(TOPIC_PREFIX));
    }

    /** How long a start waits for brokers and registry. */
    public Duration startTimeout() {
        return Duration.ofMillis(getLong(START_TIMEOUT_MS));
    }

    /** What Kafka and registry clients are told: every key that is not the node's own. */
    public Map<String, Object> clientConfig() {
        Map<String, Object> clients = new LinkedHashMap<>(originals());
        clients.keySet().removeIf(key -> key.startsWith(OWN));
        clients.put("bootstrap.servers", getString("bootstrap.servers"));
        clients.put("schema.registry.url", getString("schema.registry.url"));
        return clients;
    }

    private static void refuseUnknown(Map<String, String> all) {
        for (String key : all.keySet()) {
            if (key.startsWith(OWN) && !DEFINITION.names().contains(key)) {
                throw new ConfigException("Unknown setting " + key + ". The settings are "
                        + DEFINITION.names().stream()
                                .filter(name -> name.startsWith(OWN))
                                .sorted()
                                .toList());
            }
        }
    }
}
