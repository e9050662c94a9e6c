package tidemark.client.usage;

import tidemark.events.UsageEvent;

/** Usage that was not acknowledged. It may have been stored all the same: publish the very same event again, it counts once. */
public final class UsageNotPublishedException extends RuntimeException {

    private final transient UsageEvent event;

    /** Names the event and the reason. */
    public UsageNotPublishedException(UsageEvent event, Throwable cause) {
        super(
                "Usage " + event.getEventId() + " of " + event.getEntityId() + "/" + event.getUserId()
                        + " was not acknowledged: " + cause.getMessage(),
                cause);
        this.event = event;
    }

    /** The event, to publish again. */
    public UsageEvent event() {
        return event;
    }
}
