package tidemark.cli.dev;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import tidemark.topics.TopicAdmin;
import tidemark.topics.TopicState;
import tidemark.topics.Topics;
import tidemark.topology.StartFailure;

/**
 * The topics of a dev stack, created on its first start.
 *
 * @param directory what they are kept in
 */
record DevTopics(DataDirectory directory) {

    private static final Topics TOPICS = Topics.unprefixed();
    private static final int DEFAULT_PARTITIONS = 6;
    private static final short ONE_REPLICA = 1;

    /**
     * Creates what is missing.
     *
     * @param wanted number of partitions; 0 for what the data directory has, or 6 in a new one
     * @throws StartFailure if the data directory has another number already, or the broker does not do it
     */
    void create(String bootstrapServers, int wanted) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicAdmin topics = new TopicAdmin(admin, TOPICS);
            int found = partitions(topics);
            requireSame(wanted, found);
            topics.create(found != 0 ? found : wanted != 0 ? wanted : DEFAULT_PARTITIONS, ONE_REPLICA);
        } catch (KafkaException e) {
            throw new StartFailure("The topics cannot be created: " + e.getMessage(), e);
        }
    }

    /** 0 in a new data directory. */
    private static int partitions(TopicAdmin topics) {
        return topics.describe().stream()
                .filter(topic -> topic.name().equals(TOPICS.usageEvents()))
                .mapToInt(TopicState::partitions)
                .findFirst()
                .orElse(0);
    }

    private void requireSame(int wanted, int found) {
        if (wanted != 0 && found != 0 && wanted != found) {
            throw new StartFailure("The data directory " + directory.path() + " was created with " + found
                    + " partitions, so --partitions cannot be " + wanted
                    + "; leave it out, or name another directory with --data-dir.");
        }
    }
}
