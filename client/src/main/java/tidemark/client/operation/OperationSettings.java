package tidemark.client.operation;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tidemark.client.metrics.ClientMetrics;
import tidemark.client.usage.UsageCheck;

/**
 * How operations work.
 *
 * @param source written into usage: which producer made the event ids; null: none
 * @param clock what tells when credits are spent
 * @param refreshAfter how old an answer to "how much is left?" may be before it is asked again, aside
 * @param settlesAfter how long after this process has spent something an answer surely knows it
 * @param closeWithin how long {@link Operation#close()} waits for acknowledgements
 * @param metrics is told counts
 */
public record OperationSettings(
        @Nullable String source,
        InstantSource clock,
        Duration refreshAfter,
        Duration settlesAfter,
        Duration closeWithin,
        ClientMetrics metrics) {

    /** Checks source and times. */
    public OperationSettings {
        UsageCheck.requireTokenOrNull("source", source);
        requireNotNegative("refreshAfter", refreshAfter);
        requireNotNegative("settlesAfter", settlesAfter);
        requireNotNegative("closeWithin", closeWithin);
    }

    /** The defaults: no source, the system's clock, asked again after 5 seconds, settled after 10, closed within 10. */
    public static OperationSettings defaults() {
        return new OperationSettings(
                null,
                InstantSource.system(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                ClientMetrics.NONE);
    }

    /** With a source. */
    public OperationSettings withSource(String named) {
        return new OperationSettings(named, clock, refreshAfter, settlesAfter, closeWithin, metrics);
    }

    /** By another clock. */
    public OperationSettings withClock(InstantSource other) {
        return new OperationSettings(source, other, refreshAfter, settlesAfter, closeWithin, metrics);
    }

    /** With another age at which answers are asked for again. */
    public OperationSettings withRefreshAfter(Duration oldest) {
        return new OperationSettings(source, clock, oldest, settlesAfter, closeWithin, metrics);
    }

    /** With another limit to the time that closing takes. */
    public OperationSettings withCloseWithin(Duration longest) {
        return new OperationSettings(source, clock, refreshAfter, settlesAfter, longest, metrics);
    }

    /** With metrics. */
    public OperationSettings withMetrics(ClientMetrics kept) {
        return new OperationSettings(source, clock, refreshAfter, settlesAfter, closeWithin, kept);
    }

    private static void requireNotNegative(String field, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(field + " is not negative, as " + time + " is");
        }
    }
}
