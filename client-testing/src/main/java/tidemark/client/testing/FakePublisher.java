package tidemark.client.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.client.usage.Acknowledged;
import tidemark.client.usage.PublishCounts;
import tidemark.client.usage.UsageCheck;
import tidemark.client.usage.UsageNotPublishedException;
import tidemark.client.usage.UsagePublisher;
import tidemark.events.UsageEvent;

/** Takes usage as a real publisher does, and hands each event on once (R11). */
final class FakePublisher implements UsagePublisher {

    private final Consumer<UsageEvent> counted;
    private final List<UsageEvent> published = new ArrayList<>();
    private final Set<List<@Nullable String>> seen = new HashSet<>();
    private @Nullable RuntimeException failure;
    private long failed;
    private boolean closed;

    FakePublisher(Consumer<UsageEvent> counted) {
        this.counted = counted;
    }

    @Override
    public synchronized CompletableFuture<Acknowledged> publish(UsageEvent event) {
        UsageCheck.require(event);
        if (closed) {
            throw new IllegalStateException("The publisher is closed");
        }
        if (failure != null) {
            failed++;
            return CompletableFuture.failedFuture(new UsageNotPublishedException(event, failure));
        }
        published.add(event);
        String source = event.getSource();
        if (seen.add(
                List.of(event.getEntityId(), event.getUserId(), source == null ? "" : source, event.getEventId()))) {
            counted.accept(event);
        }
        return CompletableFuture.completedFuture(new Acknowledged("usage-events", 0, published.size() - 1L));
    }

    @Override
    public void flush() {}

    @Override
    public synchronized PublishCounts counts() {
        return new PublishCounts(published.size() + failed, published.size(), failed);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    synchronized void fail(@Nullable RuntimeException reason) {
        failure = reason;
    }

    synchronized List<UsageEvent> published() {
        return List.copyOf(published);
    }
}
