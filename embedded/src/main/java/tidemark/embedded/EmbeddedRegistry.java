package tidemark.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry (Apicurio) in a process of its own that keeps its schemas and their ids over restarts and
 * crashes, and never outlives this JVM.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final String OWNER = "the schema registry";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Path home;
    private final Process process;
    private final RegistryEndpoint endpoint;
    private final Path log;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRegistry(Path home, Process process, RegistryEndpoint endpoint, Path log) {
        this.home = home;
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Starts a registry on 127.0.0.1 that demands FULL_TRANSITIVE compatibility, and returns when it serves clients.
     *
     * @param dataDir created if missing; the registry keeps to {@code registry} and {@code logs/registry.log} in it
     * @param port where it listens; 0 for any free one
     * @throws CannotStartException if the port is taken, or the directory is in use or unusable
     */
    public static EmbeddedRegistry start(Path dataDir, int port) {
        Path base = dataDir.toAbsolutePath().normalize();
        Path home = base.resolve("registry");
        Path log = base.resolve("logs").resolve("registry.log");
        // Waits for a registry whose parent was just killed, which holds the port too; the child takes the lock again.
        DirectoryLock.acquire(home, RegistryMain.PATIENCE).close();
        int chosen = LoopbackPort.choose(OWNER, port);
        Process process = new RegistryCommand(home, log, chosen).start();
        EmbeddedRegistry registry = new EmbeddedRegistry(home, process, new RegistryEndpoint(chosen), log);
        try {
            registry.awaitReady();
            registry.endpoint.demandCompatibility();
            return registry;
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!endpoint.isReady()) {
            if (!process.isAlive()) {
                throw endedEarly();
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStartException("The schema registry was not ready after " + START_LIMIT.toSeconds()
                        + " seconds; see " + log + ".");
            }
            Pause.briefly();
        }
    }

    private CannotStartException endedEarly() {
        return process.exitValue() == RegistryMain.IN_USE
                ? DirectoryLock.inUse(home)
                : new CannotStartException("The schema registry ended while starting; see " + log + ".");
    }

    /** Base URL of the Confluent REST protocol: {@code http://127.0.0.1:PORT/apis/ccompat/v7}. */
    public URI url() {
        return endpoint.url();
    }

    /** Completes with a sentence for people when the registry's process has ended, by {@link #close()} or by itself. */
    public CompletionStage<String> ended() {
        return process.onExit()
                .thenApply(
                        gone -> "The schema registry ended with exit code " + gone.exitValue() + "; see " + log + ".");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The registry was gone before it was asked to end", e);
        }
        if (!endedInTime()) {
            process.destroyForcibly();
        }
    }

    private boolean endedInTime() {
        try {
            return process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
