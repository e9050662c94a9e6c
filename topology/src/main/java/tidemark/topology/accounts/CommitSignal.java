package tidemark.topology.accounts;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells a task that its transaction is about to commit, while it may still write: a state store that keeps nothing. Kafka Streams
 * 4.3 asks its caches at that moment to write out what they hold, and offers nothing else to hook in by (ADR 15).
 */
public final class CommitSignal implements StateStore, CachedStateStore<Object, Object> {

    private static final ThreadLocal<Set<CommitSignal>> OF_THREAD =
            ThreadLocal.withInitial(ConcurrentHashMap::newKeySet);

    private final String name;
    private Set<CommitSignal> companions = Set.of();
    private Runnable beforeCommit = () -> {};
    private @Nullable InternalProcessorContext<?, ?> task;
    private boolean open;

    private CommitSignal(String name) {
        this.name = name;
    }

    /** What is to be done before each commit of the calling thread; replaces what was said before. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
        companions = OF_THREAD.get();
        companions.add(this);
    }

    /**
     * The task works no longer. Its stores may stay open all the same: Kafka Streams makes a standby of it, or the other way round,
     * without closing them.
     */
    void silence() {
        if (!companions.isEmpty()) {
            companions.remove(this);
        }
        companions = Set.of();
        beforeCommit = () -> {};
    }

    /* A commit asks one task after the other, and waits each time until the brokers have what that task wrote. So the first one that
     * is asked has all tasks of the thread write: one wait instead of one for each. They share a transaction, so they commit together. */
    @Override
    public void flushCache() {
        companions.forEach(CommitSignal::act);
    }

    /* What is written now belongs to no record, least of all to the last one: a backlog may be years old. */
    private void act() {
        ProcessorRecordContext last = task().recordContext();
        if (last == null) {
            // Nothing was processed yet, so there is nothing to write.
            return;
        }
        task().setRecordContext(new ProcessorRecordContext(
                task().currentSystemTimeMs(), last.offset(), last.partition(), last.topic(), new RecordHeaders()));
        try {
            beforeCommit.run();
        } finally {
            task().setRecordContext(last);
        }
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        task = ProcessorContextUtils.asInternalProcessorContext(context);
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        silence();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private InternalProcessorContext<?, ?> task() {
        return Objects.requireNonNull(task, "a store is asked for nothing before it is opened");
    }

    /** Builds it as a store of that name, without changelog. */
    public static StoreBuilder<CommitSignal> builder(String name) {
        return new Builder(name);
    }

    private record Builder(String name) implements StoreBuilder<CommitSignal> {

        @Override
        public StoreBuilder<CommitSignal> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitSignal> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("there is nothing to log");
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingDisabled() {
            return this;
        }

        @Override
        public CommitSignal build() {
            return new CommitSignal(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
