package tidemark.admin.live;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import tidemark.topics.Topics;

/** Live events that may keep few of them in memory, so that most streams that come back have to read the log, and that say often that they are there. */
public final class SmallMemory {

    private SmallMemory() {}

    public static LiveEvents of(Map<String, ?> settings, Topics topics, int kept) {
        return new LiveEvents(settings, topics, Clock.systemUTC(), kept, Duration.ofSeconds(1));
    }
}
