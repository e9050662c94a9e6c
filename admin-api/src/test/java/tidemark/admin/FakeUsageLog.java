package tidemark.admin;

import java.util.ArrayList;
import java.util.List;
import tidemark.admin.intake.LogUnavailableException;
import tidemark.admin.intake.UsageLog;
import tidemark.events.UsageEvent;

/** Usage in a list, while the log is not away. */
final class FakeUsageLog implements UsageLog {

    private final List<UsageEvent> events = new ArrayList<>();
    private boolean away;

    @Override
    public synchronized void append(List<UsageEvent> more) {
        if (away) {
            throw new LogUnavailableException("Nobody is there.");
        }
        events.addAll(more);
    }

    synchronized void goAway() {
        away = true;
    }

    /** How much was written so far. */
    synchronized int size() {
        return events.size();
    }

    /** What was written so far. */
    synchronized List<UsageEvent> events() {
        return List.copyOf(events);
    }
}
