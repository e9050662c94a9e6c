package tidemark.client.gate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import tidemark.client.gate.DecisionFollower.ReplicaParts;
import tidemark.client.wire.RecordDecoder;

/**
 * A copy of the newest decisions in this process, kept up to date by a thread of its own: a gate that answers without asking anybody.
 *
 * <p>Answers neither lock nor wait. They make no object unless both bounds block, a block has run out, or the replica is unsure.
 */
public final class DecisionReplica implements Gate, AutoCloseable {

    private static final long PAUSE_MILLIS = 1_000;
    private static final long POLITE_MILLIS = 3_000;

    private final ReplicaSettings settings;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RecordDecoder decoder;
    private final KnownDecisions known;
    private final Touch touch;
    private final Trouble trouble = new Trouble();
    private final AtomicLong unreadable = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final ReplicaParts parts;
    private final Thread thread;
    private volatile DecisionLog log;

    DecisionReplica(ReplicaSettings settings, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.settings = settings;
        this.consumers = consumers;
        this.decoder = new RecordDecoder(settings.kafka());
        this.known = new KnownDecisions(settings.listener());
        this.touch = new Touch(settings.clock(), settings.staleAfter());
        this.parts = new ReplicaParts(known, touch, trouble, unreadable, stop, () -> ready.complete(null));
        this.log = open();
        this.thread = new Thread(this::run, "tidemark-decisions");
        thread.setDaemon(true);
    }

    /**
     * Starts a replica and returns at once; see {@link #ready()}.
     *
     * @throws org.apache.kafka.common.KafkaException if the settings cannot be used
     */
    public static DecisionReplica start(ReplicaSettings settings) {
        DecisionReplica made = prepare(settings);
        made.start();
        return made;
    }

    /**
     * Makes a replica that reads nothing until {@link #start()}: for who has to answer before there is anything to read.
     *
     * @throws org.apache.kafka.common.KafkaException if the settings cannot be used
     */
    public static DecisionReplica prepare(ReplicaSettings settings) {
        return new DecisionReplica(settings, () -> DecisionLog.consumer(settings.kafka()));
    }

    /** Begins to read; once. */
    public void start() {
        settings.metrics().level("tidemark.client.decisions.accounts", () -> known.answering()
                .accounts());
        settings.metrics().level("tidemark.client.decisions.entities", () -> known.answering()
                .entities());
        settings.metrics().level("tidemark.client.decisions.unreadable", unreadable::get);
        settings.metrics().level("tidemark.client.decisions.age.ms", () -> freshness()
                .age()
                .toMillis());
        settings.metrics()
                .level("tidemark.client.decisions.behind", () -> freshness().behind());
        thread.start();
    }

    @Override
    public Verdict check(String entityId, String userId) {
        long now = settings.clock().millis();
        Verdict verdict = known.answering().verdict(entityId, userId, now);
        return touch.isFresh(now) ? verdict : settings.whenUnsure().answer(verdict);
    }

    @Override
    public Freshness freshness() {
        return touch.freshness(known.answering(), unreadable.get(), trouble.text());
    }

    /** Completes when the replica has read all decisions for the first time; exceptionally if it is closed before. */
    public CompletableFuture<@Nullable Void> ready() {
        return ready.copy();
    }

    /**
     * Waits until the replica has read all decisions for the first time.
     *
     * @return whether it has, within that time
     */
    public boolean awaitReady(Duration longest) throws InterruptedException {
        try {
            ready.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Ends the thread and the connections. Checks go on being answered, by what was known, as unsure. */
    @Override
    public void close() {
        stop.countDown();
        touch.close();
        boolean interrupted = false;
        if (thread.getState() == Thread.State.NEW) {
            decoder.close();
            log.close();
        } else {
            log.wakeUp();
            interrupted = !joined(POLITE_MILLIS);
        }
        if (thread.isAlive()) {
            // It waits for the registry.
            thread.interrupt();
            interrupted |= !joined(POLITE_MILLIS);
        }
        ready.completeExceptionally(new IllegalStateException("The replica was closed before it was ready"));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean joined(long millis) {
        try {
            thread.join(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private DecisionLog open() {
        return new DecisionLog(consumers.get(), settings.topic(), positions);
    }

    private void run() {
        try (RecordDecoder closing = decoder) {
            while (stop.getCount() > 0) {
                follow(closing);
            }
        } catch (InterruptedException | InterruptException e) {
            // Only close() interrupts.
        } finally {
            touch.close();
            log.close();
        }
    }

    private void follow(RecordDecoder by) throws InterruptedException {
        try (DecisionLog followed = log) {
            new DecisionFollower(followed, by, parts, settings).follow();
        } catch (InterruptException e) {
            throw e;
        } catch (WakeupException e) {
            return;
        } catch (RuntimeException e) {
            trouble.is("following failed", e);
        }
        reopen();
    }

    private void reopen() throws InterruptedException {
        while (stop.getCount() > 0) {
            parts.pause(PAUSE_MILLIS);
            touch.lookAgain();
            try {
                log = open();
                return;
            } catch (RuntimeException e) {
                trouble.is("connecting failed", e);
            }
        }
    }
}
