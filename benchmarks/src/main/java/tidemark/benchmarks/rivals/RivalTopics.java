package tidemark.benchmarks.rivals;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import tidemark.topics.Topics;

/** The topics that the rivals have besides Tidemark's. */
public record RivalTopics(Topics topics) {

    /** Where the pass-through writes to. */
    public String copies() {
        return topics.prefix() + "rival-copies";
    }

    /** Limit in micros of each user, 8 bytes, keyed like usage; compacted. */
    public String limits() {
        return topics.prefix() + "rival-limits";
    }

    /** What the plain DSL decides. */
    public String decisions() {
        return topics.prefix() + "rival-decisions";
    }

    /** All of them. */
    public List<NewTopic> all(int partitions) {
        return List.of(
                new NewTopic(copies(), partitions, (short) 1),
                new NewTopic(limits(), partitions, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                new NewTopic(decisions(), partitions, (short) 1));
    }
}
