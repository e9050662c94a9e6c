package tidemark.topology;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams configuration of a node: our defaults, then what the operator sets, then what must not be changed.
 */
final class StreamsProperties {

    private StreamsProperties() {}

    static Properties of(NodeSettings settings) {
        Properties streams = defaults();
        settings.clientConfig().forEach(streams::put);
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.getString(NodeSettings.APPLICATION_ID));
        streams.put(StreamsConfig.STATE_DIR_CONFIG, settings.getString(NodeSettings.STATE_DIR));
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getInt(NodeSettings.THREADS));
        streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.getInt(NodeSettings.STANDBY_REPLICAS));
        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.getInt(NodeSettings.REPLICATION_FACTOR));
        putIfSet(streams, StreamsConfig.APPLICATION_SERVER_CONFIG, settings.getString(NodeSettings.ADVERTISED_ADDRESS));
        putIfSet(streams, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.getString(NodeSettings.INSTANCE_ID));
        streams.put(SharedRocksDb.CACHE_BYTES, settings.getLong(NodeSettings.ROCKSDB_CACHE_BYTES));
        streams.put(SharedRocksDb.WRITE_BUFFER_BYTES, settings.getLong(NodeSettings.ROCKSDB_WRITE_BUFFER_BYTES));
        insistOn(streams);
        return streams;
    }

    private static Properties defaults() {
        Properties streams = new Properties();
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // An idle thread looks again that soon: decisions and commits do not wait for a full poll.
        streams.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // With 0, Kafka Streams 4.3 formats a text for every empty partition before every record: a third of a thread's
        // time (ADR 13).
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        streams.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 10_000L);
        streams.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
        streams.put(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, 3_600_000L);
        // A broker may be away for long: that is no reason for a thread to die.
        streams.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 86_400_000L);
        // A commit does not wait for it; between two commits fuller batches cost node and broker less.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // A batch that is full before the commit may meet the transaction before it, which brokers are still
        // completing,
        // and is then kept waiting for longer than the whole commit takes.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
        // A transaction that begins while the one before is still being completed is turned away; the producer's thread
        // then sleeps for that long, 100 ms by default.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        // Small fetches of a backlog leave the next fetch free for a role change (design, section 4).
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 128 * 1024);
        // A task that comes to be restored asks where its changelogs begin, on the connection on which the fetch for
        // the task before it
        // still waits for data that never comes: with the default of 500 ms a start takes half a second for each task.
        streams.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
        streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        streams.put(StreamsConfig.topicPrefix("min.cleanable.dirty.ratio"), "0.3");
        streams.put(StreamsConfig.topicPrefix("segment.bytes"), String.valueOf(64 * 1024 * 1024));
        return streams;
    }

    private static void insistOn(Properties streams) {
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The constant is deprecated, since 5.0 will have it on; until then its absence is warned about.
        streams.put("processing.exception.handler.global.enabled", true);
        streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksDb.class);
    }

    private static void putIfSet(Properties streams, String key, String value) {
        if (!value.isEmpty()) {
            streams.put(key, value);
        }
    }
}
