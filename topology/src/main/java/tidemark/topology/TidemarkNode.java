package tidemark.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.topology.queries.AccountQueries;
import tidemark.topology.queries.AccountSearch;
import tidemark.topology.queries.EntityQueries;
import tidemark.topology.queries.NodeQueries;

/**
 * One process of an installation: checks what it needs, runs the topology, answers from its stores.
 *
 * <p>Nodes with the same application id share the work by partition. {@link #start} returns when the topology has been
 * started; {@link #health} tells when it takes part in the work.
 */
public final class TidemarkNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TidemarkNode.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final NodeSettings settings;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final ExecutorService checks =
            Executors.newSingleThreadExecutor(task -> DaemonThreads.named("tidemark-topic-check", task));
    private final NodeQueries questions = LateQueries.of(this::runningQueries);
    private volatile @Nullable Running running;

    /** A node by those settings that counts into those meters. */
    public TidemarkNode(NodeSettings settings, MeterRegistry meters) {
        this(settings, meters, InstantSource.system());
    }

    /**
     * A node by another clock than the system's: months turn by it, and outputs are stamped by it.
     *
     * @param clock has to agree with that of the brokers, which refuse records from the future
     */
    public TidemarkNode(NodeSettings settings, MeterRegistry meters, InstantSource clock) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        StreamsMeters.cutDown(meters);
    }

    /**
     * Checks topics and schemas, and starts the topology.
     *
     * @throws StartFailure when something it needs is missing or wrong
     */
    public void start() {
        Preparation preparation = Preparation.of(settings, meters);
        Properties properties = StreamsProperties.of(settings);
        KafkaStreams streams = new KafkaStreams(
                CreditTopology.draw(preparation.parts(), properties),
                properties,
                new StreamsClients(),
                new ClockTime(clock));
        ThreadFailures failures = new ThreadFailures(clock::millis);
        streams.setUncaughtExceptionHandler(failure -> {
            checkTopics(preparation);
            return failures.handle(failure);
        });
        streams.setStateListener((now, before) -> changed(preparation, now, before));
        StreamsMeters streamsMeters = StreamsMeters.bind(streams, meters);
        running = new Running(
                preparation,
                streams,
                NodeQueries.of(streams, preparation.parts(), self(), clock::millis),
                streamsMeters);
        streams.start();
    }

    /** Questions about single accounts; before the start they are answered with "not ready". */
    public AccountQueries queries() {
        return questions.accounts();
    }

    /** Questions about single entities; before the start they are answered with "not ready". */
    public EntityQueries entityQueries() {
        return questions.entities();
    }

    /** Questions about many accounts; before the start nobody can tell. */
    public AccountSearch search() {
        return questions.search();
    }

    /** How the node is. */
    public NodeHealth health() {
        Running now = running;
        return NodeHealthReport.of(now == null ? null : now.streams(), fault.get());
    }

    /** Stops cleanly: commits, closes the stores so that the next start need not restore them. Bounded in time. */
    @Override
    public void close() {
        Running now = running;
        running = null;
        checks.shutdownNow();
        if (now != null) {
            now.streamsMeters().close();
            if (!now.streams().close(CloseOptions.timeout(CLOSE_TIMEOUT))) {
                LOG.warn("Not everything was closed within {}; the next start restores more.", CLOSE_TIMEOUT);
            }
            now.preparation().close();
        }
    }

    private void changed(Preparation preparation, State now, State before) {
        LOG.info("{} -> {}", before, now);
        if (now == State.RUNNING) {
            checkTopics(preparation);
        }
    }

    private void checkTopics(Preparation preparation) {
        if (!checks.isShutdown()) {
            checks.execute(() -> verifyTopics(preparation));
        }
    }

    /*
     * Somebody may have added partitions since. Either Streams does not notice (design, section 3), or its threads die
     * of it before there is an assignment, one after the other.
     */
    private void verifyTopics(Preparation preparation) {
        try (Admin admin = Admin.create(settings.clientConfig())) {
            String wrong = preparation.faultsOf(admin);
            if (wrong != null && fault.compareAndSet(null, wrong)) {
                LOG.error("The node stops: {}", wrong);
                Running now = running;
                if (now != null) {
                    now.streams().close(CloseOptions.timeout(Duration.ZERO));
                }
            }
        } catch (RuntimeException e) {
            if (!checks.isShutdown()) {
                LOG.warn("The topics could not be checked after an assignment: {}", e.toString());
            }
        }
    }

    private @Nullable NodeQueries runningQueries() {
        Running now = running;
        return now == null ? null : now.queries();
    }

    private @Nullable HostInfo self() {
        return AdvertisedAddress.of(settings.getString(NodeSettings.ADVERTISED_ADDRESS));
    }

    private record Running(
            Preparation preparation, KafkaStreams streams, NodeQueries queries, StreamsMeters streamsMeters) {}
}
