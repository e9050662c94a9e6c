package tidemark.embedded;

import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker (KRaft, its own controller) inside this JVM that keeps its data over restarts. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String OWNER = "Kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ATTEMPTS_WITH_ANY_PORT = 3;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final int port;
    private final FaultWatch faults;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(KafkaRaftServer server, DirectoryLock lock, int port, FaultWatch faults) {
        this.server = server;
        this.lock = lock;
        this.port = port;
        this.faults = faults;
    }

    /**
     * Starts a broker on 127.0.0.1 and returns when it serves clients.
     *
     * @param dataDir created if missing; the broker keeps to its sub-directory {@code kafka}
     * @param port for clients; 0 for any free one
     * @throws CannotStartException if the port is taken, or the directory is in use or unusable
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        return start(dataDir, port, Map.of(), Time.SYSTEM);
    }

    /**
     * The same with other settings and by another clock, which a measurement may want.
     *
     * @param settings of the broker, instead of those of the same names and besides the others
     * @param time what the broker stamps records by
     * @throws CannotStartException as above
     */
    public static EmbeddedBroker start(Path dataDir, int port, Map<String, String> settings, Time time) {
        Path logDir = dataDir.toAbsolutePath().normalize().resolve("kafka");
        DirectoryLock lock = DirectoryLock.acquire(logDir, PATIENCE);
        FaultWatch faults = FaultWatch.begin();
        try {
            return startWithRetries(logDir, port, new Start(settings, time), lock, faults);
        } catch (RuntimeException e) {
            faults.close();
            lock.close();
            throw e;
        }
    }

    /** A port that was free when chosen may be taken by the time the broker binds it; only worth a retry for port 0. */
    private static EmbeddedBroker startWithRetries(
            Path logDir, int wanted, Start start, DirectoryLock lock, FaultWatch faults) {
        int port = LoopbackPort.choose(OWNER, wanted);
        Duration session = BrokerStorage.session(logDir);
        BrokerStorage.prepare(logDir);
        for (int attempt = 1; ; attempt++) {
            try {
                return new EmbeddedBroker(startServer(logDir, port, session, start), lock, port, faults);
            } catch (RuntimeException e) {
                if (!isBindFailure(e)) {
                    throw new CannotStartException("The Kafka broker did not start: " + e.getMessage() + ".", e);
                }
                if (wanted != 0 || attempt == ATTEMPTS_WITH_ANY_PORT) {
                    throw LoopbackPort.taken(OWNER, port, e);
                }
                port = LoopbackPort.choose(OWNER, 0);
            }
        }
    }

    private static KafkaRaftServer startServer(Path logDir, int port, Duration session, Start start) {
        Map<String, String> settings =
                new HashMap<>(BrokerProperties.of(logDir, port, LoopbackPort.other(port), session));
        settings.putAll(start.settings());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), start.time());
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private record Start(Map<String, String> settings, Time time) {}

    private static boolean isBindFailure(@Nullable Throwable e) {
        return e != null && (e instanceof SocketException || isBindFailure(e.getCause()));
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Completes with a sentence for people when the broker has failed for good; never completes otherwise. */
    public CompletionStage<String> failure() {
        return faults.fault();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.shutdown();
                server.awaitShutdown();
            } finally {
                faults.close();
                lock.close();
            }
            LOG.info("The embedded broker on {} is closed", bootstrapServers());
        }
    }
}
