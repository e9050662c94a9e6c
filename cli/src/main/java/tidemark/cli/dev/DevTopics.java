package tidemark.cli.dev;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import tidemark.topics.Topics;

/** The topics of a dev stack, created on its first start. */
final class DevTopics {

    private static final Topics TOPICS = Topics.unprefixed();
    private static final short ONE_REPLICA = 1;

    private final DataDirectory directory;

    DevTopics(DataDirectory directory) {
        this.directory = directory;
    }

    /**
     * Creates what is missing.
     *
     * @param partitions wanted number, or 0 for what the data directory has
     * @param fallback for a new data directory when none is wanted
     * @throws StartFailure if the data directory has another number already, or the broker does not answer
     */
    void create(String bootstrapServers, int partitions, int fallback) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            int found = existing.contains(TOPICS.usageEvents()) ? partitionsOf(admin) : 0;
            requireSame(partitions, found);
            int count = found != 0 ? found : partitions != 0 ? partitions : fallback;
            List<NewTopic> missing = TOPICS.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), count, ONE_REPLICA).configs(topic.config()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Stopped while creating the topics.", e);
        } catch (ExecutionException e) {
            throw new StartFailure("The topics cannot be created: " + String.valueOf(e.getCause()), e);
        }
    }

    private static int partitionsOf(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(TOPICS.usageEvents()))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get()
                .partitions()
                .size();
    }

    private void requireSame(int wanted, int found) {
        if (wanted != 0 && found != 0 && wanted != found) {
            throw new StartFailure("The data directory " + directory.path() + " was created with " + found
                    + " partitions, so --partitions cannot be " + wanted
                    + "; leave it out, or name another directory with --data-dir.");
        }
    }
}
