package tidemark.client.operation;

import java.util.List;
import tidemark.events.UsageEvent;

/** Steps of an operation whose usage was not acknowledged. It may have been stored: publish the very same events again, they count once. */
public final class UsageUnsettledException extends RuntimeException {

    private final transient List<UsageEvent> events;

    /** Names the operation and carries the events. */
    public UsageUnsettledException(String operationId, List<UsageEvent> events) {
        super("Of operation " + operationId + " " + events.size()
                + " steps were not acknowledged; publish their events again");
        this.events = List.copyOf(events);
    }

    /** The events, to publish again. */
    public List<UsageEvent> events() {
        return events;
    }
}
