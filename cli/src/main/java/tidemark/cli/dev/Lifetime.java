package tidemark.cli.dev;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a process runs: until Ctrl-C or SIGTERM, which is its normal end, or until something it needs has failed.
 *
 * <p>The JVM answers a signal by running its hooks and then ending with 128 + the signal's number. A run that was asked to end and has
 * closed everything succeeded, so our hook ends the JVM itself, with 0.
 */
final class Lifetime {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Running running;
    private final Thread hook;

    private Lifetime(Running running) {
        this.running = running;
        this.hook = new Thread(this::endOnSignal, "shutdown");
    }

    /** From now on a signal closes what is running and ends the JVM with exit code 0. */
    static Lifetime begin(Running running) {
        Lifetime lifetime = new Lifetime(running);
        Runtime.getRuntime().addShutdownHook(lifetime.hook);
        return lifetime;
    }

    /** Starting is over, in whatever way: all that runs has been added. */
    void started() {
        started.countDown();
    }

    /** The sentence it completes with ends the run. */
    void endsWith(CompletionStage<String> failed) {
        failed.thenAccept(failure::complete);
    }

    /** Returns what failed. */
    String awaitFailure() {
        return failure.join();
    }

    /** The run ends by itself and signals get their usual meaning back; never returns when one is being obeyed already. */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("Leaving the end to the signal", e);
            awaitHalt();
        }
    }

    private void awaitHalt() {
        while (true) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                LOG.debug("Interrupted while the JVM ends", e);
            }
        }
    }

    /** What is half started cannot be closed in an orderly way, but nobody waits for ever. */
    private void awaitStarted() {
        try {
            if (!started.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Stopping although not everything has started");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endOnSignal() {
        running.stopAdding();
        awaitStarted();
        running.close();
        NodeLogging.flush();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
