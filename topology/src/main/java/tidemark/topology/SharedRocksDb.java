package tidemark.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one memtable budget for all stores of the process, so that memory is bounded whatever the number
 * of partitions and stores.
 *
 * <p>Kafka Streams makes one of these for each store by class name; the shared objects live as long as the process and
 * are sized by the first store that opens.
 */
public final class SharedRocksDb implements RocksDBConfigSetter {

    /** Key of the cache's size, handed through the Streams configuration. */
    static final String CACHE_BYTES = "tidemark.rocksdb.cache.bytes";

    /** Key of the memtables' budget, handed through the Streams configuration. */
    static final String WRITE_BUFFER_BYTES = "tidemark.rocksdb.write.buffer.bytes";

    private static final long BLOCK_BYTES = 4 * 1024;
    private static final double SHARE_FOR_INDEXES = 0.1;
    private static final long MEMTABLE_BYTES = 16L * 1024 * 1024;

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared resources = shared(configs);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(resources.cache());
        table.setBlockSize(BLOCK_BYTES);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(resources.memtables());
        options.setWriteBufferSize(MEMTABLE_BYTES);
        // Most look-ups of remembered events find nothing: with true, each of them would read a block of the last
        // level.
        options.setOptimizeFiltersForHits(false);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing here belongs to one store alone.
    }

    private static synchronized Shared shared(Map<String, Object> configs) {
        Shared existing = shared;
        if (existing == null) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(bytes(configs, CACHE_BYTES), -1, false, SHARE_FOR_INDEXES);
            existing = new Shared(cache, new WriteBufferManager(bytes(configs, WRITE_BUFFER_BYTES), cache));
            shared = existing;
        }
        return existing;
    }

    private static long bytes(Map<String, Object> configs, String key) {
        Object value = configs.get(key);
        if (value == null) {
            return NodeSettings.of(Map.of()).getLong(key);
        }
        return Long.parseLong(value.toString());
    }

    private record Shared(Cache cache, WriteBufferManager memtables) {}
}
