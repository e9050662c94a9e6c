package tidemark.benchmarks.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import tidemark.client.gate.DecisionReplica;
import tidemark.client.gate.ReplicaSettings;
import tidemark.topics.Topics;

/** Starts one replica in a JVM that has done nothing before, and says how long that took and what it keeps. */
final class ReplicaMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ReplicaMain() {}

    /**
     * Prints a {@link ReplicaReport}.
     *
     * @param arguments the clients' settings in JSON, and the topics' prefix
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, Object> settings = JSON.readValue(arguments[0], new TypeReference<>() {});
        long before = usedAfterCollection();
        long start = System.nanoTime();
        try (DecisionReplica replica =
                DecisionReplica.start(ReplicaSettings.of(settings).withTopics(new Topics(arguments[1])))) {
            if (!replica.awaitReady(PATIENCE)) {
                throw new IllegalStateException("Not ready in time: " + replica.freshness());
            }
            double millis = (System.nanoTime() - start) / 1e6;
            double reader = readerNanos() / 1e6;
            long kept = usedAfterCollection() - before;
            System.out.println(JSON.writeValueAsString(
                    new ReplicaReport(millis, reader, replica.freshness().accounts(), kept)));
        }
    }

    private static long readerNanos() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tidemark-decisions"))
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()))
                .sum();
    }

    private static long usedAfterCollection() {
        // The second one frees what the first has found unreachable through cleaners and references.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
