package tidemark.admin.intake;

import java.util.List;
import tidemark.events.UsageEvent;

/** Where usage is written to for good. Safe for use by several threads. */
public interface UsageLog {

    /**
     * Writes all of these, and returns when nothing can take them away any more.
     *
     * @throws LogUnavailableException if that is not so: any number of them may be there all the same, and all may be written again
     */
    void append(List<UsageEvent> events);
}
