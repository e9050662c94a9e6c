package tidemark.client.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tidemark.client.usage.UsagePublisher;
import tidemark.events.UsageEvent;

/** The steps of an operation whose usage is not acknowledged yet, or was given up. */
final class UnsettledSteps {

    private final UsagePublisher publisher;
    private final Map<String, Step> underWay = new ConcurrentHashMap<>();
    private final Queue<UsageEvent> failed = new ConcurrentLinkedQueue<>();

    private record Step(UsageEvent event, CompletableFuture<?> settled) {}

    UnsettledSteps(UsagePublisher publisher) {
        this.publisher = publisher;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What it leads to is kept.
    void publish(UsageEvent event) {
        CompletableFuture<?> told;
        try {
            told = publisher.publish(event);
        } catch (IllegalStateException e) {
            // The publisher was closed; the step has been done all the same.
            failed.add(event);
            return;
        }
        if (told.isDone() && !told.isCompletedExceptionally()) {
            return;
        }
        CompletableFuture<?> settled = told.handle((stored, failure) -> failure == null || failed.add(event));
        underWay.put(event.getEventId(), new Step(event, settled));
        settled.thenRun(() -> underWay.remove(event.getEventId()));
    }

    /** Waits for the answers; gives the events back that have none in time. */
    List<UsageEvent> await(Duration longest) {
        CompletableFuture<?> all = CompletableFuture.allOf(
                underWay.values().stream().map(Step::settled).toArray(CompletableFuture[]::new));
        try {
            all.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Told below, by event.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return underWay.values().stream()
                .filter(step -> !step.settled().isDone())
                .map(Step::event)
                .toList();
    }

    List<UsageEvent> failed() {
        return new ArrayList<>(failed);
    }
}
