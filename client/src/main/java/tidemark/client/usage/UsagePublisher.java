package tidemark.client.usage;

import java.util.concurrent.CompletableFuture;
import tidemark.events.UsageEvent;

/** Publishes usage. For any number of threads. */
public interface UsagePublisher extends AutoCloseable {

    /**
     * Sends usage on its way. Published again with the same id and amount, also by another process, it counts once.
     *
     * @return completes when the brokers have stored it, exceptionally with a {@link UsageNotPublishedException} when that has failed or
     *     there was no room. What is hung on it runs on the sender's thread and must not block
     * @throws IllegalArgumentException naming the field that the ledger would reject
     * @throws IllegalStateException if the publisher is closed
     */
    CompletableFuture<Acknowledged> publish(UsageEvent event);

    /** Waits until everything that was handed over so far has been stored or given up. */
    void flush();

    /** What has become of usage so far. */
    PublishCounts counts();

    /** Sends what is under way, within the time that the settings allow; what is left then fails. */
    @Override
    void close();
}
