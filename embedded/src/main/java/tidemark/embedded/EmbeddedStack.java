package tidemark.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * A broker and a registry on one data directory, started side by side.
 *
 * @param broker the running broker
 * @param registry the running registry
 */
public record EmbeddedStack(EmbeddedBroker broker, EmbeddedRegistry registry) implements AutoCloseable {

    /** Both on any free ports. */
    public static EmbeddedStack start(Path dataDir) {
        return start(dataDir, 0, 0);
    }

    /**
     * Both on the given ports; when one cannot start, the other is closed again.
     *
     * @throws CannotStartException if a port is taken, or the directory is in use or unusable
     */
    public static EmbeddedStack start(Path dataDir, int kafkaPort, int registryPort) {
        return start(dataDir, registryPort, () -> EmbeddedBroker.start(dataDir, kafkaPort));
    }

    /** Both on any free ports, the broker with settings of its own and by a clock of its own. */
    public static EmbeddedStack start(Path dataDir, Map<String, String> brokerSettings, Time brokerTime) {
        return start(dataDir, 0, () -> EmbeddedBroker.start(dataDir, 0, brokerSettings, brokerTime));
    }

    private static EmbeddedStack start(Path dataDir, int registryPort, Supplier<EmbeddedBroker> startBroker) {
        CompletableFuture<EmbeddedRegistry> registry =
                CompletableFuture.supplyAsync(() -> EmbeddedRegistry.start(dataDir, registryPort), EmbeddedStack::run);
        EmbeddedBroker broker;
        try {
            broker = startBroker.get();
        } catch (RuntimeException e) {
            registry.thenAccept(EmbeddedRegistry::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw e;
        }
        try {
            return new EmbeddedStack(broker, registry.join());
        } catch (CompletionException e) {
            broker.close();
            throw e.getCause() instanceof CannotStartException cause ? cause : e;
        }
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Base URL of the registry's Confluent REST protocol. */
    public URI registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        try (broker) {
            registry.close();
        }
    }

    private static void run(Runnable work) {
        new Thread(work, "registry-start").start();
    }
}
