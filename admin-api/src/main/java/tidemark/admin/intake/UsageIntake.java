package tidemark.admin.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.admin.body.FieldFault;
import tidemark.events.UsageEvent;

/** Takes usage in: reads it, sorts out what cannot be taken, and has the rest written before it says so. Safe for use by several threads. */
public final class UsageIntake {

    /** The most events of one request. */
    public static final int MOST_EVENTS = 1_000;

    /** The largest body, in bytes. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /** Each may wait for the broker on a thread of the server; other requests need some too. */
    static final int AT_ONCE = 16;

    private final UsageLog log;
    private final Clock clock;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** Takes usage in for that log. */
    public UsageIntake(UsageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Takes one event in.
     *
     * @param entityCheck told whose usage it is before it is written; throws if the caller may not write that
     * @throws FieldFault if it cannot be used
     * @throws LogUnavailableException if it could not be written
     */
    public void take(CloudEventRequest request, Consumer<String> entityCheck) {
        UsageEvent usage = request.single().usage(clock.instant());
        entityCheck.accept(usage.getEntityId());
        append(List.of(usage));
    }

    /**
     * Takes a batch in: what can be used is written, all of it, and what cannot is told of.
     *
     * @param mayWrite whether the caller may write usage of that entity
     * @return a result for each event, in their order
     * @throws FieldFault if it is no batch
     * @throws LogUnavailableException if not all that can be used could be written
     */
    public List<ItemResult> takeAll(CloudEventRequest request, Predicate<String> mayWrite) {
        Map<String, Boolean> judged = new HashMap<>();
        Predicate<String> judgedOnce = entity -> judged.computeIfAbsent(entity, mayWrite::test);
        Instant now = clock.instant();
        List<UsageEvent> usable = new ArrayList<>();
        List<ItemResult> results = new ArrayList<>();
        for (Sent item : request.batch()) {
            results.add(sorted(results.size(), item, now, judgedOnce, usable));
        }
        append(usable);
        return results;
    }

    private static ItemResult sorted(
            int index, Sent item, Instant now, Predicate<String> mayWrite, List<UsageEvent> usable) {
        @Nullable CloudEvent event = null;
        try {
            event = CloudEvent.of(item);
            UsageEvent usage = event.usage(now);
            if (!mayWrite.test(usage.getEntityId())) {
                return ItemResult.forbidden(index, event);
            }
            usable.add(usage);
            return ItemResult.accepted(index, event);
        } catch (FieldFault fault) {
            return ItemResult.invalid(index, event, fault);
        }
    }

    private void append(List<UsageEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!room.tryAcquire()) {
            throw new LogUnavailableException("Too much usage is on its way already; send it again.");
        }
        try {
            log.append(events);
        } finally {
            room.release();
        }
    }
}
