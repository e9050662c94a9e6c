package tidemark.embedded;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns of fatal faults of brokers in this JVM, which no longer end it.
 *
 * <p>A Kafka broker answers a fatal fault, such as a full disk, with {@code System.exit} or {@code Runtime.halt}. Kafka's
 * hooks for that are static, so each watch learns of the faults of all brokers of the JVM.
 */
final class FaultWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultWatch.class);
    private static final Set<FaultWatch> WATCHES = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<String> fault = new CompletableFuture<>();

    private FaultWatch() {}

    static FaultWatch begin() {
        Exit.setExitProcedure(FaultWatch::contain);
        Exit.setHaltProcedure(FaultWatch::contain);
        FaultWatch watch = new FaultWatch();
        WATCHES.add(watch);
        return watch;
    }

    /** Completes with a sentence for people. */
    CompletionStage<String> fault() {
        return fault.minimalCompletionStage();
    }

    @Override
    public void close() {
        WATCHES.remove(this);
    }

    private static void contain(int status, @Nullable String message) {
        LOG.error("The embedded broker failed fatally (status {}): {}", status, message);
        String sentence = "The embedded Kafka broker failed" + (message == null ? "." : ": " + message + ".");
        WATCHES.forEach(watch -> watch.fault.complete(sentence));
    }
}
