package tidemark.benchmarks.measure;

import java.util.Collection;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * How soon decisions came again after a kill, by partition; each of them about a user whose usage the node had to know.
 *
 * @param partitions how many
 * @param firstSeconds from the kill to the first right decision in any of them
 * @param lastSeconds to the first right decision in the last of them
 */
public record Resumption(int partitions, double firstSeconds, double lastSeconds) {

    static Resumption of(Phase phase, Collection<Integer> partitions, long killedNanos) {
        Map<Integer, Long> seen = phase.firstNanos();
        LongSummaryStatistics nanos = partitions.stream()
                .mapToLong(partition -> seen.getOrDefault(partition, Long.MAX_VALUE))
                .summaryStatistics();
        return partitions.isEmpty()
                ? new Resumption(0, 0, 0)
                : new Resumption(
                        partitions.size(), (nanos.getMin() - killedNanos) / 1e9, (nanos.getMax() - killedNanos) / 1e9);
    }
}
